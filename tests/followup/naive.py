"""The duties counted another way: day by day on a calendar made by hand, with no help of the product's own counting."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache

import holidays

EVES = {(12, 24), (12, 31)}
ONE = timedelta(days=1)


@cache
def _holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("SE", years=[year], include_sundays=False))


def is_off(day: date) -> bool:
    """Say whether offices are closed: weekends, holidays and the three eves."""
    is_midsummer_eve = day.month == 6 and 19 <= day.day <= 25 and day.weekday() == 4
    return day.weekday() > 4 or day in _holidays(day.year) or (day.month, day.day) in EVES or is_midsummer_eve


def open_before(day: date) -> date:
    """Give the day itself or the last open one before it."""
    while is_off(day):
        day -= ONE
    return day


def later_month(day: date, months: int) -> date:
    """Walk month by month by the calendar, and fall back to the last day where there is no such one."""
    year, month = day.year, day.month
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    wanted = day.day
    while True:
        try:
            return date(year, month, wanted)
        except ValueError:
            wanted -= 1


def weekly(start: date, weeks: int, until: date) -> list[date]:
    """Give every due day of something that is done every so many weeks, up to a day."""
    days, number = [], 1
    while True:
        day = max(open_before(start + timedelta(days=7 * weeks * number)), start)
        days.append(day)
        if day >= until:
            return days
        number += 1


def checks_before(meetings: Sequence[date], start: date) -> list[date]:
    """Give the last open day before each meeting, never before the start."""
    return [max(open_before(meeting - ONE), start) for meeting in meetings]


def judged(dues: Sequence[date], done: Sequence[date], start: date, today: date) -> list[tuple[str, date, date | None]]:
    """Walk through the calendar from the first day, and note what becomes of each due day."""
    found: list[tuple[str, date, date | None]] = []
    first_open = start
    for due in dues:
        state: tuple[str, date | None] | None = None
        day = first_open
        while day <= max(due, today):
            if day in done:
                state = ("FULFILLED", day) if day <= due else ("DONE_LATE", day)
                if day <= due or day <= today:
                    break
                state = None
            day += ONE
        if state is None:
            state = ("OVERDUE", None) if today > due else ("DUE" if today >= first_open else "NOT_YET", None)
        found.append((state[0], due, state[1]))
        first_open = due + ONE
    return found
