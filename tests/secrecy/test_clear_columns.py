"""The published list of clear columns is the whole truth about the tables."""

from pathlib import Path

import pytest
from django.db import connection

from tests.database import TEST_DATABASE, TestServer
from utvag.secrecy.clear_columns import CLEAR, SEALED, clear_columns_page

PAGE = Path(__file__).parents[2] / "docs" / "clear-columns.md"
COLUMNS = """
    select table_name || '.' || column_name, data_type from information_schema.columns
    where table_schema in ('public', 'threat_register', 'audit')
"""
# Django's own tables of groups and permissions, which the product neither fills nor may read.
NOT_USED = ("auth_", "django_content_type.", "django_migrations.")


@pytest.fixture
def columns(server: TestServer, transactional_db: None) -> dict[str, str]:
    # As the superuser: the app role does not see what it may not touch.
    with server.connect_as_admin(TEST_DATABASE) as admin:
        return {str(name): str(kind) for name, kind in admin.execute(COLUMNS).fetchall()}


def test_every_column_is_sealed_or_listed(columns: dict[str, str]) -> None:
    held = {name for name in columns if not name.startswith(NOT_USED)}
    assert held == set(CLEAR) | SEALED


def test_every_sealed_column_holds_bytes(columns: dict[str, str]) -> None:
    assert {columns[name] for name in SEALED} == {"bytea"}


def test_no_clear_column_holds_bytes(columns: dict[str, str]) -> None:
    assert not [name for name in CLEAR if columns[name] == "bytea"]


def test_the_tables_that_are_not_used_are_empty_or_django_s_own(transactional_db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select has_table_privilege('public.auth_group', 'select')")
        assert cursor.fetchone() == (False,)


def test_the_page_is_made_of_the_list() -> None:
    assert PAGE.read_text(encoding="utf-8") == clear_columns_page()
