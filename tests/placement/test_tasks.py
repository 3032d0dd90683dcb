"""The re-check finds what a new fact has made false, and says so to those who must act, each as she may know."""

from datetime import timedelta

import pytest

from tests.givens import (
    CASE,
    ENEMY,
    NOW,
    PERSON,
    RESIDENT,
    STAY,
    circle,
    given_chosen,
    given_loaded,
    given_named,
    given_rechecked,
    given_register,
    placement_id,
    small_register,
)
from tests.personas import Personas, given_personas, given_team_on
from utvag.cases.rules import Purpose
from utvag.foundation.facts import waiting_since
from utvag.organisation.models import Municipality
from utvag.placement.models import Finding, RecheckRun
from utvag.placement.operations import acknowledge_finding
from utvag.placement.queries import (
    FindingShape,
    count_open_findings,
    findings_of_placement,
    open_findings,
    recheck_state,
)
from utvag.placement.rules import FindingKind, RecheckStanding
from utvag.placement.tasks import recheck_if_due
from utvag.threats.operations import add_keep_apart, end_keep_apart
from utvag.threats.rules import Level

pytestmark = pytest.mark.django_db

HEAD = {key: small_register()[key] for key in ("format", "as_of", "municipality")}
# The resident's home is in this area.
NEAR_THE_RESIDENT = circle(60.67, 17.14)


@pytest.fixture
def personas() -> Personas:
    given_register()
    personas = given_personas()
    given_named("P-PL-RESIDENT", personas.coordinator, Purpose.COORDINATION)
    given_rechecked()
    return personas


def given_enemy_near_the_resident() -> None:
    enemy = {"id": ENEMY, "born": "1990-01-01", "whereabouts": [NEAR_THE_RESIDENT]}
    threat = {"by": ENEMY, "against": RESIDENT, "level": "concrete"}
    given_loaded(HEAD | {"persons": [enemy], "threats": [threat]})


def collisions(personas: Personas, name: str) -> list[FindingShape]:
    found = open_findings(actor=personas.named(name), now=NOW)
    return [one for one in found if one.kind is FindingKind.COLLIDING]


def test_a_new_threat_near_a_placement_comes_up_on_the_desk_of_its_staff(personas: Personas) -> None:
    assert not collisions(personas, "coordinator")
    given_enemy_near_the_resident()
    given_rechecked()
    (finding,) = collisions(personas, "coordinator")
    assert (finding.placement_code, finding.case_code) == (STAY, "P-PL-RESIDENT")


def test_case_staff_learn_that_and_the_liaison_learns_why(personas: Personas) -> None:
    given_enemy_near_the_resident()
    given_rechecked()
    assert collisions(personas, "coordinator")[0].reasons == ()
    assert collisions(personas, "liaison")[0].reasons == ("threat_near",)


@pytest.mark.parametrize("name", ["stranger", "case_worker", "section_head"])
def test_others_learn_nothing(personas: Personas, name: str) -> None:
    given_enemy_near_the_resident()
    given_rechecked()
    assert open_findings(actor=personas.named(name), now=NOW) == ()
    assert count_open_findings(actor=personas.named(name), now=NOW) == 0


def test_a_link_that_the_liaison_enters_is_found_and_one_that_she_ends_is_resolved(personas: Personas) -> None:
    given_team_on(CASE, personas)
    given_loaded(HEAD | {"homes": [small_register()["homes"][3] | {"beds": 2}]})  # type: ignore[index]  # a list
    given_loaded(HEAD | {"placements": [{"id": "X", "person": PERSON, "home": "H-FULL", "from": "2026-11-01"}]})
    given_rechecked()
    assert not collisions(personas, "liaison")
    link = add_keep_apart(
        actor=personas.liaison,
        between=(PERSON, RESIDENT),
        level=Level.LATENT,
        from_date=None,
        until_date=None,
        now=NOW,
    )
    given_rechecked()
    assert {one.placement_code for one in collisions(personas, "liaison")} == {STAY, "X"}
    end_keep_apart(actor=personas.liaison, link_id=link, until_date=NOW.date(), now=NOW)
    given_rechecked()
    assert not collisions(personas, "liaison")
    assert Finding.objects.filter(kind="COLLIDING", resolved_at__isnull=False).count() == 2


def test_the_same_finding_is_not_made_twice(personas: Personas) -> None:
    given_enemy_near_the_resident()
    given_rechecked()
    (before,) = collisions(personas, "liaison")
    given_loaded(HEAD)
    given_rechecked()
    assert collisions(personas, "liaison") == [before]


def test_an_acknowledged_finding_comes_up_again_when_a_reason_is_added(personas: Personas) -> None:
    given_enemy_near_the_resident()
    given_rechecked()
    (finding,) = collisions(personas, "coordinator")
    acknowledge_finding(actor=personas.coordinator, finding_id=finding.id, now=NOW)
    assert collisions(personas, "coordinator")[0].acknowledged_at == NOW
    given_loaded(HEAD | {"address_knowledge": [{"home": "H-FULL", "person": ENEMY}]})
    given_rechecked()
    assert collisions(personas, "coordinator")[0].acknowledged_at is None
    assert collisions(personas, "liaison")[0].reasons == ("address_known", "threat_near")


def test_a_threat_without_a_place_is_shown_to_case_staff_as_a_missing_assessment(personas: Personas) -> None:
    enemy = {"id": ENEMY, "born": "1990-01-01"}
    threat = {"by": ENEMY, "against": RESIDENT, "level": "concrete"}
    given_loaded(HEAD | {"persons": [enemy], "threats": [threat]})
    given_rechecked()
    (in_list,) = open_findings(actor=personas.coordinator, now=NOW)
    (to_staff,) = findings_of_placement(actor=personas.coordinator, placement_id=in_list.placement_id, now=NOW)
    (to_liaison,) = open_findings(actor=personas.liaison, now=NOW)
    assert (in_list.kind, in_list.unchecked) == (FindingKind.NOT_CHECKED, ())
    assert (to_staff.kind, to_staff.unchecked) == (FindingKind.NOT_CHECKED, ("no_police_assessment",))
    assert to_liaison.unchecked == ("threat_not_located",)


def test_it_runs_once_for_each_change_and_each_day(personas: Personas) -> None:
    assert not recheck_if_due(now=NOW)
    given_loaded(HEAD)
    assert recheck_if_due(now=NOW)
    assert not recheck_if_due(now=NOW + timedelta(hours=2))
    assert recheck_if_due(now=NOW + timedelta(days=1))


def test_the_state_is_not_checked_until_the_first_run() -> None:
    assert recheck_state(now=NOW).standing is RecheckStanding.NOT_CHECKED


def test_the_state_is_pending_then_checked_then_old(personas: Personas) -> None:
    given_loaded(HEAD)
    assert recheck_state(now=NOW).standing is RecheckStanding.PENDING
    assert recheck_state(now=NOW + timedelta(minutes=1)).standing is RecheckStanding.NOT_CHECKED
    given_rechecked()
    assert recheck_state(now=NOW).standing is RecheckStanding.CHECKED
    assert recheck_state(now=NOW + timedelta(days=1)).standing is RecheckStanding.NOT_CHECKED


def test_a_register_that_cannot_be_read_is_never_taken_for_checked(personas: Personas) -> None:
    Municipality.objects.update(parameters={"shortlist": "five"})
    add_keep_apart(
        actor=personas.liaison, between=(PERSON, ENEMY), level=Level.LATENT, from_date=None, until_date=None, now=NOW
    )
    for _ in range(3):
        assert not recheck_if_due(now=NOW)
    assert RecheckRun.objects.filter(finished_at__isnull=True).count() == 1
    assert waiting_since() == NOW
    assert recheck_state(now=NOW).standing is RecheckStanding.NOT_CHECKED


def test_the_reasons_are_not_sealed_under_a_case_s_key(personas: Personas) -> None:
    given_enemy_near_the_resident()
    given_rechecked()
    finding = Finding.objects.get(kind="COLLIDING")
    register_key = bytes(finding.sealed)[1:17]
    assert register_key != bytes(finding.placement.sealed)[1:17]
    assert finding.placement_id == placement_id(STAY)


def test_a_chosen_placement_is_checked_again_too(personas: Personas) -> None:
    given_team_on(CASE, personas)
    given_chosen(personas.coordinator)
    enemy = {"id": ENEMY, "born": "1990-01-01", "whereabouts": [circle(63.82, 20.26)]}
    given_loaded(HEAD | {"persons": [enemy]})
    given_rechecked()
    assert {one.case_code for one in collisions(personas, "section_head")} == {CASE}
