"""The pages of a disclosed address and of reserve homes: what is left first, one button each, nothing typed is lost."""

import re
from uuid import UUID

import pytest
from django.http import HttpResponse
from django.urls import reverse

from tests.emergency.givens import given_all_done, given_disclosed, given_home_for, given_reserves, step_id
from tests.givens import CASE, ENEMY, PERSON, given_register
from tests.pages import moment, opened, signed_in
from tests.personas import Personas, given_personas, given_team_on
from utvag.emergency.models import AddressDisclosed, DisclosedStep, ReserveOpening
from utvag.emergency.rules import StepKind
from utvag.foundation.actors import Actor

__all__ = ["moment"]

SENT = {
    "learned_date": "2026-11-22",
    "learned_time": "9.15",
    "told_by": "Utförarens jour",
    "how": "SEEN",
    "account": "Någon stod utanför i går kväll.",
    "who_knows": "",
    "register_code": ENEMY,
}


@pytest.fixture
def personas(db: None, moment: None) -> Personas:
    given_register(threats=[{"by": ENEMY, "against": PERSON, "level": "concrete"}])
    personas = given_personas()
    given_team_on(CASE, personas)
    return personas


@pytest.fixture
def placement(personas: Personas) -> UUID:
    return given_home_for(personas)


def sent(actor: Actor, url: str, fields: dict[str, str] | None = None) -> HttpResponse:
    response = signed_in(actor).post(url, fields or {})
    assert isinstance(response, HttpResponse)
    return response


def page_of(placement: UUID) -> str:
    return reverse("emergency:address-disclosed", args=[placement])


def test_it_is_registered_and_what_is_left_stands_first(personas: Personas, placement: UUID) -> None:
    assert sent(personas.coordinator, page_of(placement), SENT).status_code == 302
    page = opened(personas.case_worker, page_of(placement))
    assert "Kvar att göra" in page
    assert page.index("Ring polisen") < page.index("Anmälan till IVO")
    assert "Inte kontrollerat" in page
    assert AddressDisclosed.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"learned_time": "kvart i tre"}, "Skriv tiden med timme och minut, till exempel 22.40."),
        ({"learned_time": "23.59"}, "Skriv en tid som har varit."),
        ({"account": ""}, "Skriv vad ni vet just nu."),
        ({"how": ""}, "Välj hur, eller att ni inte vet än."),
    ],
)
def test_what_is_wrong_is_said_and_the_text_stays(
    personas: Personas, placement: UUID, fields: dict[str, str], said: str
) -> None:
    answer = sent(personas.coordinator, page_of(placement), SENT | fields).content.decode()
    assert said in answer
    assert "Utförarens jour" in answer
    assert AddressDisclosed.objects.count() == 0


def test_one_button_does_a_step_and_another_undoes_it(personas: Personas, placement: UUID) -> None:
    step = step_id(given_disclosed(personas.coordinator, placement), StepKind.PROVIDER_TOLD)
    assert sent(personas.coordinator, reverse("emergency:step-done", args=[step]))["Location"] == page_of(placement)
    assert DisclosedStep.objects.get(pk=step).done_at is not None
    sent(personas.coordinator, reverse("emergency:step-undone", args=[step]))
    assert DisclosedStep.objects.get(pk=step).done_at is None


def test_a_step_that_needs_words_leads_to_its_form(personas: Personas, placement: UUID) -> None:
    step = step_id(given_disclosed(personas.coordinator, placement), StepKind.PERSON_SAFE)
    form = reverse("emergency:step", args=[step])
    assert sent(personas.coordinator, reverse("emergency:step-done", args=[step]))["Location"] == form
    refused = sent(personas.coordinator, form, {"told": "", "note": ""}).content.decode()
    assert "Skriv vad som gjordes eller vad ni kom fram till." in refused
    assert sent(personas.coordinator, form, {"told": "", "note": "Hos mormor."}).status_code == 302
    assert "Hos mormor." in opened(personas.section_head, page_of(placement))


def test_closing_says_what_is_left_and_then_closes(personas: Personas, placement: UUID) -> None:
    disclosed = given_disclosed(personas.coordinator, placement)
    close = reverse("emergency:close-disclosed", args=[disclosed])
    assert "Något är kvar" in opened(personas.coordinator, sent(personas.coordinator, close)["Location"])
    given_all_done(personas.coordinator, disclosed)
    assert "Allt är gjort" in opened(personas.coordinator, page_of(placement))
    sent(personas.coordinator, close)
    assert "Händelsen är avslutad" in opened(personas.coordinator, page_of(placement))


def test_the_liaison_confirms_and_names_who_knows_without_a_word_of_the_case(
    personas: Personas, placement: UUID
) -> None:
    sent(personas.coordinator, page_of(placement), SENT)
    disclosed = AddressDisclosed.objects.values_list("pk", flat=True).get()
    url = reverse("emergency:liaison", args=[disclosed])
    page = opened(personas.liaison, url)
    assert "Någon stod utanför" not in page
    assert ENEMY in page
    sent(personas.liaison, reverse("emergency:liaison-confirm", args=[disclosed]))
    assert "finns inte i hotregistret" in sent(personas.liaison, url, {"person": "okänd"}).content.decode()
    sent(personas.liaison, url, {"person": ENEMY})
    assert "Bekräftat" in opened(personas.liaison, url)
    assert not re.search("inte inskrivet", opened(personas.coordinator, page_of(placement)))


def test_reserve_homes_show_their_number_until_they_are_opened(personas: Personas, placement: UUID) -> None:
    url = reverse("emergency:reserves", args=[placement])
    assert "Det har aldrig gjorts några reservhem" in opened(personas.coordinator, url)
    given_reserves()
    page = opened(personas.coordinator, url)
    assert "1 reservhem klart" in page
    assert "H-SECOND" not in page
    assert "Skriv varför." in sent(personas.coordinator, url, {"reason": ""}).content.decode()
    sent(personas.coordinator, url, {"reason": "Hotet är nära."})
    assert "H-SECOND" in opened(personas.case_worker, url)
    opening = ReserveOpening.objects.values_list("pk", flat=True).get()
    assert sent(personas.case_worker, reverse("emergency:opening-seen", args=[opening]))["Location"] == url
