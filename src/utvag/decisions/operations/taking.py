"""Take a decision: by the one whom the delegation order names, on the section in force that day, frozen at once."""

from datetime import date, datetime
from uuid import UUID

from utvag.audit.operations import Subject, one_act, record
from utvag.cases.access import case_for
from utvag.decisions.access import DECISION, OpenedDecision, decision_to_take, may_take
from utvag.decisions.access.mandates import delegate_of
from utvag.decisions.models import FOREVER, Decision, Mandate
from utvag.decisions.operations.proposing import UnableToPropose, basis_on, kept_of, proposal_of
from utvag.decisions.operations.sheet import decision_sheet
from utvag.decisions.queries.decisions import standing_decisions
from utvag.decisions.queries.shapes import DecisionTexts, decision_place, minutes_place, texts_in
from utvag.decisions.rules import AT_ONCE, DecisionState, DecisionType, Outcome, Refusal
from utvag.documents.operations import freeze_document
from utvag.documents.rules import DocumentKind
from utvag.drafts.operations import drop_sent_draft
from utvag.drafts.rules import DraftKey, FormKind
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.foundation.errors import NotVisible, Unable
from utvag.law.delegation import Delegate
from utvag.law.profile import SourceKind
from utvag.secrecy.envelope import Keyring

TAKE, DECLINE, TAKE_AT_ONCE = "TAKE_DECISION", "DECLINE_DECISION", "TAKE_DECISION_AT_ONCE"


class UnableToDecide(Unable):
    """The decision cannot be taken so."""


def take_decision(
    *, actor: Actor, decision_id: UUID, outcome: Outcome, reasons: str, now: datetime, draft_revision: int = 0
) -> None:
    """Take a proposed decision, and freeze it with its section, its reasons and how to appeal.

    Of two who decide at once the first wins, and the other is told so.

    :raises NotVisible: unless the actor is named on the case and her role decides.
    :raises UnableToDecide: when it is taken already, or is not hers to take, or nothing carries it any more.
    """
    with one_act(actor=actor, now=now):
        opened = _open_proposal(actor, decision_id, reasons, now, action=TAKE)
        row = opened.decision
        mandate = mandate_of(actor, DecisionType(row.decision_type), now)
        if row.proposed_by_id == actor.id and not mandate.is_out_of_hours:
            raise UnableToDecide(Refusal.OWN_PROPOSAL)
        refuse_gone_change(row, day_of(now))
        proposed = texts_in(row, Keyring())
        texts = DecisionTexts(proposed.reasons, proposed.wording, reasons.strip())
        settle(row, actor=actor, mandate=mandate, outcome=outcome, texts=texts, now=now)
        row.save(force_update=True)
        _finish(actor, opened, TAKE, draft_revision, now)


def decline_decision(*, actor: Actor, decision_id: UUID, reasons: str, now: datetime, draft_revision: int = 0) -> None:
    """Give a proposal back without a decision, for instance because something is missing in it.

    :raises NotVisible: unless the actor is named on the case and her role decides.
    :raises UnableToDecide: when it is taken already, or there are no reasons.
    """
    with one_act(actor=actor, now=now):
        opened = _open_proposal(actor, decision_id, reasons, now, action=DECLINE)
        row, keyring = opened.decision, Keyring()
        texts = texts_in(row, keyring)
        sealed = {"reasons": texts.reasons, "wording": texts.wording, "decision_reasons": reasons.strip()}
        row.state, row.closed_by_id, row.closed_at = DecisionState.DECLINED.value, actor.id, now
        row.sealed = keyring.seal(decision_place(row.case_id, row.id), sealed)
        row.save(force_update=True)
        _finish(actor, opened, DECLINE, draft_revision, now)


def write_taken_decision(
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
) -> UUID:
    """Propose and take a decision at once, as the on-call service does at night. Part of a larger operation.

    By day only an acute placement is decided so: by the section head, and for a few days.

    :raises NotVisible: unless the actor is named on the case and her role decides.
    :raises UnableToDecide: when she has no such mandate now, or nothing carries the decision.
    """
    opened = case_for(actor, case_id, day_of(now), action=TAKE_AT_ONCE)
    if not may_take(actor):
        raise NotVisible(TAKE_AT_ONCE, DECISION, case_id)
    mandate = mandate_of(actor, decision_type, now)
    if not mandate.is_out_of_hours and decision_type not in AT_ONCE:
        raise UnableToDecide(Refusal.OWN_PROPOSAL)
    try:
        row = proposal_of(
            actor=actor,
            case=opened.case,
            decision_type=decision_type,
            from_date=from_date,
            until_date=until_date,
            reasons=reasons,
            wording=wording,
            now=now,
            subject=subject,
        )
    except UnableToPropose as refused:
        raise UnableToDecide(refused.refusal) from None
    texts = DecisionTexts(reasons.strip(), wording.strip())
    settle(row, actor=actor, mandate=mandate, outcome=Outcome.GRANTED, texts=texts, now=now)
    row.save(force_insert=True)
    about = Subject(DECISION, row.id, case_id)
    record(actor=actor, action=TAKE_AT_ONCE, subject=about, purpose=opened.purpose, now=now)
    return row.id


def mandate_of(actor: Actor, decision_type: DecisionType, now: datetime) -> Mandate:
    """Give the mandate by which the actor's role takes such a decision now, written down where it is new.

    :raises UnableToDecide: when the delegation order gives it to somebody else, or to her only out of hours.
    """
    found = delegate_of(actor, decision_type, now)
    if isinstance(found, Refusal):
        raise UnableToDecide(found)
    return written_mandate(decision_type, found)


def written_mandate(decision_type: DecisionType, delegate: Delegate) -> Mandate:
    """Give the row of a line of the delegation order, written down where it is new."""
    return Mandate.objects.get_or_create(
        decision_type=decision_type.value,
        role=delegate.role,
        is_out_of_hours=delegate.is_out_of_hours,
        from_date=delegate.from_date,
        until_date=delegate.until_date or FOREVER,
        source=delegate.source.title,
        defaults={"is_default": delegate.source.kind is SourceKind.DEFAULT},
    )[0]


def _open_proposal(actor: Actor, decision_id: UUID, reasons: str, now: datetime, *, action: str) -> OpenedDecision:
    opened = decision_to_take(actor, decision_id, day_of(now), action=action)
    if opened.decision.state != DecisionState.PROPOSED:
        raise UnableToDecide(Refusal.NOT_PROPOSED)
    if not reasons.strip():
        raise UnableToDecide(Refusal.TEXT_MISSING)
    return opened


def refuse_gone_change(row: Decision, today: date) -> None:
    """Refuse to prolong or end a decision that has stopped to stand since it was proposed.

    :raises UnableToDecide: so.
    """
    if row.changes_id is None:
        return
    if not standing_decisions([row.case_id], today).filter(pk=row.changes_id).exists():
        raise UnableToDecide(Refusal.NOTHING_TO_CHANGE)


def settle(
    row: Decision,
    *,
    actor: Actor,
    mandate: Mandate,
    outcome: Outcome,
    texts: DecisionTexts,
    now: datetime,
    on: date | None = None,
) -> None:
    """Fill in what makes a proposal a taken decision, and freeze its document. The caller writes the row.

    :param on: the day on which it was decided, where that was another day than when it is written down.
    :raises UnableToDecide: when nothing carries it that day.
    """
    day = on or day_of(now)
    basis = basis_on(row.case, DecisionType(row.decision_type), day)
    if isinstance(basis, Refusal):
        raise UnableToDecide(basis)
    for column, kept in kept_of(basis, row.case, day).items():
        setattr(row, column, kept)
    row.mandate, row.mandate_from, row.mandate_until = mandate, mandate.from_date, mandate.until_date
    row.delegate_role, row.is_out_of_hours = mandate.role, mandate.is_out_of_hours
    row.decided_by_id, row.decided_role, row.decided_at, row.decision_date = actor.id, actor.role, now, day
    row.state, row.outcome = DecisionState.TAKEN.value, outcome.value
    sealed = {"reasons": texts.reasons, "wording": texts.wording, "decision_reasons": texts.decision_reasons}
    keyring = Keyring()
    row.sealed = keyring.seal(decision_place(row.case_id, row.id), sealed)
    if texts.minutes is not None:
        told = {"number": texts.minutes.number, "section": texts.minutes.section}
        row.minutes = keyring.seal(minutes_place(row.case_id, row.id), told)
    frozen = freeze_document(
        actor=actor,
        case_id=row.case_id,
        code_name=row.case.code_name,
        kind=DocumentKind.DECISION,
        subject=row.id,
        sheet=decision_sheet(row, mandate, texts),
        now=now,
    )
    row.document_id, row.document_kind = frozen.id, DocumentKind.DECISION.value


def _finish(actor: Actor, opened: OpenedDecision, action: str, revision: int, now: datetime) -> None:
    row = opened.decision
    key = DraftKey(FormKind.TAKE_DECISION, row.case_id, row.id)
    drop_sent_draft(actor=actor, key=key, revision=revision, now=now)
    record(actor=actor, action=action, subject=Subject(DECISION, row.id, row.case_id), purpose=opened.purpose, now=now)
