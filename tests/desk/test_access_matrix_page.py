"""The page of who comes to what: for the auditor alone, made of the code that decides, and of no person."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.givens import given_register, given_staff
from tests.pages import opened, signed_in, status_of, text_of
from utvag.desk.queries.matrix import lines_of
from utvag.foundation.actors import Actor
from utvag.organisation.rules import Role

pytestmark = pytest.mark.django_db

PAGE, FILE = "/revisor/atkomst/", "/revisor/atkomst/fil/"
CASE_PAGE = "/arenden/&lt;uuid:case_id&gt;/"


@pytest.fixture
def auditor() -> Actor:
    given_register()
    return given_staff("rakel", Role.AUDITOR)


def test_it_asks_for_whom_and_the_menu_leads_there(auditor: Actor) -> None:
    page = opened(auditor, PAGE)
    assert "Välj roll" in page and CASE_PAGE not in page
    assert f'href="{PAGE}"' in opened(auditor, "/")


@pytest.mark.parametrize("role", Role)
def test_it_shows_every_address_of_a_role(auditor: Actor, role: Role) -> None:
    page = opened(auditor, f"{PAGE}?role={role}")
    assert page.count('<code class="utvag-code">') == len(lines_of(role)) > 100
    assert CASE_PAGE in page


def test_a_coordinator_reads_a_case_that_she_is_named_on_and_no_other(auditor: Actor) -> None:
    line = next(line for line in lines_of(Role.COORDINATOR) if line.path == "/arenden/<uuid:case_id>/")
    assert dict(line.answers) == {
        "Utsedd i dag": "läsa och skicka",
        "Ersättare i dag": "läsa och skicka",
        "Nödöppnat": "läsa och skicka",
        "Utsedd senare": "nej",
        "Har varit utsedd": "nej",
        "Spärrad": "nej",
        "Samma enhet, inte utsedd": "nej",
    }


def test_a_role_that_does_not_exist_is_said_at_the_field(auditor: Actor) -> None:
    page = opened(auditor, f"{PAGE}?role=KING")
    assert "govuk-error-summary" in page and 'id="rollen"' not in page


def test_the_file_is_the_one_in_the_repository(auditor: Actor) -> None:
    answer = signed_in(auditor).get(FILE)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="access-matrix.csv"'
    written = Path(__file__).parents[2] / "docs" / "access-matrix.csv"
    assert text_of(answer).removeprefix("\ufeff") == written.read_text(encoding="utf-8")


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.AUDITOR])
def test_it_is_for_the_auditor_alone(auditor: Actor, role: Role) -> None:
    other = given_staff("another", role)
    assert (status_of(other, PAGE), status_of(other, FILE)) == (404, 404)
    assert PAGE not in opened(other, "/")
