"""A second person answers for what was not checked, or says no."""

from uuid import UUID

import pytest

from tests.givens import (
    CASE,
    CLEAR_HOME,
    NOW,
    PERSON,
    SECOND_HOME,
    assessment,
    given_chosen,
    given_loaded,
    given_register,
    small_register,
)
from tests.personas import Personas, given_personas, given_team_on
from utvag.foundation.actors import Actor
from utvag.organisation.rules import Role
from utvag.placement.models import Placement
from utvag.placement.operations import (
    UnableToDecide,
    confirm_placement,
    decline_placement,
    withdraw_proposal,
)
from utvag.placement.queries import placement_shape, proposals_waiting_for
from utvag.placement.rules import Refusal

pytestmark = pytest.mark.django_db

HEAD = {key: small_register()[key] for key in ("format", "as_of", "municipality")}


@pytest.fixture
def personas() -> Personas:
    given_register(assessed=False)
    personas = given_personas()
    given_team_on(CASE, personas)
    return personas


@pytest.fixture
def proposal(personas: Personas) -> UUID:
    return given_chosen(personas.coordinator)


def refusal(personas: Personas, proposal: UUID, reason: str = "Jag svarar för det.") -> Refusal:
    with pytest.raises(UnableToDecide) as refused:
        confirm_placement(actor=personas.section_head, placement_id=proposal, reason=reason, now=NOW)
    return Refusal(refused.value.refusal)


def state_of(proposal: UUID) -> tuple[str, str]:
    placement = Placement.objects.select_related("case").get(pk=proposal)
    return placement.state, placement.case.state


def test_what_was_not_checked_waits_for_the_section_head(personas: Personas, proposal: UUID) -> None:
    assert state_of(proposal) == ("PROPOSED", "WAITING")
    assert [line.id for line in proposals_waiting_for(actor=personas.section_head, now=NOW)] == [proposal]
    assert not proposals_waiting_for(actor=personas.coordinator, now=NOW)


def test_confirmed_it_is_planned(personas: Personas, proposal: UUID) -> None:
    confirm_placement(actor=personas.section_head, placement_id=proposal, reason="Jag svarar för det.", now=NOW)
    assert state_of(proposal) == ("PLANNED", "WAITING")
    shape = placement_shape(actor=personas.coordinator, placement_id=proposal, now=NOW)
    assert shape.confirmation_reason == "Jag svarar för det."
    assert shape.confirmed_by is not None
    assert shape.unchecked == ("no_police_assessment",)


def test_the_new_check_may_find_it_clear(personas: Personas, proposal: UUID) -> None:
    given_loaded(HEAD | {"police_assessments": [assessment(PERSON)]})
    confirm_placement(actor=personas.section_head, placement_id=proposal, reason="Nu är allt klart.", now=NOW)
    assert Placement.objects.get(pk=proposal).verdict == "CLEAR"


def test_it_refuses_a_home_that_has_become_unsafe_without_saying_why(personas: Personas, proposal: UUID) -> None:
    forbids = assessment(PERSON) | {"forbidden": [{"municipality": "2480"}]}
    given_loaded(HEAD | {"police_assessments": [forbids]})
    assert refusal(personas, proposal) is Refusal.HOME_NOT_AVAILABLE
    assert state_of(proposal) == ("PROPOSED", "WAITING")


def test_it_refuses_a_proposal_for_another_time_than_the_case_has_now(personas: Personas, proposal: UUID) -> None:
    case = small_register()["cases"][0] | {"nights": 30}  # type: ignore[index]  # a list of entries
    given_loaded(HEAD | {"cases": [case]})
    assert refusal(personas, proposal) is Refusal.HOME_NOT_AVAILABLE


def test_it_refuses_a_decision_without_a_reason(personas: Personas, proposal: UUID) -> None:
    assert refusal(personas, proposal, reason=" ") is Refusal.REASON_MISSING


def test_it_refuses_her_own_proposal(personas: Personas, proposal: UUID) -> None:
    Placement.objects.filter(pk=proposal).update(proposed_by=personas.section_head.id)
    assert refusal(personas, proposal) is Refusal.OWN_PROPOSAL


def test_it_refuses_what_is_decided_already(personas: Personas, proposal: UUID) -> None:
    decline_placement(actor=personas.section_head, placement_id=proposal, reason="Nej.", now=NOW)
    assert refusal(personas, proposal) is Refusal.NOT_PROPOSED


def test_declined_the_case_waits_on_and_may_choose_again(personas: Personas, proposal: UUID) -> None:
    decline_placement(actor=personas.section_head, placement_id=proposal, reason="Nej.", now=NOW)
    assert state_of(proposal) == ("DECLINED", "WAITING")
    assert given_chosen(personas.coordinator, SECOND_HOME) != proposal


def test_taken_back_it_may_be_chosen_anew(personas: Personas, proposal: UUID) -> None:
    withdraw_proposal(actor=personas.case_worker, placement_id=proposal, reason="Fel hem.", now=NOW)
    assert state_of(proposal) == ("WITHDRAWN", "WAITING")
    assert given_chosen(personas.coordinator, CLEAR_HOME) != proposal


def test_a_second_proposal_for_the_case_is_refused(personas: Personas, proposal: UUID) -> None:
    with pytest.raises(Exception, match="ALREADY_PROPOSED"):
        given_chosen(personas.case_worker, SECOND_HOME)


def test_a_section_head_of_another_case_sees_no_proposal(proposal: UUID) -> None:
    stranger = Actor(proposal, Role.SECTION_HEAD)
    assert not proposals_waiting_for(actor=stranger, now=NOW)
