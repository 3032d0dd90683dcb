"""The re-check's process goes on when the database is away for a moment, and stops when it is told to."""

from __future__ import annotations

import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.config.demo.running import command, environment
from tests.database import TestServer
from utvag.gateways.postgres.roles import APP_ROLE

pytestmark = [pytest.mark.database, pytest.mark.slow, pytest.mark.usefixtures("django_db_setup")]

NAME = "utvag_worker"


@pytest.fixture
def worker(server: TestServer, tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A worker on a database of its own: what it commits must not meet other tests."""
    server.copy_template(NAME)
    given = {**server.environment(APP_ROLE, NAME), "UTVAG_KEYS": str(tmp_path / "keys"), "UTVAG_SECRET_KEY": "test"}
    process = subprocess.Popen(command("worker"), env=environment(tmp_path, **given), stderr=subprocess.PIPE)
    yield process
    process.kill()
    process.communicate()


def sessions(server: TestServer) -> set[int]:
    with server.connect_as_admin() as admin:
        rows = admin.execute("select pid from pg_stat_activity where datname = %s", [NAME]).fetchall()
    return {int(str(row[0])) for row in rows}


def wait_for_session(server: TestServer, other_than: set[int]) -> set[int]:
    deadline = time.monotonic() + 30
    while not (found := sessions(server) - other_than) and time.monotonic() < deadline:
        time.sleep(0.1)
    return found


def test_it_comes_back_after_the_database_has_thrown_it_out(
    server: TestServer, worker: subprocess.Popen[bytes]
) -> None:
    first = wait_for_session(server, set())
    with server.connect_as_admin() as admin:
        for pid in first:
            admin.execute("select pg_terminate_backend(%s)", [pid])
    assert first
    assert wait_for_session(server, first)
    assert worker.poll() is None


def test_it_stops_in_order_when_it_is_told_to(server: TestServer, worker: subprocess.Popen[bytes]) -> None:
    assert wait_for_session(server, set())
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(timeout=10) == 0
