"""Named staff: every naming has an end, somebody named her, and an employee who is kept out is a stranger."""

from __future__ import annotations

from datetime import date, timedelta
from importlib import import_module

import psycopg
import pytest
from django.db import IntegrityError, connection, transaction

from tests.cases.givens import given_denied
from tests.database import TEST_DATABASE, TestServer
from tests.givens import CASE, NOW, TODAY, case_id, given_register, given_staff
from tests.personas import Personas, given_personas, given_team_on
from utvag.cases.models import CaseStaff, Denial
from utvag.cases.operations import (
    UnableToDeny,
    UnableToNameStaff,
    UnableToOpenOnCall,
    declare_conflict,
    extend_staff,
    lift_denial,
    name_staff,
    open_case_on_call,
)
from utvag.cases.queries import denials_of, my_cases, namings_of, namings_that_end, open_case
from utvag.cases.rules import DenialGround, Purpose, usual_end
from utvag.foundation.actors import OPERATOR, Actor
from utvag.foundation.errors import NotVisible
from utvag.foundation.workdays import add_months
from utvag.organisation.models import StaffAccount
from utvag.organisation.rules import Role

pytestmark = pytest.mark.django_db
END_THE_OPEN = import_module("utvag.cases.migrations.0008_namings_end").END_THE_OPEN


@pytest.fixture
def personas() -> Personas:
    """A case with its three."""
    given_register()
    personas = given_personas()
    given_team_on(CASE, personas)
    return personas


def name(actor: Actor, account: Actor, *, until_date: date, from_date: date = TODAY) -> None:
    name_staff(
        actor=actor,
        case_id=case_id(),
        account_id=account.id,
        purpose=Purpose.COORDINATION,
        from_date=from_date,
        until_date=until_date,
        now=NOW,
    )


def test_it_says_who_named_whom_until_when(personas: Personas) -> None:
    name(personas.section_head, personas.stranger, until_date=usual_end(TODAY))
    found = {one.staff.id: one for one in namings_of(actor=personas.section_head, case_id=case_id(), now=NOW)}
    by = found[personas.stranger.id].granted_by
    assert by is not None
    assert by.id == personas.section_head.id
    assert found[personas.stranger.id].until_date == add_months(TODAY, 6)
    assert found[personas.coordinator.id].granted_by is None


def test_a_naming_lasts_a_year_at_most(personas: Personas) -> None:
    with pytest.raises(UnableToNameStaff, match="TOO_LONG"):
        name(personas.section_head, personas.stranger, until_date=add_months(TODAY, 12) + timedelta(days=1))
    name(personas.section_head, personas.stranger, until_date=add_months(TODAY, 12))


def test_the_section_head_is_told_two_weeks_before_one_ends_and_lets_it_last(personas: Personas) -> None:
    row = CaseStaff.objects.get(account=personas.coordinator.id)
    moment = NOW + (row.until_date - TODAY) - timedelta(days=14)
    CaseStaff.objects.filter(account=personas.section_head.id).update(until_date=date(2040, 1, 1))
    CaseStaff.objects.filter(account=personas.case_worker.id).update(until_date=date(2040, 1, 1))
    told = namings_that_end(actor=personas.section_head, now=moment)
    assert [(one.code_name, one.due_date) for one in told] == [(CASE, row.until_date)]
    assert namings_that_end(actor=personas.section_head, now=moment - timedelta(days=1)) == ()
    assert namings_that_end(actor=personas.coordinator, now=moment) == ()
    later = add_months(moment.date(), 12)
    extend_staff(
        actor=personas.section_head,
        case_id=case_id(),
        account_id=personas.coordinator.id,
        until_date=later,
        now=moment,
    )
    assert namings_that_end(actor=personas.section_head, now=moment) == ()
    assert my_cases(actor=personas.coordinator, now=NOW + timedelta(days=2100))


@pytest.mark.parametrize("word", ["TOO_LONG", "DATES_REVERSED"])
def test_it_cannot_be_extended_into_the_past_or_for_more_than_a_year(personas: Personas, word: str) -> None:
    until = TODAY if word == "DATES_REVERSED" else add_months(TODAY, 12) + timedelta(days=1)
    with pytest.raises(UnableToNameStaff, match=word):
        extend_staff(
            actor=personas.section_head,
            case_id=case_id(),
            account_id=personas.coordinator.id,
            until_date=until,
            now=NOW,
        )


def test_one_who_is_not_named_cannot_be_extended(personas: Personas) -> None:
    with pytest.raises(UnableToNameStaff, match="NOT_NAMED"):
        extend_staff(
            actor=personas.section_head,
            case_id=case_id(),
            account_id=personas.stranger.id,
            until_date=usual_end(TODAY),
            now=NOW,
        )


def test_one_who_is_kept_out_is_a_stranger_at_once_and_cannot_be_named_until_it_is_lifted(personas: Personas) -> None:
    head, worker = personas.section_head, personas.case_worker
    given_denied(head, case_id(), worker)
    assert my_cases(actor=worker, now=NOW) == ()
    with pytest.raises(NotVisible):
        open_case(actor=worker, case_id=case_id(), now=NOW)
    for actor in (head, OPERATOR):
        with pytest.raises(UnableToNameStaff, match="DENIED"):
            name_staff(
                actor=actor,
                case_id=case_id(),
                account_id=worker.id,
                purpose=Purpose.CASE_WORK,
                from_date=TODAY,
                until_date=usual_end(TODAY),
                now=NOW,
            )
    lift_denial(actor=head, case_id=case_id(), account_id=worker.id, now=NOW)
    assert my_cases(actor=worker, now=NOW) == ()
    name_staff(
        actor=head,
        case_id=case_id(),
        account_id=worker.id,
        purpose=Purpose.CASE_WORK,
        from_date=TODAY,
        until_date=usual_end(TODAY),
        now=NOW,
    )
    assert my_cases(actor=worker, now=NOW)


def test_one_steps_out_by_her_own_word_and_only_the_section_head_reads_why(personas: Personas) -> None:
    declare_conflict(
        actor=personas.coordinator, case_id=case_id(), ground=DenialGround.KIN, reason="Jävskanarie", now=NOW
    )
    assert my_cases(actor=personas.coordinator, now=NOW) == ()
    (line,) = denials_of(actor=personas.section_head, case_id=case_id(), now=NOW)
    assert (line.staff.id, line.by.id) == (personas.coordinator.id, personas.coordinator.id)
    assert line.reason == "Jävskanarie"
    assert "Jävskanarie" not in repr(line)
    assert "Jävskanarie".encode() not in bytes(Denial.objects.get().sealed)
    for other in (personas.case_worker, personas.coordinator, personas.stranger):
        with pytest.raises(NotVisible):
            denials_of(actor=other, case_id=case_id(), now=NOW)


def test_the_only_one_who_decides_lets_another_take_over_first(personas: Personas) -> None:
    with pytest.raises(UnableToDeny, match="NOBODY_ELSE_DECIDES"):
        declare_conflict(
            actor=personas.section_head, case_id=case_id(), ground=DenialGround.KIN, reason="Bror", now=NOW
        )
    other = given_staff("other-head", Role.SECTION_HEAD)
    name_staff(
        actor=personas.section_head,
        case_id=case_id(),
        account_id=other.id,
        purpose=Purpose.DECISION,
        from_date=TODAY,
        until_date=usual_end(TODAY),
        now=NOW,
    )
    declare_conflict(actor=personas.section_head, case_id=case_id(), ground=DenialGround.KIN, reason="Bror", now=NOW)
    assert my_cases(actor=personas.section_head, now=NOW) == ()


def test_she_cannot_lift_her_own(personas: Personas) -> None:
    given_denied(personas.section_head, case_id(), personas.coordinator)
    with pytest.raises(NotVisible):
        lift_denial(actor=personas.coordinator, case_id=case_id(), account_id=personas.coordinator.id, now=NOW)
    with pytest.raises(IntegrityError, match="denial_lifted_by_another"), transaction.atomic():
        Denial.objects.update(lifted_at=NOW, lifted_by=personas.coordinator.id)


def test_one_on_call_who_is_kept_out_opens_no_more_than_a_case_that_is_not_there(personas: Personas) -> None:
    given_denied(personas.section_head, case_id(), personas.on_call)
    with pytest.raises(UnableToOpenOnCall, match="NO_SUCH_CASE"):
        open_case_on_call(actor=personas.on_call, code_name=CASE, reason="Akut", now=NOW)


def text_of(refused: IntegrityError) -> str:
    """Give what the database said, with the name of the constraint, which a trigger says apart."""
    assert isinstance(refused.__cause__, psycopg.Error)
    return f"{refused} {refused.__cause__.diag.constraint_name}"


NAMED_AGAIN = """
    insert into cases_casestaff (id, case_id, account_id, purpose, from_date, until_date)
    values (gen_random_uuid(), %(case)s, %(account)s, 'CASE_WORK', '2026-11-22', '2026-12-24')
"""
OPENED = """
    insert into cases_oncallopening (id, case_id, account_id, at, until_date, sealed)
    values (gen_random_uuid(), %(case)s, %(account)s, now(), '2026-11-24', '')
"""
DENIED_WHILE_NAMED = """
    insert into cases_denial (id, case_id, account_id, ground, by_id, at, sealed)
    values (gen_random_uuid(), %(case)s, %(named)s, 'KIN', %(named)s, '2026-11-22 09:00+00', '')
"""


@pytest.mark.parametrize(
    ("constraint", "statement"),
    [
        ("case_staff_not_denied", NAMED_AGAIN),
        ("case_staff_not_denied", "update cases_casestaff set account_id = %(account)s where account_id = %(named)s"),
        ("on_call_opening_not_denied", OPENED),
        ("denial_ends_namings", DENIED_WHILE_NAMED),
        ("denial_only_lifted", "update cases_denial set ground = 'OTHER'"),
        ("denial_only_lifted", "update cases_denial set account_id = %(named)s"),
        ("denial_ground_is_known", DENIED_WHILE_NAMED.replace("KIN", "DISLIKED")),
        ("denial_lifted_by_somebody_afterwards", "update cases_denial set lifted_at = now()"),
        ("denial_once_at_a_time", DENIED_WHILE_NAMED.replace("%(named)s", "%(account)s")),
        ("until_date", "update cases_casestaff set until_date = null"),
    ],
)
def test_the_database_refuses(personas: Personas, constraint: str, statement: str) -> None:
    given_denied(personas.section_head, case_id(), personas.case_worker)
    given = {"case": case_id(), "account": personas.case_worker.id, "named": personas.coordinator.id}
    with pytest.raises(IntegrityError) as refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, given)
    assert constraint in text_of(refused.value)


def test_a_denial_is_never_taken_away(personas: Personas) -> None:
    given_denied(personas.section_head, case_id(), personas.case_worker)
    with pytest.raises(Exception, match="permission denied"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("delete from cases_denial")


AWKWARD = [
    # the first day, the last day as it was, and as it becomes when this runs on a leap day
    ("2020-01-01", None, "2029-02-28"),
    ("2028-02-29", None, "2029-02-28"),
    ("2030-06-01", None, "2031-06-01"),
    ("2020-01-01", "2021-01-01", "2021-01-01"),
    ("2020-01-01", "2099-01-01", "2099-01-01"),
]


def test_what_had_no_end_gets_a_year_from_its_first_day_or_today_whichever_is_later(server: TestServer) -> None:
    on_a_leap_day = END_THE_OPEN.replace("now()", "timestamptz '2028-02-28 23:30+00'")
    with server.connect_as_admin(TEST_DATABASE) as admin:
        admin.execute("create temp table cases_casestaff (from_date date, until_date date, becomes date)")
        with admin.cursor() as cursor:
            cursor.executemany("insert into pg_temp.cases_casestaff values (%s, %s, %s)", AWKWARD)
        admin.execute(on_a_leap_day)
        wrong = admin.execute(
            "select * from pg_temp.cases_casestaff where until_date is distinct from becomes"
        ).fetchall()
    assert wrong == []


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.REVIEWER, Role.ADMINISTRATOR, Role.COMMITTEE, Role.POLICE_LIAISON])
def test_a_role_that_works_on_no_case_ends_what_one_was_named_for_before(personas: Personas, role: Role) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select set_config('utvag.day', %s, true)", [TODAY.isoformat()])
    StaffAccount.objects.filter(pk=personas.coordinator.id).update(role=role.value)
    assert my_cases(actor=Actor(personas.coordinator.id, role.value), now=NOW) == ()
    assert not CaseStaff.objects.filter(account=personas.coordinator.id, until_date__gt=TODAY).exists()
    assert CaseStaff.objects.filter(account=personas.case_worker.id, until_date__gt=TODAY).exists()


def test_another_role_in_the_work_leaves_what_one_was_named_for(personas: Personas) -> None:
    StaffAccount.objects.filter(pk=personas.coordinator.id).update(role=Role.CASE_WORKER.value)
    assert len(my_cases(actor=Actor(personas.coordinator.id, Role.CASE_WORKER.value), now=NOW)) == 1
