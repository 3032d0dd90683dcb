"""What must never be false of a decision, the database itself refuses, and the law's rows are those of the file."""

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from tests.decisions.givens import (
    given_appeal,
    given_born,
    given_entered,
    given_for_committee,
    given_notice,
    given_proposed,
    given_taken,
)
from tests.givens import CASE, TODAY, given_register
from tests.personas import Personas, given_personas, given_team_on
from utvag.decisions.models import FOREVER, Decision, LegalBasis, Mandate
from utvag.decisions.rules import Change, ChangeGround, DecisionType
from utvag.law.decision_types import all_bases
from utvag.organisation.models import Appointment, StaffAccount

pytestmark = pytest.mark.django_db


@pytest.fixture
def personas() -> Personas:
    given_register()
    personas = given_personas()
    given_team_on(CASE, personas)
    return personas


def refused(statement: str, **values: Any) -> str:
    with pytest.raises(DatabaseError) as told, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
    return str(told.value)


OLD_BASIS = """
    (select id from decisions_legalbasis where decision_type = 'HOUSING_SUPPORT' and until_date = '2025-07-01')
"""
TAKEN = [
    # An expired paragraph: with its true days, and with days that are not its own.
    (
        "decision_basis_in_force_that_day",
        f"basis_id = {OLD_BASIS}, basis_from = '2002-01-01', basis_until = '2025-07-01'",
    ),
    ("decision_on_its_basis", f"basis_id = {OLD_BASIS}, basis_from = '2002-01-01', basis_until = '9999-12-31'"),
    ("decision_on_its_basis", "decision_type = 'PROTECTED_HOUSING'"),
    ("decision_basis_in_force_that_day", "decision_date = '2025-06-30'"),
    # The wrong person, her own proposal, no mandate or one that had not begun.
    ("decision_by_one_in_the_role", "decided_by_id = %(case_worker)s"),
    ("decision_by_whom_the_order_names", "decided_by_id = %(case_worker)s, decided_role = 'CASE_WORKER'"),
    (
        "decision_by_its_mandate",
        "decided_by_id = %(case_worker)s, decided_role = 'CASE_WORKER', delegate_role = 'CASE_WORKER'",
    ),
    ("decision_not_on_own_proposal", "proposed_by_id = decided_by_id"),
    ("decision_by_its_mandate", "proposed_by_id = decided_by_id, is_out_of_hours = true"),
    ("decision_taken_is_whole", "mandate_id = null"),
    ("decision_by_its_mandate", "mandate_from = '2000-01-01'"),
    ("decision_taken_is_whole", "decided_by_id = null"),
    ("decision_taken_is_whole", "outcome = null"),
    ("decision_taken_is_whole", "outcome = 'MAYBE'"),
    # Without its document, or with another's.
    ("decision_taken_is_written_down", "document_id = null"),
    ("decision_with_its_document", "document_id = gen_random_uuid()"),
    ("decision_taken_is_written_down", "document_kind = 'CARE_PLAN'"),
    # Other things that are never so.
    ("decision_", "state = 'PROPOSED'"),
    ("decision_", "state = 'LOST'"),
    ("decision_opens_housing_by_its_type", "opens_housing = false"),
    ("decision_from_before_until", "until_date = from_date"),
    ("decision_ended_only_on_a_ground", "ground = 'OWN_WISH'"),
    ("decision_given_up_by_somebody", "closed_by_id = %(case_worker)s, closed_at = now()"),
]


@pytest.mark.parametrize(("constraint", "change"), TAKEN)
def test_a_taken_decision_cannot_be_made_untrue(personas: Personas, constraint: str, change: str) -> None:
    given_taken(personas.coordinator, personas.section_head)
    told = refused(f"update decisions_decision set {change}", case_worker=personas.case_worker.id)
    assert constraint in told


UNASSESSED = """
    decision_type = 'PROTECTED_HOUSING_UNASSESSED',
    (basis_id, basis_from, basis_until, basis_youngest, basis_too_old) =
        (select id, from_date, until_date, youngest, too_old
        from decisions_legalbasis where decision_type = 'PROTECTED_HOUSING_UNASSESSED')
"""
AGES = [
    ("decision_at_an_age_of_its_basis", f"{UNASSESSED}, age = 19"),
    ("decision_at_an_age_of_its_basis", UNASSESSED),
    # Old enough for the section: what stops it is that nobody has the mandate of that kind here.
    ("decision_by_its_mandate", f"{UNASSESSED}, age = 21"),
    ("decision_at_the_ages_of_its_basis", "basis_youngest = 18, age = 19"),
    ("decision_at_the_ages_of_its_basis", "basis_too_old = 21, age = 19"),
]


@pytest.mark.parametrize(("constraint", "change"), AGES)
def test_a_decision_is_at_an_age_of_its_section(personas: Personas, constraint: str, change: str) -> None:
    given_taken(personas.coordinator, personas.section_head)
    assert constraint in refused(f"update decisions_decision set {change}")


def test_it_keeps_the_age_of_the_day_only_where_the_section_asks_for_one(personas: Personas) -> None:
    given_born("199604172388", TODAY)
    without = given_taken(personas.coordinator, personas.section_head)
    asked = given_taken(personas.coordinator, personas.section_head, DecisionType.PROTECTED_HOUSING_UNASSESSED)
    assert Decision.objects.get(pk=without).age is None
    assert Decision.objects.get(pk=asked).age == 30


COMMITTEES = [
    ("decision_of_the_committee_by_its_minutes", "minutes = null"),
    ("decision_of_the_committee_by_its_minutes", "minutes = ''"),
    ("decision_of_the_committee_between_proposal_and_entry", "decision_date = decision_date - 1"),
    ("decision_of_the_committee_between_proposal_and_entry", "decision_date = decision_date + 1"),
    # Not the secretary's own proposal, and nobody else than one who has her role.
    ("decision_not_on_own_proposal", "proposed_by_id = decided_by_id"),
    ("decision_by_one_in_the_role", "decided_by_id = %(head)s"),
    ("decision_by_whom_the_order_names", "decided_by_id = %(head)s, decided_role = 'SECTION_HEAD', minutes = null"),
    (
        "decision_by_its_mandate",
        "decided_by_id = %(head)s, decided_role = 'SECTION_HEAD', delegate_role = 'SECTION_HEAD', minutes = null",
    ),
    ("decision_by_its_mandate", "is_out_of_hours = true"),
    # The paragraph and the mandate of the day of the meeting.
    ("decision_on_its_basis", "basis_from = '2020-01-01'"),
    ("decision_by_its_mandate", "mandate_from = '2020-01-01'"),
    ("decision_basis_in_force_that_day", "basis_from = '2027-01-01'"),
    ("decision_mandate_held_that_day", "mandate_from = '2027-01-01'"),
]


@pytest.mark.parametrize(("constraint", "change"), COMMITTEES)
def test_the_committees_decision_cannot_be_made_untrue(personas: Personas, constraint: str, change: str) -> None:
    given_entered(personas.committee, given_for_committee(personas.coordinator))
    told = refused(f"update decisions_decision set {change}", head=personas.section_head.id)
    assert constraint in told


def test_only_the_committees_decision_has_minutes(personas: Personas) -> None:
    given_taken(personas.coordinator, personas.section_head)
    told = refused("update decisions_decision set minutes = 'x'")
    assert "decision_of_the_committee_by_its_minutes" in told


def test_a_proposal_has_no_minutes(personas: Personas) -> None:
    given_proposed(personas.coordinator)
    assert "decision_of_the_committee_by_its_minutes" in refused("update decisions_decision set minutes = 'x'")


ENDED = [
    ("decision_ended_only_on_a_ground", "ground = null"),
    ("decision_ended_only_on_a_ground", "ground = 'BORED'"),
    ("decision_ended_only_on_a_ground", "changes_id = null"),
]


@pytest.mark.parametrize(("constraint", "change"), ENDED)
def test_nothing_is_ended_without_a_ground_of_law(personas: Personas, constraint: str, change: str) -> None:

    first = given_taken(personas.coordinator, personas.section_head)
    given_proposed(personas.coordinator, DecisionType.ENDING, change=Change(first, ChangeGround.OWN_WISH))
    assert constraint in refused(f"update decisions_decision set {change} where decision_type = 'ENDING'")


def test_a_proposal_is_not_taken_by_a_word(personas: Personas) -> None:
    given_proposed(personas.coordinator)
    told = refused("update decisions_decision set state = 'TAKEN', outcome = 'GRANTED'")
    assert "decision_taken_is" in told


APPEALS = [
    ("appeal_in_time_by_its_days", "is_in_time = false"),
    ("appeal_in_time_by_its_days", "received_date = '2027-01-01'"),
    ("appeal_by_its_notice", "last_date = '2027-02-01', received_date = '2027-01-01'"),
    ("appeal_", "state = 'DISMISSED', handled_by_id = registered_by_id, handled_at = now()"),
    ("appeal_handled_by_somebody", "state = 'FORWARDED'"),
    ("appeal_decided_with_an_outcome", "outcome = 'UPHELD'"),
    ("appeal_", "state = 'LOST'"),
]


@pytest.mark.parametrize(("constraint", "change"), APPEALS)
def test_an_appeal_follows_its_days(personas: Personas, constraint: str, change: str) -> None:
    made = given_taken(personas.coordinator, personas.section_head)
    given_notice(personas.coordinator, made, TODAY)
    given_appeal(personas.coordinator, made, TODAY)
    assert constraint in refused(f"update decisions_appeal set {change}")


@pytest.mark.parametrize(
    ("kind", "role", "by_night", "constraint"),
    [
        ("LVU_PLACEMENT", "SECTION_HEAD", False, "mandate_care_of_the_young_is_the_committees"),
        ("ACUTE_HOUSING", "ON_CALL", False, "mandate_on_call_out_of_hours"),
        ("HOUSING_SUPPORT", "POLICE_LIAISON", False, "mandate_role_is_known"),
        ("LVU_PLACEMENT", "COMMITTEE", True, "mandate_committee_at_any_hour"),
        ("FEAST", "SECTION_HEAD", False, "mandate_type_is_known"),
    ],
)
def test_a_mandate_is_one_that_can_be(
    personas: Personas, kind: str, role: str, by_night: bool, constraint: str
) -> None:
    statement = """
        insert into decisions_mandate
        (id, decision_type, role, is_out_of_hours, from_date, until_date, source, is_default)
        values (gen_random_uuid(), %(kind)s, %(role)s, %(by_night)s, '2020-01-01', '9999-12-31', 'x', true)
    """
    assert constraint in refused(statement, kind=kind, role=role, by_night=by_night)


@pytest.mark.parametrize(
    "statement",
    [
        "update decisions_legalbasis set until_date = '9999-12-31'",
        "insert into decisions_legalbasis (id) values (gen_random_uuid())",
        "delete from decisions_decision",
        "update decisions_mandate set role = 'ON_CALL'",
        "update decisions_notice set given_date = '2020-01-01'",
        "update organisation_appointment set role = 'SECTION_HEAD'",
        "delete from organisation_appointment",
    ],
)
def test_nobody_who_runs_the_product_writes_law_or_takes_away_what_decisions_rest_on(
    personas: Personas, statement: str
) -> None:
    given_taken(personas.coordinator, personas.section_head)
    assert "permission denied" in refused(statement)


def test_the_rows_of_the_law_are_those_of_the_file() -> None:
    """When this fails, the file has changed: add a migration that runs `load_the_law` again."""
    held = {
        (row.decision_type, str(row), row.from_date, row.until_date, row.from_age, row.below_age)
        for row in LegalBasis.objects.all()
    }
    stated = {
        (each.decision_type.value, each.text, each.from_date, each.until_date or FOREVER, each.from_age, each.below_age)
        for each in all_bases()
    }
    assert stated <= held


def test_a_mandate_is_written_once(personas: Personas) -> None:
    given_taken(personas.coordinator, personas.section_head)
    given_taken(personas.coordinator, personas.section_head)
    assert (Decision.objects.count(), Mandate.objects.count()) == (2, 1)


def test_whoever_gets_an_account_is_appointed(personas: Personas) -> None:
    held = {(one.account_id, one.role) for one in Appointment.objects.all()}
    assert held == {(one.pk, one.role) for one in StaffAccount.objects.all()}
