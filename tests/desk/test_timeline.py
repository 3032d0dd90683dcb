"""What has happened in a case stands apart from what comes."""

from tests.givens import CASE, case_id, given_chosen
from tests.pages import opened
from tests.personas import Personas


def test_the_days_of_a_case_tell_what_was_done_and_not_what_was_written(personas: Personas) -> None:
    given_chosen(personas.coordinator)
    page = opened(personas.coordinator, f"/arenden/{case_id()}/handelser/")
    assert "Ett hem valdes" in page
    assert "H-CLEAR" not in page
    assert "Det passar." not in page


def test_a_case_where_nothing_has_happened_says_so(personas: Personas) -> None:
    assert "Inget har hänt än" in opened(personas.coordinator, f"/arenden/{case_id()}/handelser/")


def test_what_comes_is_a_page_of_its_own(personas: Personas) -> None:
    page = opened(personas.coordinator, f"/arenden/{case_id()}/kommande/")
    assert "Inget är inplanerat" in page
    assert "handelser" in page


def test_the_window_s_title_names_the_case_by_its_code(personas: Personas) -> None:
    assert f"<title>Händelser – Ärende {CASE}" in opened(personas.coordinator, f"/arenden/{case_id()}/handelser/")
