"""Derive the duties that a standing placement starts, from what the programme says.

Pure: a placement's dates in, duties out. Which weekdays are days off comes from lag (1930:173).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count, takewhile

from utvag.foundation.workdays import (
    add_months,
    add_working_days,
    next_working_day,
    previous_working_day,
)
from utvag.law.profile import DayOff, DutyRule, Programme, Span, Trigger, Unit
from utvag.law.statutes import cite


@dataclass(frozen=True, slots=True)
class PlacementFacts:
    """The dates of a placement, closed-open."""

    from_date: date
    until_date: date | None


@dataclass(frozen=True, slots=True)
class Duty:
    """Something to be done because a placement stands.

    `first_date` is None where the source sets no date; `next_date` is the first occurrence that has
    not passed, and None when none is left. `every` is None for what is done once.
    """

    kind: str
    title: str
    first_date: date | None
    next_date: date | None
    every: Span | None
    who: str
    why: str
    source: str
    law: str | None

    @property
    def is_continuous(self) -> bool:
        """Tell whether it is done all along, without a date."""
        return self.first_date is None

    @property
    def has_passed(self) -> bool:
        """Tell whether its last date lies behind us."""
        return self.first_date is not None and self.next_date is None


def derive_duties(placement: PlacementFacts, programme: Programme, *, today: date) -> tuple[Duty, ...]:
    """List what the placement obliges to, what comes next first.

    What would fall due only after the placement has ended is left out. The law is cited as it reads
    on the placement's first day.
    """
    rules = {rule.kind: rule for rule in programme.duties_started_by(Trigger.PLACEMENT_STANDS)}
    duties = (_duty(rule, rules, placement, today) for rule in rules.values())
    return tuple(sorted((duty for duty in duties if duty is not None), key=_coming_first))


@dataclass(frozen=True, slots=True)
class Due:
    """One occurrence of a duty.

    :ivar number: the first is 1.
    :ivar counted: the day that the span gives, before days off and the move-in are looked at.
    :ivar day: the last day on which it is done in time.
    """

    number: int
    counted: date
    day: date


def dues_of(rule: DutyRule, rules: Mapping[str, DutyRule], placement: PlacementFacts) -> Iterator[Due]:
    """Give the occurrences of a duty while the placement lasts; endless where it has no end.

    A duty that precedes another is counted from each day of that other.
    """
    first = rule.first
    if first is None:
        return iter(())
    days: Iterator[date]
    if rule.before is not None:
        days = (_moved(due.day, first) for due in dues_of(rules[rule.before], rules, placement))
    else:
        days = _series(placement.from_date, rule)
    # A limit that would move to before the move-in is due when the placement begins.
    dues = (
        Due(number, day, max(_settled(day, rule.day_off), placement.from_date))
        for number, day in enumerate(days, start=1)
    )
    until = placement.until_date
    return dues if until is None else takewhile(lambda due: due.day < until, dues)


def _series(start: date, rule: DutyRule) -> Iterator[date]:
    if rule.first is None:
        return
    day = _moved(start, rule.first)
    yield day
    if rule.every is not None:
        # Each is counted from the first, so that an early day does not pull all later ones forward.
        for times in count(1):
            yield _moved(day, Span(rule.every.count * times, rule.every.unit))


def _moved(day: date, span: Span) -> date:
    match span.unit:
        case Unit.DAYS:
            return day + timedelta(days=span.count)
        case Unit.WEEKS:
            return day + timedelta(weeks=span.count)
        case Unit.MONTHS:
            return add_months(day, span.count)
        case Unit.WORKING_DAYS:
            return add_working_days(day, span.count)


def _settled(day: date, rule: DayOff) -> date:
    match rule:
        case DayOff.EARLIER:
            return previous_working_day(day)
        case DayOff.LATER:
            return next_working_day(day)
        case DayOff.SAME:
            return day


def _duty(rule: DutyRule, rules: Mapping[str, DutyRule], placement: PlacementFacts, today: date) -> Duty | None:
    days = (due.day for due in dues_of(rule, rules, placement))
    first = next(days, None)
    if first is None and rule.first is not None:
        return None
    following = first
    while following is not None and following < today:
        following = next(days, None)
    return Duty(
        kind=rule.kind,
        title=rule.title,
        first_date=first,
        next_date=following,
        every=rule.every or (rules[rule.before].every if rule.before else None),
        who=rule.who,
        why=rule.why,
        source=rule.source.title,
        law=None if rule.law is None else cite(rule.law, on=placement.from_date),
    )


def _coming_first(duty: Duty) -> tuple[int, date]:
    if duty.next_date is not None:
        return (0, duty.next_date)
    return (1, date.max) if duty.is_continuous else (2, duty.first_date or date.max)
