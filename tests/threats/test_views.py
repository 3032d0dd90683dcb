"""The liaison enters facts; the same pages do not exist for anybody else."""

from uuid import UUID

import pytest
from django.http import HttpResponse
from django.urls import reverse

from tests.givens import CASE, NETWORK, NOW, PERSON, RIVALS, given_register
from tests.pages import moment, opened, signed_in, status_of, text_of
from tests.personas import Personas, given_personas, given_team_on
from utvag.foundation.facts import current_version
from utvag.threats.operations import add_keep_apart
from utvag.threats.queries import keep_apart_links
from utvag.threats.rules import Level

__all__ = ["moment"]

ADD, ASSESS = "/polissamverkan/hall-isar/ny/", "/polissamverkan/bedomning/ny/"
LINK = {"first": PERSON, "second": NETWORK, "level": "concrete", "from_date": "2026-11-22"}
OTHERS = ["coordinator", "case_worker", "section_head", "stranger"]


@pytest.fixture
def personas(db: None, moment: None) -> Personas:
    given_register()
    personas = given_personas()
    given_team_on(CASE, personas)
    return personas


def sent(personas: Personas, url: str, fields: dict[str, str]) -> HttpResponse:
    response = signed_in(personas.liaison).post(url, fields)
    assert isinstance(response, HttpResponse)
    return response


def given_link(personas: Personas) -> UUID:
    return add_keep_apart(
        actor=personas.liaison,
        between=(PERSON, RIVALS),
        level=Level.LATENT,
        from_date=NOW.date(),
        until_date=None,
        now=NOW,
    )


def test_the_codes_can_be_chosen_from_a_list(personas: Personas) -> None:
    page = opened(personas.liaison, ADD)
    assert f'<option value="{PERSON}">' in page
    assert f'<option value="{NETWORK}">' in page


def test_a_link_is_saved_and_announced(personas: Personas) -> None:
    before = current_version().number
    response = sent(personas, ADD, LINK)
    assert response["Location"] == "/polissamverkan/?sparat=lank"
    assert "Länken är sparad" in opened(personas.liaison, response["Location"])
    assert current_version().number == before + 1


@pytest.mark.parametrize("address", [ADD, ASSESS])
def test_an_unknown_code_is_refused_with_the_text_kept(personas: Personas, address: str) -> None:
    fields = LINK | {"first": "R-99", "person": "R-99", "until_date": "2027-01-01"}
    page = text_of(sent(personas, address, fields))
    assert "finns inte i registret" in page
    assert "R-99" in page


def test_a_link_ends_on_a_day(personas: Personas) -> None:
    link = given_link(personas)
    url = reverse("threats:end-keep-apart", args=[link])
    assert "Avsluta länken" in opened(personas.liaison, url)
    assert sent(personas, url, {"until_date": "2026-12-24"}).status_code == 302
    (kept,) = keep_apart_links(actor=personas.liaison, now=NOW)
    assert str(kept.until_date) == "2026-12-24"


def test_an_assessment_is_saved(personas: Personas) -> None:
    fields = {"person": PERSON, "from_date": "2026-11-22", "until_date": "2027-05-22", "forbidden": "Malmö"}
    assert sent(personas, ASSESS, fields)["Location"] == "/polissamverkan/?sparat=bedomning"


@pytest.mark.parametrize("name", OTHERS)
def test_nothing_of_it_exists_for_anybody_else(personas: Personas, name: str) -> None:
    link = reverse("threats:end-keep-apart", args=[given_link(personas)])
    for url in (ADD, ASSESS, link):
        assert status_of(personas.named(name), url) == 404
        assert signed_in(personas.named(name)).post(url, LINK).status_code == 404
