"""My day: what needs attention, why, and nobody else's."""

import re

import pytest
from django.test import Client

from tests.desk.world import given_collision
from tests.givens import (
    CASE,
    ENEMY,
    STAY,
    given_chosen,
    given_loaded,
    given_named,
    given_rechecked,
    small_register,
)
from tests.pages import opened, signed_in, text_of
from tests.personas import Personas
from utvag.cases.rules import Purpose
from utvag.law.terms import SECRET_REASONS


def rows_of(page: str) -> int:
    return len(re.findall(r'class="utvag-work ', page))


def test_it_shows_the_case_that_lacks_a_home_and_says_so(personas: Personas) -> None:
    page = opened(personas.coordinator, "/")
    assert CASE in page
    assert "Saknar hem" in page


def test_a_stranger_sees_an_empty_day_and_what_was_looked_for(personas: Personas) -> None:
    page = opened(personas.stranger, "/")
    assert CASE not in page
    assert "Inget kräver dig nu" in page


def test_the_strip_is_red_until_the_recheck_has_run(personas: Personas) -> None:
    assert "utvag-strip--failed" in opened(personas.coordinator, "/")
    given_rechecked()
    page = opened(personas.coordinator, "/")
    assert "Omkontroll klar" in page
    assert "utvag-strip--failed" not in page


def test_a_proposal_waits_for_the_section_head_and_the_coordinator_sees_that_it_does(personas: Personas) -> None:
    given_loaded(small_register(assessed=False), replace_all=True)
    given_chosen(personas.coordinator)
    assert "Väntar på ditt beslut" in opened(personas.section_head, "/")
    given_rechecked()
    assert rows_of(opened(personas.section_head, "/")) == 1
    page = opened(personas.coordinator, "/")
    assert "Väntar på sektionschefen" in page
    assert "Saknar hem" not in page


@pytest.mark.parametrize("name", ["coordinator", "case_worker", "section_head"])
def test_a_collision_comes_up_for_all_who_are_named_on_the_case(personas: Personas, name: str) -> None:
    given_collision(personas)
    page = opened(personas.named(name), "/min-dag/")
    assert "Krockar" in page
    assert f"{CASE} krockar" in page
    assert SECRET_REASONS["threat_near"] not in page


def test_a_collision_does_not_come_up_for_a_stranger(personas: Personas) -> None:
    given_collision(personas)
    assert CASE not in opened(personas.stranger, "/min-dag/")


def test_the_duties_of_the_week_are_listed_by_case(personas: Personas) -> None:
    given_chosen(personas.coordinator)
    assert "Inget de närmaste sju dagarna" in opened(personas.coordinator, "/")
    given_named(f"P-{STAY}", personas.coordinator, Purpose.COORDINATION)
    page = opened(personas.coordinator, "/")
    assert f"P-{STAY}" in page
    assert "kontakt med personen" in page


def test_the_part_that_htmx_asks_for_is_a_part(personas: Personas) -> None:
    part = opened(personas.coordinator, "/min-dag/")
    assert "<html" not in part
    assert CASE in part
    assert "data-announce=" in part


def test_the_number_in_the_menu_is_the_number_of_rows(personas: Personas) -> None:
    page = opened(personas.coordinator, "/")
    count = re.search(r'utvag-nav__count">(\d+)', page)
    assert count is not None
    assert int(count[1]) == rows_of(page)


@pytest.mark.parametrize("path", ["/", "/min-dag/"])
def test_it_never_names_a_place_a_person_or_a_network(personas: Personas, path: str) -> None:
    page = opened(personas.coordinator, path)
    for secret in ("canary", "Umeå", "2480", "63.8", ENEMY):
        assert secret not in page


def test_the_liaison_is_told_how_many_and_not_why(personas: Personas) -> None:
    given_collision(personas)
    page = opened(personas.liaison, "/")
    assert "1 placering att ta ställning till" in page
    assert CASE not in page


def test_it_asks_to_sign_in() -> None:
    response = Client().get("/")
    assert response.status_code == 302
    assert "logga-in" in response["Location"]


def test_signing_out_is_there_on_every_page(personas: Personas) -> None:
    assert "/logga-ut/" in text_of(signed_in(personas.coordinator).get("/arenden/"))
