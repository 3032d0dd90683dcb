"""What was done, matched with what was due: by tables counted by hand, and against a second way of counting."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.followup.naive import checks_before, is_off, judged, later_month, open_before, weekly
from utvag.followup.rules import (
    LOOK_AHEAD,
    DutyState,
    Occurrence,
    PlacementFacts,
    dues_of,
    occurrences_of,
    standing_of,
    working_days_between,
)
from utvag.law.profile import Trigger
from utvag.law.programme import load_programme

RULES = {rule.kind: rule for rule in load_programme("malmo").duties_started_by(Trigger.PLACEMENT_STANDS)}
MONDAY = date(2026, 11, 23)
# Around Christmas 2026, midsummer 2027 and the leap day of 2028.
STARTS = st.one_of(
    st.dates(date(2026, 11, 1), date(2027, 1, 31)),
    st.dates(date(2027, 5, 1), date(2027, 7, 15)),
    st.dates(date(2027, 11, 15), date(2028, 3, 15)),
    st.dates(date(2025, 7, 1), date(2034, 12, 31)),
)
DAYS = st.integers(0, 200)


def followed(kind: str, start: date, *, done: list[date], today: date) -> tuple[Occurrence, ...]:
    return occurrences_of(RULES[kind], RULES, PlacementFacts(start, None), done=done, today=today)


def week(number: int, found: tuple[Occurrence, ...]) -> tuple[DutyState, date | None]:
    return found[number - 1].state, found[number - 1].done


def test_a_contact_fulfils_the_week_in_which_it_falls() -> None:
    found = followed("PERSON_CONTACT", MONDAY, done=[date(2026, 11, 26), date(2026, 12, 7)], today=date(2026, 12, 8))
    assert week(1, found) == (DutyState.FULFILLED, date(2026, 11, 26))
    assert week(2, found) == (DutyState.FULFILLED, date(2026, 12, 7))
    assert week(3, found) == (DutyState.DUE, None)
    assert week(4, found) == (DutyState.NOT_YET, None)


def test_the_day_after_the_due_day_belongs_to_the_next_week_and_the_first_stays_missed() -> None:
    found = followed("PERSON_CONTACT", MONDAY, done=[date(2026, 12, 1)], today=date(2026, 12, 2))
    assert week(1, found) == (DutyState.DONE_LATE, date(2026, 12, 1))
    assert week(2, found) == (DutyState.FULFILLED, date(2026, 12, 1))
    assert found[0].days_late == 1


def test_one_contact_ends_the_waiting_of_all_missed_weeks() -> None:
    done, today = [date(2026, 12, 17)], date(2026, 12, 17)
    standing = standing_of(RULES["PERSON_CONTACT"], RULES, PlacementFacts(MONDAY, None), done=done, today=today)
    assert standing.overdue is None
    assert [one.state for one in standing.occurrences[:4]] == [DutyState.DONE_LATE] * 3 + [DutyState.FULFILLED]
    assert standing.last_done == today


def test_what_is_late_is_late_since_the_first_day_that_was_missed() -> None:
    standing = standing_of(
        RULES["PERSON_CONTACT"], RULES, PlacementFacts(MONDAY, None), done=[MONDAY], today=date(2026, 12, 28)
    )
    assert standing.overdue is not None
    assert standing.overdue.due.day == date(2026, 12, 7)
    assert (standing.overdue.days_late, standing.overdue.working_days_late) == (21, 13)


@pytest.mark.parametrize(
    ("day", "until", "working"),
    [
        (date(2026, 12, 23), date(2026, 12, 28), 1),
        (date(2026, 12, 30), date(2027, 1, 7), 3),
        (date(2027, 6, 24), date(2027, 6, 28), 1),
        (date(2028, 2, 28), date(2028, 3, 1), 2),
        (date(2026, 12, 1), date(2026, 12, 1), 0),
    ],
    ids=["jul 2026", "nyår och trettondag", "midsommar 2027", "skottdagen 2028", "samma dag"],
)
def test_it_counts_working_days_late(day: date, until: date, working: int) -> None:
    assert working_days_between(day, until) == working


def test_a_contact_on_christmas_eve_belongs_to_the_week_after_the_one_that_ended_on_the_23rd() -> None:
    found = followed("PERSON_CONTACT", date(2026, 12, 17), done=[date(2026, 12, 24)], today=date(2026, 12, 28))
    assert (found[0].due.day, found[0].state) == (date(2026, 12, 23), DutyState.DONE_LATE)
    assert (found[1].due.day, found[1].state) == (date(2026, 12, 30), DutyState.FULFILLED)


def test_a_visit_in_the_first_week_is_a_visit_within_three_months() -> None:
    (only,) = followed("VISIT", MONDAY, done=[date(2026, 11, 25)], today=date(2027, 5, 1))
    assert (only.state, only.due.day) == (DutyState.FULFILLED, date(2027, 2, 23))


def test_what_was_done_before_the_placement_began_fulfils_nothing() -> None:
    (only,) = followed("VISIT", MONDAY, done=[MONDAY - timedelta(days=1)], today=MONDAY)
    assert only.state is DutyState.DUE


@given(STARTS, DAYS, st.lists(DAYS, max_size=12))
def test_weekly_contacts_are_what_a_walk_through_the_calendar_finds(start: date, age: int, done: list[int]) -> None:
    today = start + timedelta(days=age)
    days = [start + timedelta(days=one) for one in done if one <= age]
    dues = weekly(start, 1, today + LOOK_AHEAD)
    found = followed("PERSON_CONTACT", start, done=days, today=today)
    assert [(one.state.value, one.due.day, one.done) for one in found] == judged(dues, days, start, today)


@given(STARTS, DAYS, st.lists(DAYS, max_size=6))
def test_meetings_and_the_checks_before_them_are_too(start: date, age: int, done: list[int]) -> None:
    today = start + timedelta(days=age)
    days = [start + timedelta(days=one) for one in done if one <= age]
    meetings = weekly(start, 4, today + LOOK_AHEAD)
    for kind, dues in (("COORDINATION_MEETING", meetings), ("REGISTER_CHECK", checks_before(meetings, start))):
        found = followed(kind, start, done=days, today=today)
        counted = judged(dues, days, start, today)
        # The check is due before its meeting, so one more of it may come into sight.
        assert [(one.state.value, one.due.day, one.done) for one in found][: len(counted)] == counted[: len(found)]


@given(STARTS, DAYS)
def test_three_months_are_three_months_on_any_calendar(start: date, age: int) -> None:
    (only,) = followed("REVIEW", start, done=[], today=start + timedelta(days=age))
    assert only.due.day == open_before(later_month(start, 3))
    assert not is_off(only.due.day)


@given(STARTS, DAYS, st.lists(DAYS, max_size=12))
def test_nothing_is_both_late_and_done_and_lateness_is_counted_from_the_due_day(
    start: date, age: int, done: list[int]
) -> None:
    today = start + timedelta(days=age)
    days = [start + timedelta(days=one) for one in done if one <= age]
    for kind in RULES:
        for one in followed(kind, start, done=days, today=today):
            assert (one.done is not None) == (one.state in {DutyState.FULFILLED, DutyState.DONE_LATE})
            assert (one.days_late > 0) == (one.state in {DutyState.OVERDUE, DutyState.DONE_LATE})
            assert 0 <= one.working_days_late <= one.days_late
            assert one.opens <= max(one.due.day, one.opens)


@given(STARTS, DAYS, st.lists(DAYS, max_size=12), DAYS)
def test_one_more_contact_never_makes_anything_later(start: date, age: int, done: list[int], more: int) -> None:
    today = start + timedelta(days=age)
    days = [start + timedelta(days=one) for one in done if one <= age]
    extra = [*days, start + timedelta(days=min(more, age))]
    before = followed("PERSON_CONTACT", start, done=days, today=today)
    after = followed("PERSON_CONTACT", start, done=extra, today=today)
    assert [one.due for one in before] == [one.due for one in after]
    assert all(new.days_late <= old.days_late for old, new in zip(before, after, strict=True))


def test_all_that_the_programme_asks_of_a_placement_is_there() -> None:
    assert {
        "PERSON_CONTACT",
        "PROVIDER_CONTACT",
        "COORDINATION_MEETING",
        "REGISTER_CHECK",
        "VISIT",
        "REVIEW",
        "NEW_INVESTIGATION",
    } <= set(RULES)
    assert RULES["REGISTER_CHECK"].before == "COORDINATION_MEETING"
    first = next(dues_of(RULES["NEW_INVESTIGATION"], RULES, PlacementFacts(date(2027, 2, 28), None)))
    assert first.day == date(2028, 2, 28)
