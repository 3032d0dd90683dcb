"""What the key service costs, beside key files that the web reads itself; and the figures of what an attacker gets.

Real PostgreSQL, the product's own page of a case, and a real service in a process of its own.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final
from uuid import uuid4

from bench.stage import staged

if TYPE_CHECKING:
    from utvag.gateways.keystore import Keystore, Wrapped

KEYS: Final = 30
ROUNDS: Final = 200
PAGES: Final = 40
MANY: Final = 1_000_000


def main() -> None:
    """Measure, and say in lines."""
    with staged() as (_server, folder):
        measure(folder)
    attack()


def measure(folder: Path) -> None:
    """Measure the store and the page, both sides turn by turn, so that they meet the same machine."""
    from django.conf import settings  # noqa: PLC0415 (after django.setup)
    from django.test import Client  # noqa: PLC0415

    from tests.givens import CASE, case_id, given_register  # noqa: PLC0415
    from tests.keyservice.given import asked_by  # noqa: PLC0415
    from tests.organisation.authenticator import signed_in_by  # noqa: PLC0415
    from tests.organisation.givens import given_key  # noqa: PLC0415
    from tests.personas import given_personas, given_team_on  # noqa: PLC0415
    from utvag.gateways.keystore import FileKeystore, Wrapped, acting_as  # noqa: PLC0415

    given_register()
    personas = given_personas()
    given_team_on(CASE, personas)
    files = FileKeystore(folder / "keys")
    cases = [uuid4() for _ in range(KEYS)]
    keys = [Wrapped("case", one, files.wrap("case", one, secrets.token_bytes(32))) for one in cases]
    with service(folder) as house:
        web = asked_by(house, "web")
        with acting_as(web.begin_session(uuid4(), "word")):
            for title, asked in (("one key", keys[:1]), (f"{KEYS} keys in one question", keys)):
                compare(title, web, files, asked)
        settings.UTVAG_KEY_CLIENT, settings.UTVAG_KEY_SECRET = "web", house / "web.secret"
        times: dict[str, list[float]] = {"service": [], "files": []}
        clients: dict[str, Client] = {}
        for _ in range(PAGES):
            for name, socket in (("service", house / "socket"), ("files", None)):
                settings.UTVAG_KEY_SERVICE = socket
                if name not in clients:
                    clients[name] = Client()
                    signed_in_by(clients[name], given_key(personas.coordinator))
                began = time.perf_counter()
                if clients[name].get(f"/arenden/{case_id()}/").status_code != 200:
                    raise RuntimeError("the page of the case was not shown")
                times[name].append(time.perf_counter() - began)
        told("the page of a case", times["service"][2:], times["files"][2:])
        settings.UTVAG_KEY_SERVICE = None


@contextmanager
def service(folder: Path) -> Iterator[Path]:
    """Run a real key service on a copy of the keys as they are now; give its folder."""
    from tests.keyservice.given import settings_file  # noqa: PLC0415 (after the stage is set)

    house = folder / "service"
    file = settings_file(house, root_file=str(house / "root.key"))
    # With each case's own secret, which lies beside the keys of its kind.
    shutil.copytree(folder / "keys", house / "keys")
    process = subprocess.Popen([sys.executable, "-m", "utvag_keyservice", "serve", str(file), "--demo"])
    try:
        wait_for(house / "socket")
        yield house
    finally:
        process.terminate()
        process.wait()


def compare(title: str, web: Keystore, files: Keystore, asked: Sequence[Wrapped]) -> None:
    """Time one question to both, turn by turn."""
    service, plain = list[float](), list[float]()
    web.unwrap_many(asked)
    for _ in range(ROUNDS):
        for kept, store in ((service, web), (plain, files)):
            began = time.perf_counter()
            store.unwrap_many(asked)
            kept.append(time.perf_counter() - began)
    told(title, service, plain)


def told(title: str, service: list[float], plain: list[float]) -> None:
    """Say medians, p95 and their ratio."""
    for name, times in (("service", service), ("files", plain)):
        ordered = sorted(times)
        print(
            f"{title}, {name}: median {1000 * statistics.median(ordered):.2f} ms, "
            f"p95 {1000 * ordered[int(len(ordered) * 0.95) - 1]:.2f} ms"
        )
    print(f"  service beside files: {statistics.median(service) / statistics.median(plain):.2f} times the time")


def attack() -> None:
    """Count nonces, and guess at an index without its key."""
    from utvag_keyservice.shares import make_root  # noqa: PLC0415
    from utvag_keyservice.vault import Vault  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as made:
        vault, subject = Vault(Path(made) / "keys", make_root()), uuid4()
        nonces = {vault.wrap("case", subject, b"")[9:21] for _ in range(MANY)}
        print(f"nonces: {len(nonces):,} different of {MANY:,}")
        stored, number = vault.hash("people.number", b"191212121212"), b"people.number\x00191212121212"
        hits = sum(hmac.digest(secrets.token_bytes(32), number, hashlib.sha256) == stored for _ in range(MANY))
        print(f"index guessed at without the key: {hits} hits of {MANY:,}")


def wait_for(path: Path) -> None:
    """Wait until the service has made its socket."""
    deadline = time.monotonic() + 30
    while not path.exists():
        if time.monotonic() > deadline:
            raise RuntimeError("the key service does not start")
        time.sleep(0.05)


if __name__ == "__main__":
    main()
