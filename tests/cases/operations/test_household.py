"""Who the persons of a case are: what is corrected is a new version, and the number is the number."""

from datetime import date

import pytest
from django.db import transaction

from tests.cases.givens import given_member, given_needs, given_own_case, household_of
from tests.database import TestServer
from tests.givens import CASE, NOW, TOLD, case_id, given_contact, given_register, given_taken
from tests.log import log_rows
from tests.personas import Personas, given_personas, given_team_on
from utvag.cases.models import Case, FirstContact
from utvag.cases.operations import UnableToRecordMember
from utvag.cases.queries import open_case, open_member
from utvag.cases.rules import PERSON_CODE, HouseholdRefusal, Relation
from utvag.people.models import Identity
from utvag.placement.answering.whole import build_register

pytestmark = pytest.mark.django_db

NUMBER = "19960417-2388"


@pytest.fixture
def personas() -> Personas:
    given_register()
    personas = given_personas()
    given_team_on(CASE, personas)
    return personas


def test_the_household_of_the_contact_is_that_of_the_case(personas: Personas) -> None:
    case = given_own_case(personas)
    shape = open_case(actor=personas.coordinator, case_id=case, now=NOW)
    assert [(one.name, one.relation) for one in shape.household] == [(TOLD.name, ""), ("Barnkanarie", "CHILD")]
    assert [one.birth_date for one in shape.household] == [date(2001, 1, 1), date(2020, 2, 29)]
    assert shape.main_person == shape.household[0].register_person
    assert all(PERSON_CODE.fullmatch(one.register_person) for one in shape.household)


def test_a_case_has_a_main_person_also_when_nobody_knows_who(personas: Personas) -> None:
    case = given_own_case(personas, name="", number=None, household=())
    (person,) = open_case(actor=personas.coordinator, case_id=case, now=NOW).household
    assert (person.name, person.personal_number, person.birth_date) == ("", None, None)


def test_a_correction_is_a_new_version_and_the_first_one_stays(personas: Personas) -> None:
    case = given_own_case(personas)
    first = given_member(personas.coordinator, case)
    newest = given_member(
        personas.coordinator, case, identity_id=first, name="Rättad Partner", number=NUMBER, born=None
    )
    assert set(household_of(case)) == {TOLD.name, "Barnkanarie", "Rättad Partner"}
    versions = open_member(actor=personas.coordinator, case_id=case, identity_id=newest, now=NOW)
    assert [one.identity.name for one in versions] == ["Rättad Partner", "Partnerkanarie"]
    assert len({one.identity.register_person for one in versions}) == 1


def test_two_do_not_correct_the_same_version(personas: Personas) -> None:
    case = given_own_case(personas)
    first = given_member(personas.coordinator, case)
    given_member(personas.coordinator, case, identity_id=first, name="Först")
    with pytest.raises(UnableToRecordMember) as refused:
        given_member(personas.coordinator, case, identity_id=first, name="Sen")
    assert refused.value.refusal is HouseholdRefusal.CORRECTED_ALREADY
    assert "Först" in household_of(case)


def test_the_person_of_a_known_number_keeps_her_code_in_the_register(personas: Personas) -> None:
    first = given_own_case(personas)
    code = household_of(first)[TOLD.name].register_person
    Case.objects.filter(pk=first).update(state="CLOSED")
    again = given_contact(personas.case_worker)
    assert FirstContact.objects.get(pk=again).state == "NEW"
    second = given_taken(personas.section_head, again, personas.coordinator, "Bokskog")
    assert second is not None
    assert household_of(second)[TOLD.name].register_person == code


@pytest.mark.parametrize(
    ("written", "refusal"),
    [
        ({"number": "abc"}, HouseholdRefusal.NUMBER_FORM),
        ({"number": "19960417-2380"}, HouseholdRefusal.NUMBER_CHECK_SUM),
        ({"number": "20010101-2381"}, HouseholdRefusal.NUMBER_NEAR),
        ({"number": "20010101-2931"}, HouseholdRefusal.NUMBER_NEAR),
        ({"number": "20010101-2391"}, HouseholdRefusal.NUMBER_TWICE),
        ({"number": NUMBER, "born": date(1996, 4, 18)}, HouseholdRefusal.BORN_DIFFERS),
        ({"born": date(2026, 11, 23)}, HouseholdRefusal.BORN_LATER),
        ({"origin": "Ankeborg"}, HouseholdRefusal.ORIGIN_UNKNOWN),
        ({"name": "", "born": None}, HouseholdRefusal.NOTHING_WRITTEN),
        ({"relation": None, "has_left": True}, HouseholdRefusal.MAIN_STAYS),
    ],
)
def test_what_cannot_be_so_is_refused(
    personas: Personas, written: dict[str, object], refusal: HouseholdRefusal
) -> None:
    case = given_own_case(personas)
    with pytest.raises(UnableToRecordMember) as refused:
        given_member(personas.coordinator, case, **written)  # type: ignore[arg-type]  # by name
    assert refused.value.refusal is refusal
    assert Identity.objects.filter(case_id=case).count() == 2


def test_one_who_moves_in_does_not_leave_before_the_needs_are_changed(personas: Personas) -> None:
    case = given_own_case(personas)
    child = household_of(case)["Barnkanarie"]
    given_needs(personas.coordinator, case, companions=(child.register_person,))
    with pytest.raises(UnableToRecordMember):
        given_member(
            personas.coordinator, case, identity_id=child.id, relation=Relation.CHILD, name=child.name, has_left=True
        )
    given_needs(personas.coordinator, case, companions=())
    given_member(
        personas.coordinator, case, identity_id=child.id, relation=Relation.CHILD, name=child.name, has_left=True
    )
    assert set(household_of(case)) == {TOLD.name}


def test_the_number_that_was_corrected_leads_nowhere(personas: Personas) -> None:
    case = given_own_case(personas)
    main = household_of(case)[TOLD.name]
    given_member(
        personas.coordinator, case, identity_id=main.id, relation=None, name=main.name, number=NUMBER, born=None
    )
    assert FirstContact.objects.get(pk=given_contact(personas.case_worker)).state == "NEW"
    linked = given_contact(personas.case_worker, number=NUMBER)
    assert FirstContact.objects.get(pk=linked).case_id == case


@pytest.mark.django_db(transaction=True)
def test_it_is_in_the_log(personas: Personas, server: TestServer) -> None:
    given_member(personas.coordinator, case_id())
    assert len(log_rows(server, "RECORD_MEMBER")) == 1


def test_where_a_person_comes_from_leaves_the_register_of_the_check_whole(personas: Personas) -> None:
    case = given_own_case(personas)
    main = next(one for one in household_of(case).values() if not one.relation)
    given_member(
        personas.coordinator, case, identity_id=main.id, relation=None, name=main.name, born=None,
        number=main.personal_number or "", origin="Malmö",
    )  # fmt: skip
    given_needs(personas.coordinator, case)
    with transaction.atomic():
        register, _ = build_register(today=NOW.date())
    assert register.facts.cases
