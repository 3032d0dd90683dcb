"""The pages that need no login: the accessibility statement, and in the demo what a visitor can find out."""

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from tests.givens import NOW
from tests.pages import text_of
from utvag.config.demo_municipality.cases import EXPERIMENT, HIDDEN_HOME, MAIN_CASE
from utvag.config.demo_municipality.staff import LOGINS
from utvag.foundation.actors import OPERATOR
from utvag.organisation.operations import create_staff_account, set_up_municipality

pytestmark = pytest.mark.django_db


def given_demo(settings: Settings) -> None:
    settings.DEMO = True
    set_up_municipality(actor=OPERATOR, code="1780", name="Demokommun", is_demo=True, now=NOW)
    for login in LOGINS:
        create_staff_account(
            actor=OPERATOR,
            username=login.username,
            role=login.kind,
            display_name=login.display_name,
            unit=login.unit,
            now=NOW,
        )


def test_everybody_can_read_the_accessibility_statement() -> None:
    assert "WCAG 2.2" in text_of(Client().get("/tillganglighet/"))


def test_there_is_no_page_about_the_demo_outside_the_demo() -> None:
    assert Client().get("/om-demon/").status_code == 404


def test_the_tours_name_what_the_municipality_holds(settings: Settings) -> None:
    given_demo(settings)
    page = text_of(Client().get("/om-demon/"))
    for word in (MAIN_CASE, HIDDEN_HOME, *EXPERIMENT, *(login.username for login in LOGINS)):
        assert word in page
