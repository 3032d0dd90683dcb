"""The pages of the one way in: nothing typed is lost, and the receipt is the same whoever the person is."""

import json
import re

import pytest
from django.http import HttpResponse
from django.urls import reverse

from tests.cases.givens import given_own_case
from tests.givens import CASE, PERSON, TODAY, TOLD, case_id, given_contact, given_register
from tests.pages import moment, opened, signed_in, status_of, text_of
from tests.personas import Personas, given_personas, given_team_on
from utvag.cases.models import Case, FirstContact
from utvag.drafts.models import Draft
from utvag.foundation.actors import Actor
from utvag.people.operations import write_identity

__all__ = ["moment"]

NEW = "/ingang/ny/"
QUEUE = "/ingang/kontakter/"
KNOWN, UNKNOWN = "19960417-2388", "20010101-2391"
SENT = {
    "source": "POLICE",
    "name": "Kontaktkanarie",
    "number": UNKNOWN,
    "protection": "NO_MARK",
    "wish": "Vill bort härifrån",
    "custody": "FREE",
    "meets_police_definition": "YES",
    "meets_national_definition": "NOT_KNOWN",
}


@pytest.fixture
def personas(db: None, moment: None) -> Personas:
    given_register()
    personas = given_personas()
    given_team_on(CASE, personas)
    write_identity(case_id=case_id(), register_person=PERSON, name="Namn", personal_number=KNOWN, today=TODAY)
    return personas


def sent(actor: Actor, url: str, fields: dict[str, str]) -> HttpResponse:
    response = signed_in(actor).post(url, fields)
    assert isinstance(response, HttpResponse)
    return response


def receipt_page(actor: Actor, number: str) -> str:
    """Register, follow to the receipt, and take away what is new at every answer."""
    response = sent(actor, NEW, SENT | {"number": number})
    assert response.status_code == 302
    page = opened(actor, response["Location"])
    (code,) = re.findall(r"K-[A-Z0-9]{5}", page)
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page).replace(code, "K-")


def test_the_receipt_is_the_same_whether_or_not_the_person_has_a_case(personas: Personas) -> None:
    assert receipt_page(personas.stranger, KNOWN) == receipt_page(personas.stranger, UNKNOWN)
    assert {row.state for row in FirstContact.objects.all()} == {"LINKED", "NEW"}


def test_the_answer_to_the_form_is_the_same_too(personas: Personas) -> None:
    answers = [sent(personas.stranger, NEW, SENT | {"number": number}) for number in (KNOWN, UNKNOWN)]
    first, second = ({**answer.headers, "Location": answer["Location"][:15]} for answer in answers)
    assert first == second
    assert answers[0].content == answers[1].content


def test_the_receipt_stays_the_same_when_the_contact_has_become_a_case(personas: Personas) -> None:
    url = sent(personas.stranger, NEW, SENT)["Location"]
    before = opened(personas.stranger, url)
    contact = FirstContact.objects.get()
    fields = {"code_name": "Granskog", "coordinator": str(personas.coordinator.id), "case_worker": ""}
    answer = sent(personas.section_head, reverse("cases:take-contact", args=[contact.pk]), fields)
    assert answer["Location"] == reverse("desk:case", args=[Case.objects.get(code_name="Granskog").pk])
    after = opened(personas.stranger, url)
    assert re.findall("<main.*</main>", before, re.DOTALL) == re.findall("<main.*</main>", after, re.DOTALL)


@pytest.mark.parametrize("number", ["20010101 2391", " 2001 01 01-23 91 ", "010101-2391", "200101012391"])
def test_a_number_is_read_with_spaces_and_without(personas: Personas, number: str) -> None:
    assert sent(personas.stranger, NEW, SENT | {"number": number}).status_code == 302


@pytest.mark.parametrize("number", ["20010101-2392", "20010229-2391", "abc"])
def test_a_wrong_number_is_said_at_the_field_and_everything_is_kept(personas: Personas, number: str) -> None:
    rows = {"relation_0": "CHILD", "member_0": "Barnkanarie", "born_0": "2020-02-29"}
    page = text_of(sent(personas.stranger, NEW, SENT | rows | {"number": number}))
    assert "Fel: " in page
    assert 'id="id_number_error"' in page
    assert "Numret stämmer inte" in page
    for kept in (number, "Vill bort härifrån", "Kontaktkanarie", "Barnkanarie", "2020-02-29"):
        assert kept in page
    assert not FirstContact.objects.exists()


def test_no_number_needs_a_reason(personas: Personas) -> None:
    without = {key: value for key, value in SENT.items() if key != "number"}
    assert "välj varför det inte finns" in text_of(sent(personas.stranger, NEW, without))
    assert sent(personas.stranger, NEW, without | {"no_number": "HAS_NONE"}).status_code == 302


@pytest.mark.parametrize(
    ("day", "said"), [("2027-02-29", "Skriv datumet som"), ("2026-11-21", "eller en dag som kommer")]
)
def test_a_release_day_is_a_day_that_comes(personas: Personas, day: str, said: str) -> None:
    page = text_of(sent(personas.stranger, NEW, SENT | {"custody": "PRISON", "release_date": day}))
    assert 'id="id_release_date_error"' in page
    assert said in page
    assert day in page


def test_a_leap_day_is_a_day(personas: Personas) -> None:
    fields = SENT | {"custody": "PRISON", "release_date": "29 februari 2028"}
    assert sent(personas.stranger, NEW, fields).status_code == 302
    contact = reverse("cases:wait-with-contact", args=[FirstContact.objects.get().pk])
    assert 'value="2028-02-29"' in opened(personas.section_head, contact)
    assert sent(personas.section_head, contact, {"until_date": "2028-02-29"})["Location"] == f"{QUEUE}?klart=vantar"
    assert "29 februari 2028" in opened(personas.section_head, f"{QUEUE}?klart=vantar")


def test_one_more_person_keeps_all_that_was_typed_and_complains_of_nothing(personas: Personas) -> None:
    rows = {"relation_0": "PARTNER", "member_0": "Partnerkanarie", "born_0": "inte än"}
    typed = {"source": "SELF", "wish": "halvskri", "number": "2001"}
    assert sent(personas.stranger, NEW, typed | rows | {"utkast": "en-till"})["Location"] == NEW
    page = opened(personas.stranger, NEW)
    for kept in ("halvskri", 'value="2001"', "Partnerkanarie", "inte än", 'value="PARTNER" selected'):
        assert kept in page
    assert 'id="id_relation_1"' in page
    assert "Fel:" not in page
    assert not FirstContact.objects.exists()


def saved(actor: Actor, fields: dict[str, str], *, revision: int = 0) -> HttpResponse:
    """Save the form as the page's own script does."""
    return sent(actor, NEW, fields | {"utkast": "auto", "utkast_revision": str(revision)})


def test_what_is_typed_is_kept_by_itself_with_the_household_and_for_one_on_call(personas: Personas) -> None:
    on_call = personas.on_call
    typed = {"wish": "halvskri", "relation_0": "CHILD", "member_0": "Barnkanarie", "born_0": ""}
    assert saved(on_call, typed).status_code == 200
    page = opened(on_call, NEW)
    for kept in ("halvskri", "Barnkanarie", 'value="CHILD" selected', "Formuläret är fyllt från ditt utkast"):
        assert kept in page
    assert "Barnkanarie" not in opened(personas.stranger, NEW)
    assert "Ny kontakt" in opened(on_call, "/utkast/")


def test_a_second_tab_sees_the_persons_that_only_the_first_has(personas: Personas) -> None:
    rows = {"relation_0": "CHILD", "member_0": "Barnkanarie", "born_0": ""}
    saved(personas.stranger, {"wish": "den ena"} | rows)
    assert saved(personas.stranger, {"wish": "den andra"}).status_code == 409
    page = text_of(sent(personas.stranger, NEW, {"wish": "den andra", "utkast": "spara"}))
    for shown in ("den andra", "den ena", "Barnkanarie", 'id="id_relation_0"', "Sparat i en annan flik"):
        assert shown in page


def test_a_contact_that_is_sent_leaves_no_draft_behind_whoever_the_person_is(personas: Personas) -> None:
    for number in (KNOWN, UNKNOWN):
        fields = SENT | {"number": number}
        revision = json.loads(saved(personas.stranger, fields).content)["revision"]
        assert sent(personas.stranger, NEW, fields | {"utkast_revision": str(revision)}).status_code == 302
        assert not Draft.objects.exists()
    assert FirstContact.objects.count() == 2


def test_a_person_in_the_household_needs_to_be_somebody(personas: Personas) -> None:
    page = text_of(sent(personas.stranger, NEW, SENT | {"relation_0": "", "member_0": "Barnkanarie", "born_0": ""}))
    assert "Välj vem det är" in page
    empty = {"relation_0": "", "member_0": "", "born_0": ""}
    assert sent(personas.stranger, NEW, SENT | empty).status_code == 302


def test_a_section_head_finds_it_on_her_day_and_reads_it(personas: Personas) -> None:
    contact = given_contact(personas.stranger, threat="")
    url = reverse("cases:contact", args=[contact])
    assert url in opened(personas.section_head, "/")
    assert url in opened(personas.section_head, QUEUE)
    page = opened(personas.section_head, url)
    assert TOLD.wish in page
    assert "Inget är berättat om hotet" in page
    assert "20010101-2391" in page


def test_the_coordinator_of_the_case_finds_it_on_her_day_and_in_the_case(personas: Personas) -> None:
    contact = given_contact(personas.stranger, number=KNOWN)
    url = reverse("cases:contact", args=[contact])
    assert url in opened(personas.coordinator, "/")
    assert url in opened(personas.coordinator, reverse("desk:case", args=[case_id()]))
    assert "Jag har sett den" in opened(personas.coordinator, url)
    assert "Jag har sett den" not in opened(personas.case_worker, url)
    assert sent(personas.coordinator, reverse("cases:acknowledge-contact", args=[contact]), {})["Location"] == url
    assert url not in opened(personas.coordinator, "/")
    for name in ("stranger", "liaison"):
        assert status_of(personas.named(name), url) == 404


def test_a_code_name_that_tells_is_refused_at_the_field(personas: Personas) -> None:
    contact = given_contact(personas.stranger)
    url = reverse("cases:take-contact", args=[contact])
    fields = {"code_name": "Kontaktsson", "coordinator": str(personas.coordinator.id)}
    page = text_of(sent(personas.section_head, url, fields))
    assert 'id="id_code_name_error"' in page
    assert "Kontaktsson" in page
    assert "Välj ett av svaren" in text_of(
        sent(personas.section_head, url, {"code_name": "Gran", "coordinator": str(personas.liaison.id)})
    )


def test_a_contact_is_closed_for_a_reason(personas: Personas) -> None:
    contact = given_contact(personas.stranger)
    url = reverse("cases:close-contact", args=[contact])
    assert "Välj ett svar" in text_of(sent(personas.section_head, url, {}))
    assert sent(personas.section_head, url, {"reason": "NOT_REACHED"})["Location"] == f"{QUEUE}?klart=avslutad"
    assert "Inga kontakter väntar" in opened(personas.section_head, QUEUE)
    assert status_of(personas.section_head, url) == 404


def test_the_investigation_of_a_new_case_is_opened_from_its_page_by_those_who_handle_it(personas: Personas) -> None:
    case = given_own_case(personas)
    page, action = reverse("desk:case", args=[case]), reverse("investigation:open", args=[case])
    assert action not in opened(personas.section_head, page)
    assert action in opened(personas.coordinator, page)
    assert sent(personas.coordinator, action, {}).status_code == 302
    assert action not in opened(personas.coordinator, page)


@pytest.mark.parametrize("name", ["section_head", "liaison"])
def test_the_form_is_for_those_who_take_contacts(personas: Personas, name: str) -> None:
    assert status_of(personas.named(name), NEW) == 404


@pytest.mark.parametrize("name", ["coordinator", "case_worker", "liaison", "stranger"])
def test_the_list_is_for_section_heads(personas: Personas, name: str) -> None:
    given_contact(personas.stranger)
    assert status_of(personas.named(name), QUEUE) == 404
