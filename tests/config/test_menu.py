"""The menu's figure is Min dag's own, and does not make every page ask what waits."""

import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.givens import CASE, case_id, given_chosen, given_register
from tests.pages import moment, signed_in
from tests.personas import Personas, given_personas, given_team_on

__all__ = ["moment"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("moment")]
# Whose page it is, her session, the menu's other rows: nothing of what waits.
AT_MOST = 12


@pytest.fixture
def personas() -> Personas:
    given_register(assessed=False)
    personas = given_personas()
    given_team_on(CASE, personas)
    return personas


def waiting(client: Client, path: str) -> int:
    """Give the figure that the page's menu shows beside Min dag."""
    page = client.get(path).content.decode()
    menu = page[page.index("<nav") : page.index("</nav>")]
    found = re.search(r"Min dag.*?(\d+)", menu.split("/arenden/")[0], re.DOTALL)
    return int(found[1]) if found else 0


def test_a_page_that_shows_nothing_of_a_case_asks_nothing_about_cases(personas: Personas) -> None:
    client = signed_in(personas.section_head)
    client.get("/tillganglighet/")
    with CaptureQueriesContext(connection) as asked:
        client.get("/tillganglighet/")
    assert len(asked) <= AT_MOST, [one["sql"][:80] for one in asked]


def test_a_page_that_does_not_exist_counts_nothing(personas: Personas) -> None:
    client = signed_in(personas.section_head)
    with CaptureQueriesContext(connection) as asked:
        client.get("/finns-inte/")
    assert len(asked) <= AT_MOST, [one["sql"][:80] for one in asked]


def test_min_dag_counts_always_and_the_other_pages_say_the_same(personas: Personas) -> None:
    client = signed_in(personas.section_head)
    before = waiting(client, "/")
    given_chosen(personas.coordinator)
    assert waiting(client, "/arenden/") == before
    assert waiting(client, "/") == before + 1
    assert waiting(client, "/arenden/") == before + 1


def test_what_she_does_herself_is_counted_at_once(personas: Personas) -> None:
    client = signed_in(personas.section_head)
    before = waiting(client, "/arenden/")
    given_chosen(personas.coordinator)
    client.post(f"/arenden/{case_id()}/")
    assert waiting(client, "/arenden/") == before + 1


def test_the_figure_of_one_is_not_shown_to_another(personas: Personas) -> None:
    given_chosen(personas.coordinator)
    cache.clear()
    assert waiting(signed_in(personas.section_head), "/arenden/") > 0
    assert waiting(signed_in(personas.stranger), "/arenden/") == 0
