"""Days as whole numbers, so that intervals compare fast and never run out of calendar.

A day is its proleptic Gregorian ordinal (``date.toordinal``). Intervals are closed-open.
"""

from calendar import isleap
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

# Beyond every date and every sum of a date and a number of nights.
FIRST_DAY: Final = -(2**40)
LAST_DAY: Final = 2**40


class Span(NamedTuple):
    """The days from ``start`` up to, and without, ``end``."""

    start: int
    end: int

    def overlaps(self, other: "Span") -> bool:
        """Tell whether some day lies in both."""
        return self.start < other.end and other.start < self.end and self.start < self.end and other.start < other.end

    def holds(self, day: int) -> bool:
        """Tell whether a day lies in the span."""
        return self.start <= day < self.end

    def contains(self, other: "Span") -> bool:
        """Tell whether every day of the other lies in this one."""
        return self.start <= other.start and other.end <= self.end


ALWAYS: Final = Span(FIRST_DAY, LAST_DAY)


def years_before(day: int, years: int) -> int:
    """Count back whole years; 29 February counts back to 28 February in a common year."""
    at = date.fromordinal(day)
    year = at.year - years
    if year < 1:
        return FIRST_DAY
    if (at.month, at.day) == (2, 29) and not isleap(year):
        return date(year, 2, 28).toordinal()
    return at.replace(year=year).toordinal()


def completed_years(born: int, on: int) -> int:
    """Count full years of life; one born on 29 February turns a year older on 1 March."""
    birth, today = date.fromordinal(born), date.fromordinal(on)
    had_birthday = (today.month, today.day) >= (birth.month, birth.day)
    return today.year - birth.year - (0 if had_birthday else 1)


@dataclass(frozen=True, slots=True)
class Window:
    """The days that a check looks at: the period, and how far back a membership still counts.

    Own networks count when active in ``period`` or ``past``; current members of a threatening
    network when active in ``recent``; known members when active in ``recent`` or ``past``.
    """

    period: Span
    past: Span
    recent: Span

    @property
    def start(self) -> int:
        """Give the first day of the period."""
        return self.period.start
