"""What waits, comes and has happened in call-offs, by code name only."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.call_off.givens import FRAME_HOME, NO, given_answered, given_asked, given_step, given_world
from tests.givens import CASE, NOW, case_id
from tests.personas import Personas
from utvag.call_off.operations import close_call_off, propose_purchase
from utvag.call_off.queries import coming_of, happenings_of, work_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def personas() -> Personas:
    return given_world()


def tags(personas: Personas, name: str = "coordinator", days: int = 0) -> list[str]:
    return [row.tag for row in work_of(actor=personas.named(name), now=NOW + timedelta(days=days))]


def test_nothing_waits_before_it_is_opened_or_in_the_first_step(personas: Personas) -> None:
    assert tags(personas) == []
    given_step(personas.coordinator, 1)
    assert tags(personas) == []


def test_a_bought_step_where_nobody_is_asked_waits(personas: Personas) -> None:
    given_step(personas.coordinator, 2)
    assert tags(personas) == ["Avropet står stilla"]
    given_asked(personas.coordinator)
    assert tags(personas) == []


def test_an_answer_waits_from_the_day_after_its_last(personas: Personas) -> None:
    given_step(personas.coordinator, 2)
    given_asked(personas.coordinator)
    assert (tags(personas, days=2), tags(personas, days=3)) == ([], ["Svar saknas"])


def test_a_no_puts_it_back_to_asking(personas: Personas) -> None:
    given_answered(personas.coordinator, FRAME_HOME, NO)
    assert tags(personas) == ["Avropet står stilla"]


def test_a_yes_waits_until_it_is_proposed(personas: Personas) -> None:
    enquiry = given_answered(personas.coordinator, FRAME_HOME)
    assert tags(personas) == ["Ja utan förslag"]
    propose_purchase(actor=personas.coordinator, enquiry_id=enquiry, now=NOW)
    assert tags(personas) == []


def test_a_closed_call_off_waits_for_nobody(personas: Personas) -> None:
    given_step(personas.coordinator, 2)
    close_call_off(actor=personas.coordinator, case_id=case_id(), now=NOW)
    assert tags(personas) == []


@pytest.mark.parametrize("name", ["section_head", "liaison", "on_call", "stranger"])
def test_it_waits_for_those_who_choose_on_the_case_only(personas: Personas, name: str) -> None:
    given_step(personas.coordinator, 2)
    assert tags(personas, name) == []


def test_rows_name_the_case_by_its_code_and_nothing_else(personas: Personas) -> None:
    given_step(personas.coordinator, 2)
    given_asked(personas.coordinator)
    (work,) = work_of(actor=personas.coordinator, now=NOW + timedelta(days=3))
    assert (work.code_name, work.page) == (CASE, "call_off:case")
    for text in (work.why, *(row.title for row in happenings_of(case_id=case_id()))):
        assert FRAME_HOME not in text and "U-2" not in text


def test_the_day_for_an_answer_comes_until_it_is_there(personas: Personas) -> None:
    given_step(personas.coordinator, 2)
    given_asked(personas.coordinator)
    rows = coming_of(case_ids=[case_id()], today=date(2026, 11, 22))
    assert [(row.day, row.title) for row in rows] == [(date(2026, 11, 24), "Utföraren ska svara")]
    assert coming_of(case_ids=[case_id()], today=date(2026, 11, 25)) == ()


def test_what_happened_is_told_in_the_words_of_the_work(personas: Personas) -> None:
    given_answered(personas.coordinator, FRAME_HOME, NO)
    assert [row.title for row in happenings_of(case_id=case_id())] == [
        "Avropet började",
        "Avropet gick till steg 2",
        "En utförare fick en förfrågan",
        "En utförare svarade nej",
    ]
