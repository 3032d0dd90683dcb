"""What must never be false, the database itself refuses, however it is asked."""

from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction

from tests.givens import (
    CASE,
    CLEAR_HOME,
    NEAR_HOME,
    SECOND_HOME,
    STAY,
    given_chosen,
    given_rechecked,
    given_register,
    home_id,
    placement_id,
)
from tests.personas import Personas, given_personas, given_team_on

pytestmark = pytest.mark.django_db


@pytest.fixture
def personas() -> Personas:
    given_register(assessed=False)
    personas = given_personas()
    given_team_on(CASE, personas)
    return personas


@pytest.fixture
def proposal(personas: Personas) -> str:
    """A proposal where something was not checked."""
    return str(given_chosen(personas.coordinator))


def refused_by(constraint: str, statement: str, *values: str | UUID) -> bool:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
    with pytest.raises(IntegrityError) as refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
    return constraint in str(refused.value)


def test_what_was_not_checked_cannot_be_planned_without_a_second_person(proposal: str) -> None:
    assert refused_by(
        "placement_clear_or_confirmed", "update placement_placement set state = 'PLANNED' where id = %s", proposal
    )


def test_the_proposer_cannot_be_the_second_person(proposal: str) -> None:
    statement = """update placement_placement
        set state = 'PLANNED', confirmed_by = proposed_by, confirmed_at = now() where id = %s"""
    assert refused_by("placement_clear_or_confirmed", statement, proposal)


def test_a_confirmation_without_a_moment_is_none(proposal: str, personas: Personas) -> None:
    statement = "update placement_placement set state = 'PLANNED', confirmed_by = %s where id = %s"
    assert refused_by("placement_clear_or_confirmed", statement, personas.section_head.id, proposal)


def test_it_cannot_have_ended_without_having_stood_rightly(proposal: str) -> None:
    assert refused_by(
        "placement_clear_or_confirmed", "update placement_placement set state = 'ENDED' where id = %s", proposal
    )


def test_nobody_can_write_another_verdict_than_the_check_s(proposal: str) -> None:
    assert refused_by(
        "placement_verdict_of_its_check", "update placement_placement set verdict = 'CLEAR' where id = %s", proposal
    )


def test_nobody_can_move_a_placement_to_a_home_that_was_not_checked(proposal: str) -> None:
    statement = "update placement_placement set home_id = %s where id = %s"
    assert refused_by("placement_verdict_of_its_check", statement, home_id(NEAR_HOME), proposal)


@pytest.mark.parametrize("column", ["check_id", "verdict", "proposed_by", "proposed_at"])
def test_a_chosen_placement_always_has_its_check(proposal: str, column: str) -> None:
    assert refused_by(
        "placement_chosen_was_checked",
        f"update placement_placement set {column} = null where id = %s",
        proposal,
    )


def test_an_excluded_home_can_never_be_chosen(proposal: str) -> None:
    assert refused_by(
        "placement_chosen_was_checked", "update placement_placement set verdict = 'EXCLUDED' where id = %s", proposal
    )


def test_a_chosen_placement_cannot_become_an_imported_one_that_never_ends_before_it_began(proposal: str) -> None:
    statement = "update placement_placement set until_date = from_date where id = %s"
    assert refused_by("placement_from_before_until", statement, proposal)


def test_a_case_cannot_have_two_homes_at_once(proposal: str) -> None:
    statement = """
        insert into placement_placement (id, code, case_id, home_id, from_date, until_date, state, origin, sealed)
        select gen_random_uuid(), 'X', case_id, %s, until_date - 1, null, 'STANDING', 'IMPORTED', ''
        from placement_placement where id = %s"""
    assert refused_by("placement_one_home_at_a_time", statement, home_id(SECOND_HOME), proposal)


def test_a_case_may_move_on_the_very_day(proposal: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            """insert into placement_placement
                   (id, code, case_id, home_id, from_date, until_date, state, origin, sealed)
               select gen_random_uuid(), 'X', case_id, %s, until_date, null, 'STANDING', 'IMPORTED', ''
               from placement_placement where id = %s""",
            [home_id(SECOND_HOME), proposal],
        )
        assert cursor.rowcount == 1


@pytest.mark.parametrize("column", ["state", "origin", "verdict"])
def test_words_come_from_their_lists(proposal: str, column: str) -> None:
    statement = f"update placement_placement set {column} = 'NEW' where id = %s"
    assert refused_by("placement_", statement, proposal)


def test_two_with_one_code_are_refused(proposal: str) -> None:
    assert refused_by("code", "update placement_placement set code = %s where id = %s", STAY, proposal)


def test_a_placement_has_one_open_finding_of_a_kind() -> None:
    given_register(police_assessments=[])
    given_rechecked()
    statement = """
        insert into placement_finding (id, placement_id, kind, register_version, found_at, sealed)
        values (gen_random_uuid(), %s, 'NOT_CHECKED', 1, now(), '')"""
    assert refused_by("finding_one_open_per_kind", statement, placement_id(STAY))


def test_somebody_is_named_on_a_case_once_a_day(personas: Personas) -> None:
    statement = """
        insert into cases_casestaff (id, case_id, account_id, purpose, from_date, until_date, granted_by_id)
        select gen_random_uuid(), case_id, account_id, purpose, from_date + 5, until_date, granted_by_id
        from cases_casestaff"""
    assert refused_by("case_staff_named_once_a_day", statement)


def test_a_log_row_states_its_purpose() -> None:
    statement = """
        insert into audit.audit_logentry (id, at, actor_role, action, outcome, subject_kind, verdict, purpose)
        values (gen_random_uuid(), now(), 'X', 'X', 'DONE', 'X', '', '')"""
    assert refused_by("log_entry_has_purpose", statement)


def test_the_register_holds_a_person_once() -> None:
    given_register()
    statement = """
        insert into threat_register.threats_registerentry (id, list_name, position, key_index, sealed, entered_at)
        select gen_random_uuid(), list_name, position, key_index, sealed, entered_at
        from threat_register.threats_registerentry where list_name = 'persons'"""
    assert refused_by("register_entry_one_per_id", statement)


def test_the_facts_and_the_municipality_are_one_row_each() -> None:
    given_register()
    statement = "insert into organisation_municipality values (2, '', '', '{}', false)"
    assert refused_by("municipality_is_one_row", statement)
    assert refused_by("fact_version_is_one_row", "insert into foundation_factversion values (2, 0, gen_random_uuid())")


def test_a_clear_home_needs_no_second_person() -> None:
    given_register()
    personas = given_personas()
    given_team_on(CASE, personas)
    chosen = given_chosen(personas.coordinator, CLEAR_HOME)
    with connection.cursor() as cursor:
        cursor.execute("select state, verdict, confirmed_by from placement_placement where id = %s", [chosen])
        assert cursor.fetchone() == ("PLANNED", "CLEAR", None)
