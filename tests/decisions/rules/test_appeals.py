"""The last day to appeal, against a counting of its own."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from utvag.decisions.rules import forward_by, is_in_time, last_appeal_day, report_unexecuted_from
from utvag.foundation.workdays import is_working_day


@pytest.mark.parametrize(
    ("received", "expected"),
    [
        (date(2026, 12, 3), date(2026, 12, 28)),  # Christmas Eve, a Thursday
        (date(2026, 12, 4), date(2026, 12, 28)),
        (date(2026, 12, 10), date(2027, 1, 4)),  # New Year's Eve
        (date(2026, 12, 16), date(2027, 1, 7)),  # Epiphany
        (date(2026, 5, 29), date(2026, 6, 22)),  # Midsummer's Eve
        (date(2027, 6, 4), date(2027, 6, 28)),
        (date(2028, 2, 8), date(2028, 2, 29)),  # leap day, a Tuesday
        (date(2028, 2, 9), date(2028, 3, 1)),
        (date(2027, 2, 8), date(2027, 3, 1)),
        (date(2026, 11, 22), date(2026, 12, 14)),
        (date(2027, 3, 5), date(2027, 3, 30)),  # Good Friday
        (date(2027, 4, 15), date(2027, 5, 7)),  # Ascension Day
        (date(2027, 5, 16), date(2027, 6, 7)),  # the National Day is a Sunday
    ],
)
def test_the_last_day_to_appeal_by_the_almanac(received: date, expected: date) -> None:
    assert last_appeal_day(received) == expected


def easter(year: int) -> date:
    """Count Easter Sunday (Gauss, as Butcher wrote it)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e, f = b // 4, b % 4, (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def is_off(day: date) -> bool:
    """Say from the wording of the acts of 1989 and 1930, without any library, whether a day is off."""
    fixed = {(1, 1), (1, 6), (5, 1), (6, 6), (12, 24), (12, 25), (12, 26), (12, 31)}
    moving = {easter(day.year) + timedelta(days=days) for days in (-2, 0, 1, 39, 49)}
    # Friday 19–25 June is Midsummer's Eve.
    is_midsummers_eve = day.month == 6 and 19 <= day.day <= 25 and day.weekday() == 4
    return day.weekday() >= 5 or (day.month, day.day) in fixed or day in moving or is_midsummers_eve


@given(st.dates(date(2018, 7, 1), date(2040, 12, 31)))
def test_the_last_day_agrees_with_a_naive_counting(received: date) -> None:
    day = received
    for _ in range(21):
        day += timedelta(days=1)
    while is_off(day):
        day += timedelta(days=1)
    assert last_appeal_day(received) == day
    assert is_in_time(day, last_appeal_day(received))
    assert not is_in_time(day + timedelta(days=1), last_appeal_day(received))


@given(st.dates(date(2018, 7, 1), date(2040, 12, 31)))
def test_an_appeal_is_handed_on_within_a_week_on_a_working_day(received: date) -> None:
    assert is_working_day(forward_by(received))
    assert timedelta(days=7) <= forward_by(received) - received <= timedelta(days=12)


def test_three_months_end_on_the_same_number() -> None:
    assert report_unexecuted_from(date(2027, 11, 29)) == date(2028, 2, 29)
    assert report_unexecuted_from(date(2026, 11, 30)) == date(2027, 2, 28)
