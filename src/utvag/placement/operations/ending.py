"""End a placement: why, by whose initiative, on which decision, and with which result."""

from datetime import date, datetime, timedelta
from uuid import UUID

from utvag.audit.operations import one_act
from utvag.cases.operations import set_state, wait_again
from utvag.cases.rules import CaseOrigin, CaseState
from utvag.decisions.models import Decision
from utvag.decisions.rules import DecisionState, DecisionType, Outcome
from utvag.documents.operations import freeze_document
from utvag.documents.rules import DocumentKind
from utvag.drafts.rules import FormKind
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.foundation.facts import announce, lock_facts
from utvag.placement.models import Placement
from utvag.placement.operations.following import (
    UnableToFollow,
    drop_draft,
    note,
    refuse_planned_move,
    standing_for,
)
from utvag.placement.queries.register import placement_place, sealed_placement
from utvag.placement.rules import (
    EndReason,
    PlacementState,
    Refusal,
    ToldEnd,
    needs_ending_decision,
)
from utvag.placement.sheets import final_report
from utvag.secrecy.envelope import Keyring

END = "END_PLACEMENT"
ONE_DAY = timedelta(days=1)


def end_placement(*, actor: Actor, placement_id: UUID, told: ToldEnd, now: datetime, draft_revision: int = 0) -> None:
    """End a placement, with its reason and final report. Its bed is free the day after.

    Against the person's will, and for broken conditions, only on a taken decision to end (SoL 2025:400, 14 kap. 9 §).

    :raises NotVisible: unless the actor is named on the case and her role handles it.
    :raises UnableToFollow: when it does not stand, the day is wrong, or the decision is missing.
    """
    today = day_of(now)
    with one_act(actor=actor, now=now):
        lock_facts()
        opened = standing_for(actor, placement_id, today, action=END)
        row = opened.placement
        free_from = told.end_date + ONE_DAY
        is_in_stay = row.from_date <= told.end_date <= today and (row.until_date is None or free_from <= row.until_date)
        if not is_in_stay or told.reason is EndReason.MOVED:
            raise UnableToFollow(Refusal.NO_SUCH_DAY)
        refuse_planned_move(row)
        decision_id = _ending_decision(row, told)
        _end(actor, row, told, decision_id, now)
        _case_after(row, told.reason, free_from)
        drop_draft(actor, row, FormKind.END_PLACEMENT, draft_revision, now)
        note(actor, opened, END, now)
        announce(cause=END, subject=row.id, now=now)


def _ending_decision(row: Placement, told: ToldEnd) -> UUID | None:
    """Give the decision that the end rests on, where it needs one.

    :raises UnableToFollow: when it needs one and there is none.
    """
    if not needs_ending_decision(told.reason, is_against_will=told.is_against_will):
        return None
    found = Decision.objects.filter(
        case=row.case_id,
        decision_type=DecisionType.ENDING.value,
        state=DecisionState.TAKEN.value,
        outcome=Outcome.GRANTED.value,
        from_date__lte=told.end_date + ONE_DAY,
    )
    decision_id: UUID | None = found.order_by("-from_date").values_list("pk", flat=True).first()
    if decision_id is None:
        raise UnableToFollow(Refusal.NO_ENDING_DECISION)
    return decision_id


def _end(actor: Actor, row: Placement, told: ToldEnd, decision_id: UUID | None, now: datetime) -> None:
    frozen = freeze_document(
        actor=actor,
        case_id=row.case_id,
        code_name=row.case.code_name,
        kind=DocumentKind.FINAL_REPORT,
        subject=row.id,
        sheet=final_report(row, told),
        now=now,
    )
    keyring = Keyring()
    sealed = sealed_placement(row, keyring) | {"final_notes": told.notes.strip()}
    Placement.objects.filter(pk=row.pk).update(
        state=PlacementState.ENDED.value,
        until_date=told.end_date + ONE_DAY,
        end_reason=told.reason.value,
        initiator=told.initiator.value,
        is_against_will=told.is_against_will,
        notice_days=told.notice_days,
        ending_decision_id=decision_id,
        final_report_id=frozen.id,
        ended_by=actor.id,
        ended_at=now,
        sealed=keyring.seal(placement_place(row.case_id, row.id), sealed),
    )


def _case_after(row: Placement, reason: EndReason, free_from: date) -> None:
    """Let the case wait for a home again, or close it: where there is nothing more to wait for."""
    if reason.closes_case or row.case.origin != CaseOrigin.OPENED or row.case.nights is None:
        set_state(row.case_id, CaseState.CLOSED)
    else:
        wait_again(row.case_id, from_date=free_from)
