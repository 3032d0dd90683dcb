"""Questions that coordinator and section head ask of all their cases at once. They open no person and no text."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from utvag.followup.queries.agenda import standing_placements
from utvag.followup.queries.records import Days, days_met, days_reached, days_reviewed, days_visited
from utvag.followup.rules import WithWhom
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.foundation.workdays import add_months
from utvag.placement.models import Placement

WEEK: Final = timedelta(days=7)
FOUR_WEEKS: Final = timedelta(days=28)
SOON: Final = timedelta(days=30)
REVIEW_MONTHS: Final = 3


@dataclass(frozen=True, slots=True)
class Missing:
    """A case in which something has not been done for too long.

    :ivar last: when it was last done; None where it never was since the placement began.
    :ivar days_overdue: days past the limit.
    """

    case_id: UUID
    code_name: str
    last: date | None
    days_overdue: int


@dataclass(frozen=True, slots=True)
class MissingContact:
    """A case without a contact with somebody."""

    with_whom: WithWhom
    missing: Missing


@dataclass(frozen=True, slots=True)
class ThreeMonthsSoon:
    """A placement that is soon three months old, and what has not been done in it."""

    case_id: UUID
    code_name: str
    day: date
    is_visited: bool
    is_reviewed: bool


def without_contact_for_a_week(*, actor: Actor, now: datetime) -> tuple[MissingContact, ...]:
    """Name the actor's cases where nobody has been reached for more than seven days, the longest silence first.

    Counted from the last contact or the first day of the placement, whatever the week's own due day is.
    """
    today = day_of(now)
    placements = standing_placements(actor, today)
    found = [
        MissingContact(whom, one)
        for whom in WithWhom
        for one in _missing(placements, days_reached(placements, whom), WEEK, today)
    ]
    return tuple(sorted(found, key=lambda row: (-row.missing.days_overdue, row.missing.code_name, row.with_whom)))


def meetings_past_four_weeks(*, actor: Actor, now: datetime) -> tuple[Missing, ...]:
    """Name the actor's cases where the last coordination meeting is more than four weeks ago, the longest first."""
    today = day_of(now)
    placements = standing_placements(actor, today)
    found = _missing(placements, days_met(placements), FOUR_WEEKS, today)
    return tuple(sorted(found, key=lambda row: (-row.days_overdue, row.code_name)))


def three_months_soon(*, actor: Actor, now: datetime) -> tuple[ThreeMonthsSoon, ...]:
    """Name the placements that are three months old within thirty days and lack visit or review, the nearest first."""
    today = day_of(now)
    placements = [one for one in standing_placements(actor, today) if today <= _three_months(one) <= today + SOON]
    visited, reviewed = days_visited(placements), days_reviewed(placements)
    rows = (
        ThreeMonthsSoon(
            one.case_id,
            one.case.code_name,
            _three_months(one),
            is_visited=bool(visited.get(one.id)),
            is_reviewed=bool(reviewed.get(one.id)),
        )
        for one in placements
    )
    missing = (row for row in rows if not (row.is_visited and row.is_reviewed))
    return tuple(sorted(missing, key=lambda row: (row.day, row.code_name)))


def _three_months(placement: Placement) -> date:
    return add_months(placement.from_date, REVIEW_MONTHS)


def _missing(placements: Sequence[Placement], done: Days, limit: timedelta, today: date) -> list[Missing]:
    found = []
    for one in placements:
        last = max((day for day in done.get(one.id, ()) if one.from_date <= day <= today), default=None)
        overdue = today - (last or one.from_date) - limit
        if overdue > timedelta():
            found.append(Missing(one.case_id, one.case.code_name, last, overdue.days))
    return found
