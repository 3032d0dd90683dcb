"""Start a placement: somebody moves in, on everything that must be there and a check made the same moment."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from utvag.audit.operations import Subject, one_act, record
from utvag.call_off.operations import close_call_off
from utvag.cases.access import may_choose
from utvag.cases.operations import set_state
from utvag.cases.rules import CaseState
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.foundation.errors import NotVisible, Unable
from utvag.foundation.facts import announce, lock_facts
from utvag.placement.access import PLACEMENT, OpenedPlacement, placement_for
from utvag.placement.models import Check, Placement, PlacementSafetyPlan
from utvag.placement.operations.checking import write_check
from utvag.placement.operations.deciding import ask_again, followed_by
from utvag.placement.queries.papers import papers_of
from utvag.placement.rules import (
    EndReason,
    Initiator,
    Papers,
    PlacementState,
    Refusal,
    StartNeed,
    Verdict,
    missing_for_start,
)

START, COMPLETE = "START_PLACEMENT", "COMPLETE_PAPERS"
REFUSED = "REFUSED"


class UnableToStart(Unable):
    """Nobody can move in now.

    :ivar missing: each thing that is not there.
    """

    def __init__(self, refusal: Refusal, missing: tuple[StartNeed, ...] = ()) -> None:
        super().__init__(refusal)
        self.missing = missing


@dataclass(frozen=True, slots=True)
class _Refused:
    refusal: Refusal
    missing: tuple[StartNeed, ...] = field(default=())


def start_placement(*, actor: Actor, placement_id: UUID, now: datetime) -> None:
    """Let the household move in: the placement stands, on its papers and on a check made under the lock.

    A placement that it takes over from ends the same day. Where something is no longer checked, the placement goes
    back to being a proposal that a second person must confirm.

    :raises NotVisible: unless the actor is named on the case and her role chooses homes.
    :raises UnableToStart: when it is not planned or not its day, when something is missing, or the home is not clear.
    :raises RegisterUnusable: when nothing can be checked.
    """
    with one_act(actor=actor, now=now):
        lock_facts()
        opened = placement_for(actor, placement_id, day_of(now), action=START)
        if not may_choose(actor):
            raise NotVisible(START, PLACEMENT, placement_id)
        refused = _start(actor, opened, now)
        if not refused:
            close_call_off(actor=actor, case_id=opened.placement.case_id, now=now)
        verdict = REFUSED if refused else opened.placement.verdict or ""
        subject = Subject(PLACEMENT, placement_id, opened.placement.case_id)
        record(actor=actor, action=START, subject=subject, purpose=opened.purpose, now=now, verdict=verdict)
    # After the commit: that somebody tried stays in the log, and so does the way back to a proposal.
    if refused:
        raise UnableToStart(refused.refusal, refused.missing)


def complete_papers(*, actor: Actor, placement_id: UUID, now: datetime) -> None:
    """Put the papers to a stay that stands without: one made in an emergency, or that came from a register file.

    :raises NotVisible: unless the actor is named on the case and her role chooses homes.
    :raises UnableToStart: when it is no such stay, or something is missing.
    """
    with one_act(actor=actor, now=now):
        opened = placement_for(actor, placement_id, day_of(now), action=COMPLETE)
        row = opened.placement
        if not may_choose(actor):
            raise NotVisible(COMPLETE, PLACEMENT, placement_id)
        if row.state != PlacementState.STANDING or row.agreement_document_id is not None:
            raise UnableToStart(Refusal.NOT_STANDING)
        papers = papers_of(row)
        missing = missing_for_start(papers)
        if missing:
            raise UnableToStart(Refusal.PAPERS_MISSING, missing)
        _hold_safety_plans(row, papers)
        Placement.objects.filter(pk=row.pk).update(**_paper_columns(papers))
        subject = Subject(PLACEMENT, placement_id, row.case_id)
        record(actor=actor, action=COMPLETE, subject=subject, purpose=opened.purpose, now=now)


def _start(actor: Actor, opened: OpenedPlacement, now: datetime) -> _Refused | None:
    row, today = opened.placement, day_of(now)
    if row.state != PlacementState.PLANNED:
        return _Refused(Refusal.NOT_PLANNED)
    if today < row.from_date:
        return _Refused(Refusal.TOO_EARLY)
    if row.until_date is not None and row.until_date <= today:
        return _Refused(Refusal.STAY_IS_OVER)
    asked = ask_again(actor, row, now)
    if asked is None or asked.verdict is Verdict.EXCLUDED:
        return _Refused(Refusal.HOME_NOT_AVAILABLE)
    if asked.verdict is Verdict.NOT_CHECKED and not asked.is_answered_for:
        Placement.objects.filter(pk=row.pk).update(
            state=PlacementState.PROPOSED.value,
            check_made=write_check(actor=actor, case=row.case, home_id=row.home_id, asked=asked, now=now),
            verdict=asked.verdict.value,
            step=asked.step,
            confirmed_by=None,
            confirmed_at=None,
        )
        announce(cause=START, subject=row.id, now=now)
        return _Refused(Refusal.MUST_BE_CONFIRMED)
    row.step = asked.step
    papers = papers_of(row)
    missing = missing_for_start(papers)
    if missing:
        return _Refused(Refusal.PAPERS_MISSING, missing)
    check = write_check(actor=actor, case=row.case, home_id=row.home_id, asked=asked, now=now)
    _write(actor, row, papers, check, now)
    return None


def _write(actor: Actor, row: Placement, papers: Papers, check: Check, now: datetime) -> None:
    previous = followed_by(row)
    if previous is not None:
        end_by_move(actor, previous, now)
    _hold_safety_plans(row, papers)
    row.verdict = check.verdict
    Placement.objects.filter(pk=row.pk).update(
        state=PlacementState.STANDING.value,
        check_made=check,
        verdict=check.verdict,
        step=check.step,
        started_by=actor.id,
        started_at=now,
        **_paper_columns(papers),
    )
    set_state(row.case_id, CaseState.PLACED)
    announce(cause=START, subject=row.id, now=now)


def end_by_move(actor: Actor, row: Placement, now: datetime) -> None:
    """End the stay that another one takes over from, on the day it was shortened to. Part of a larger operation."""
    Placement.objects.filter(pk=row.pk).update(
        state=PlacementState.ENDED.value,
        end_reason=EndReason.MOVED.value,
        initiator=row.initiator or Initiator.SOCIAL_SERVICES.value,
        ended_by=actor.id,
        ended_at=now,
    )


def _paper_columns(papers: Papers) -> dict[str, object]:
    return {
        "decision_id": papers.decision_id,
        "care_plan_document_id": papers.care_plan_id,
        "agreement_document_id": papers.agreement_id,
        "call_off_id": papers.call_off_id,
        "enquiry_id": papers.enquiry_id,
        "purchase_decision_id": papers.purchase_decision_id,
        "household_size": papers.household_size,
    }


def _hold_safety_plans(row: Placement, papers: Papers) -> None:
    PlacementSafetyPlan.objects.bulk_create(
        PlacementSafetyPlan(placement=row, case_id=row.case_id, person=person, document_id=document)
        for person, document in papers.safety_plans
    )
