"""The case page: the safe homes in order, what is not checked, and nothing that she may not know."""

import pytest
from django.urls import reverse

from tests.givens import (
    CASE,
    CLEAR_HOME,
    FULL_HOME,
    NEAR_HOME,
    SECOND_HOME,
    case_id,
    given_chosen,
    given_loaded,
    small_register,
)
from tests.pages import opened, status_of
from tests.personas import Personas
from utvag.audit.models import LogEntry


def case_url() -> str:
    return reverse("desk:case", args=[case_id()])


def test_it_shows_the_safe_homes_in_order_with_what_they_offer_and_cost(personas: Personas) -> None:
    page = opened(personas.coordinator, case_url())
    assert page.index(CLEAR_HOME) < page.index(SECOND_HOME)
    assert "Allt är kontrollerat" in page
    assert "900 kr" in page
    assert "Ger 1 av 1" in page


@pytest.mark.parametrize("secret", [NEAR_HOME, FULL_HOME, "canary", "Umeå", "2480", "63.8", "63,8", "B-1"])
def test_it_shows_nothing_secret(personas: Personas, secret: str) -> None:
    assert secret not in opened(personas.coordinator, case_url())


def test_it_says_loudly_what_is_not_checked_and_what_to_do_and_who(personas: Personas) -> None:
    given_loaded(small_register(assessed=False), replace_all=True)
    page = opened(personas.coordinator, case_url())
    assert "utvag-unchecked" in page
    assert "Polisens bedömning saknas eller räcker inte." in page
    assert "Gör så här:" in page
    assert "Vem:" in page
    assert "Allt är kontrollerat" not in page


def test_it_explains_what_the_order_shows(personas: Personas) -> None:
    assert "Vad ordningen visar" in opened(personas.coordinator, case_url())


def test_only_those_who_choose_get_the_way_to_choose(personas: Personas) -> None:
    assert "/valj/" in opened(personas.coordinator, case_url())
    assert "/valj/" in opened(personas.case_worker, case_url())
    assert "/valj/" not in opened(personas.section_head, case_url())


def test_it_leads_to_the_placement_once_a_home_is_chosen(personas: Personas) -> None:
    placement = given_chosen(personas.coordinator)
    page = opened(personas.coordinator, case_url())
    assert f"/placeringar/{placement}/" in page
    assert "/valj/" not in page


@pytest.mark.parametrize("name", ["stranger", "liaison"])
def test_it_does_not_exist_for_those_who_are_not_named(personas: Personas, name: str) -> None:
    assert status_of(personas.named(name), case_url()) == 404


def test_it_leaves_a_row_in_the_log_for_the_opening_and_for_the_check(
    personas: Personas, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []
    keep = LogEntry.objects.create

    def note(**values: object) -> LogEntry:
        written.append(str(values["action"]))
        return keep(**values)

    # The app role may not read its own log, so the test watches what is written.
    monkeypatch.setattr(LogEntry.objects, "create", note)
    opened(personas.coordinator, case_url())
    assert {"OPEN_CASE", "CHECK_HOMES"} <= set(written)


def test_the_list_shows_only_ones_own_cases(personas: Personas) -> None:
    assert CASE in opened(personas.coordinator, "/arenden/")
    assert "Inga ärenden" in opened(personas.stranger, "/arenden/")
