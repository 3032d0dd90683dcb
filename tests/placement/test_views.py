"""Choose a home, decide a proposal, take it back: as the pages do it."""

from uuid import UUID, uuid4

import pytest
from django.http import HttpResponse
from django.urls import reverse

from tests.givens import (
    CASE,
    CLEAR_HOME,
    NEAR_HOME,
    SECOND_HOME,
    case_id,
    given_chosen,
    given_loaded,
    given_register,
    home_id,
    small_register,
)
from tests.pages import moment, opened, signed_in, status_of, text_of
from tests.personas import Personas, given_personas, given_team_on
from utvag.foundation.actors import Actor
from utvag.placement.forms import NO_REASON, TOO_SHORT, DecideProposal
from utvag.placement.models import Placement

__all__ = ["moment"]

REASON = "Hemmet har plats och det stöd som behövs."


@pytest.fixture
def personas(db: None, moment: None) -> Personas:
    given_register()
    personas = given_personas()
    given_team_on(CASE, personas)
    return personas


@pytest.fixture
def proposal(personas: Personas) -> UUID:
    given_loaded(small_register(assessed=False), replace_all=True)
    return given_chosen(personas.coordinator)


def choose_url(home: str) -> str:
    return reverse("placement:choose", args=[case_id(), home_id(home)])


def sent(actor: Actor, url: str, **fields: str) -> HttpResponse:
    response = signed_in(actor).post(url, fields)
    assert isinstance(response, HttpResponse)
    return response


def test_it_tells_what_happens_next_before_the_choice(personas: Personas) -> None:
    assert "hålls platsen" in opened(personas.coordinator, choose_url(CLEAR_HOME))


def test_it_tells_that_a_second_person_decides_where_something_is_not_checked(personas: Personas) -> None:
    given_loaded(small_register(assessed=False), replace_all=True)
    page = opened(personas.coordinator, choose_url(CLEAR_HOME))
    assert "en andra person måste besluta" in page
    assert "Skicka förslaget" in page


def test_choosing_leads_to_the_placement(personas: Personas) -> None:
    response = sent(personas.coordinator, choose_url(CLEAR_HOME), reason=REASON)
    placement = Placement.objects.get(origin="CHOSEN")
    assert response["Location"] == reverse("desk:placement", args=[placement.pk]) + "?klart=vald"
    page = opened(personas.coordinator, response["Location"])
    assert REASON in page
    assert "platsen hålls" in page


@pytest.mark.parametrize(("typed", "message"), [("", NO_REASON), ("För kort", TOO_SHORT)])
def test_it_asks_for_a_reason_and_keeps_what_was_typed(personas: Personas, typed: str, message: str) -> None:
    page = text_of(sent(personas.coordinator, choose_url(CLEAR_HOME), reason=typed))
    assert message in page
    assert typed in page
    assert "<title>Fel: " in page
    assert not Placement.objects.filter(origin="CHOSEN").exists()


@pytest.mark.parametrize("home", [NEAR_HOME, "unknown"])
def test_a_home_that_is_too_near_and_one_that_does_not_exist_are_the_same(personas: Personas, home: str) -> None:
    wanted = uuid4() if home == "unknown" else home_id(home)
    assert status_of(personas.coordinator, reverse("placement:choose", args=[case_id(), wanted])) == 404


def test_a_home_that_was_lost_meanwhile_keeps_the_text(personas: Personas) -> None:
    page = text_of(sent(personas.coordinator, choose_url(NEAR_HOME), reason=REASON))
    assert "går inte längre att välja" in page
    assert REASON in page


def test_a_second_choice_leads_back_to_the_case(personas: Personas) -> None:
    given_chosen(personas.coordinator)
    response = signed_in(personas.coordinator).get(choose_url(SECOND_HOME))
    assert response["Location"] == reverse("desk:case", args=[case_id()])


@pytest.mark.parametrize("name", ["section_head", "liaison", "stranger"])
def test_choosing_does_not_exist_for_others(personas: Personas, name: str) -> None:
    assert status_of(personas.named(name), choose_url(CLEAR_HOME)) == 404
    assert sent(personas.named(name), choose_url(CLEAR_HOME), reason=REASON).status_code == 404


def test_the_section_head_sees_what_was_not_checked_and_the_coordinators_reason(
    personas: Personas, proposal: UUID
) -> None:
    page = opened(personas.section_head, reverse("placement:decide", args=[proposal]))
    assert "Polisens bedömning saknas eller räcker inte." in page
    assert "Det passar." in page


@pytest.mark.parametrize(
    ("decision", "state"), [(DecideProposal.CONFIRM, "PLANNED"), (DecideProposal.DECLINE, "DECLINED")]
)
def test_the_section_heads_word_decides(personas: Personas, proposal: UUID, decision: str, state: str) -> None:
    url = reverse("placement:decide", args=[proposal])
    response = sent(personas.section_head, url, decision=decision, reason=REASON)
    assert response.status_code == 302
    assert Placement.objects.get(pk=proposal).state == state


def test_a_decision_needs_an_answer_and_a_reason(personas: Personas, proposal: UUID) -> None:
    page = text_of(sent(personas.section_head, reverse("placement:decide", args=[proposal]), reason=""))
    assert "Välj ja eller nej." in page
    assert NO_REASON in page
    assert Placement.objects.get(pk=proposal).state == "PROPOSED"


def test_a_decided_proposal_leads_to_the_placement(personas: Personas, proposal: UUID) -> None:
    url = reverse("placement:decide", args=[proposal])
    sent(personas.section_head, url, decision=DecideProposal.DECLINE, reason=REASON)
    assert signed_in(personas.section_head).get(url)["Location"] == reverse("desk:placement", args=[proposal])
    page = text_of(sent(personas.section_head, url, decision=DecideProposal.CONFIRM, reason=REASON))
    assert "redan avgjort" in page


@pytest.mark.parametrize("name", ["coordinator", "case_worker", "liaison", "stranger"])
def test_deciding_does_not_exist_for_others(personas: Personas, proposal: UUID, name: str) -> None:
    url = reverse("placement:decide", args=[proposal])
    assert status_of(personas.named(name), url) == 404
    fields = {"decision": DecideProposal.CONFIRM, "reason": REASON}
    assert sent(personas.named(name), url, **fields).status_code == 404


def test_a_coordinator_takes_her_proposal_back(personas: Personas, proposal: UUID) -> None:
    url = reverse("placement:withdraw", args=[proposal])
    assert "Ta tillbaka förslaget?" in opened(personas.coordinator, url)
    assert sent(personas.coordinator, url, reason=REASON).status_code == 302
    assert Placement.objects.get(pk=proposal).state == "WITHDRAWN"


@pytest.mark.parametrize("name", ["section_head", "liaison", "stranger"])
def test_taking_back_does_not_exist_for_others(personas: Personas, proposal: UUID, name: str) -> None:
    assert status_of(personas.named(name), reverse("placement:withdraw", args=[proposal])) == 404
