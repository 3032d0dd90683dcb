"""Propose a decision, and take a proposal back."""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.db.models import Q

from utvag.audit.operations import Subject, one_act, record
from utvag.cases.models import Case
from utvag.cases.rules import CaseState
from utvag.decisions.access import DECISION, decision_for, may_propose, proposing_on
from utvag.decisions.models import FOREVER, Decision, LegalBasis
from utvag.decisions.queries.decisions import age_of, standing_decisions
from utvag.decisions.queries.shapes import decision_place
from utvag.decisions.rules import (
    HOUSING,
    Change,
    DecisionState,
    DecisionType,
    Refusal,
    needs_another,
    refusal_of,
    refused_ground,
    refused_period,
)
from utvag.drafts.operations import drop_sent_draft
from utvag.drafts.rules import DraftKey, FormKind
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.foundation.errors import NotVisible, Unable
from utvag.law.decision_types import NoBasis, basis_for
from utvag.secrecy.envelope import seal

PROPOSE, WITHDRAW = "PROPOSE_DECISION", "WITHDRAW_DECISION"


class UnableToPropose(Unable):
    """The decision cannot be proposed so."""


def propose_decision(
    *,
    actor: Actor,
    case_id: UUID,
    decision_type: DecisionType,
    from_date: date,
    until_date: date | None,
    reasons: str,
    wording: str,
    now: datetime,
    subject: UUID | None = None,
    change: Change | None = None,
    has_conditions: bool = False,
    draft_revision: int = 0,
) -> UUID:
    """Propose a decision on the section in force today; the one whom the delegation order names takes it.

    :param subject: what a purchase is about.
    :param change: which decision is prolonged or ended, and why.
    :raises NotVisible: unless the actor is named on the case to handle it.
    :raises UnableToPropose: when nothing carries it, or it is not hers, not whole, or proposed already.
    """
    today = day_of(now)
    with one_act(actor=actor, now=now):
        case, purpose = proposing_on(actor, case_id, today, action=PROPOSE)
        if decision_type not in may_propose(actor, purpose):
            raise UnableToPropose(Refusal.NOT_HERS_TO_PROPOSE)
        changed = changed_by(case, decision_type, change, today)
        row = proposal_of(
            actor=actor,
            case=case,
            decision_type=decision_type,
            from_date=from_date,
            until_date=until_date,
            reasons=reasons,
            wording=wording,
            now=now,
            subject=subject,
        )
        row.changes, row.has_conditions = changed, has_conditions
        row.ground = change.ground.value if change and change.ground else None
        _write(row)
        key = DraftKey(FormKind.PROPOSE_DECISION, case_id)
        drop_sent_draft(actor=actor, key=key, revision=draft_revision, now=now)
        record(actor=actor, action=PROPOSE, subject=Subject(DECISION, row.id, case_id), purpose=purpose, now=now)
    return row.id


def withdraw_decision(*, actor: Actor, decision_id: UUID, now: datetime) -> None:
    """Take a proposal back before anybody has decided it.

    :raises NotVisible: unless the actor may propose such decisions on the case.
    :raises UnableToPropose: when it is decided or given up already.
    """
    with one_act(actor=actor, now=now):
        opened = decision_for(actor, decision_id, day_of(now), action=WITHDRAW, lock=True)
        row = opened.decision
        if DecisionType(row.decision_type) not in may_propose(actor, opened.purpose):
            raise NotVisible(WITHDRAW, DECISION, decision_id)
        if row.state != DecisionState.PROPOSED:
            raise UnableToPropose(Refusal.NOT_PROPOSED)
        Decision.objects.filter(pk=row.pk).update(
            state=DecisionState.WITHDRAWN.value, closed_by=actor.id, closed_at=now
        )
        subject = Subject(DECISION, row.id, row.case_id)
        record(actor=actor, action=WITHDRAW, subject=subject, purpose=opened.purpose, now=now)


def proposal_of(
    *,
    actor: Actor,
    case: Case,
    decision_type: DecisionType,
    from_date: date,
    until_date: date | None,
    reasons: str,
    wording: str,
    now: datetime,
    subject: UUID | None,
) -> Decision:
    """Make the row of a proposal, not written yet. Part of a larger operation.

    :raises UnableToPropose: when nothing carries it, or it is not whole.
    """
    if case.state == CaseState.CLOSED:
        raise UnableToPropose(Refusal.CASE_CLOSED)
    refused = refused_period(from_date, until_date)
    if refused is not None:
        raise UnableToPropose(refused)
    if not reasons.strip() or not wording.strip():
        raise UnableToPropose(Refusal.TEXT_MISSING)
    basis = basis_on(case, decision_type, day_of(now))
    if isinstance(basis, Refusal):
        raise UnableToPropose(basis)
    decision_id = uuid4()
    return Decision(
        id=decision_id,
        case=case,
        decision_type=decision_type.value,
        opens_housing=decision_type in HOUSING,
        state=DecisionState.PROPOSED.value,
        proposed_by_id=actor.id,
        proposed_at=now,
        from_date=from_date,
        until_date=until_date,
        subject=subject,
        sealed=seal(decision_place(case.id, decision_id), {"reasons": reasons.strip(), "wording": wording.strip()}),
        **kept_of(basis, case, day_of(now)),
    )


def basis_on(case: Case, decision_type: DecisionType, day: date) -> LegalBasis | Refusal:
    """Give the row of the section that carries a decision on a day for the person of the case, or why none does."""
    found = basis_for(decision_type, on=day, age=age_of(case, day))
    if isinstance(found, NoBasis):
        return refusal_of(found.reason)
    return LegalBasis.objects.get(
        decision_type=found.decision_type.value,
        act=found.act,
        section=found.section,
        from_date=found.from_date,
        until_date=found.until_date or FOREVER,
        from_age=found.from_age,
        below_age=found.below_age,
    )


def kept_of(basis: LegalBasis, case: Case, day: date) -> dict[str, Any]:
    """Give the columns that a decision keeps of its section; the person's age only where the section asks for one."""
    asks_for_age = basis.from_age is not None or basis.below_age is not None
    return {
        "basis": basis,
        "basis_from": basis.from_date,
        "basis_until": basis.until_date,
        "basis_youngest": basis.youngest,
        "basis_too_old": basis.too_old,
        "age": age_of(case, day) if asks_for_age else None,
    }


def changed_by(case: Case, decision_type: DecisionType, change: Change | None, today: date) -> Decision | None:
    """Give the standing decision that a proposal prolongs or ends; None where it is about no other.

    :raises UnableToPropose: when there is none, or the ground for an ending is none (SoL 2025:400 14 kap. 9 §).
    """
    if not needs_another(decision_type):
        if change is not None:
            raise UnableToPropose(Refusal.NOTHING_TO_CHANGE)
        return None
    wanted, ground = (change.decision_id, change.ground) if change else (None, None)
    standing = standing_decisions([case.id], today)
    housing = standing.filter(Q(opens_housing=True) | Q(decision_type=DecisionType.EXTENSION.value))
    is_longer = decision_type is DecisionType.EXTENSION
    rows = housing if wanted is None else (housing if is_longer else standing).filter(pk=wanted)
    changed = rows.first()
    if changed is None or (is_longer and ground is not None):
        raise UnableToPropose(Refusal.NOTHING_TO_CHANGE)
    refused = (
        None if is_longer else refused_ground(ground, ends_on=changed.until_date, has_conditions=changed.has_conditions)
    )
    if refused is not None:
        raise UnableToPropose(refused)
    return changed


def _write(row: Decision) -> None:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as refused:
        if "decision_one_proposal_at_a_time" not in str(refused):
            raise
        raise UnableToPropose(Refusal.ALREADY_PROPOSED) from None
