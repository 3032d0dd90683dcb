"""The pages of an investigation: a task list, one page for each part, and nothing written over unseen."""

import pytest
from django.http import HttpResponse
from django.urls import reverse

from tests.givens import CASE, case_id, given_register
from tests.investigation.givens import given_every_section, given_investigation, given_section
from tests.meetings.givens import given_held, given_meeting
from tests.pages import moment, opened, signed_in, status_of, text_of
from tests.personas import Personas, given_personas, given_team_on
from utvag.foundation.actors import Actor
from utvag.investigation.models import Investigation, SectionVersion

__all__ = ["moment"]

PARTS = ("needs", "risks", "receptiveness", "children", "motivation", "assessment")


@pytest.fixture
def personas(db: None, moment: None) -> Personas:
    given_register()
    personas = given_personas()
    given_team_on(CASE, personas)
    return personas


def url(name: str) -> str:
    return reverse(f"investigation:{name}", args=[case_id()])


def sent(actor: Actor, name: str, fields: dict[str, str]) -> HttpResponse:
    response = signed_in(actor).post(url(name), fields)
    assert isinstance(response, HttpResponse)
    return response


def test_it_is_opened_with_one_click(personas: Personas) -> None:
    page = opened(personas.coordinator, url("case"))
    assert "Saknas:</span> utredning" in page
    assert sent(personas.coordinator, "open", {})["Location"] == f"{url('case')}?klart=oppnad"
    page = opened(personas.section_head, url("case"))
    assert "6 december 2026" in page
    assert "10 arbetsdagar är kvar" in page
    assert "Kan inte påbörjas än" in page
    assert "En utredning pågår redan" in text_of(sent(personas.coordinator, "open", {}))


def test_a_part_is_saved_and_shown_with_its_state(personas: Personas) -> None:
    given_investigation(personas.coordinator)
    fields = {"text": "Behovskanarie", "no_housing": "on", "based_on": "0"}
    assert sent(personas.coordinator, "needs", fields).status_code == 302
    assert "Namn coordinator" in opened(personas.case_worker, url("case"))
    page = opened(personas.case_worker, url("needs"))
    assert "Behovskanarie" in page
    assert 'name="no_housing"' in page
    assert "checked" in page
    assert "Behovskanarie" in opened(personas.section_head, url("needs"))


def test_somebody_else_s_text_is_shown_and_sending_again_is_a_choice(personas: Personas) -> None:
    given_investigation(personas.coordinator)
    given_section(personas.case_worker, text="Den andras text")
    page = text_of(sent(personas.coordinator, "needs", {"text": "Min text", "based_on": "0"}))
    for kept in ("Min text", "Den andras text", "Namn case-worker sparade delen", 'value="1"'):
        assert kept in page
    assert SectionVersion.objects.count() == 1
    assert sent(personas.coordinator, "needs", {"text": "Min text", "based_on": "1"}).status_code == 302


def test_children_who_come_along_need_a_day(personas: Personas) -> None:
    given_investigation(personas.coordinator)
    fields = {"children": "COME_ALONG", "text": "Barnkanarie", "based_on": "0"}
    assert "Skriv från vilken dag barnen är med" in text_of(sent(personas.coordinator, "children", fields))
    assert sent(personas.coordinator, "children", fields | {"children_from": "2026-12-01"}).status_code == 302
    assert str(Investigation.objects.get().children_from_date) == "2026-12-01"
    assert 'value="2026-12-01"' in opened(personas.coordinator, url("children"))


def test_nothing_is_known_of_children_is_an_answer_and_no_answer_is_none(personas: Personas) -> None:
    given_investigation(personas.coordinator)
    assert "Välj ett svar" in text_of(sent(personas.coordinator, "children", {"based_on": "0"}))
    fields = {"children": "NOTHING_KNOWN", "based_on": "0", "is_done": "on"}
    assert sent(personas.coordinator, "children", fields).status_code == 302
    page = opened(personas.section_head, url("children"))
    assert "Inget är känt om barn" in page


def test_it_is_not_completed_before_it_is_whole_and_the_page_says_what_is_missing(personas: Personas) -> None:
    given_investigation(personas.coordinator)
    given_every_section(personas.coordinator)
    page = text_of(sent(personas.coordinator, "complete", {}))
    assert "Inget samordningsmöte med polisen har hållits" in page
    given_held(personas.coordinator, given_meeting(personas.coordinator))
    assert "Utredningen är klar</button>" in opened(personas.coordinator, url("case"))
    assert sent(personas.coordinator, "complete", {})["Location"] == f"{url('case')}?klart=klar"
    assert Investigation.objects.get().state == "COMPLETED"
    assert "Spara delen" not in opened(personas.coordinator, url("needs"))


def test_a_precondition_the_housing_and_the_end_are_written(personas: Personas) -> None:
    given_investigation(personas.coordinator)
    answer = {"precondition": "CONSENTS", "answer": "MET", "told_date": "2026-11-20", "told_by": "Polisens samordnare"}
    assert sent(personas.coordinator, "precondition", answer).status_code == 302
    assert sent(personas.coordinator, "housing", {"kind": "HOSTEL", "from_date": "2026-11-20"}).status_code == 302
    page = opened(personas.section_head, url("case"))
    for shown in ("20 november 2026", "Polisens samordnare", "Vandrarhem eller hotell från", "Inte känt"):
        assert shown in page
    late = text_of(sent(personas.coordinator, "late", {"reason": "Sjukdom"}))
    assert "mer än tre arbetsdagar kvar" in late
    assert sent(personas.coordinator, "stop", {"reason": "NOT_REACHED", "note": "Svarar inte"}).status_code == 302
    assert "Svarar inte" in opened(personas.coordinator, url("case"))


def test_what_is_typed_is_a_draft_until_it_is_sent(personas: Personas) -> None:
    given_investigation(personas.coordinator)
    sent(personas.coordinator, "risks", {"text": "Utkastkanarie", "based_on": "0", "utkast": "spara"})
    assert "Utkastkanarie" in opened(personas.coordinator, url("risks"))
    assert url("risks") in opened(personas.coordinator, "/utkast/")


@pytest.mark.parametrize("part", PARTS)
def test_every_part_has_its_page(personas: Personas, part: str) -> None:
    given_investigation(personas.coordinator)
    assert "Spara delen" in opened(personas.coordinator, url(part))
    assert "Delen är inte skriven" in opened(personas.section_head, url(part))
    assert status_of(personas.stranger, url(part)) == 404


@pytest.mark.parametrize("name", ["section_head", "stranger", "liaison", "on_call"])
def test_only_those_who_handle_the_case_write(personas: Personas, name: str) -> None:
    given_investigation(personas.coordinator)
    for page in ("precondition", "housing", "late", "stop"):
        assert status_of(personas.named(name), url(page)) == 404
    assert sent(personas.named(name), "complete", {}).status_code == 404
