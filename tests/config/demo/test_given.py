"""A PostgreSQL that is not ours: entered only where nothing can be harmed, and left as it was found."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import make_conninfo

from tests.config.demo.running import left_after, run, start_demo
from tests.database import TestServer
from utvag.config.demo.database import Database
from utvag.config.demo.errors import UnableToRunDemo
from utvag.config.demo.folder import DemoFolder, open_folder
from utvag.config.demo.given import LABEL, connect, parse_address, reach_given
from utvag.config.demo.place import GivenAddress
from utvag.gateways.postgres.cluster import ADMIN_ROLE, PORT

pytestmark = pytest.mark.database

NAME = "borrowed"


@pytest.fixture
def folder(tmp_path: Path) -> DemoFolder:
    return open_folder(tmp_path / ".demo")


@pytest.fixture
def borrowed(server: TestServer) -> Iterator[TestServer]:
    """A server with an empty database, and roles: of power, three of none, and an owner who may make roles."""
    with server.connect_as_admin() as admin:
        admin.execute("create role maker login createrole password 'maker'")
        admin.execute("create role plain login password 'plain'")
        admin.execute("create role diary login password 'diary'")
        admin.execute("create role judge login password 'judge'")
        admin.execute("create role censor login password 'censor'")
        admin.execute(f"create database {NAME} owner maker")
    yield server
    with server.connect_as_admin() as admin:
        admin.execute(f"drop database {NAME} with (force)")
        made = admin.execute("select rolname from pg_roles where rolname like 'utvag_demo_%'").fetchall()
        for role in ("maker", "plain", "diary", "judge", "censor", *(str(row[0]) for row in made)):
            admin.execute(sql.SQL("drop role {}").format(sql.Identifier(role)))


def url(server: TestServer, role: str = "maker", password: str | None = None, database: str = NAME) -> str:
    host = str(server.lodging.socket)
    return f"postgresql://{role}:{password or role}@/{database}?host={host}&port={PORT}"


def given(server: TestServer, **roles: str) -> GivenAddress:
    owner = url(server, roles["owner"]) if "owner" in roles else None
    log = url(server, roles["log"]) if "log" in roles else None
    engine = url(server, roles["engine"]) if "engine" in roles else None
    review = url(server, roles["review"]) if "review" in roles else None
    return GivenAddress(url(server, roles.get("user", "maker")), owner, log, engine, review)


def as_superuser(server: TestServer) -> psycopg.Connection[tuple[object, ...]]:
    return psycopg.connect(
        make_conninfo(host=str(server.lodging.socket), user=ADMIN_ROLE, password=server.passwords.admin, dbname=NAME),
        autocommit=True,
    )


def test_it_makes_a_role_that_owns_nothing_to_run_as(borrowed: TestServer, folder: DemoFolder) -> None:
    found = reach_given(folder, given(borrowed))
    assert (found.owner.user, found.server) == ("maker", None)
    for made in (found.app, found.log, found.engine, found.review):
        with connect(made) as one, pytest.raises(psycopg.errors.InsufficientPrivilege):
            one.execute("create table public.mine ()")
    assert len({found.app.user, found.log.user, found.engine.user, found.review.user}) == 4


def test_a_second_start_takes_the_same_role(borrowed: TestServer, folder: DemoFolder) -> None:
    first, second = (reach_given(folder, given(borrowed)) for _ in range(2))
    assert first.app == second.app


def test_it_says_what_to_set_when_it_may_make_no_role(borrowed: TestServer, folder: DemoFolder) -> None:
    with pytest.raises(UnableToRunDemo, match="UTVAG_OWNER_DATABASE_URL") as caught:
        reach_given(folder, given(borrowed, user="plain"))
    assert "\n" not in str(caught.value)


def test_it_runs_as_the_role_that_is_given_beside_the_owner(borrowed: TestServer, folder: DemoFolder) -> None:
    others = {"log": "diary", "engine": "judge", "review": "censor"}
    found = reach_given(folder, given(borrowed, user="plain", owner="maker", **others))
    assert (found.app.user, found.owner.user, found.log.user) == ("plain", "maker", "diary")
    assert (found.engine.user, found.review.user) == ("judge", "censor")


def test_it_asks_for_a_role_of_the_logs_own(borrowed: TestServer, folder: DemoFolder) -> None:
    with pytest.raises(UnableToRunDemo, match="UTVAG_LOG_DATABASE_URL"):
        reach_given(folder, given(borrowed, user="plain", owner="maker"))
    with pytest.raises(UnableToRunDemo, match="UTVAG_REVIEW_DATABASE_URL"):
        reach_given(folder, given(borrowed, user="plain", owner="maker", log="diary", engine="judge"))
    with pytest.raises(UnableToRunDemo, match="olika roller"):
        reach_given(folder, given(borrowed, user="plain", owner="maker", log="plain", engine="judge", review="censor"))
    with pytest.raises(UnableToRunDemo, match="för stark"):
        reach_given(folder, given(borrowed, user="plain", owner="maker", log="maker", engine="judge", review="censor"))


def test_it_refuses_to_run_as_the_owner(borrowed: TestServer, folder: DemoFolder) -> None:
    with pytest.raises(UnableToRunDemo, match="för stark"):
        reach_given(folder, given(borrowed, user="maker", owner="maker", log="diary", engine="judge", review="censor"))


def test_it_refuses_a_database_that_holds_something_else(borrowed: TestServer, folder: DemoFolder) -> None:
    with as_superuser(borrowed) as somebody:
        somebody.execute("create table public.wages (amount int)")
    with pytest.raises(UnableToRunDemo, match="innehåller redan något"):
        reach_given(folder, given(borrowed))


def test_what_an_extension_brought_along_does_not_make_it_full(borrowed: TestServer, folder: DemoFolder) -> None:
    with as_superuser(borrowed) as somebody:
        somebody.execute("create extension pg_stat_statements")
    assert reach_given(folder, given(borrowed)).label == LABEL


def test_it_refuses_a_database_that_is_no_longer_the_demos(borrowed: TestServer, folder: DemoFolder) -> None:
    reach_given(folder, given(borrowed)).state.note_filled(LABEL)
    with as_superuser(borrowed) as somebody:
        somebody.execute("create table public.organisation_municipality as select false as is_demo")
    with pytest.raises(UnableToRunDemo, match="inte längre demons"):
        reach_given(folder, given(borrowed))


def test_half_a_municipality_is_cleared_and_nothing_else(borrowed: TestServer, folder: DemoFolder) -> None:
    reach_given(folder, given(borrowed))
    with as_superuser(borrowed) as demo:
        demo.execute("create extension pg_stat_statements")
        demo.execute("create table public.half (id serial primary key)")
        demo.execute("create schema audit authorization maker")
        demo.execute("alter table public.half owner to maker")
    found = reach_given(folder, given(borrowed))
    with connect(found.owner) as owner:
        assert owner.execute("select to_regclass('public.half'), to_regnamespace('audit')").fetchone() == (None, None)
        extensions = owner.execute("select count(*) from pg_extension where extname = 'pg_stat_statements'")
        assert extensions.fetchone() == (1,)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("postgresql://", "vilken roll"),
        ("mysql://a:b@c/d", "går inte att läsa"),
        ("postgresql://a:b@c/d?keepalives=1", "förstår inte keepalives"),
    ],
)
def test_it_refuses_an_address_that_it_cannot_use(text: str, says: str) -> None:
    with pytest.raises(UnableToRunDemo, match=says) as caught:
        parse_address(text)
    assert ":b@" not in str(caught.value)


def test_what_the_address_says_of_encryption_is_passed_on() -> None:
    login = parse_address("postgresql://anna:hemligt@db.example:6432/demo?sslmode=verify-full&sslrootcert=/ca.pem")
    assert login.environment() == {
        "UTVAG_DB_HOST": "db.example",
        "UTVAG_DB_PORT": "6432",
        "UTVAG_DB_NAME": "demo",
        "UTVAG_DB_USER": "anna",
        "UTVAG_DB_PASSWORD": "hemligt",
        "PGSSLMODE": "verify-full",
        "PGSSLROOTCERT": "/ca.pem",
    }
    assert "hemligt" not in repr(login) + repr(
        Database(login, login, login, login, login, DemoFolder(Path("/x")).embedded, "", None)
    )


def test_a_server_that_does_not_answer_is_named_without_its_password(tmp_path: Path) -> None:
    login = parse_address(f"postgresql://anna:hemligt@/demo?host={tmp_path}")
    with pytest.raises(UnableToRunDemo, match="svarar inte") as caught:
        connect(login)
    assert "hemligt" not in str(caught.value)


@pytest.mark.slow
def test_the_demo_runs_there_and_a_reset_leaves_it_as_it_was(borrowed: TestServer, tmp_path: Path) -> None:
    folder = tmp_path / ".demo"
    demo = start_demo(folder, tmp_path / "output", DATABASE_URL=url(borrowed))
    children = demo.children()
    witnesses = {"witness-alfa", "witness-beta", "witness-gamma"}
    processes = {"web", "web-answering", "worker", "engine", "key-service", "log-keeper", "log-reviewer"}
    assert set(children) == processes | witnesses
    assert demo.stop() == 0
    assert left_after(children) == {}
    again = start_demo(folder, tmp_path / "output", DATABASE_URL=url(borrowed))
    assert again.stop() == 0
    assert run(folder, "demo-reset", DATABASE_URL=url(borrowed)).returncode == 0
    with as_superuser(borrowed) as somebody:
        tables = "select count(*) from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'"
        assert somebody.execute(tables).fetchone() == (0,)
        schemas = "select count(*) from pg_namespace where nspname in ('audit', 'threat_register')"
        assert somebody.execute(schemas).fetchone() == (0,)


def test_a_reset_refuses_a_database_that_is_not_a_demo(borrowed: TestServer, tmp_path: Path) -> None:
    with as_superuser(borrowed) as somebody:
        somebody.execute("create table public.organisation_municipality as select false as is_demo")
    refused = run(tmp_path / ".demo", "demo-reset", DATABASE_URL=url(borrowed))
    assert (refused.returncode, "är inte en demo" in refused.stderr) == (1, True)
    with as_superuser(borrowed) as somebody:
        assert somebody.execute("select count(*) from organisation_municipality").fetchone() == (1,)
