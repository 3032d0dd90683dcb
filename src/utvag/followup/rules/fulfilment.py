"""Match what a placement obliges to with what has been done. Pure: days in, states out.

The window of an occurrence runs from the day after the previous occurrence was due to the day on which it is due
itself, both included; the first opens on the placement's first day. So a contact on a Tuesday fulfils the week that
ends with the next due day, one made after the due day belongs to the next week, and the missed week stays missed: the
contact ends the waiting, it does not undo it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from utvag.followup.rules.duties import Due, PlacementFacts, dues_of
from utvag.foundation.workdays import is_working_day
from utvag.law.profile import DutyRule

LOOK_AHEAD: Final = timedelta(days=28)
_ONE_DAY: Final = timedelta(days=1)


class DutyState(StrEnum):
    """Where one occurrence of a duty stands."""

    OVERDUE = "OVERDUE"
    DUE = "DUE"
    NOT_YET = "NOT_YET"
    FULFILLED = "FULFILLED"
    # Its day passed without it, and it was done later.
    DONE_LATE = "DONE_LATE"


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One occurrence of a duty, and what has become of it.

    :ivar opens: the first day on which doing it counts for this occurrence.
    :ivar done: the day on which it was done.
    :ivar days_late: calendar days past the due day, until it was done or until today.
    :ivar working_days_late: how many of those days offices were open.
    """

    due: Due
    opens: date
    state: DutyState
    done: date | None
    days_late: int
    working_days_late: int


@dataclass(frozen=True, slots=True)
class Standing:
    """A duty as a whole: what is missing, what comes next and when it was last done.

    :ivar overdue: the first occurrence since which nothing has been done; None where nothing is missing.
    :ivar upcoming: the occurrence that is open or next, unless it is done already; None where none is left.
    """

    rule: DutyRule
    occurrences: tuple[Occurrence, ...]
    overdue: Occurrence | None
    upcoming: Occurrence | None
    last_done: date | None


def occurrences_of(
    rule: DutyRule,
    rules: Mapping[str, DutyRule],
    placement: PlacementFacts,
    *,
    done: Sequence[date],
    today: date,
) -> tuple[Occurrence, ...]:
    """Give every occurrence of a duty until four weeks from today, and always the next one.

    :param done: the days on which it was done. One who was not reached has not been talked to: leave that day out.
    """
    days = sorted(done)
    return tuple(_occurrence(due, opens, days, today) for due, opens in _windows(rule, rules, placement, today))


def standing_of(
    rule: DutyRule, rules: Mapping[str, DutyRule], placement: PlacementFacts, *, done: Sequence[date], today: date
) -> Standing:
    """Say where a duty stands: what is missing since when, and what comes next."""
    occurrences = occurrences_of(rule, rules, placement, done=done, today=today)
    counted = [day for day in done if placement.from_date <= day <= today]
    return Standing(
        rule=rule,
        occurrences=occurrences,
        overdue=next((one for one in occurrences if one.state is DutyState.OVERDUE), None),
        upcoming=next((one for one in occurrences if one.state in {DutyState.DUE, DutyState.NOT_YET}), None),
        last_done=max(counted, default=None),
    )


def working_days_between(day: date, until: date) -> int:
    """Count the working days after a day, up to and including another."""
    return sum(is_working_day(day + timedelta(days=step)) for step in range(1, (until - day).days + 1))


def _windows(
    rule: DutyRule, rules: Mapping[str, DutyRule], placement: PlacementFacts, today: date
) -> Iterator[tuple[Due, date]]:
    opens = placement.from_date
    for due in dues_of(rule, rules, placement):
        yield due, opens
        if due.day >= today + LOOK_AHEAD:
            return
        opens = due.day + _ONE_DAY


def _occurrence(due: Due, opens: date, done: Sequence[date], today: date) -> Occurrence:
    in_time = next((day for day in done if opens <= day <= due.day), None)
    if in_time is not None:
        return Occurrence(due, opens, DutyState.FULFILLED, in_time, 0, 0)
    if today <= due.day:
        return Occurrence(due, opens, DutyState.DUE if opens <= today else DutyState.NOT_YET, None, 0, 0)
    later = next((day for day in done if due.day < day <= today), None)
    state = DutyState.OVERDUE if later is None else DutyState.DONE_LATE
    until = later or today
    return Occurrence(due, opens, state, later, (until - due.day).days, working_days_between(due.day, until))
