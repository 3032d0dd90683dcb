"""The police liaison's pages: the reasons, for her alone."""

from datetime import time, timedelta

import pytest
from django.urls import reverse

from tests.desk.world import given_collision
from tests.disclosure.givens import given_consent
from tests.givens import CASE, FULL_HOME, NEAR_HOME, NOW, TODAY, case_id, given_chosen
from tests.pages import opened, status_of
from tests.personas import Personas
from utvag.disclosure.operations import withdraw_consent
from utvag.foundation.clock import moment_of
from utvag.law.terms import SECRET_REASONS

OTHERS = ["coordinator", "case_worker", "section_head", "stranger"]


def test_it_tells_the_liaison_why_a_placement_collides(personas: Personas) -> None:
    given_collision(personas)
    page = opened(personas.liaison, "/polissamverkan/")
    assert f"{CASE} i" in page
    assert SECRET_REASONS["threat_near"] in page


def test_a_case_without_consent_is_only_counted(personas: Personas) -> None:
    address = reverse("desk:liaison-case", args=[case_id()])
    page = opened(personas.liaison, "/polissamverkan/")
    assert CASE not in page
    assert "1 ärende utan samtycke eller annan grund" in page
    assert status_of(personas.liaison, address) == 404
    consent = given_consent(personas.coordinator)
    assert CASE in opened(personas.liaison, "/polissamverkan/")
    assert status_of(personas.liaison, address) == 200
    withdraw_consent(actor=personas.coordinator, consent_id=consent, now=NOW)
    assert CASE not in opened(personas.liaison, "/polissamverkan/")
    assert status_of(personas.liaison, address) == 404


def test_the_polices_sight_of_a_case_ends_the_day_that_its_consent_does(
    personas: Personas, monkeypatch: pytest.MonkeyPatch
) -> None:
    until = TODAY + timedelta(days=9)
    given_consent(personas.coordinator, until_date=until)
    address = reverse("desk:liaison-case", args=[case_id()])
    for day, expected in ((until - timedelta(days=1), 200), (until, 404)):
        at = moment_of(day, time(9))
        monkeypatch.setattr("django.utils.timezone.now", lambda at=at: at)
        assert status_of(personas.liaison, address) == expected
        assert (CASE in opened(personas.liaison, "/polissamverkan/")) is (expected == 200)


def test_it_tells_the_liaison_which_homes_are_blocked_and_why(personas: Personas) -> None:
    given_consent(personas.coordinator)
    page = opened(personas.liaison, reverse("desk:liaison-case", args=[case_id()]))
    assert NEAR_HOME in page
    assert FULL_HOME in page
    assert SECRET_REASONS["threat_near"] in page
    assert SECRET_REASONS["full"] in page


def test_a_case_that_has_a_home_has_no_blocked_homes(personas: Personas) -> None:
    given_consent(personas.coordinator)
    given_chosen(personas.coordinator)
    assert status_of(personas.liaison, reverse("desk:liaison-case", args=[case_id()])) == 404


def test_the_part_that_htmx_asks_for_reads_no_reasons(personas: Personas) -> None:
    given_collision(personas)
    part = opened(personas.liaison, "/polissamverkan/omkontroll/")
    assert "1 placering som ingen har svarat på" in part
    assert SECRET_REASONS["threat_near"] not in part


@pytest.mark.parametrize("name", OTHERS)
@pytest.mark.parametrize("view", ["liaison", "liaison-live", "liaison-case"])
def test_it_does_not_exist_for_anybody_else(personas: Personas, name: str, view: str) -> None:
    arguments = [case_id()] if view == "liaison-case" else []
    assert status_of(personas.named(name), reverse(f"desk:{view}", args=arguments)) == 404
