"""How long a leave may be, and for which days a stand-in is named."""

from datetime import date, timedelta

import pytest

from utvag.cases.rules import NamedDays, Purpose, works_as
from utvag.stand_in.rules import HandedState, LeftOut, Refusal, days_left, refused_leave

TODAY = date(2026, 11, 22)
WEEK = NamedDays(TODAY, TODAY + timedelta(days=7))


@pytest.mark.parametrize(
    ("days", "own_end", "refusal"),
    [
        (WEEK, WEEK.until_date, None),
        (WEEK, WEEK.until_date - timedelta(days=1), Refusal.OWN_NAMING_ENDS),
        (NamedDays(TODAY - timedelta(days=1), WEEK.until_date), date.max, Refusal.DAY_PASSED),
        (NamedDays(TODAY, TODAY), date.max, Refusal.DATES_REVERSED),
        (NamedDays(TODAY, date(2027, 11, 22)), date.max, None),
        (NamedDays(TODAY, date(2027, 11, 23)), date.max, Refusal.TOO_LONG),
    ],
)
def test_a_leave_is_of_days_to_come_and_within_ones_own_naming(
    days: NamedDays, own_end: date, refusal: Refusal | None
) -> None:
    assert refused_leave(days, own_ends=[date.max, own_end], today=TODAY) is refusal


@pytest.mark.parametrize(
    ("today", "left"),
    [
        (TODAY - timedelta(days=3), WEEK),
        (TODAY + timedelta(days=2), NamedDays(TODAY + timedelta(days=2), WEEK.until_date)),
        (WEEK.until_date, None),
    ],
)
def test_what_is_confirmed_late_begins_that_day(today: date, left: NamedDays | None) -> None:
    assert days_left(WEEK, today) == left


def test_a_stand_in_does_the_work_of_her_own_role() -> None:
    assert works_as(Purpose.STAND_IN, "COORDINATOR") is Purpose.COORDINATION
    assert works_as(Purpose.STAND_IN, "CASE_WORKER") is Purpose.CASE_WORK
    assert {works_as(one, "COORDINATOR") for one in Purpose if one is not Purpose.STAND_IN} == set(Purpose) - {
        Purpose.STAND_IN
    }


def test_every_word_has_a_name_on_the_screens() -> None:
    assert all(one.swedish for one in (*HandedState, *LeftOut))
