"""Days, ages and how far back a membership counts."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from utvag.placement.engine.days import FIRST_DAY, Span, completed_years, years_before


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


@pytest.mark.parametrize(
    ("on", "years", "expected"),
    [
        ("2024-02-29", 5, "2019-02-28"),
        ("2024-02-29", 4, "2020-02-29"),
        ("2024-03-01", 5, "2019-03-01"),
        ("2026-02-28", 5, "2021-02-28"),
        ("2026-07-01", 0, "2026-07-01"),
    ],
)
def test_it_counts_whole_years_back(on: str, years: int, expected: str) -> None:
    assert years_before(day(on), years) == day(expected)


def test_it_reaches_before_the_calendar() -> None:
    assert years_before(day("0003-01-01"), 5) == FIRST_DAY


@pytest.mark.parametrize(
    ("born", "on", "years"),
    [
        ("2008-02-29", "2026-02-28", 17),
        ("2008-02-29", "2026-03-01", 18),
        ("2008-02-29", "2028-02-29", 20),
        ("2008-05-01", "2026-04-30", 17),
        ("2008-05-01", "2026-05-01", 18),
    ],
)
def test_it_turns_a_year_older_on_the_birthday(born: str, on: str, years: int) -> None:
    assert completed_years(day(born), day(on)) == years


spans = st.tuples(st.integers(0, 20), st.integers(0, 20)).map(lambda ends: Span(*ends))


@given(spans, spans)
def test_two_spans_overlap_when_a_day_is_in_both(one: Span, two: Span) -> None:
    days = set(range(one.start, one.end)) & set(range(two.start, two.end))
    assert one.overlaps(two) is bool(days)
