"""The log answers questions about one case or one account, and each question is a row of the log itself."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import Error, connection, transaction

from tests.database import TestServer
from tests.givens import NOW
from tests.log import log_rows
from utvag.audit.models import Outcome
from utvag.audit.operations import Subject, record
from utvag.audit.queries import done_by, who_looked
from utvag.config.grants import FUNCTIONS
from utvag.foundation.actors import Actor

CASE, OTHER = uuid4(), uuid4()
SIV, HUGO = Actor(uuid4(), "COORDINATOR"), Actor(uuid4(), "CASE_WORKER")
FROM, UNTIL = NOW - timedelta(days=1), NOW + timedelta(days=1)


def given_row(actor: Actor, case: UUID | None, subject: UUID | None = None, *, kind: str = "CASE") -> None:
    record(actor=actor, action="OPEN_CASE", subject=Subject(kind, subject or case, case), purpose="TEST", now=NOW)


def given_denied(actor: Actor, subject: UUID, *, kind: str = "CASE") -> None:
    record(
        actor=actor,
        action="OPEN_CASE",
        subject=Subject(kind, subject),
        purpose="TEST",
        now=NOW,
        outcome=Outcome.DENIED,
    )


def asked(case: UUID = CASE) -> list[tuple[UUID | None, bool]]:
    looks = who_looked(actor=SIV, why="COORDINATION", case_id=case, from_at=FROM, until_at=UNTIL, now=NOW)
    return [(look.actor, look.is_denied) for look in looks if look.action != "WHO_LOOKED"]


@pytest.mark.django_db
def test_who_looked_gives_the_rows_of_one_case_and_of_no_other() -> None:
    given_row(HUGO, CASE)
    given_row(HUGO, OTHER)
    assert asked() == [(HUGO.id, False)]


@pytest.mark.django_db
def test_it_gives_what_was_refused_of_the_case_and_of_what_is_known_to_be_in_it() -> None:
    note, unknown = uuid4(), uuid4()
    given_row(SIV, CASE, note, kind="NOTE")
    given_denied(HUGO, CASE)
    given_denied(HUGO, note, kind="NOTE")
    given_denied(HUGO, unknown, kind="NOTE")
    assert sorted(asked(), key=str) == sorted([(SIV.id, False), (HUGO.id, True), (HUGO.id, True)], key=str)


@pytest.mark.django_db
def test_a_refused_home_says_nothing_of_a_case() -> None:
    home = uuid4()
    given_row(SIV, CASE, home, kind="HOME")
    given_denied(HUGO, home, kind="HOME")
    assert asked() == [(SIV.id, False)]


@pytest.mark.django_db
def test_it_gives_the_days_that_were_asked_for() -> None:
    given_row(HUGO, CASE)
    looks = who_looked(actor=SIV, why="X", case_id=CASE, from_at=UNTIL, until_at=UNTIL + timedelta(days=1), now=NOW)
    assert looks == ()


@pytest.mark.django_db
def test_what_one_account_has_done_is_asked_for_a_week_at_a_time() -> None:
    given_row(HUGO, CASE)
    given_row(SIV, CASE)
    done = done_by(actor=SIV, why="REVIEW", account_id=HUGO.id, from_at=FROM, until_at=UNTIL, now=NOW)
    assert [(look.actor, look.case) for look in done] == [(HUGO.id, CASE)]
    with pytest.raises(Error), transaction.atomic():
        done_by(actor=SIV, why="REVIEW", account_id=HUGO.id, from_at=NOW - timedelta(days=9), until_at=NOW, now=NOW)


@pytest.mark.django_db(transaction=True)
def test_each_question_is_a_row_of_the_log(server: TestServer) -> None:
    asked()
    done_by(actor=SIV, why="REVIEW", account_id=HUGO.id, from_at=FROM, until_at=UNTIL, now=NOW)
    assert log_rows(server, "WHO_LOOKED") == [(SIV.id, "COORDINATOR", "DONE", CASE, None, "", "COORDINATION")]
    assert log_rows(server, "ASK_WHAT_WAS_DONE") == [(SIV.id, "COORDINATOR", "DONE", None, None, "", "REVIEW")]


SQL = "select * from audit.who_looked(%s, %s, %s, %s, %s, %s, %s)"
WHOLE: list[Any] = [SIV.id, "COORDINATOR", "WHY", NOW, CASE, FROM, UNTIL]


@pytest.mark.django_db
@pytest.mark.parametrize("missing", [0, 1, 2, 3, 4])
def test_the_server_answers_nobody_nothing_and_not_about_all(missing: int) -> None:
    """Neither who asks, her role, why, when, nor the case can be left out: there is no question about every case."""
    values = [None if place == missing else value for place, value in enumerate(WHOLE)]
    with pytest.raises(Error) as refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(SQL, values)
    assert isinstance(refused.value.__cause__, psycopg.errors.CheckViolation)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    [
        "select * from audit.audit_logentry",
        "select audit.note_question(gen_random_uuid(), 'R', 'W', now(), 'X', 'CASE', gen_random_uuid(), null)",
        "select audit.pend_entry()",
        "create or replace function audit.who_looked() returns int language sql as 'select 1'",
    ],
)
def test_the_running_role_reads_the_log_in_no_other_way(statement: str) -> None:
    with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.django_db
def test_the_running_role_may_call_exactly_the_functions_of_the_page() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace"
            " where n.nspname = 'audit' and has_function_privilege(p.oid, 'execute')"
        )
        held = {row[0] for row in cursor.fetchall()}
    named = {f"{each}".replace("timestamptz", "timestamp with time zone").replace(", ", ",") for each in FUNCTIONS}
    assert {each.removeprefix("audit.") for each in held} == {each.removeprefix("audit.") for each in named}


@pytest.mark.django_db
def test_every_function_with_the_owners_rights_looks_nowhere_else() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select p.proname, p.proconfig from pg_proc p join pg_namespace n on n.oid = p.pronamespace"
            " where n.nspname = 'audit' and p.prosecdef"
        )
        pinned = dict(cursor.fetchall())
    assert pinned.keys() >= {"who_looked", "done_by", "note_question", "pend_entry"}
    assert all(config and any(one.startswith("search_path=") for one in config) for config in pinned.values())
