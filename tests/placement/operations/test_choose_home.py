"""Choosing a home: what stands, what waits, and what is refused."""

import pytest

from tests.givens import (
    CASE,
    CLEAR_HOME,
    FULL_HOME,
    NEAR_HOME,
    NOW,
    SECOND_HOME,
    case_id,
    given_chosen,
    given_register,
    home_id,
)
from tests.personas import Personas, given_personas, given_team_on
from utvag.cases.models import Case
from utvag.foundation.errors import NotVisible
from utvag.placement.models import Check, Placement
from utvag.placement.operations import UnableToChoose, check_homes, choose_home
from utvag.placement.rules import PlacementState, Refusal, Verdict

pytestmark = pytest.mark.django_db


@pytest.fixture
def personas() -> Personas:
    given_register()
    personas = given_personas()
    given_team_on(CASE, personas)
    return personas


def refusal_of(personas: Personas, home: str, reason: str = "Det passar.") -> Refusal:
    with pytest.raises(UnableToChoose) as refused:
        choose_home(actor=personas.coordinator, case_id=case_id(), home_id=home_id(home), reason=reason, now=NOW)
    return Refusal(refused.value.refusal)


def test_it_shows_the_safe_homes_in_order(personas: Personas) -> None:
    homes = check_homes(actor=personas.coordinator, case_id=case_id(), now=NOW)
    assert [offered.home.code for offered in homes.candidates] == [CLEAR_HOME, SECOND_HOME]
    assert not homes.unchecked
    assert not homes.excluded


def test_a_clear_home_is_held_and_nobody_has_moved_in(personas: Personas) -> None:
    placement = Placement.objects.get(pk=given_chosen(personas.coordinator))
    assert (placement.state, placement.verdict) == (PlacementState.PLANNED, Verdict.CLEAR)
    assert Case.objects.get(code_name=CASE).state == "WAITING"


def test_it_keeps_the_check_without_what_case_staff_may_not_know(personas: Personas) -> None:
    given_chosen(personas.coordinator)
    check = Check.objects.get()
    assert (check.verdict, check.home_id) == ("CLEAR", home_id(CLEAR_HOME))


@pytest.mark.parametrize("home", [NEAR_HOME, FULL_HOME])
def test_a_home_that_is_near_and_one_that_is_full_are_refused_alike(personas: Personas, home: str) -> None:
    assert refusal_of(personas, home) is Refusal.HOME_NOT_AVAILABLE


def test_it_refuses_a_home_that_does_not_exist_in_the_same_words(personas: Personas) -> None:
    with pytest.raises(UnableToChoose) as refused:
        choose_home(actor=personas.coordinator, case_id=case_id(), home_id=case_id(), reason="Ja", now=NOW)
    assert refused.value.refusal is Refusal.HOME_NOT_AVAILABLE


def test_it_refuses_a_choice_without_a_reason(personas: Personas) -> None:
    assert refusal_of(personas, CLEAR_HOME, reason="  ") is Refusal.REASON_MISSING


def test_the_same_form_sent_twice_makes_one_placement(personas: Personas) -> None:
    assert given_chosen(personas.coordinator) == given_chosen(personas.coordinator)
    assert Placement.objects.filter(origin="CHOSEN").count() == 1


def test_it_refuses_another_home_for_a_case_that_has_one(personas: Personas) -> None:
    given_chosen(personas.coordinator)
    assert refusal_of(personas, SECOND_HOME) is Refusal.ALREADY_PROPOSED


def test_a_section_head_does_not_choose(personas: Personas) -> None:
    with pytest.raises(NotVisible):
        given_chosen(personas.section_head)
