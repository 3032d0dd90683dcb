"""The first duties of a placement, against days counted by hand, and what must always hold."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from utvag.followup.rules import Duty, PlacementFacts, derive_duties
from utvag.foundation.workdays import is_working_day
from utvag.law.programme import load_programme

MALMO = load_programme("malmo")
MONDAY = date(2026, 11, 23)
EVERY_DAY = st.dates(date(2025, 7, 1), date(2035, 12, 31))


def _duties(start: date, *, until: date | None = None, today: date | None = None) -> dict[str, Duty]:
    derived = derive_duties(PlacementFacts(start, until), MALMO, today=today or start)
    return {duty.kind: duty for duty in derived}


@pytest.mark.parametrize(
    ("kind", "first"),
    [
        ("SAFETY_PLAN", date(2026, 11, 23)),
        ("PERSON_CONTACT", date(2026, 11, 30)),
        ("PROVIDER_CONTACT", date(2026, 11, 30)),
        ("SUPPORT_TALK", date(2026, 11, 30)),
        ("REGISTER_CHECK", date(2026, 12, 18)),
        ("COORDINATION_MEETING", date(2026, 12, 21)),
        ("VISIT", date(2027, 2, 23)),
        ("REVIEW", date(2027, 2, 23)),
        ("PROVIDER_MEETING", date(2027, 2, 23)),
    ],
    ids=["D9", "D2 person", "D2 utförare", "D6", "D13", "D3", "D4 besök", "D4 genomlysning", "D5"],
)
def test_it_starts_the_duties_of_a_placement_that_begins_on_a_monday(kind: str, first: date) -> None:
    assert _duties(MONDAY)[kind].first_date == first


@pytest.mark.parametrize(
    ("start", "kind", "first"),
    [
        # 24 and 25 December are days off: contact is due on the 23rd, never after the week is out.
        (date(2026, 12, 17), "PERSON_CONTACT", date(2026, 12, 23)),
        # Four weeks from 26 November is Christmas Eve; the police check comes the working day before.
        (date(2026, 11, 26), "COORDINATION_MEETING", date(2026, 12, 23)),
        (date(2026, 11, 26), "REGISTER_CHECK", date(2026, 12, 22)),
        # Three months from 30 November is the last of February, a Sunday.
        (date(2026, 11, 30), "VISIT", date(2027, 2, 26)),
        # A leap day stands in for the 30th.
        (date(2027, 11, 30), "REVIEW", date(2028, 2, 29)),
        # One who moves in on Midsummer Eve gets the safety plan that day.
        (date(2026, 6, 19), "SAFETY_PLAN", date(2026, 6, 19)),
    ],
)
def test_it_moves_a_limit_to_the_working_day_before(start: date, kind: str, first: date) -> None:
    assert _duties(start)[kind].first_date == first


def test_it_gives_the_next_occurrence_that_has_not_passed() -> None:
    duties = _duties(MONDAY, today=date(2027, 1, 12))
    assert duties["PERSON_CONTACT"].next_date == date(2027, 1, 18)
    assert duties["COORDINATION_MEETING"].next_date == date(2027, 1, 18)
    assert duties["REGISTER_CHECK"].next_date == date(2027, 1, 15)
    assert duties["SAFETY_PLAN"].has_passed


def test_it_counts_a_duty_as_next_on_its_very_day() -> None:
    assert _duties(MONDAY, today=date(2026, 11, 30))["PERSON_CONTACT"].next_date == date(2026, 11, 30)


def test_it_starts_nothing_after_the_placement_has_ended() -> None:
    duties = _duties(MONDAY, until=MONDAY + timedelta(weeks=3))
    assert "COORDINATION_MEETING" not in duties
    assert duties["PERSON_CONTACT"].first_date == date(2026, 11, 30)


def test_it_puts_what_comes_next_first() -> None:
    derived = derive_duties(PlacementFacts(MONDAY, None), MALMO, today=MONDAY)
    assert derived[0].kind == "SAFETY_PLAN"
    assert [duty.kind for duty in derived].index("REGISTER_CHECK") < [duty.kind for duty in derived].index(
        "COORDINATION_MEETING"
    )


def test_it_offers_the_visit_to_the_police() -> None:
    assert "polisen får ett erbjudande" in _duties(MONDAY)["VISIT"].who


def test_it_cites_the_act_of_the_first_day() -> None:
    assert "2025:400" in (_duties(MONDAY)["REVIEW"].law or "")
    assert "2001:453" in (_duties(date(2025, 6, 16))["REVIEW"].law or "")


def test_it_sets_no_date_where_the_source_sets_none() -> None:
    stockholm = load_programme("stockholm")
    duties = derive_duties(PlacementFacts(MONDAY, None), stockholm, today=MONDAY)
    assert duties
    assert all(duty.is_continuous and not duty.has_passed for duty in duties)


@given(EVERY_DAY)
def test_it_always_keeps_the_limit_that_the_programme_sets(start: date) -> None:
    duties = _duties(start)
    assert duties["PERSON_CONTACT"].first_date <= start + timedelta(weeks=1)  # type: ignore[operator]
    assert duties["COORDINATION_MEETING"].first_date <= start + timedelta(weeks=4)  # type: ignore[operator]
    assert duties["SAFETY_PLAN"].first_date == start


@given(EVERY_DAY, st.integers(0, 900))
def test_it_never_dates_a_meeting_on_a_day_off_or_the_check_after_it(start: date, days: int) -> None:
    duties = _duties(start, today=start + timedelta(days=days))
    meeting, check = duties["COORDINATION_MEETING"], duties["REGISTER_CHECK"]
    assert meeting.next_date is not None and is_working_day(meeting.next_date)
    assert check.first_date is not None and meeting.first_date is not None
    assert check.first_date < meeting.first_date


@given(EVERY_DAY, st.integers(0, 900))
def test_it_never_calls_a_day_that_has_passed_the_next(start: date, days: int) -> None:
    today = start + timedelta(days=days)
    for duty in _duties(start, today=today).values():
        assert duty.why and duty.who and duty.source
        assert duty.next_date is None or duty.next_date >= today
