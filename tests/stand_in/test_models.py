"""What must never be false of a handover, the database itself refuses, whatever SQL is sent."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import psycopg
import pytest
from django.db import Error, connection, transaction

from tests.givens import CASE, NOW, TODAY, case_id, given_named, given_staff
from tests.personas import Personas
from tests.stand_in.givens import given_begun, given_stand_in, given_standing_in, given_waiting, handed
from utvag.audit.operations import one_look
from utvag.cases.models import CaseStaff
from utvag.cases.rules import Purpose
from utvag.foundation.actors import Actor
from utvag.organisation.models import StaffAccount
from utvag.organisation.rules import Role
from utvag.stand_in.models import HandedCase, Handover
from utvag.stand_in.operations import end_handover

pytestmark = pytest.mark.django_db


def refused(statement: str, **values: str | date | UUID) -> str:
    """Send a statement; give the name of what refused it."""
    with pytest.raises(Error) as error, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
    cause = error.value.__cause__
    assert isinstance(cause, psycopg.Error)
    return str(cause.diag.constraint_name or type(cause).__name__)


STANDS_IN = """
    insert into cases_casestaff (id, case_id, account_id, purpose, from_date, until_date)
    values (gen_random_uuid(), %(case)s, %(who)s, 'STAND_IN', %(first)s, %(until)s)
"""
CONFIRM = "update stand_in_handedcase set state = 'CONFIRMED', decided_by_id = %(who)s, decided_at = %(now)s"


def days(first: int, until: int) -> dict[str, date]:
    return {"first": TODAY + timedelta(days=first), "until": TODAY + timedelta(days=until)}


def test_nobody_is_named_as_a_stand_in_without_a_handover_that_is_confirmed(personas: Personas) -> None:
    who = personas.stranger.id
    assert refused(STANDS_IN, case=case_id(), who=who, **days(0, 3)) == "case_staff_stands_in"
    given_waiting(personas.coordinator, personas.stranger)
    assert refused(STANDS_IN, case=case_id(), who=who, **days(0, 3)) == "case_staff_stands_in"


@pytest.mark.parametrize(("first", "until"), [(-1, 3), (0, 15)])
def test_nor_for_other_days_than_it_says(personas: Personas, first: int, until: int) -> None:
    given_stand_in(personas)
    with connection.cursor() as cursor:
        cursor.execute("delete from cases_casestaff where purpose = 'STAND_IN'")
    assert refused(STANDS_IN, case=case_id(), who=personas.stranger.id, **days(first, until)) == "case_staff_stands_in"


def test_a_naming_is_shortened_and_never_lengthened_or_made_anothers(personas: Personas) -> None:
    given_stand_in(personas)
    third = given_staff("third", Role.COORDINATOR)
    where = " where purpose = 'STAND_IN'"
    assert refused("update cases_casestaff set until_date = until_date + 1" + where) == "case_staff_stands_in"
    assert refused("update cases_casestaff set account_id = %(who)s" + where, who=third.id) == "case_staff_stands_in"
    other = "update cases_casestaff set purpose = 'STAND_IN' where account_id = %(who)s"
    assert refused(other, who=personas.case_worker.id) == "case_staff_stands_in"
    assert CaseStaff.objects.filter(purpose=Purpose.STAND_IN).update(until_date=TODAY + timedelta(days=1)) == 1


def test_an_ended_handover_lets_nobody_in_again(personas: Personas) -> None:
    handover_id = given_stand_in(personas)
    end_handover(actor=personas.coordinator, handover_id=handover_id, now=NOW)
    assert refused(STANDS_IN, case=case_id(), who=personas.stranger.id, **days(0, 3)) == "case_staff_stands_in"


@pytest.mark.parametrize("who", ["coordinator", "stranger"])
def test_neither_of_the_two_answers_also_when_she_heads_the_case_since(personas: Personas, who: str) -> None:
    given_waiting(personas.coordinator, personas.stranger)
    one = personas.named(who)
    CaseStaff.objects.filter(account=one.id).delete()
    given_staff_as_head(one)
    answered = "update stand_in_handedcase set state = 'DECLINED', decided_by_id = %(who)s, decided_at = %(now)s"
    assert refused(answered, who=one.id, now=NOW) == "handed_case_decided_by_another"


def given_staff_as_head(actor: Actor) -> None:
    """Make somebody a section head, named on the case."""
    StaffAccount.objects.filter(pk=actor.id).update(role=Role.SECTION_HEAD)
    until = TODAY + timedelta(days=30)
    CaseStaff.objects.create(
        case_id=case_id(), account_id=actor.id, purpose=Purpose.DECISION, from_date=TODAY, until_date=until
    )


def test_only_the_section_head_of_the_case_answers(personas: Personas) -> None:
    given_waiting(personas.coordinator, personas.stranger)
    elsewhere = given_staff("other-head", Role.SECTION_HEAD)
    for who in (personas.case_worker, elsewhere):
        assert refused(CONFIRM, who=who.id, now=NOW) == "handed_case_answered_by_its_head"


def test_it_is_confirmed_with_the_brief_of_the_same_case(personas: Personas) -> None:
    given_waiting(personas.coordinator, personas.stranger)
    assert refused(CONFIRM, who=personas.section_head.id, now=NOW) == "handed_case_has_its_own_brief"


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ("state = 'LOST'", "handed_case_goes_forward"),
        ("state = 'WRITING'", "handed_case_goes_forward"),
        ("state = 'WAITING', decided_by_id = null, decided_at = null, brief_id = null", "handed_case_goes_forward"),
        ("added_at = added_at - interval '1 day'", "handed_case_goes_forward"),
        ("sealed = 'x'", "handed_case_goes_forward"),
        ("state = 'ENDED'", "handed_case_is_as_its_state_says"),
        ("state = 'ENDED', ended_at = now(), ended_by_id = by_id, decided_by_id = null", "handed_case_goes_forward"),
    ],
)
def test_what_is_confirmed_only_ends(personas: Personas, change: str, constraint: str) -> None:
    given_stand_in(personas)
    assert refused(f"update stand_in_handedcase set {change}") == constraint


def test_a_handover_says_of_whom_once_and_for_all(personas: Personas) -> None:
    given_stand_in(personas)
    for change in ("until_date = until_date + 1", "by_id = stand_in_id", "made_at = now()"):
        assert refused(f"update stand_in_handover set {change}") == "handover_only_read"
    Handover.objects.update(read_at=NOW)
    assert refused("update stand_in_handover set read_at = null") == "handover_only_read"
    assert refused("delete from stand_in_handover") == "InsufficientPrivilege"
    assert refused("delete from stand_in_handedcase") == "InsufficientPrivilege"


HAND_OVER = """
    insert into stand_in_handedcase (id, handover_id, case_id, by_id, stand_in_id, state, added_at)
    values (gen_random_uuid(), %(handover)s, %(case)s, %(by)s, %(to)s, %(state)s, %(now)s)
"""


def begun(by: Actor, to: Actor, until: int = 3) -> dict[str, str | date | UUID]:
    row = Handover.objects.create(
        by_id=by.id, stand_in_id=to.id, from_date=TODAY, until_date=TODAY + timedelta(days=until), made_at=NOW
    )
    return {"handover": row.pk, "by": by.id, "to": to.id, "case": case_id(), "state": "WRITING", "now": NOW}


def test_one_hands_over_what_is_hers_to_her_like_while_she_is_named(personas: Personas) -> None:
    mine = begun(personas.coordinator, personas.stranger)
    assert refused(HAND_OVER, **mine | {"state": "CONFIRMED"}) == "handed_case_goes_forward"
    assert refused(HAND_OVER, **mine | {"by": personas.case_worker.id}) == "handed_case_of_its_handover"
    never_hers = begun(personas.stranger, personas.coordinator)
    assert refused(HAND_OVER, **never_hers) == "handed_case_of_her_own"
    assert refused(HAND_OVER, **begun(personas.coordinator, personas.case_worker)) == "handed_case_of_her_own"
    assert refused(HAND_OVER, **begun(personas.section_head, personas.stranger)) == "handed_case_of_her_own"
    assert refused(HAND_OVER, **begun(personas.coordinator, personas.stranger, 9999)) == "handed_case_of_her_own"


def test_a_stand_in_hands_nothing_on(personas: Personas) -> None:
    given_stand_in(personas)
    third = given_staff("third", Role.COORDINATOR)
    assert refused(HAND_OVER, **begun(personas.stranger, third)) == "handed_case_of_her_own"


def test_the_other_department_hands_nothing_over(personas: Personas) -> None:
    other = given_staff("other-department", Role.CASE_WORKER)
    given_named(CASE, other, Purpose.HOUSING_AND_FINANCE)
    assert refused(HAND_OVER, **begun(other, personas.case_worker)) == "handed_case_of_her_own"


@pytest.mark.parametrize(
    ("name", "cases", "handovers"),
    [
        ("coordinator", 1, 1),
        ("stranger", 1, 1),
        ("section_head", 1, 1),
        ("case_worker", 1, 1),
        ("on_call", 0, 0),
        ("liaison", 0, 0),
        ("committee", 0, 0),
    ],
)
def test_the_database_shows_a_handover_to_those_of_the_case_and_the_two(
    personas: Personas, name: str, cases: int, handovers: int
) -> None:
    given_stand_in(personas)
    with one_look(actor=personas.named(name), now=NOW), connection.cursor() as cursor:
        cursor.execute("select (select count(*) from stand_in_handedcase), (select count(*) from stand_in_handover)")
        assert cursor.fetchone() == (cases, handovers)


def test_nobody_writes_a_row_of_a_case_that_is_not_hers(personas: Personas) -> None:
    handover_id = given_begun(personas.coordinator, personas.stranger)
    with one_look(actor=personas.on_call, now=NOW), connection.cursor() as cursor:
        cursor.execute("update stand_in_handedcase set ended_at = now()")
        assert cursor.rowcount == 0
    assert handed(handover_id).state == "WRITING"


def test_the_stand_in_of_these_tests_is_one_as_the_database_knows_it(personas: Personas) -> None:
    one = given_staff("in-the-matrix", Role.CASE_WORKER)
    given_standing_in(one, [case_id()])
    assert HandedCase.objects.filter(stand_in=one.id, state="CONFIRMED").count() == 1
    assert CaseStaff.objects.filter(account=one.id, purpose=Purpose.STAND_IN).count() == 1
