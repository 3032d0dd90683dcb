"""A key service on a real socket, in a folder of the test's, with a clock that the test moves.

Its clients and limits are those that the product ships; a test that needs others says which.
"""

from __future__ import annotations

import hashlib
import json
import os
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from utvag.config.demo.keys import BURSTS, CLIENTS, LIMITS, TICKETS
from utvag.gateways.keystore import ServiceKeystore
from utvag_keyservice.server import Server
from utvag_keyservice.service import Service
from utvag_keyservice.settings import Settings, read_settings
from utvag_keyservice.shares import make_root

HOUR = 3600
SECRETS = {name: f"the secret of the {name}" for name in CLIENTS}


class Clock:
    """A time that passes when it is told to."""

    def __init__(self) -> None:
        self.now = 1_795_000_000.0

    def __call__(self) -> float:
        return self.now


def settings_file(folder: Path, **changed: Any) -> Path:
    """Write a file of settings; the clients are known by secrets, as where all run as one user."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    clients = {
        name: {"secret": hashlib.sha256(SECRETS[name].encode()).hexdigest(), **one} for name, one in CLIENTS.items()
    }
    for name, secret in SECRETS.items():
        (folder / f"{name}.secret").write_text(secret, encoding="ascii")
    given: dict[str, object] = {
        "socket": str(folder / "socket"),
        "keys": str(folder / "keys"),
        "state": str(folder / "state"),
        "root_file": None,
        "is_shared": False,
        "clients": clients,
        "limits": [dict(one) for one in LIMITS],
        # A burst is of something that has a limit.
        "bursts": [] if "limits" in changed else [dict(one) for one in BURSTS],
        "tickets": dict(TICKETS),
        "evidence": ["word"],
    }
    path = folder / "settings.json"
    path.write_text(json.dumps(given | changed), encoding="utf-8")
    return path


def settings_in(folder: Path, **changed: Any) -> Settings:
    return read_settings(settings_file(folder, **changed), is_demo=False)


@contextmanager
def running(folder: Path, clock: Clock, **changed: Any) -> Iterator[Service]:
    """Run the service, opened with a root key that is the folder's own."""
    settings = settings_in(folder, **changed)
    service = Service(settings, clock)
    root = folder / "root"
    if not root.exists():
        root.write_bytes(make_root())
    service.unseal(root.read_bytes())
    server = Server(service, settings.socket, is_shared=False)
    thread = threading.Thread(target=server.serve, daemon=True)
    thread.start()
    try:
        yield service
    finally:
        server.stop()
        thread.join(5)
        service.close()


def asked_by(folder: Path, client: str, secrets: Mapping[str, str] = SECRETS) -> ServiceKeystore:
    """Give the product's own client of the service."""
    assert client in secrets
    return ServiceKeystore(folder / "socket", client, folder / f"{client}.secret")


def is_root() -> bool:
    return os.geteuid() == 0
