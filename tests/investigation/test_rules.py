"""The days of an investigation and of children who come along, against a second and naive way of counting."""

from calendar import monthrange
from datetime import date, timedelta

import holidays
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from utvag.investigation import rules
from utvag.investigation.rules import (
    Met,
    Precondition,
    SectionKind,
    children_clocks,
    decision_clocks,
    due_date,
    is_near,
    missing_sections,
    unanswered,
    working_days_left,
)

DAYS = st.dates(date(2024, 1, 1), date(2029, 12, 31))
OFF = holidays.country_holidays("SE", years=range(2023, 2032), categories=("public", "de_facto"), include_sundays=False)


def naive_working_days(today: date, due: date) -> int:
    """Walk one day at a time and cross off the days off in a calendar of their own."""
    count, day = 0, min(today, due)
    while day < max(today, due):
        day += timedelta(days=1)
        count += day.strftime("%a") not in {"Sat", "Sun"} and day not in OFF
    return count if due >= today else -count


def naive_months(day: date, months: int) -> date:
    for _ in range(months):
        nxt = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
        day = nxt.replace(day=min(day.day, monthrange(nxt.year, nxt.month)[1]))
    return day


def naive_open(day: date) -> date:
    return next(
        one for one in (day + timedelta(days=step) for step in range(15)) if one.weekday() < 5 and one not in OFF
    )


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=60)
@given(DAYS, st.integers(-40, 40))
def test_working_days_are_those_of_the_calendar(today: date, step: int) -> None:
    due = today + timedelta(days=step)
    assert working_days_left(today, due) == naive_working_days(today, due)


@pytest.mark.parametrize(
    ("today", "due", "left", "near"),
    [
        # Over Christmas: 28, 29 and 30 December are the only working days before New Year's Eve.
        (date(2026, 12, 23), date(2026, 12, 31), 3, True),
        (date(2026, 12, 22), date(2026, 12, 31), 4, False),
        (date(2026, 11, 24), date(2026, 11, 24), 0, True),
        (date(2026, 11, 30), date(2026, 11, 27), -1, True),
        # Midsummer's Eve is a day off.
        (date(2026, 6, 18), date(2026, 6, 22), 1, True),
    ],
)
def test_days_around_holidays(today: date, due: date, left: int, near: object) -> None:
    assert working_days_left(today, due) == left
    assert is_near(today, due) is near


def test_fourteen_days_are_fourteen_also_over_a_leap_day() -> None:
    assert due_date(date(2028, 2, 20), 14) == date(2028, 3, 5)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=40)
@given(st.dates(date(2024, 1, 1), date(2029, 12, 31)).filter(lambda day: day.day <= 28))
def test_an_applicant_may_ask_after_six_months_and_is_answered_within_four_weeks(opened: date) -> None:
    asked, answered = decision_clocks(opened)
    assert asked.day == naive_open(naive_months(opened, 6))
    assert answered.day == naive_open(asked.day + timedelta(days=28))


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=40)
@given(st.dates(date(2024, 4, 1), date(2029, 12, 31)).filter(lambda day: day.day <= 28))
def test_children_who_come_along_have_the_courts_clocks(from_date: date) -> None:
    week, six_weeks, considered, reviewed = children_clocks(from_date, is_immediate=True)
    assert week.day == naive_open(from_date + timedelta(days=7))
    assert six_weeks.day == naive_open(from_date + timedelta(days=42))
    assert considered.day == reviewed.day == naive_open(naive_months(from_date, 6))
    assert children_clocks(from_date, is_immediate=False) == (considered, reviewed)


def test_no_two_lists_share_a_word_since_the_texts_are_found_by_it() -> None:
    words = [word.value for kind in rules._Worded.__subclasses__() for word in kind]
    assert len(words) == len(set(words))


def test_what_is_missing_is_named_in_the_order_of_the_work() -> None:
    assert missing_sections(set(SectionKind)) == ()
    assert missing_sections({SectionKind.RISKS, SectionKind.CHILDREN}) == (
        SectionKind.NEEDS,
        SectionKind.RECEPTIVENESS,
        SectionKind.MOTIVATION,
        SectionKind.ASSESSMENT,
    )


def test_not_known_is_no_answer_and_not_met_is_one() -> None:
    answers = {Precondition.MOTIVATED: Met.NOT_MET, Precondition.CONSENTS: Met.NOT_KNOWN}
    assert unanswered(answers) == (Precondition.CONSENTS, Precondition.FORM_SIGNED, Precondition.MEASURES_DECIDED)
