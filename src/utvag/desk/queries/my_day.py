"""Put together what needs attention: one ordered list, where each row knows why it is there."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import groupby
from typing import Final
from uuid import UUID

from utvag.cases.access import may_choose
from utvag.cases.queries import CaseLine, ContactLine, contact_notices, contact_queue, my_cases
from utvag.cases.rules import CaseState, Wait
from utvag.followup.queries import duties_of, programme_in_force
from utvag.followup.rules import Duty
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.organisation.rules import Role
from utvag.placement.access import placements_visible_to
from utvag.placement.queries import (
    FindingShape,
    PlacementLine,
    count_open_findings,
    open_findings,
    proposals_waiting_for,
    recheck_state,
)
from utvag.placement.queries.placements import placement_line
from utvag.placement.rules import LIVE, FindingKind, PlacementState, RecheckState

LOOK_AHEAD: Final = timedelta(days=7)


class WorkKind(StrEnum):
    """Why something stands on a desk, the most urgent first."""

    COLLIDING = "COLLIDING"
    NOT_CHECKED = "NOT_CHECKED"
    FINDINGS = "FINDINGS"
    DECIDE = "DECIDE"
    NEW_CONTACT = "NEW_CONTACT"
    HEARD_FROM = "HEARD_FROM"
    FIND_HOME = "FIND_HOME"
    PROPOSED = "PROPOSED"


@dataclass(frozen=True, slots=True)
class WorkItem:
    """Something that waits, by the code name of its case."""

    kind: WorkKind
    code_name: str
    case_id: UUID | None = None
    placement_id: UUID | None = None
    contact: ContactLine | None = None
    home_code: str = field(default="", repr=False)
    since: datetime | None = None
    start: date | None = None
    is_acknowledged: bool = False
    count: int = 1


@dataclass(frozen=True, slots=True)
class ComingDay:
    """What one placement obliges to on one day."""

    day: date
    code_name: str
    placement_id: UUID
    duties: tuple[Duty, ...]


@dataclass(frozen=True, slots=True)
class MyDay:
    """Everything on one desk."""

    recheck: RecheckState
    now: tuple[WorkItem, ...]
    waiting: tuple[WorkItem, ...]
    coming: tuple[ComingDay, ...]


def my_day(*, actor: Actor, now: datetime) -> MyDay:
    """Put the actor's day together, from her own cases only. Opens no person."""
    today = day_of(now)
    live = _live_placements(actor, today)
    proposed = tuple(line for line in live if line.state is PlacementState.PROPOSED)
    standing = tuple(line for line in live if line.state is PlacementState.STANDING)
    return MyDay(
        recheck=recheck_state(now=now),
        now=tuple(_now(actor, proposed, now)),
        waiting=tuple(_proposed(line) for line in proposed if actor.role != Role.SECTION_HEAD),
        coming=_coming(standing, today),
    )


def count_waiting(*, actor: Actor, now: datetime) -> int:
    """Count what needs the actor now: the rows of her first list."""
    live = _live_placements(actor, day_of(now))
    proposed = tuple(line for line in live if line.state is PlacementState.PROPOSED)
    return sum(item.count for item in _now(actor, proposed, now))


def _live_placements(actor: Actor, today: date) -> tuple[PlacementLine, ...]:
    rows = placements_visible_to(actor, today).filter(state__in=[state.value for state in LIVE])
    return tuple(placement_line(row) for row in rows.select_related("case", "home").order_by("case__code_name"))


def _now(actor: Actor, proposed: Sequence[PlacementLine], now: datetime) -> Iterator[WorkItem]:
    if actor.role == Role.POLICE_LIAISON:
        # Her list of reasons writes the log each time it is read, so the desk only counts.
        if count := count_open_findings(actor=actor, now=now):
            yield WorkItem(WorkKind.FINDINGS, "Polissamverkan", count=count)
        return
    undecided = {line.id for line in proposed}
    found = (_finding(one) for one in open_findings(actor=actor, now=now) if not is_known(one, undecided))
    # They come with collisions first and the oldest first; what somebody acts on already goes last.
    yield from sorted(found, key=lambda item: item.is_acknowledged)
    yield from (_to_decide(line) for line in proposals_waiting_for(actor=actor, now=now))
    # A contact that waits comes up when its day is near; until then it rests in the section heads' own list.
    contacts = contact_queue(actor=actor, now=now)
    yield from (_contact(WorkKind.NEW_CONTACT, line) for line in contacts if line.wait is not Wait.RESTS)
    yield from (_contact(WorkKind.HEARD_FROM, line) for line in contact_notices(actor=actor, now=now))
    if may_choose(actor):
        has_proposal = {line.case_id for line in proposed}
        waiting = (case for case in my_cases(actor=actor, now=now) if case.state is CaseState.WAITING)
        without = (case for case in waiting if case.id not in has_proposal)
        yield from (_without_home(case) for case in sorted(without, key=lambda case: case.start_date))


def is_known(finding: FindingShape, undecided: Collection[UUID]) -> bool:
    """Tell whether a finding only repeats what a proposal waits for: that something is not checked."""
    return finding.kind is FindingKind.NOT_CHECKED and finding.placement_id in undecided


def _finding(finding: FindingShape) -> WorkItem:
    return WorkItem(
        WorkKind.COLLIDING if finding.kind is FindingKind.COLLIDING else WorkKind.NOT_CHECKED,
        finding.case_code,
        case_id=finding.case_id,
        placement_id=finding.placement_id,
        home_code=finding.home_code,
        since=finding.found_at,
        is_acknowledged=finding.acknowledged_at is not None,
    )


def _to_decide(line: PlacementLine) -> WorkItem:
    return _of_line(WorkKind.DECIDE, line)


def _proposed(line: PlacementLine) -> WorkItem:
    return _of_line(WorkKind.PROPOSED, line)


def _of_line(kind: WorkKind, line: PlacementLine) -> WorkItem:
    return WorkItem(
        kind,
        line.case_code,
        case_id=line.case_id,
        placement_id=line.id,
        home_code=line.home_code,
        since=line.proposed_at,
        start=line.from_date,
    )


def _contact(kind: WorkKind, line: ContactLine) -> WorkItem:
    return WorkItem(kind, line.case_code or line.receipt, case_id=line.case_id, contact=line, since=line.received_at)


def _without_home(case: CaseLine) -> WorkItem:
    return WorkItem(WorkKind.FIND_HOME, case.code_name, case_id=case.id, start=case.start_date)


def _coming(standing: Sequence[PlacementLine], today: date) -> tuple[ComingDay, ...]:
    programme = programme_in_force()
    due = [
        (duty.next_date, line.case_code, line.id, duty)
        for line in standing
        for duty in duties_of(from_date=line.from_date, until_date=line.until_date, programme=programme, today=today)
        if duty.next_date is not None and duty.next_date < today + LOOK_AHEAD
    ]
    due.sort(key=lambda each: each[:3])
    return tuple(
        ComingDay(day, code_name, placement_id, tuple(duty for *_, duty in group))
        for (day, code_name, placement_id), group in groupby(due, key=lambda each: each[:3])
    )
