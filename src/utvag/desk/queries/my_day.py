"""The actor's day: what needs her now, what waits for somebody else, and what comes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Final
from uuid import UUID

from utvag.cases.access import visible_to
from utvag.desk.queries.work import COLLIDES, live_placements, work_of
from utvag.followup.queries import duties_of, programme_in_force
from utvag.followup.rules import Duty
from utvag.foundation.actors import Actor
from utvag.foundation.agenda import Coming, Urgency, Work
from utvag.foundation.clock import day_of
from utvag.placement.queries import PlacementLine, recheck_state
from utvag.placement.rules import PlacementState, RecheckState

LOOK_AHEAD: Final = timedelta(days=7)

ComingSource = Callable[..., Sequence[Coming]]

# What the packages hand up of the days before a case.
COMING: Final[tuple[ComingSource, ...]] = ()


@dataclass(frozen=True, slots=True)
class ComingDay:
    """What one placement obliges to on one day."""

    day: date
    code_name: str
    placement_id: UUID
    duties: tuple[Duty, ...]


@dataclass(frozen=True, slots=True)
class MyDay:
    """Everything on one desk.

    :ivar alarms: the code names of placements that collide and that nobody acts on yet.
    """

    recheck: RecheckState
    now: tuple[Work, ...]
    waiting: tuple[Work, ...]
    coming: tuple[ComingDay, ...]
    dates: tuple[Coming, ...]
    alarms: tuple[str, ...]


def my_day(*, actor: Actor, now: datetime) -> MyDay:
    """Put the actor's day together, from her own cases only. Opens no person."""
    today = day_of(now)
    rows = work_of(actor=actor, now=now)
    standing = [line for line in live_placements(actor, today) if line.state is PlacementState.STANDING]
    return MyDay(
        recheck=recheck_state(now=now),
        now=tuple(row for row in rows if row.urgency is not Urgency.WAITING),
        waiting=tuple(row for row in rows if row.urgency is Urgency.WAITING),
        coming=_coming(standing, today),
        dates=_dates(actor, today),
        alarms=tuple(row.code_name for row in rows if row.tag == COLLIDES),
    )


def count_waiting(*, actor: Actor, now: datetime) -> int:
    """Count what needs the actor now: what the rows of her first list stand for."""
    return sum(row.count for row in work_of(actor=actor, now=now) if row.urgency is not Urgency.WAITING)


def coming_for(*, case_ids: Sequence[UUID], today: date) -> tuple[Coming, ...]:
    """Put what lies before some cases in the order of the days. The caller has passed their walls."""
    rows = (row for source in COMING for row in source(case_ids=case_ids, today=today))
    return tuple(sorted(rows, key=lambda row: (row.day, row.code_name, row.title)))


def _dates(actor: Actor, today: date) -> tuple[Coming, ...]:
    case_ids = list(visible_to(actor, today).values_list("pk", flat=True))
    return tuple(row for row in coming_for(case_ids=case_ids, today=today) if row.day < today + LOOK_AHEAD)


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
