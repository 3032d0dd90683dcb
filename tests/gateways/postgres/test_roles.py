"""The roles: one migrates, one runs and owns nothing."""

from __future__ import annotations

import psycopg
import pytest

from tests.gateways.postgres.conftest import PASSWORDS
from utvag.gateways.postgres.cluster import Site
from utvag.gateways.postgres.roles import (
    APP_ROLE,
    DATABASE,
    ENGINE_ROLE,
    LOG_ROLE,
    OWNER_ROLE,
    REVIEW_ROLE,
    Connection,
    connect_as_admin,
    furnish,
)

pytestmark = pytest.mark.usefixtures("running")


@pytest.fixture
def furnished(site: Site) -> Site:
    furnish(site.lodging.socket, PASSWORDS)
    return site


def connect(site: Site, role: str, password: str, database: str = DATABASE) -> Connection:
    return psycopg.connect(
        host=str(site.lodging.socket), user=role, password=password, dbname=database, autocommit=True
    )


@pytest.mark.parametrize("statement", ["create table mine ()", "create schema mine", "set role utvag_owner"])
def test_the_app_can_make_nothing_and_become_nobody(furnished: Site, statement: str) -> None:
    with connect(furnished, APP_ROLE, PASSWORDS.app) as app, pytest.raises(psycopg.Error) as caught:
        app.execute(statement.replace("table mine", "table public.mine").encode())
    assert caught.value.sqlstate == "42501"


@pytest.mark.parametrize("role", [OWNER_ROLE, APP_ROLE, LOG_ROLE, ENGINE_ROLE, REVIEW_ROLE])
def test_neither_role_has_power_over_the_cluster(furnished: Site, role: str) -> None:
    with connect_as_admin(furnished.lodging.socket, PASSWORDS) as admin:
        row = admin.execute(
            "select rolsuper, rolcreaterole, rolcreatedb, rolbypassrls, rolreplication, rolinherit from pg_roles "
            "where rolname = %s",
            [role],
        ).fetchone()
    assert row == (False,) * 6


def test_the_owner_makes_what_the_migrations_need(furnished: Site) -> None:
    with connect(furnished, OWNER_ROLE, PASSWORDS.owner) as owner:
        owner.execute("create extension if not exists btree_gist")
        owner.execute("create schema audit")
        owner.execute("create table audit.entry (id int)")
        assert owner.execute("select count(*) from audit.entry").fetchone() == (0,)


def test_a_second_furnishing_changes_the_passwords_and_keeps_the_database(furnished: Site) -> None:
    with connect(furnished, OWNER_ROLE, PASSWORDS.owner) as owner:
        owner.execute("create table public.kept ()")
    changed = type(PASSWORDS)(
        admin=PASSWORDS.admin,
        owner="new-owner",
        app="new-app",
        log="new-log",
        engine="new-engine",
        review="new-review",
    )
    furnish(furnished.lodging.socket, changed)
    with connect(furnished, OWNER_ROLE, "new-owner") as owner:
        assert owner.execute("select count(*) from public.kept").fetchone() == (0,)
    with pytest.raises(psycopg.OperationalError):
        connect(furnished, APP_ROLE, PASSWORDS.app)


def test_another_role_does_not_get_into_the_database(furnished: Site) -> None:
    with connect_as_admin(furnished.lodging.socket, PASSWORDS) as admin:
        admin.execute("create role stranger login password 'stranger'")
    with pytest.raises(psycopg.OperationalError, match="permission denied"):
        connect(furnished, "stranger", "stranger")


def test_no_password_is_in_the_log_or_in_a_text(furnished: Site) -> None:
    log = furnished.log.read_text()
    assert not any(secret in log for secret in (PASSWORDS.admin, PASSWORDS.owner, PASSWORDS.app))
    assert "secret" not in repr(PASSWORDS)
