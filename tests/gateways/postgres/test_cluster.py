"""A cluster of our own: who gets in, and what it writes down."""

from __future__ import annotations

import contextlib
import stat

import psycopg
import pytest

from tests.gateways.postgres.conftest import PASSWORDS
from utvag.gateways.postgres.cluster import ADMIN_ROLE, Site
from utvag.gateways.postgres.roles import connect_as_admin
from utvag.gateways.processes.child import Child

CANARY = "Kanariefågelsson 19811218-9876"

# Every way by which a statement of a client's has been seen in a server's log.
INDISCREET = (
    f"select '{CANARY}'::int",
    f"select '{CANARY}' from nowhere",
    f"insert into person values ('{CANARY}'), ('{CANARY}')",
    "insert into person values (null)",
    f"do $$ begin raise warning '{CANARY}'; end $$",
    f"do $$ begin raise exception '{CANARY}'; end $$",
    f"select pg_sleep(0.05), '{CANARY}'",
    f"syntax '{CANARY}'",
)


def test_nobody_gets_in_without_the_password(site: Site, running: Child) -> None:
    assert running.poll() is None
    for password in (None, "guessed"):
        with pytest.raises(psycopg.OperationalError, match="password"):
            psycopg.connect(host=str(site.lodging.socket), user=ADMIN_ROLE, dbname="postgres", password=password)
    rules = [line.split() for line in (site.data / "pg_hba.conf").read_text().splitlines() if line[:1].isalpha()]
    assert {rule[-1] for rule in rules} == {"scram-sha-256"}


def test_folders_are_closed_and_no_port_is_open(site: Site, running: Child) -> None:
    # For root the socket's folder may be passed: the product's processes have users of their own, and roles passwords.
    passable = 0o700 if site.lodging.identity is None else 0o711
    assert [stat.S_IMODE(path.stat().st_mode) for path in (site.data, site.lodging.socket)] == [0o700, passable]
    lines = (site.data / "postmaster.pid").read_text().splitlines()
    assert int(lines[0]) == running.pid
    assert lines[5] == ""


@pytest.mark.usefixtures("running")
def test_small_and_large_letters_are_swedish(site: Site) -> None:
    with connect_as_admin(site.lodging.socket, PASSWORDS) as connection:
        answer = connection.execute("select lower('ÅÄÖÉ'), 'Åsa' ilike 'å%', upper('öst')").fetchone()
    assert answer == ("åäöé", True, "ÖST")


@pytest.mark.usefixtures("running")
def test_no_value_reaches_the_log(site: Site) -> None:
    with connect_as_admin(site.lodging.socket, PASSWORDS) as connection:
        connection.execute("create table person (name text primary key)")
        for statement in INDISCREET:
            with contextlib.suppress(psycopg.Error):
                connection.execute(statement.encode())
        for value in (CANARY, f"{CANARY}\0"):
            with contextlib.suppress(psycopg.Error, ValueError):
                connection.execute("select %s::int", [value])
    log = site.log.read_text()
    assert "ready to accept connections" in log
    assert CANARY.split(maxsplit=1)[0] not in log
    assert CANARY.split()[1] not in log
