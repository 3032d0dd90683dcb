"""The list of one's own drafts: one row for each that can still be opened, and the same number in the header."""

import re

import pytest
from django.urls import reverse

from tests.givens import CASE, NEAR_HOME, NOW, SECOND_HOME, case_id, given_draft, home_id
from tests.pages import opened
from tests.personas import NAMES, Personas
from utvag.cases.operations import end_staff
from utvag.desk.queries import count_drafts, own_drafts
from utvag.drafts.operations import save_draft
from utvag.drafts.rules import FormKind
from utvag.foundation.actors import OPERATOR
from utvag.threats.access import register_draft

pytestmark = pytest.mark.django_db
PATH = "/utkast/"
COUNT = re.compile(r'Mina utkast <span class="utvag-nav__count">(\d+)<')


def test_it_says_which_form_which_case_and_when(personas: Personas) -> None:
    given_draft(personas.coordinator, text="Hemlig halv mening")
    page = opened(personas.coordinator, PATH)
    assert "Val av hem" in page
    assert CASE in page
    assert "22 november 2026 kl. 10.00" in page
    assert reverse("placement:choose", args=[case_id(), home_id(SECOND_HOME)]) in page
    assert "Hemlig halv mening" not in page


def test_the_number_in_the_header_is_the_number_of_rows(personas: Personas) -> None:
    for home in (SECOND_HOME, NEAR_HOME):
        given_draft(personas.coordinator, home)
    page = opened(personas.coordinator, PATH)
    assert COUNT.findall(page) == ["2"]
    assert page.count('value="">Kasta') + page.count(">Kasta<span") == 2


def test_without_drafts_it_says_so_and_counts_nothing(personas: Personas) -> None:
    page = opened(personas.coordinator, PATH)
    assert "Inga utkast" in page
    assert not COUNT.findall(page)


def test_the_liaisons_drafts_name_no_case(personas: Personas) -> None:
    for form in (FormKind.KEEP_APART, FormKind.POLICE_ASSESSMENT):
        key = register_draft(personas.liaison, form)
        save_draft(actor=personas.liaison, key=key, values={}, revision=0, now=NOW)
    page = opened(personas.liaison, PATH)
    assert reverse("threats:add-keep-apart") in page
    assert reverse("threats:record-assessment") in page
    assert page.count("Inget ärende") == 2


@pytest.mark.parametrize("name", NAMES)
def test_everybody_sees_her_own_only(personas: Personas, name: str) -> None:
    given_draft(personas.coordinator)
    expected = 1 if name == "coordinator" else 0
    assert len(own_drafts(actor=personas.named(name), now=NOW)) == expected
    assert count_drafts(actor=personas.named(name), now=NOW) == expected


def test_one_who_is_no_longer_named_on_the_case_no_longer_sees_its_drafts(personas: Personas) -> None:
    given_draft(personas.coordinator)
    end_staff(actor=OPERATOR, case_id=case_id(), account_id=personas.coordinator.id, now=NOW)
    assert own_drafts(actor=personas.coordinator, now=NOW) == ()
    assert not COUNT.findall(opened(personas.coordinator, PATH))
