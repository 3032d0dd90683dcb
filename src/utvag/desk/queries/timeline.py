"""What has happened in a case, and apart from it what comes. What was written is opened nowhere here."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby
from typing import Final
from uuid import UUID

from utvag.cases.queries import CaseShape, contacts_of_case, open_case
from utvag.desk.queries.my_day import coming_for
from utvag.foundation.actors import Actor
from utvag.foundation.agenda import Coming, Happening
from utvag.foundation.clock import SWEDEN, day_of
from utvag.organisation.queries import StaffShape, staff_shapes
from utvag.placement.queries import PlacementLine, placements_of_case

HappeningSource = Callable[..., Sequence[Happening]]

# What the packages hand up of what has happened.
HAPPENED: Final[tuple[HappeningSource, ...]] = ()


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
    rows = [*_of_contacts_and_placements(actor, case_id, now)]
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


def _of_contacts_and_placements(actor: Actor, case_id: UUID, now: datetime) -> Iterator[Happening]:
    for line in contacts_of_case(actor=actor, case_id=case_id, now=now):
        yield Happening(line.received_at, "Kontakt togs emot", page="cases:contact", ids={"contact_id": line.id})
    for placed in placements_of_case(actor=actor, case_id=case_id, now=now):
        yield from _of_placement(placed)


def _of_placement(line: PlacementLine) -> Iterator[Happening]:
    if line.proposed_at is not None:
        yield Happening(
            line.proposed_at,
            f"Hemmet {line.home_code} valdes",
            page="desk:placement",
            ids={"placement_id": line.id},
        )
