"""The pages of a case's household and of what a home must manage."""

from uuid import UUID

import pytest
from django.http import HttpResponse
from django.urls import reverse

from tests.cases.givens import given_member, given_own_case, household_of
from tests.givens import CASE, TOLD, given_contact, given_register
from tests.pages import moment, opened, signed_in, status_of, text_of
from tests.personas import Personas, given_personas, given_team_on
from utvag.cases.models import Case
from utvag.foundation.actors import Actor

__all__ = ["moment"]

MEMBER = {"relation": "PARTNER", "name": "Partnerkanarie", "born": "1999-05-05"}
NEEDS = {"start_date": "2026-12-24", "nights": "60", "lot": "C", "service_night_staff": "WANTED", "relocate": "on"}


@pytest.fixture
def personas(db: None, moment: None) -> Personas:
    given_register()
    personas = given_personas()
    given_team_on(CASE, personas)
    return personas


def sent(actor: Actor, url: str, fields: dict[str, str]) -> HttpResponse:
    response = signed_in(actor).post(url, fields)
    assert isinstance(response, HttpResponse)
    return response


def url(name: str, *ids: UUID) -> str:
    return reverse(f"cases:{name}", args=ids)


def test_a_person_is_added_corrected_and_shown_with_what_stood_before(personas: Personas) -> None:
    case = given_own_case(personas)
    assert sent(personas.coordinator, url("add-member", case), MEMBER).status_code == 302
    first = household_of(case)["Partnerkanarie"].id
    correct = url("correct-member", case, first)
    assert "Partnerkanarie" in opened(personas.coordinator, correct)
    assert sent(personas.coordinator, correct, MEMBER | {"name": "Rätt Namn", "origin": "Malmö"}).status_code == 302
    listed = opened(personas.section_head, url("household", case))
    assert "Rätt Namn" in listed
    assert "Partnerkanarie" not in listed
    again = opened(personas.coordinator, url("correct-member", case, household_of(case)["Rätt Namn"].id))
    assert "Så stod det förut" in again
    assert "Partnerkanarie" in again
    assert status_of(personas.coordinator, correct) == 404


def test_a_wrong_digit_is_said_at_the_number_and_everything_is_kept(personas: Personas) -> None:
    case = given_own_case(personas)
    page = text_of(sent(personas.coordinator, url("add-member", case), MEMBER | {"number": "20010101-2381"}))
    assert 'id="id_number_error"' in page
    assert "liknar ett nummer som redan finns" in page
    assert "20010101-2381" in page
    assert set(household_of(case)) == {TOLD.name, "Barnkanarie"}


def test_the_needs_are_stated_and_the_case_waits(personas: Personas) -> None:
    case = given_own_case(personas)
    child = household_of(case)["Barnkanarie"].register_person
    assert "Flyttar med: Barnkanarie, barn" in opened(personas.coordinator, url("state-needs", case))
    answer = sent(personas.coordinator, url("state-needs", case), NEEDS | {f"moves_{child}": "on"})
    assert answer["Location"] == reverse("desk:case", args=[case])
    assert Case.objects.get(pk=case).state == "WAITING"
    page = opened(personas.coordinator, url("state-needs", case))
    assert 'value="2026-12-24"' in page
    assert '<option value="WANTED" selected' in page
    assert "Personal på natten" in page


def test_one_without_a_birth_date_does_not_move_and_the_page_says_what_to_do(personas: Personas) -> None:
    case = given_own_case(personas)
    given_member(personas.coordinator, case, name="Utan dag", born=None)
    code = household_of(case)["Utan dag"].register_person
    page = text_of(sent(personas.coordinator, url("state-needs", case), NEEDS | {f"moves_{code}": "on"}))
    assert "saknar födelsedag" in page
    assert Case.objects.get(pk=case).state == "INTAKE"


@pytest.mark.parametrize("name", ["section_head", "stranger", "liaison", "on_call"])
def test_only_those_who_handle_the_case_write(personas: Personas, name: str) -> None:
    case = given_own_case(personas)
    for page in ("add-member", "state-needs"):
        assert status_of(personas.named(name), url(page, case)) == 404


def test_one_on_call_opens_a_case_when_the_office_is_closed(personas: Personas) -> None:
    # The small world's now is a Sunday.
    fields = {"code_name": CASE, "reason": "Akutkanarie"}
    answer = sent(personas.on_call, url("on-call"), fields)
    assert answer["Location"] == reverse("desk:case", args=[Case.objects.get(code_name=CASE).pk])
    page = text_of(sent(personas.on_call, url("on-call"), fields | {"code_name": "Finnsinte"}))
    assert "Inget ärende kan öppnas med kodnamnet" in page
    assert "Akutkanarie" in page


def test_one_on_call_goes_from_the_receipt_to_a_case(personas: Personas) -> None:
    contact = given_contact(personas.on_call)
    assert url("on-call-contact", contact) in opened(personas.on_call, url("receipt", contact))
    fields = {"code_name": "Nattskog", "reason": "Akut"}
    answer = sent(personas.on_call, url("on-call-contact", contact), fields)
    assert answer["Location"] == reverse("desk:case", args=[Case.objects.get(code_name="Nattskog").pk])
    assert status_of(personas.coordinator, url("on-call")) == 404


def test_the_section_head_names_the_other_department_and_ends_it(personas: Personas) -> None:
    case = given_own_case(personas)
    page = opened(personas.section_head, url("staff", case))
    assert "Boende och ekonomi" in page
    fields = {"account": str(personas.case_worker.id), "purpose": "HOUSING_AND_FINANCE"}
    fields |= {"from_date": "2026-11-22", "until_date": "2027-05-22"}
    assert sent(personas.section_head, url("staff", case), fields).status_code == 302
    assert "Personerna i ärendet" in opened(personas.case_worker, url("household", case))
    twice = text_of(sent(personas.section_head, url("staff", case), fields))
    assert "redan utsedd några av dagarna" in twice
    assert sent(personas.section_head, url("end-staff", case, personas.case_worker.id), {}).status_code == 302
    assert status_of(personas.case_worker, url("household", case)) == 404


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"purpose": "DECISION"}, "Den rollen kan inte utses"),
        ({"until_date": "2026-11-22"}, "en slutdag som kommer efter"),
        ({"from_date": "2026-11-21"}, "i dag eller en dag som kommer"),
    ],
)
def test_a_naming_that_will_not_do_is_said_at_the_field(personas: Personas, fields: dict[str, str], said: str) -> None:
    case = given_own_case(personas)
    whole = {"account": str(personas.case_worker.id), "purpose": "CASE_WORK", "from_date": "2026-11-22"}
    whole |= {"until_date": "2027-05-22"}
    assert said in text_of(sent(personas.section_head, url("staff", case), whole | fields))
    assert status_of(personas.case_worker, url("household", case)) == 404


@pytest.mark.parametrize("name", ["coordinator", "stranger", "liaison", "on_call"])
def test_only_the_case_s_section_head_names(personas: Personas, name: str) -> None:
    case = given_own_case(personas)
    assert status_of(personas.named(name), url("staff", case)) == 404
