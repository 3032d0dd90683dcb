"""The pages of who sees a case: named, extended, kept out, and stepped out of."""

from uuid import UUID

import pytest
from django.http import HttpResponse
from django.urls import reverse

from tests.cases.givens import given_denied
from tests.givens import CASE, TODAY, case_id, given_register
from tests.pages import moment, opened, signed_in, status_of, text_of
from tests.personas import Personas, given_personas, given_team_on
from utvag.cases.models import CaseStaff, Denial
from utvag.foundation.actors import Actor
from utvag.foundation.workdays import add_months

__all__ = ["moment"]


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
    return reverse(f"cases:{name}", args=[case_id(), *ids])


def test_half_a_year_is_proposed_and_more_than_a_year_is_refused_at_its_field(personas: Personas) -> None:
    page = opened(personas.section_head, url("staff"))
    assert f'value="{add_months(TODAY, 6).isoformat()}"' in page
    fields = {"account": str(personas.stranger.id), "purpose": "COORDINATION", "from_date": TODAY.isoformat()}
    refused = text_of(sent(personas.section_head, url("staff"), fields | {"until_date": "2028-01-01"}))
    assert "Skriv en dag inom tolv månader" in refused
    assert 'id="id_until_date_error"' in refused
    until = add_months(TODAY, 6).isoformat()
    assert sent(personas.section_head, url("staff"), fields | {"until_date": until}).status_code == 302


def test_a_naming_is_extended_on_a_page_of_its_own(personas: Personas) -> None:
    page = url("extend-staff", personas.coordinator.id)
    assert "Namn coordinator är utsedd" in opened(personas.section_head, page)
    assert "Skriv en dag inom tolv månader" in text_of(sent(personas.section_head, page, {"until_date": "2028-01-01"}))
    assert sent(personas.section_head, page, {"until_date": "2027-03-01"}).status_code == 302
    assert CaseStaff.objects.get(account=personas.coordinator.id).until_date.isoformat() == "2027-03-01"
    assert status_of(personas.section_head, url("extend-staff", personas.stranger.id)) == 404
    assert status_of(personas.coordinator, page) == 404


def test_somebody_is_kept_out_and_let_in_again(personas: Personas) -> None:
    fields = {"account": str(personas.case_worker.id), "ground": "KIN", "reason": "Sidkanarie"}
    assert "id_reason_error" in text_of(sent(personas.section_head, url("deny-staff"), fields | {"reason": ""}))
    assert not Denial.objects.exists()
    assert sent(personas.section_head, url("deny-staff"), fields).status_code == 302
    page = opened(personas.section_head, url("staff"))
    assert "Sidkanarie" in page
    assert status_of(personas.case_worker, reverse("desk:case", args=[case_id()])) == 404
    again = text_of(sent(personas.section_head, url("deny-staff"), fields))
    assert "redan spärrad" in again
    assert "Sidkanarie" in again
    assert sent(personas.section_head, url("lift-denial", personas.case_worker.id), {}).status_code == 302
    assert "Ingen är spärrad" in opened(personas.section_head, url("staff"))


def test_one_steps_out_and_is_told_on_her_own_page(personas: Personas) -> None:
    assert "Anmäl jäv" in opened(personas.coordinator, reverse("desk:case", args=[case_id()]))
    assert "förvaltningslagen 16" in opened(personas.coordinator, url("declare-conflict"))
    gone = sent(personas.coordinator, url("declare-conflict"), {"ground": "KIN", "reason": "Syskon"})
    assert "Du är inte längre med i ärendet" in opened(personas.coordinator, gone["Location"])
    assert status_of(personas.coordinator, url("declare-conflict")) == 404


def test_the_only_one_who_decides_is_told_what_to_do_first(personas: Personas) -> None:
    page = text_of(sent(personas.section_head, url("declare-conflict"), {"ground": "KIN", "reason": "Syskon"}))
    assert "Utse först en annan sektionschef" in page
    assert "Syskon" in page


def test_only_the_section_head_finds_who_is_kept_out(personas: Personas) -> None:
    given_denied(personas.section_head, case_id(), personas.stranger)
    for other in (personas.coordinator, personas.case_worker, personas.on_call, personas.stranger):
        assert status_of(other, url("deny-staff")) == 404
        assert sent(other, url("lift-denial", personas.stranger.id), {}).status_code == 404
