"""The pages of follow-up: a contact in three inputs, nothing typed is lost, and each duty says why it is there."""

import re
from datetime import date

import pytest
from django.http import HttpResponse
from django.urls import reverse

from tests.followup.givens import NOTE, given_contact_on, given_standing, given_visit_on
from tests.givens import CASE, case_id, given_register
from tests.pages import moment, opened, signed_in, status_of, text_of
from tests.personas import NAMES, Personas, given_personas, given_team_on
from utvag.drafts.models import Draft
from utvag.followup.models import Contact, Visit
from utvag.foundation.actors import Actor

__all__ = ["moment"]

CONTACT = {
    "was_reached": "YES",
    "with_whom": "PERSON",
    "way": "PHONE",
    "day": "2026-11-20",
    "time": "9.30",
    "note": NOTE,
}
VISIT = {
    "held_date": "2026-11-20",
    "police_offered_date": "2026-11-10",
    "social_worker_offered_date": "2026-11-11",
    "social_worker_attended": "on",
    "note": NOTE,
}


@pytest.fixture
def personas(db: None, moment: None) -> Personas:
    given_register()
    personas = given_personas()
    given_team_on(CASE, personas)
    return personas


def page_url() -> str:
    return reverse("followup:case", args=[case_id()])


def sent(actor: Actor, url: str, fields: dict[str, str]) -> HttpResponse:
    response = signed_in(actor).post(url, fields)
    assert isinstance(response, HttpResponse)
    return response


def test_a_contact_takes_one_choice_and_one_button(personas: Personas) -> None:
    placement = given_standing()
    page = opened(personas.coordinator, page_url())
    (url,) = set(re.findall(r'href="([^"]*\?med=utforaren)"', page))
    form = opened(personas.coordinator, url)
    filled = dict(re.findall(r'name="(\w+)" value="([^"]+)"[^>]*checked', form))
    typed = dict(re.findall(r'name="(day|time)" value="([^"]+)"', form))
    assert filled == {"with_whom": "PROVIDER", "way": "PHONE"}
    answer = sent(personas.coordinator, url, {**filled, **typed, "was_reached": "YES"})
    assert answer["Location"] == f"{page_url()}?klart=kontakt"
    row = Contact.objects.get()
    assert (row.placement_id, row.with_whom, row.was_reached) == (placement, "PROVIDER", True)
    assert "Kontakten är registrerad" in opened(personas.coordinator, answer["Location"])


def test_the_page_shows_what_is_late_what_comes_and_what_is_done_with_why(personas: Personas) -> None:
    placement = given_standing()
    given_contact_on(personas.coordinator, placement, date(2026, 11, 20))
    given_visit_on(personas.case_worker, placement, date(2026, 11, 19))
    page = opened(personas.section_head, page_url())
    assert page.index("Försenat") < page.index("Att göra") < page.index("Gjort senast")
    for shown in (
        "Kontakt med utföraren, varje vecka. Saknas sedan",
        "Varför finns den här?",
        "Placeringen började 1 oktober 2026. Tre månader senare är 1 januari 2027, en fredag.",
        "Malmö stad, tjänsteskrivelse ASN-2023-1465",
        "Besök hos personen och utföraren. Gjort 19 november 2026",
        "Fick erbjudandet 12 november 2026. Följde inte med.",
        "Genomlysning före förlängning.",
        "Att det är gjort skrivs inte här",
        NOTE,
    ):
        assert shown in page, shown
    assert "Registrera kontakt" not in page


@pytest.mark.parametrize(
    ("change", "field", "said"),
    [
        ({"day": "2026-09-30"}, "day", "då placeringen hade börjat"),
        ({"day": "2026-11-23"}, "day", "en dag och en tid som har varit"),
        ({"next_date": "2026-11-20"}, "next_date", "Skriv en dag efter kontakten"),
        ({"was_reached": ""}, "was_reached", "Välj ett svar: Fick du kontakt?"),
    ],
)
def test_a_wrong_contact_is_said_at_the_field_and_the_text_is_kept(
    personas: Personas, change: dict[str, str], field: str, said: str
) -> None:
    url = reverse("followup:contact", args=[given_standing()])
    page = text_of(sent(personas.coordinator, url, CONTACT | change))
    assert f'id="id_{field}_error"' in page
    assert said in page and NOTE in page
    assert not Contact.objects.exists()


@pytest.mark.parametrize(
    ("change", "field", "said"),
    [
        ({"police_offered_date": ""}, "police_offered_date", "Fyll i: Vilken dag fick polisen"),
        ({"social_worker_offered_date": "2026-11-21"}, "held_date", "Båda erbjudandena ska ha kommit före"),
        ({"held_date": "2026-11-23"}, "held_date", "i dag eller en dag som har varit"),
        ({"held_date": "2026-09-30"}, "held_date", "då placeringen hade börjat"),
    ],
)
def test_a_visit_without_its_offers_is_refused_and_the_text_is_kept(
    personas: Personas, change: dict[str, str], field: str, said: str
) -> None:
    url = reverse("followup:visit", args=[given_standing()])
    page = text_of(sent(personas.coordinator, url, VISIT | change))
    assert f'id="id_{field}_error"' in page
    assert said in page and NOTE in page
    assert not Visit.objects.exists()


def test_a_visit_is_registered_also_when_the_police_declined(personas: Personas) -> None:
    url = reverse("followup:visit", args=[given_standing()])
    assert sent(personas.case_worker, url, VISIT)["Location"] == f"{page_url()}?klart=besok"
    row = Visit.objects.get()
    assert (row.police_attended, row.social_worker_attended) == (False, True)


@pytest.mark.parametrize(("name", "fields"), [("followup:contact", CONTACT), ("followup:visit", VISIT)])
def test_what_is_half_written_is_kept_and_goes_when_it_is_sent(
    personas: Personas, name: str, fields: dict[str, str]
) -> None:
    url = reverse(name, args=[given_standing()])
    half = fields | {"note": "Halvskrivet", "utkast": "auto", "utkast_revision": "0"}
    assert sent(personas.coordinator, url, half).status_code == 200
    assert "Halvskrivet" in opened(personas.coordinator, url)
    assert url in opened(personas.coordinator, reverse("desk:drafts"))
    revision = {"utkast_revision": str(Draft.objects.get().revision)}
    assert sent(personas.coordinator, url, fields | revision).status_code == 302
    assert not Draft.objects.exists()


def test_a_case_without_a_placement_says_so(personas: Personas) -> None:
    assert "Ingen placering gäller" in opened(personas.coordinator, page_url())


@pytest.mark.parametrize("name", NAMES)
def test_who_reads_and_who_registers(personas: Personas, name: str) -> None:
    placement = given_standing()
    assert (status_of(personas.named(name), page_url()) == 200) == (
        name in {"coordinator", "case_worker", "section_head"}
    )
    for form in ("followup:contact", "followup:visit"):
        may = status_of(personas.named(name), reverse(form, args=[placement])) == 200
        assert may == (name in {"coordinator", "case_worker"})
