"""Swedish working days, against a table made by hand with an almanac."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from utvag.foundation.workdays import (
    add_months,
    add_working_days,
    is_working_day,
    next_working_day,
    previous_working_day,
)

DAYS_OFF = {
    "julafton, torsdag": date(2026, 12, 24),
    "juldagen, fredag": date(2026, 12, 25),
    "annandag jul, lördag": date(2026, 12, 26),
    "söndag efter jul": date(2026, 12, 27),
    "nyårsafton, torsdag": date(2026, 12, 31),
    "nyårsdagen, fredag": date(2027, 1, 1),
    "trettondedag jul, onsdag": date(2027, 1, 6),
    "långfredagen": date(2027, 3, 26),
    "annandag påsk": date(2027, 3, 29),
    "kristi himmelsfärdsdag": date(2027, 5, 6),
    "midsommarafton 2026": date(2026, 6, 19),
    "midsommarafton 2027": date(2027, 6, 25),
    "lördag": date(2026, 11, 21),
    "söndag": date(2026, 11, 22),
}
WORKING_DAYS = {
    "dagen före julafton": date(2026, 12, 23),
    "måndag i mellandagarna": date(2026, 12, 28),
    "onsdag i mellandagarna": date(2026, 12, 30),
    "måndag efter nyår": date(2027, 1, 4),
    "trettondagsafton är ingen helgdag": date(2027, 1, 5),
    "skärtorsdagen är ingen helgdag": date(2027, 3, 25),
    "valborgsmässoafton är ingen helgdag": date(2027, 4, 30),
    "klämdag efter kristi himmelsfärd": date(2027, 5, 7),
    "pingstannandagen är vardag sedan 2005": date(2027, 5, 17),
    "skottdagen 2028, tisdag": date(2028, 2, 29),
}


@pytest.mark.parametrize("day", DAYS_OFF.values(), ids=DAYS_OFF.keys())
def test_it_is_no_working_day(day: date) -> None:
    assert not is_working_day(day)


@pytest.mark.parametrize("day", WORKING_DAYS.values(), ids=WORKING_DAYS.keys())
def test_it_is_a_working_day(day: date) -> None:
    assert is_working_day(day)


@pytest.mark.parametrize(
    ("day", "following", "before"),
    [
        (date(2026, 12, 24), date(2026, 12, 28), date(2026, 12, 23)),
        (date(2026, 12, 31), date(2027, 1, 4), date(2026, 12, 30)),
        (date(2026, 6, 19), date(2026, 6, 22), date(2026, 6, 18)),
        (date(2027, 3, 26), date(2027, 3, 30), date(2027, 3, 25)),
        (date(2026, 11, 23), date(2026, 11, 23), date(2026, 11, 23)),
    ],
)
def test_it_moves_a_day_off_to_the_nearest_working_day(day: date, following: date, before: date) -> None:
    assert next_working_day(day) == following
    assert previous_working_day(day) == before


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (date(2026, 12, 23), 1, date(2026, 12, 28)),
        (date(2026, 12, 23), 3, date(2026, 12, 30)),
        (date(2026, 12, 30), 1, date(2027, 1, 4)),
        (date(2027, 1, 5), 1, date(2027, 1, 7)),
        (date(2026, 6, 18), 1, date(2026, 6, 22)),
        (date(2028, 2, 28), 1, date(2028, 2, 29)),
        (date(2028, 2, 29), 1, date(2028, 3, 1)),
        (date(2026, 12, 28), -1, date(2026, 12, 23)),
        (date(2027, 1, 4), -2, date(2026, 12, 29)),
        (date(2026, 11, 22), 0, date(2026, 11, 22)),
    ],
)
def test_it_counts_working_days(day: date, count: int, expected: date) -> None:
    assert add_working_days(day, count) == expected


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 11, 22), 3, date(2027, 2, 22)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2027, 11, 29), 3, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
    ],
)
def test_it_ends_a_month_on_the_same_number_or_the_last_day(day: date, months: int, expected: date) -> None:
    assert add_months(day, months) == expected


@given(st.dates(date(2020, 1, 1), date(2050, 12, 31)), st.integers(1, 40))
def test_it_comes_back_to_the_same_working_day(day: date, count: int) -> None:
    start = next_working_day(day)
    assert add_working_days(add_working_days(start, count), -count) == start


@given(st.dates(date(2020, 1, 1), date(2050, 12, 31)))
def test_it_never_waits_more_than_five_days_for_an_office_to_open(day: date) -> None:
    assert next_working_day(day) - day <= timedelta(days=5)
