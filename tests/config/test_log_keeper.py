"""The log's keeper as a process: it signs at even intervals whatever the load, and goes on without a witness."""

from __future__ import annotations

import json
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.audit.given_log import ORIGIN
from tests.config.demo.running import command, environment, run
from tests.database import TestServer
from utvag.audit.rules.notes import SignatureType, VerifierKey
from utvag.gateways.keystore import LogSigner
from utvag.gateways.postgres.roles import APP_ROLE, LOG_ROLE
from utvag_witness.__main__ import Witness
from utvag_witness.memory import Answer, Memory
from utvag_witness.notes import own_key, read_log_key

pytestmark = [pytest.mark.database, pytest.mark.slow, pytest.mark.usefixtures("django_db_setup")]

NAME = "utvag_log_keeper"
ROW = """
    insert into audit.audit_logentry (id, at, actor_role, action, outcome, subject_kind, verdict, purpose)
    select gen_random_uuid(), now(), 'OPERATOR', 'READ', 'DONE', 'CASE', '', 'PROV' from generate_series(1, 500)
"""


class Watching(Witness):
    """A witness that remembers when it was asked."""

    def __init__(self, folder: Path, log_key: str) -> None:
        self.private, self.asked = Ed25519PrivateKey.generate(), list[float]()
        super().__init__(Memory(folder, [read_log_key(log_key)]), "vittne.example/prov", self.private, 0)

    def answer(self, text: str) -> Answer:
        self.asked.append(time.monotonic())
        return super().answer(text)


@pytest.fixture
def witness(tmp_path: Path) -> Iterator[Watching]:
    key = VerifierKey(ORIGIN, SignatureType.ED25519, LogSigner(tmp_path / "log-keys").public)
    running = Watching(tmp_path / "witness", str(key))
    threading.Thread(target=running.serve_forever, args=(0.01,), daemon=True).start()
    own = {
        "address": f"http://127.0.0.1:{running.server_address[1]}",
        "key": own_key("vittne.example/prov", running.private),
    }
    away = {"address": "http://127.0.0.1:9", "key": own_key("vittne.example/borta", Ed25519PrivateKey.generate())}
    told = {"log": str(key), "quorum": 1, "witnesses": [own, away]}
    (tmp_path / "witnesses.json").write_text(json.dumps(told), encoding="utf-8")
    yield running
    running.shutdown()
    running.server_close()


@pytest.fixture
def settings_of_the_log(server: TestServer, tmp_path: Path, witness: Watching) -> dict[str, str]:
    server.copy_template(NAME)
    login = server.login(LOG_ROLE, NAME)
    return {
        **server.environment(APP_ROLE, NAME),
        "UTVAG_LOG_DB_USER": login["USER"],
        "UTVAG_LOG_DB_PASSWORD": login["PASSWORD"],
        "UTVAG_LOG_KEYS": str(tmp_path / "log-keys"),
        "UTVAG_LOG_ORIGIN": ORIGIN,
        "UTVAG_WITNESSES": str(tmp_path / "witnesses.json"),
        "UTVAG_SECRET_KEY": "test",
    }


@pytest.fixture
def keeper(tmp_path: Path, settings_of_the_log: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    told = environment(tmp_path, **settings_of_the_log)
    process = subprocess.Popen(command("log-keeper"), env=told, stderr=subprocess.PIPE)
    yield process
    process.kill()
    process.wait()


def write_rows(connection: psycopg.Connection[tuple[object, ...]], times: int) -> None:
    for _ in range(times):
        connection.execute(ROW)


def signed_size(server: TestServer) -> int:
    with server.connect_as_admin(NAME) as admin:
        found = admin.execute("select max(checkpoint_id) from audit.audit_cosignature").fetchone()
    return int(str(found[0] or 0)) if found else 0


def test_it_asks_each_second_whatever_is_written_and_every_row_is_signed(
    server: TestServer,
    witness: Watching,
    keeper: subprocess.Popen[bytes],
    tmp_path: Path,
    settings_of_the_log: dict[str, str],
) -> None:
    deadline = time.monotonic() + 60
    while len(witness.asked) < 3 and time.monotonic() < deadline:
        time.sleep(0.1)
    with server.connect_as_admin(NAME) as admin:
        write_rows(admin, 8)
    while signed_size(server) < 4000 and time.monotonic() < deadline:
        time.sleep(0.1)
    assert signed_size(server) == 4000
    between = [later - earlier for earlier, later in zip(witness.asked, witness.asked[1:], strict=False)]
    # The goal is a second, give or take one: S-goals of the threat model, shown in bench/ on an idle machine.
    assert len(between) >= 3
    assert max(between) < 10
    file = str(tmp_path / "export.jsonl")
    first, again, nowhere = (
        run(tmp_path, "log-export", path, **settings_of_the_log) for path in (file, file, f"{file}/no/where")
    )
    assert (first.returncode, first.stdout) == (0, "4000 rader är skrivna.\n")
    assert (again.returncode, "finns redan" in again.stderr) == (2, True)
    assert (nowhere.returncode, "går inte att skriva" in nowhere.stderr) == (2, True)
    assert keeper.poll() is None
    keeper.send_signal(signal.SIGTERM)
    assert keeper.wait(timeout=30) == 0
    _, said = keeper.communicate()
    assert b"vittne.example/borta" in said
