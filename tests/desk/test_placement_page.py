"""The placement page: its state, its first duties with why, and what the re-check found."""

import pytest
from django.urls import reverse

from tests.desk.world import given_collision
from tests.givens import STAY, given_chosen, given_loaded, given_named, placement_id, small_register
from tests.pages import opened, signed_in, status_of
from tests.personas import Personas
from utvag.cases.rules import Purpose
from utvag.law.terms import SECRET_REASONS
from utvag.placement.models import Finding, Placement


def url_of(placement: object) -> str:
    return reverse("desk:placement", args=[placement])


def test_it_shows_the_first_duties_and_why_they_are_there(personas: Personas) -> None:
    given_named(f"P-{STAY}", personas.coordinator, Purpose.COORDINATION)
    page = opened(personas.coordinator, url_of(placement_id(STAY)))
    for duty in ("Säkerhetsplan vid inflyttning", "Kontakt med utföraren", "Samordningsmöte", "Polisens slagning"):
        assert duty in page
    assert "Varför finns den här?" in page
    assert "ASN-2023-1465" in page


def test_a_proposal_has_no_duties_and_shows_each_role_her_own_way_on(personas: Personas) -> None:
    given_loaded(small_register(assessed=False), replace_all=True)
    url = url_of(given_chosen(personas.coordinator))
    coordinator, head = opened(personas.coordinator, url), opened(personas.section_head, url)
    assert "Säkerhetsplan" not in coordinator
    assert "Ta tillbaka förslaget" in coordinator
    assert "/bekrafta/" not in coordinator
    assert "/bekrafta/" in head


def test_it_says_that_it_collides_and_what_to_do_but_never_why(personas: Personas) -> None:
    given_collision(personas)
    page = opened(personas.coordinator, url_of(Placement.objects.get(origin="CHOSEN").pk))
    assert "Placeringen krockar" in page
    assert "Ring polissamverkan" in page
    assert not [words for words in SECRET_REASONS.values() if words in page]


def test_somebody_takes_care_of_a_finding_and_it_stays(personas: Personas) -> None:
    given_collision(personas)
    finding = Finding.objects.get()
    response = signed_in(personas.coordinator).post(reverse("placement:acknowledge", args=[finding.pk]))
    assert response.status_code == 302
    assert "någon arbetar med det" in opened(personas.section_head, "/")


@pytest.mark.parametrize("name", ["stranger", "liaison"])
def test_it_does_not_exist_for_those_who_are_not_named(personas: Personas, name: str) -> None:
    assert status_of(personas.named(name), url_of(given_chosen(personas.coordinator))) == 404


def test_a_stranger_cannot_take_care_of_a_finding(personas: Personas) -> None:
    given_collision(personas)
    url = reverse("placement:acknowledge", args=[Finding.objects.get().pk])
    assert signed_in(personas.stranger).post(url).status_code == 404
