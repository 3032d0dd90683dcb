"""The actor's day: what needs her now, what waits for somebody else, and what comes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Final
from uuid import UUID

from utvag.call_off import queries as call_off
from utvag.cases.access import visible_to
from utvag.decisions import queries as decisions
from utvag.desk.queries.work import COLLIDES, work_of
from utvag.disclosure import queries as disclosure
from utvag.emergency import queries as emergency
from utvag.followup import queries as followup
from utvag.foundation.actors import Actor
from utvag.foundation.agenda import Coming, Urgency, Work
from utvag.foundation.clock import day_of
from utvag.investigation import queries as investigation
from utvag.meetings import queries as meetings
from utvag.placement import queries as placement
from utvag.placement.queries import recheck_state
from utvag.placement.rules import RecheckState
from utvag.plans import queries as plans

LOOK_AHEAD: Final = timedelta(days=7)

ComingSource = Callable[..., Sequence[Coming]]

# What the packages hand up of the days before a case.
COMING: Final[tuple[ComingSource, ...]] = (
    emergency.coming_of,
    disclosure.coming_of,
    investigation.coming_of,
    meetings.coming_of,
    decisions.coming_of,
    call_off.coming_of,
    plans.coming_of,
    placement.coming_of,
    followup.coming_of,
)


@dataclass(frozen=True, slots=True)
class CaseDay:
    """What one case has before it on one day, in one row."""

    day: date
    code_name: str
    page: str
    ids: Mapping[str, UUID]
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MyDay:
    """Everything on one desk.

    :ivar alarms: the code names of placements that collide and that nobody acts on yet.
    """

    recheck: RecheckState
    now: tuple[Work, ...]
    waiting: tuple[Work, ...]
    dates: tuple[CaseDay, ...]
    alarms: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many rows wait for her now, as heading and menu say it."""
        return len(self.now)


def my_day(*, actor: Actor, now: datetime) -> MyDay:
    """Put the actor's day together, from her own cases only. Opens no person."""
    today = day_of(now)
    rows = work_of(actor=actor, now=now)
    return MyDay(
        recheck=recheck_state(now=now),
        now=tuple(row for row in rows if row.urgency is not Urgency.WAITING),
        waiting=tuple(row for row in rows if row.urgency is Urgency.WAITING),
        dates=_dates(actor, today),
        alarms=tuple(row.code_name for row in rows if row.tag == COLLIDES),
    )


def count_waiting(*, actor: Actor, now: datetime) -> int:
    """Count what needs the actor now: the rows of her first list."""
    return sum(row.urgency is not Urgency.WAITING for row in work_of(actor=actor, now=now))


def coming_for(*, case_ids: Sequence[UUID], today: date) -> tuple[Coming, ...]:
    """Put what lies before some cases in the order of the days. The caller has passed their walls."""
    rows = (row for source in COMING for row in source(case_ids=case_ids, today=today))
    return tuple(sorted(rows, key=lambda row: (row.day, row.code_name, row.title)))


def _dates(actor: Actor, today: date) -> tuple[CaseDay, ...]:
    case_ids = list(visible_to(actor, today).values_list("pk", flat=True))
    near = [row for row in coming_for(case_ids=case_ids, today=today) if today <= row.day < today + LOOK_AHEAD]
    return tuple(_one_row([*rows]) for _, rows in groupby(near, key=lambda row: (row.day, row.code_name)))


def _one_row(rows: Sequence[Coming]) -> CaseDay:
    first = rows[0]
    return CaseDay(first.day, first.code_name, first.page, first.ids, tuple(row.title for row in rows))
