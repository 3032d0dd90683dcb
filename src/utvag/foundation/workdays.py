"""Count days the Swedish way: working days, months, and a last day that falls on a holiday.

Lag (1930:173) om beräkning av lagstadgad tid. Saturdays, Sundays, public holidays and the three
eves (Midsummer, Christmas, New Year) are days off.
"""

from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

import holidays

_ONE_DAY = timedelta(days=1)
_SATURDAY = 5


@lru_cache(maxsize=64)
def _days_off(year: int) -> frozenset[date]:
    # The eves are "de facto" holidays: without that category 24 December is a working day.
    swedish = holidays.country_holidays(
        "SE", years=year, categories=("public", "de_facto"), language="sv", include_sundays=False
    )
    return frozenset(swedish)


def is_working_day(day: date) -> bool:
    """Tell whether offices are open: lag (1930:173) 2 §."""
    return day.weekday() < _SATURDAY and day not in _days_off(day.year)


def next_working_day(day: date) -> date:
    """Return the day itself or the first working day after it: lag (1930:173) 2 §."""
    while not is_working_day(day):
        day += _ONE_DAY
    return day


def previous_working_day(day: date) -> date:
    """Return the day itself or the last working day before it.

    For limits that a municipality has set itself: no statute lets them slip past a weekend.
    """
    while not is_working_day(day):
        day -= _ONE_DAY
    return day


def add_working_days(day: date, count: int) -> date:
    """Step `count` working days forward, or back when negative; the first day is not counted."""
    step = _ONE_DAY if count > 0 else -_ONE_DAY
    for _ in range(abs(count)):
        day += step
        while not is_working_day(day):
            day += step
    return day


def add_months(day: date, count: int) -> date:
    """Return the day of the same number `count` months on: lag (1930:173) 1 §.

    Where the month has no such day, its last day counts.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
