"""The newcomer's command, for real: what it says, what it keeps to itself, and what a second one does."""

from __future__ import annotations

import http.client
import os
import stat
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.config.demo.running import RunningDemo, as_app, run, start_demo
from utvag.config.demo.residents import NAMES
from utvag.gateways.postgres.lodging import shared_home

pytestmark = [pytest.mark.database, pytest.mark.slow]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    chosen = tmp_path_factory.mktemp("checkout") / ".demo"
    yield chosen
    assert run(chosen, "demo-reset").returncode == 0


@pytest.fixture(scope="module")
def demo(folder: Path) -> Iterator[RunningDemo]:
    started = start_demo(folder, folder.parent / "output")
    yield started
    assert started.stop() == 0


def get(demo: RunningDemo, path: str) -> int:
    host = demo.address.removeprefix("http://").replace("localhost", "127.0.0.1")
    connection = http.client.HTTPConnection(host, timeout=30)
    connection.request("GET", path, headers={"Host": demo.address.removeprefix("http://")})
    status = connection.getresponse().status
    connection.close()
    return status


def test_it_says_where_it_is_and_one_login_for_each_role(demo: RunningDemo) -> None:
    assert get(demo, "/halsa/") == 200
    assert get(demo, "/logga-in/") == 200
    for role in ("Samordnare", "Handläggare", "Sektionschef", "Polissamverkan"):
        assert f"  {role} " in demo.said


def test_a_second_start_says_that_it_runs_and_changes_nothing(demo: RunningDemo, folder: Path) -> None:
    began = time.monotonic()
    second = run(folder, "demo")
    assert (second.returncode, demo.address in second.stdout) == (1, True)
    assert second.stdout.startswith("Demon körs redan")
    assert time.monotonic() - began < 5
    assert get(demo, "/halsa/") == 200


def test_a_reset_refuses_while_it_runs(demo: RunningDemo, folder: Path) -> None:
    refused = run(folder, "demo-reset")
    assert (refused.returncode, "Stäng av den först" in refused.stderr) == (1, True)
    assert get(demo, "/halsa/") == 200


def test_what_it_keeps_is_closed_to_others(demo: RunningDemo, folder: Path) -> None:
    assert demo.address
    house = shared_home(folder) if os.geteuid() == 0 else folder
    homes = [house / name for name in NAMES]
    assert {stat.S_IMODE(home.stat().st_mode) for home in (folder, *homes)} == {0o700}
    assert not list((house / "key-service" / "keys").glob("*.json"))
    files = [path for path in folder.glob("*") if path.suffix in {".json", ".log"}]
    assert {path.name for path in files} >= {"secrets.json", "run.json", "web.log", "postgres.log"}
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}


def test_the_product_runs_as_a_role_that_owns_nothing(demo: RunningDemo, folder: Path) -> None:
    assert demo.address
    with as_app(folder) as app:
        assert app.execute("select current_user::text").fetchone() == ("utvag_app",)
        assert app.execute("select count(*) from pg_class where relowner = current_user::regrole").fetchone() == (0,)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute("select * from audit.audit_logentry")
