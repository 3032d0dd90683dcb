"""What a home must manage: the case waits, and the check of homes knows its persons."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.cases.givens import NEEDS, given_member, given_needs, given_own_case, household_of
from tests.givens import CASE, NOW, TODAY, TOLD, case_id, given_register
from tests.personas import Personas, given_personas, given_team_on
from utvag.cases.models import Case
from utvag.cases.operations import UnableToStateNeeds
from utvag.cases.queries import open_case, register_persons, stated_needs
from utvag.cases.rules import HouseholdMember, NeedsRefusal, Relation
from utvag.foundation.facts import current_version
from utvag.placement.operations import check_homes

pytestmark = pytest.mark.django_db


@pytest.fixture
def personas() -> Personas:
    given_register()
    personas = given_personas()
    given_team_on(CASE, personas)
    return personas


def refusal_of(personas: Personas, case: object, **other: object) -> NeedsRefusal:
    with pytest.raises(UnableToStateNeeds) as refused:
        given_needs(personas.coordinator, case, **other)  # type: ignore[arg-type]  # a case's id
    return NeedsRefusal(refused.value.refusal)


def test_the_case_waits_and_its_homes_are_not_checked_until_the_police_have_assessed(personas: Personas) -> None:
    case = given_own_case(personas)
    before = current_version().number
    given_needs(personas.coordinator, case)
    assert current_version().number > before
    shape = open_case(actor=personas.coordinator, case_id=case, now=NOW)
    assert (shape.state, shape.start_date, shape.nights, shape.household_size) == ("WAITING", NEEDS.start_date, 90, 1)
    answer = check_homes(actor=personas.coordinator, case_id=case, now=NOW)
    assert not answer.candidates
    assert answer.not_checked


def test_the_check_still_answers_for_everybody_else(personas: Personas) -> None:
    given_needs(personas.coordinator, given_own_case(personas))
    assert check_homes(actor=personas.coordinator, case_id=case_id(), now=NOW).candidates


@pytest.mark.parametrize("district", ["", "Distriktskanarie"])
def test_the_check_answers_also_where_somebodys_origin_is_written(personas: Personas, district: str) -> None:
    case = given_own_case(personas)
    old = household_of(case)[TOLD.name]
    told = {"relation": None, "name": TOLD.name, "number": TOLD.number, "born": None, "origin": "Malmö"}
    given_member(personas.coordinator, case, identity_id=old.id, **told, district=district)
    given_needs(personas.coordinator, case)
    (entry,) = (one for one in register_persons() if one["id"] == old.register_person)
    whole = {"municipality": "1280", "district": district}
    assert entry.get("origin") == (whole if district else None)
    assert check_homes(actor=personas.coordinator, case_id=case_id(), now=NOW).candidates


def test_what_was_stated_can_be_stated_anew(personas: Personas) -> None:
    case = given_own_case(personas)
    given_needs(personas.coordinator, case)
    given_needs(personas.coordinator, case, nights=30, has_pets=True)
    shape = open_case(actor=personas.coordinator, case_id=case, now=NOW)
    assert stated_needs(shape) == replace(NEEDS, nights=30, has_pets=True)


def test_the_register_gets_only_the_persons_of_cases_that_wait_or_have_waited(personas: Personas) -> None:
    case = given_own_case(personas)
    assert register_persons() == []
    given_needs(personas.coordinator, case)
    births = {one["id"]: one["born"] for one in register_persons()}
    household = household_of(case)
    assert births == {
        household[TOLD.name].register_person: "2001-01-01",
        household["Barnkanarie"].register_person: "2020-02-29",
    }


@pytest.mark.parametrize(
    ("other", "refusal"),
    [
        ({"start_date": TODAY - timedelta(days=1)}, NeedsRefusal.START_PASSED),
        ({"nights": 0}, NeedsRefusal.NIGHTS),
        ({"nights": 731}, NeedsRefusal.NIGHTS),
        ({"lot": "X"}, NeedsRefusal.LOT_UNKNOWN),
        ({"required": ("karaoke",)}, NeedsRefusal.SERVICE_UNKNOWN),
        ({"companions": ("P-000000000000",)}, NeedsRefusal.COMPANION_UNKNOWN),
    ],
)
def test_needs_that_are_not_whole_are_refused(
    personas: Personas, other: dict[str, object], refusal: NeedsRefusal
) -> None:
    assert refusal_of(personas, given_own_case(personas), **other) is refusal


def test_nobody_moves_whose_birth_is_not_known(personas: Personas) -> None:
    unborn = (HouseholdMember(Relation.PARTNER, "Partner", None),)
    case = given_own_case(personas, household=unborn)
    partner = household_of(case)["Partner"].register_person
    assert refusal_of(personas, case, companions=(partner,)) is NeedsRefusal.BIRTH_UNKNOWN
    given_needs(personas.coordinator, case)


def test_a_case_with_a_home_is_not_stated_anew(personas: Personas) -> None:
    case = given_own_case(personas)
    Case.objects.filter(pk=case).update(state="PLACED")
    assert refusal_of(personas, case) is NeedsRefusal.NOT_NOW


def test_a_case_from_a_file_keeps_its_person(personas: Personas) -> None:
    given_needs(personas.coordinator, case_id(), start_date=date(2026, 12, 24))
    shape = open_case(actor=personas.coordinator, case_id=case_id(), now=NOW)
    assert (shape.main_person, shape.start_date) == ("person-canary-1", date(2026, 12, 24))
    assert check_homes(actor=personas.coordinator, case_id=case_id(), now=NOW).candidates
