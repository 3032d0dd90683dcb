"""A register file into the database and out of it again, all or nothing."""

import random
from datetime import UTC, date, datetime, time
from typing import cast

import pytest

from tests.givens import (
    CASE,
    CLEAR_HOME,
    ENEMY,
    FRIEND,
    NOW,
    PERSON,
    Entry,
    case_id,
    given_chosen,
    given_loaded,
    given_register,
    small_register,
)
from tests.personas import given_personas, given_team_on
from tests.placement.reference.generate_register import random_register
from utvag.cases.models import Case
from utvag.cases.operations import StaffToName
from utvag.cases.queries import my_cases
from utvag.cases.rules import Purpose
from utvag.foundation.actors import OPERATOR, Actor
from utvag.foundation.errors import NotVisible
from utvag.foundation.facts import current_version
from utvag.placement.engine import RegisterInvalid
from utvag.placement.imports import export_register, load_register
from utvag.placement.models import Placement
from utvag.placement.rules import canonical
from utvag.threats.models import RegisterEntry

pytestmark = pytest.mark.django_db


def exported(now: datetime = NOW) -> Entry:
    return canonical(export_register(actor=OPERATOR, now=now))


def contents() -> list[tuple[object, ...]]:
    """Give what is in the tables that a load writes, but for ciphertext, which is never the same twice."""
    return [
        *RegisterEntry.objects.order_by("pk").values_list("pk", "list_name", "position", "withdrawn_at"),
        *Case.objects.order_by("pk").values_list("pk", "code_name", "state"),
        *Placement.objects.order_by("pk").values_list("pk", "code", "state", "case_id"),
    ]


def noon_of(document: Entry) -> datetime:
    return datetime.combine(date.fromisoformat(str(document["as_of"])), time(12), UTC)


def faults_of(document: object) -> dict[str, str]:
    with pytest.raises(RegisterInvalid) as refused:
        given_loaded(document)
    return {fault.path: fault.value for fault in refused.value.faults}


@pytest.mark.parametrize("seed", range(60))
def test_what_is_loaded_comes_out_as_it_went_in_and_loading_that_changes_nothing(seed: int) -> None:
    document = random_register(random.Random(seed))
    now = noon_of(document)
    load_register(document=document, actor=OPERATOR, now=now, staff=())
    assert exported(now) == canonical(document)
    before = contents()
    load_register(document=export_register(actor=OPERATOR, now=now), actor=OPERATOR, now=now, staff=())
    assert contents() == before


@pytest.mark.parametrize("seed", range(15))
def test_replace_leaves_exactly_the_second_file(seed: int) -> None:
    first, second = random_register(random.Random(seed)), random_register(random.Random(seed + 1000))
    second["municipality"] = first["municipality"]
    load_register(document=first, actor=OPERATOR, now=noon_of(first), staff=())
    now = noon_of(second)
    load_register(document=second, actor=OPERATOR, now=now, staff=(), replace_all=True)
    assert exported(now) == canonical(second)


def test_a_second_file_with_one_new_fact_is_enough() -> None:
    given_register()
    head = {key: small_register()[key] for key in ("format", "as_of", "municipality")}
    new = {"between": [PERSON, ENEMY], "level": "latent"}
    given_loaded(head | {"conflicts": [new]})
    assert exported()["conflicts"] == [new]
    assert exported()["cases"] == small_register()["cases"]


def test_a_fault_is_named_by_its_place_in_the_file_and_nothing_is_changed() -> None:
    given_register()
    before, version = exported(), current_version()
    head = {key: small_register()[key] for key in ("format", "as_of", "municipality")}
    faults = faults_of(head | {"conflicts": [{"between": [PERSON, "nobody"], "level": "latent"}]})
    assert list(faults) == ["$.conflicts[0].between[1]"]
    assert (exported(), current_version()) == (before, version)


def test_a_fault_in_what_the_database_holds_keeps_its_value_to_itself() -> None:
    given_register()
    stranger = {"person": "stranger", "home": CLEAR_HOME, "from": "2026-01-01", "id": "x"}
    faults = faults_of(small_register() | {"placements": [stranger]})
    assert all(value == "visas inte" for path, value in faults.items() if path.startswith("databasen"))


@pytest.mark.parametrize("document", [None, [], {"homes": 1}, {"homes": [{"id": 7}]}, {}])
def test_it_refuses_what_is_no_register(document: object) -> None:
    assert faults_of(document)


def test_it_refuses_another_municipality_s_register() -> None:
    given_register()
    assert list(faults_of(small_register() | {"municipality": "0180"})) == ["$.municipality"]


@pytest.mark.parametrize("sign", ["\x00", "\ud800"])
def test_it_refuses_an_id_that_the_database_cannot_hold(sign: str) -> None:
    case = cast("list[Entry]", small_register()["cases"])[0]
    assert "$.cases[0].id" in faults_of(small_register() | {"cases": [case | {"id": f"a{sign}"}]})


def test_a_placement_that_comes_with_a_file_gets_a_case_and_its_staff() -> None:
    coordinator = given_personas().coordinator
    given_loaded(small_register(), staff=(StaffToName(coordinator.id, Purpose.COORDINATION),))
    assert {line.code_name for line in my_cases(actor=coordinator, now=NOW)} == {CASE, "P-PL-RESIDENT"}


def test_it_refuses_a_case_with_the_id_that_a_placement_s_case_has() -> None:
    given_register()
    case = cast("list[Entry]", small_register()["cases"])[0]
    taken = case | {"id": "P-PL-RESIDENT", "person": FRIEND}
    assert list(faults_of(small_register() | {"cases": [taken]})) == ["$.cases[0].id"]


def test_a_home_that_is_held_here_stays_held_when_the_old_file_comes_again() -> None:
    given_register()
    personas = given_personas()
    given_team_on(CASE, personas)
    given_chosen(personas.coordinator)
    loaded = load_register(document=small_register(), actor=OPERATOR, now=NOW, staff=())
    assert loaded.left_out == ()
    assert Case.objects.get(pk=case_id()).state == "WAITING"
    assert Placement.objects.get(origin="CHOSEN").state == "PLANNED"


def test_replace_gives_up_what_was_held() -> None:
    given_register()
    personas = given_personas()
    given_team_on(CASE, personas)
    given_chosen(personas.coordinator)
    given_loaded(small_register(), replace_all=True)
    assert Case.objects.get(pk=case_id()).state == "WAITING"
    assert Placement.objects.get(origin="CHOSEN").state == "WITHDRAWN"


@pytest.mark.parametrize("name", ["coordinator", "case_worker", "section_head", "liaison", "stranger"])
def test_nobody_but_the_operator_loads_or_exports(name: str) -> None:
    given_register()
    actor: Actor = given_personas().named(name)
    with pytest.raises(NotVisible):
        export_register(actor=actor, now=NOW)
    with pytest.raises(NotVisible):
        load_register(document=small_register(), actor=actor, now=NOW, staff=())
