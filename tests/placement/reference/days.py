"""Days as whole numbers, so that an open bound is simply an infinity."""

from __future__ import annotations

import math
from datetime import date
from typing import Any

Day = int | float  # a proleptic ordinal, or an infinity for an open bound
Span = tuple[Day, Day]  # closed-open


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def span(entry: dict[str, Any]) -> Span:
    """Read `from` and `until`; a missing or null bound is open."""
    first = entry.get("from")
    last = entry.get("until")
    return (
        -math.inf if first is None else day(first),
        math.inf if last is None else day(last),
    )


def overlap(one: Span, other: Span) -> bool:
    """Say whether a day is in both. An empty span holds no day, so it overlaps nothing."""
    return max(one[0], other[0]) < min(one[1], other[1])


def contains_day(whole: Span, moment: Day) -> bool:
    return whole[0] <= moment < whole[1]


def contains_span(whole: Span, part: Span) -> bool:
    return whole[0] <= part[0] and part[1] <= whole[1]


def years_before(moment: int, years: int) -> Day:
    """Count back whole years; 29 February becomes the 28th in a year that has no 29th."""
    start = date.fromordinal(moment)
    year = start.year - years
    if year < 1:
        return -math.inf
    try:
        return start.replace(year=year).toordinal()
    except ValueError:
        return date(year, 2, 28).toordinal()


def completed_years(born: str, moment: int) -> int:
    """Count completed years; who was born on 29 February turns a year on 1 March of a common year."""
    birth = date.fromisoformat(born)
    now = date.fromordinal(moment)
    years = now.year - birth.year
    if (now.month, now.day) < (birth.month, birth.day):
        years -= 1
    return years
