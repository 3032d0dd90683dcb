"""What has happened in a case, and apart from it what comes. What was written is opened nowhere here."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby
from typing import Final
from uuid import UUID

from utvag.break_glass import queries as break_glass
from utvag.call_off import queries as call_off
from utvag.cases.queries import CaseShape, contacts_of_case, on_call_happenings, open_case
from utvag.decisions import queries as decisions
from utvag.desk.queries.my_day import coming_for
from utvag.disclosure import queries as disclosure
from utvag.documents import queries as documents
from utvag.emergency import queries as emergency
from utvag.followup import queries as followup
from utvag.foundation.actors import Actor
from utvag.foundation.agenda import Coming, Happening
from utvag.foundation.clock import SWEDEN, day_of
from utvag.investigation import queries as investigation
from utvag.journal import queries as journal
from utvag.location import queries as location
from utvag.meetings import queries as meetings
from utvag.organisation.queries import StaffShape, staff_shapes
from utvag.placement import queries as placement
from utvag.plans import queries as plans
from utvag.stand_in import queries as stand_in
from utvag.threats import queries as threats

HappeningSource = Callable[..., Sequence[Happening]]

# What the packages hand up of what has happened.
HAPPENED: Final[tuple[HappeningSource, ...]] = (
    on_call_happenings,
    break_glass.happenings_of,
    documents.happenings_of,
    journal.happenings_of,
    disclosure.happenings_of,
    investigation.happenings_of,
    meetings.happenings_of,
    decisions.happenings_of,
    threats.happenings_of,
    call_off.happenings_of,
    plans.happenings_of,
    placement.happenings_of,
    emergency.happenings_of,
    location.happenings_of,
    followup.happenings_of,
    stand_in.happenings_of,
)


@dataclass(frozen=True, slots=True)
class Told:
    """Something that happened, with the name of the employee who did it."""

    row: Happening
    by: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Day:
    """What happened on one day, from morning to evening."""

    day: date
    rows: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """A case's days, the newest first."""

    case: CaseShape
    days: tuple[Day, ...]


@dataclass(frozen=True, slots=True)
class PlanPage:
    """A case's coming days, the nearest first; what should have been done already stands first."""

    case: CaseShape
    late: tuple[Coming, ...]
    rows: tuple[Coming, ...]


def timeline_page(*, actor: Actor, case_id: UUID, now: datetime) -> TimelinePage:
    """Tell what has happened in a case; the opening is logged.

    :raises NotVisible: when the actor is not named on the case.
    """
    case = open_case(actor=actor, case_id=case_id, now=now)
    rows = [*_of_contacts(actor, case_id, now)]
    rows.extend(row for source in HAPPENED for row in source(case_id=case_id))
    rows.sort(key=lambda row: row.at)
    names = staff_shapes({row.by for row in rows if row.by is not None})
    days = [
        Day(day, tuple(Told(row, _name(names, row.by)) for row in group))
        for day, group in groupby(rows, key=lambda row: row.at.astimezone(SWEDEN).date())
    ]
    return TimelinePage(case, tuple(reversed(days)))


def plan_page(*, actor: Actor, case_id: UUID, now: datetime) -> PlanPage:
    """Tell what a case has before it; the opening is logged.

    :raises NotVisible: when the actor is not named on the case.
    """
    case, today = open_case(actor=actor, case_id=case_id, now=now), day_of(now)
    rows = coming_for(case_ids=[case_id], today=today)
    return PlanPage(case, tuple(row for row in rows if row.day < today), tuple(row for row in rows if row.day >= today))


def _name(names: dict[UUID, StaffShape], by: UUID | None) -> str:
    return names[by].display_name if by in names else ""


def _of_contacts(actor: Actor, case_id: UUID, now: datetime) -> Iterator[Happening]:
    for line in contacts_of_case(actor=actor, case_id=case_id, now=now):
        yield Happening(line.received_at, "Kontakt togs emot", page="cases:contact", ids={"contact_id": line.id})
