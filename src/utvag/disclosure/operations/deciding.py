"""Decide whether something may be given out without consent: the section head's own act, on another's proposal."""

from datetime import datetime
from uuid import UUID

from utvag.audit.operations import Subject, one_act, record
from utvag.cases.access import purpose_on
from utvag.disclosure.access import DISCLOSURE, decision_draft, disclosure_to_decide
from utvag.disclosure.models import Disclosure
from utvag.disclosure.operations.disclosures import UnableToDisclose, age_of
from utvag.disclosure.queries.pages import decision_place
from utvag.disclosure.rules import (
    DisclosureState,
    Party,
    ProtectedAddress,
    Refusal,
    ToDisclose,
    refusal_of,
    refusal_of_decision,
)
from utvag.drafts.operations import drop_sent_draft
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.law.delegation import is_office_hours
from utvag.organisation.rules import Role
from utvag.secrecy.envelope import seal

DECIDE, DECLINE = "DECIDE_DISCLOSURE", "DECLINE_DISCLOSURE"


def decide_disclosure(
    *, actor: Actor, disclosure_id: UUID, is_declined: bool, reason: str, now: datetime, draft_revision: int = 0
) -> None:
    """Decide a proposal: from this moment it may be given out, or it may not.

    :raises NotVisible: unless the actor is a section head, or on call, named on its case.
    :raises UnableToDisclose: when she proposed it herself, it is decided already, the ground no longer carries it, she
        declines without a reason, or is on call while the offices are open.
    """
    today = day_of(now)
    action = DECLINE if is_declined else DECIDE
    with one_act(actor=actor, now=now):
        disclosure_to_decide(actor, disclosure_id, today, action=action)
        row = Disclosure.objects.select_for_update().get(pk=disclosure_id)
        _refuse(row, actor, now, is_declined=is_declined, reason=reason)
        _decide(row, actor, now, is_declined=is_declined, reason=reason.strip())
        key = decision_draft(actor, disclosure_id, today, action=action)
        drop_sent_draft(actor=actor, key=key, revision=draft_revision, now=now)
        subject = Subject(DISCLOSURE, disclosure_id, row.case_id)
        record(actor=actor, action=action, subject=subject, purpose=purpose_on(actor, row.case_id, today), now=now)


def _refuse(row: Disclosure, actor: Actor, now: datetime, *, is_declined: bool, reason: str) -> None:
    refusal = refusal_of_decision(
        DisclosureState(row.state),
        is_own=row.registered_by == actor.id,
        is_on_call=actor.role == Role.ON_CALL,
        offices_open=is_office_hours(now),
        is_declined=is_declined,
        has_reason=bool(reason.strip()),
    )
    if refusal is None and not is_declined:
        refusal = _still_refused(row, now)
    if refusal is not None:
        raise UnableToDisclose(refusal)


def _still_refused(row: Disclosure, now: datetime) -> Refusal | None:
    """Say why the ground no longer carries what it carried when it was proposed."""
    moment = row.disclosed_at or now
    day = day_of(moment)
    if row.recurs_until is not None and row.recurs_until <= day_of(now):
        return Refusal.RECURS_PASSED
    asked = ToDisclose(
        party=Party(row.party),
        day=day,
        # Both were asked for when it was proposed.
        has_balance=True,
        is_requested=True,
        protected_address=ProtectedAddress(row.protected_address),
        age=age_of(row.case_id, row.person, moment) if row.needs_under_21 else None,
    )
    return refusal_of(row.ground_id, asked)


def _decide(row: Disclosure, actor: Actor, now: datetime, *, is_declined: bool, reason: str) -> None:
    row.state = (DisclosureState.DECLINED if is_declined else DisclosureState.DECIDED).value
    row.decided_by, row.decided_role, row.decided_at = actor.id, Role(actor.role).value, now
    row.decision_sealed = seal(decision_place(row.case_id, row.id), {"reason": reason}) if reason else None
    if not is_declined and row.disclosed_at is None:
        row.disclosed_at, row.disclosed_date = now, day_of(now)
    row.save(
        update_fields=[
            "state",
            "decided_by",
            "decided_role",
            "decided_at",
            "decision_sealed",
            "disclosed_at",
            "disclosed_date",
        ]
    )
