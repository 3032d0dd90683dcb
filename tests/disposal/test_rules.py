"""When a case is disposed of and when it is kept: by the paragraphs, and as somebody would count it by hand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from utvag.disposal.rules import Due, Facts, Keep, Kept, NotJudged, NotYet, Person, Standing, judge

NOTED, BORN = date(2026, 11, 22), date(1990, 1, 1)
UP = date(2031, 11, 22)
BY_BIRTH = Kept((Keep.BORN_ON_A_KEPT_DAY,))


def facts(
    last_note: date | None = NOTED, code: str = "1280", *born: date | None, stays: tuple[date, ...] = ()
) -> Facts:
    return Facts(last_note, code, [Person(day) for day in (born or (BORN,))], stays)


@pytest.mark.parametrize(
    ("told", "today", "expected"),
    [
        pytest.param(facts(), date(2031, 11, 21), NotYet(UP), id="SoL 16:1 the day before"),
        pytest.param(facts(), UP, Due(UP, date(2032, 12, 31)), id="SoL 16:1 on the day"),
        pytest.param(facts(), date(2035, 1, 1), Due(UP, date(2032, 12, 31)), id="SoL 16:1 late is still due"),
        pytest.param(
            facts(date(2024, 2, 29)), date(2029, 2, 28), NotYet(date(2029, 3, 1)), id="SoL 16:1 a leap day is not early"
        ),
        pytest.param(facts(NOTED, "1480"), UP, Kept((Keep.EVERYTHING,)), id="SoF 13:1 Göteborg"),
        pytest.param(facts(NOTED, "0580"), UP, Kept((Keep.EVERYTHING,)), id="SoF 13:1 Östergötland"),
        pytest.param(facts(NOTED, "0980"), UP, Kept((Keep.EVERYTHING,)), id="SoF 13:1 Gotland"),
        pytest.param(facts(NOTED, "2281"), UP, Kept((Keep.EVERYTHING,)), id="SoF 13:1 Västernorrland"),
        pytest.param(facts(NOTED, "1280", date(1990, 1, 5)), UP, BY_BIRTH, id="SoF 13:1 the 5th"),
        pytest.param(facts(NOTED, "1280", BORN, date(2019, 7, 15)), UP, BY_BIRTH, id="SoF 13:1 a child"),
        pytest.param(facts(NOTED, "1280", date(1990, 1, 25)), UP, BY_BIRTH, id="SoF 13:1 the 25th"),
        pytest.param(
            facts(NOTED, "1280", BORN, date(2015, 3, 2), stays=(date(2026, 1, 1),)),
            UP,
            Kept((Keep.CHILD_PLACED,)),
            id="SoL 16:2 a child was placed",
        ),
        pytest.param(
            facts(NOTED, "1280", BORN, date(2008, 1, 1), stays=(date(2026, 1, 1),)),
            UP,
            Due(UP, date(2032, 12, 31)),
            id="SoL 16:2 eighteen on the day",
        ),
        pytest.param(
            facts(NOTED, "1480", date(2015, 3, 5), stays=(date(2026, 1, 1),)),
            UP,
            Kept((Keep.EVERYTHING, Keep.BORN_ON_A_KEPT_DAY, Keep.CHILD_PLACED)),
            id="all reasons are told",
        ),
        pytest.param(facts(NOTED, "1280", BORN, None), UP, NotJudged(False, True), id="a birth date is not known"),
        pytest.param(facts(None), UP, NotJudged(True, False), id="no note to count from"),
        pytest.param(
            facts(NOTED, "1280", None, date(1990, 1, 5)),
            UP,
            BY_BIRTH,
            id="one is enough to keep",
        ),
    ],
)
def test_a_case_is_judged_by_the_paragraphs(told: Facts, today: date, expected: Standing) -> None:
    assert judge(told, today) == expected


def test_a_case_without_persons_is_not_judged() -> None:
    assert judge(Facts(NOTED, "1280", []), UP) == NotJudged(has_no_note=False, lacks_birth_date=True)


def counted_by_hand(last_note: date, today: date) -> bool:
    """Walk a day at a time, and count each time the day of the note has come or has been passed."""
    day, years = last_note, 0
    while years < 5:
        day += timedelta(days=1)
        is_day = (day.month, day.day) == (last_note.month, last_note.day)
        is_after_a_leap_day = (last_note.month, last_note.day) == (2, 29) and (day.month, day.day) == (3, 1)
        has_no_leap_day = day.year % 4 != 0
        years += is_day or (is_after_a_leap_day and has_no_leap_day)
    return today >= day


@given(
    last_note=st.dates(date(2001, 1, 1), date(2090, 1, 1)),
    days=st.integers(0, 8 * 365),
    born=st.lists(st.dates(date(1930, 1, 1), date(2020, 1, 1)), min_size=1, max_size=5),
)
def test_it_is_due_exactly_when_it_is_when_counted_by_hand(last_note: date, days: int, born: list[date]) -> None:
    today = last_note + timedelta(days=days)
    standing = judge(Facts(last_note, "1280", [Person(day) for day in born]), today)
    is_kept = any(str(day).endswith(("-05", "-15", "-25")) for day in born)
    is_up = counted_by_hand(last_note, today)
    assert isinstance(standing, Kept if is_up and is_kept else Due if is_up else NotYet)
