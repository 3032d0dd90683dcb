"""The running role may do exactly what the page of grants says."""

import psycopg
import pytest
from django.db import ProgrammingError, connection, transaction

from tests.givens import NOW, given_register
from utvag.audit.models import LogEntry
from utvag.audit.operations import Subject, record
from utvag.config.grants import GRANTS, SCHEMAS
from utvag.foundation.actors import OPERATOR

pytestmark = pytest.mark.django_db

RIGHTS = """
    select n.nspname || '.' || c.relname, p.right_name
    from pg_class c join pg_namespace n on n.oid = c.relnamespace,
         unnest(array['select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger']) as p(right_name)
    where n.nspname = any(%s) and c.relkind in ('r', 'p', 'v', 'm', 'f') and has_table_privilege(c.oid, p.right_name)
"""
OWNED = """
    select count(*) from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname = current_user
    union all select count(*) from pg_namespace n join pg_roles r on r.oid = n.nspowner where r.rolname = current_user
    union all select count(*) from pg_proc p join pg_roles r on r.oid = p.proowner where r.rolname = current_user
    union all select count(*) from pg_database d join pg_roles r on r.oid = d.datdba where r.rolname = current_user
"""
REFUSED_STATEMENTS = (
    "select 1 from audit.audit_logentry",
    "update audit.audit_logentry set action = 'X'",
    "delete from audit.audit_logentry",
    "truncate audit.audit_logentry",
    "create table public.mine (id int)",
    "create schema mine",
    "create temporary table mine (id int)",
    "alter table cases_case add column x int",
    "drop table cases_case",
    "delete from cases_case",
    "delete from threat_register.threats_registerentry",
    "update secrecy_datakey set wrapped = ''",
    "delete from placement_placement",
    "set role utvag_owner",
)


def rows(statement: str, *values: list[str]) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values))
        return list(cursor.fetchall())


def test_the_rights_in_the_database_are_those_of_the_page() -> None:
    held = {(str(table), str(right)) for table, right in rows(RIGHTS, list(SCHEMAS))}
    assert held == {(table, right) for table, rights in GRANTS.items() for right in rights}


def test_the_tests_run_as_the_role_that_the_product_runs_as() -> None:
    assert rows("select current_user, rolsuper, rolbypassrls from pg_roles where rolname = current_user") == [
        ("utvag_app", False, False)
    ]


def test_it_owns_nothing() -> None:
    assert {count for (count,) in rows(OWNED)} == {0}


@pytest.mark.parametrize("statement", REFUSED_STATEMENTS)
def test_the_server_refuses(statement: str) -> None:
    with pytest.raises(ProgrammingError) as refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert isinstance(refused.value.__cause__, psycopg.errors.InsufficientPrivilege)


def test_the_log_can_be_written_and_not_read() -> None:
    record(actor=OPERATOR, action="TEST", subject=Subject("NOTHING"), purpose="TEST", now=NOW)
    with pytest.raises(ProgrammingError), transaction.atomic():
        LogEntry.objects.count()


def test_the_product_works_with_these_rights() -> None:
    given_register()
