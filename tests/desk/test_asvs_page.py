"""The page with the requirements of ASVS: for the auditor alone, and of no person."""

from __future__ import annotations

import csv
import io

import pytest

from tests.givens import given_register, given_staff
from tests.pages import opened, signed_in, status_of, text_of
from utvag.desk.rules import requirements
from utvag.foundation.actors import Actor
from utvag.organisation.rules import Role

pytestmark = pytest.mark.django_db

PAGE, FILE = "/revisor/asvs/", "/revisor/asvs/fil/"


@pytest.fixture
def auditor() -> Actor:
    given_register()
    return given_staff("rakel", Role.AUDITOR)


def test_it_counts_by_level_and_chapter_and_names_source_and_licence(auditor: Actor) -> None:
    page = opened(auditor, PAGE)
    for words in ("alla 345 krav", "CC BY-SA 4.0", "OWASP Application Security Verification Standard 5.0"):
        assert words in page
    assert [f"Nivå {level}</div></th>" in page for level in (1, 2, 3)] == [True] * 3
    assert page.count('href="?chapter=') == 17
    assert "V6.3.3" not in page


def test_a_chapter_is_shown_with_answer_reason_and_test(auditor: Actor) -> None:
    page = opened(auditor, f"{PAGE}?chapter=16")
    wanted = [each for each in requirements() if each.chapter == 16]
    for each in wanted:
        assert each.id in page and each.answer.swedish in page
        assert all(test in page for test in each.shown_by)
    assert page.count("<code") == sum(len(each.shown_by) for each in wanted)


def test_level_and_answer_choose_among_all_chapters(auditor: Actor) -> None:
    page = opened(auditor, f"{PAGE}?chapter=&level=1&answer=NO")
    wanted = {each.id for each in requirements() if each.level == 1 and each.answer == "NO"}
    assert wanted
    assert page.count("govuk-tag--danger") == len(wanted)
    assert all(f">{each}<" in page for each in wanted)


@pytest.mark.parametrize("asked", ["chapter=18", "level=0", "answer=MAYBE", "chapter=1%27"])
def test_what_does_not_exist_is_said_at_the_field(auditor: Actor, asked: str) -> None:
    page = opened(auditor, f"{PAGE}?{asked}")
    assert "govuk-error-summary" in page
    assert 'id="kraven"' not in page


def test_a_choice_that_nothing_fits_says_so(auditor: Actor) -> None:
    assert "Inga krav passar valet" in opened(auditor, f"{PAGE}?chapter=17&answer=YES")


def test_the_file_holds_every_requirement_and_no_formula(auditor: Actor) -> None:
    answer = signed_in(auditor).get(FILE)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="asvs.csv"'
    rows = list(csv.reader(io.StringIO(text_of(answer).removeprefix("\ufeff")), delimiter=";"))
    assert [row[0] for row in rows[1:]] == [each.id for each in requirements()]
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for row in rows for cell in row)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.AUDITOR])
def test_it_is_for_the_auditor_alone(auditor: Actor, role: Role) -> None:
    other = given_staff("another", role)
    assert (status_of(other, PAGE), status_of(other, FILE)) == (404, 404)
    assert PAGE not in opened(other, "/")


def test_the_menu_leads_the_auditor_there(auditor: Actor) -> None:
    assert f'href="{PAGE}"' in opened(auditor, "/")
