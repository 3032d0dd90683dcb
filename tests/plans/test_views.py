"""The pages of plans: what is missing is loud, and a form keeps what was typed."""

from __future__ import annotations

import pytest

from tests.givens import CASE, case_id, given_register
from tests.pages import moment, opened, signed_in, text_of
from tests.personas import Personas, given_personas, given_team_on
from tests.plans.givens import CARE, SAFETY, given_care_plan, given_person, given_safety_plan
from utvag.plans.models import Plan
from utvag.plans.rules import answers_of

__all__ = ["moment"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("moment")]


@pytest.fixture
def personas() -> Personas:
    given_register()
    personas = given_personas()
    given_team_on(CASE, personas)
    return personas


def page(path: str = "") -> str:
    return f"/arenden/{case_id()}/planer/{path}"


def test_what_is_missing_is_loud(personas: Personas) -> None:
    given_person("Hushållskanarie")
    text = opened(personas.section_head, page())
    assert "Vårdplan saknas" in text and "Säkerhetsplan saknas" in text and "Hushållskanarie" in text
    assert "Skriv vårdplanen" not in text


def test_somebody_who_is_not_written_down_is_not_taken_for_nobody(personas: Personas) -> None:
    assert "1 i hushållet är inte inskriven" in opened(personas.coordinator, page())


def test_a_care_plan_is_written_and_frozen(personas: Personas) -> None:
    text = text_of(signed_in(personas.coordinator).post(page("vardplan/"), answers_of(CARE), follow=True))
    assert "Vårdplanen är sparad och fryst" in text and "Vårdplan saknas" not in text and "22 februari 2027" in text
    assert f"/handlingar/{Plan.objects.get().document_id}/" in text


def test_a_safety_plan_is_written_for_one_person(personas: Personas) -> None:
    person = given_person()
    path = page(f"sakerhetsplan/{person}/")
    text = text_of(signed_in(personas.case_worker).post(path, answers_of(SAFETY), follow=True))
    assert "Säkerhetsplanen är sparad och fryst" in text and "Säkerhetsplan saknas" not in text
    assert Plan.objects.get().person_id == person


@pytest.mark.parametrize(
    ("other", "sentence"),
    [
        ({"needs": ""}, "Skriv vilka behov planen ska möta."),
        ({"own_view": ""}, "Skriv vad personen själv tycker."),
        ({"responsible": ""}, "Skriv vem som håller ihop planen."),
        ({"who_housing": ""}, "Välj vem som ansvarar: Bostad"),
        ({"goal_housing": ""}, "Skriv målet och vad som görs: Bostad"),
        ({"review_date": "2026-11-22"}, "Skriv en dag som kommer efter"),
        ({"review_date": "snart"}, "Skriv datumet som år-månad-dag"),
        (
            {"goal_housing": "", "who_housing": "", "goal_tattoo_removal": "", "who_tattoo_removal": ""},
            "Skriv minst ett mål med en insats.",
        ),
    ],
)
def test_what_is_missing_in_a_plan_is_said_and_the_text_stays(
    personas: Personas, other: dict[str, str], sentence: str
) -> None:
    text = text_of(signed_in(personas.coordinator).post(page("vardplan/"), answers_of(CARE) | other))
    assert sentence in text
    assert "Regionen: samtal varje vecka" in text
    assert not Plan.objects.exists()


def test_the_next_version_is_filled_from_the_last_but_for_the_days(personas: Personas) -> None:
    person = given_person()
    given_safety_plan(personas.coordinator, person)
    given_care_plan(personas.coordinator)
    assert "Kodordkanarie" in opened(personas.coordinator, page(f"sakerhetsplan/{person}/"))
    care = opened(personas.coordinator, page("vardplan/"))
    assert "Målkanarie: ett eget kontrakt" in care and "2027-02-22" not in care
    assert "Skriv en ny version av vårdplanen" in opened(personas.coordinator, page())


def test_a_draft_is_kept_and_goes_when_the_plan_is_sent(personas: Personas) -> None:
    client = signed_in(personas.coordinator)
    client.post(page("vardplan/"), {"needs": "Halvskrivet", "utkast": "spara"})
    text = text_of(client.get(page("vardplan/")))
    assert "Halvskrivet" in text and "Formuläret är fyllt från ditt utkast" in text
    assert "Vårdplan" in text_of(client.get("/utkast/"))
    revision = text.split('name="utkast_revision" value="')[1].split('"')[0]
    client.post(page("vardplan/"), answers_of(CARE) | {"utkast_revision": revision})
    assert "Halvskrivet" not in text_of(client.get(page("vardplan/")))


def test_the_section_head_reads_and_does_not_write(personas: Personas) -> None:
    client = signed_in(personas.section_head)
    assert client.get(page("vardplan/")).status_code == 404
    assert client.get(page(f"sakerhetsplan/{given_person()}/")).status_code == 404
