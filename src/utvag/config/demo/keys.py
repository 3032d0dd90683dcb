"""The demo's key service: its folder, its file of settings, the clients' secrets, and the process."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import shutil
import signal
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final

from utvag.config.demo.errors import UnableToRunDemo
from utvag.config.demo.folder import DemoFolder, State, write_private
from utvag.config.demo.residents import Residents
from utvag.config.demo.signals import Listener
from utvag.gateways.keystore import KeysUnusable, ServiceKeystore
from utvag.gateways.postgres.lodging import socket_folder
from utvag.gateways.processes.child import Child, start_child

SERVICE: Final = "key-service"
KEY_SOCKET: Final = "key-socket"
OPERATOR: Final = "operator"
REVIEWER: Final = "log-reviewer"
READY_SECONDS: Final = 20.0
EVERY_KIND: Final = ("case", "home", "provider", "register", "staff", "location", "geography", "review")

# Who may ask for what. The web opens nothing of a case before somebody has signed in; the sign-in page of the demo
# shows the made-up staff's names.
CLIENTS: Final[Mapping[str, Mapping[str, object]]] = MappingProxyType(
    {
        "web": {
            # Coordinates it cannot have: the engine answers for them. Street addresses it can, within the limits below.
            "kinds": [*(kind for kind in EVERY_KIND if kind != "geography"), "index"],
            "without_ticket": ["staff"],
            "may_begin": True,
            "may_read_status": True,
        },
        "worker": {
            "kinds": [*(kind for kind in EVERY_KIND if kind != "geography"), "index"],
            "may_read_status": True,
            # What two accounts have agreed on in the web, it carries out; no session comes through it.
            "may_destroy": True,
        },
        # It opens the whole register whenever a fact has changed. Nobody's name, and no street address.
        "engine": {"kinds": ["case", "home", "provider", "register", "geography", "index"], "may_read_status": True},
        # It compares surnames: the staff's and those of the cases that they have read.
        REVIEWER: {"kinds": ["case", "staff", "review"], "may_read_status": True},
        OPERATOR: {"kinds": [*EVERY_KIND, "index"], "may_unseal": True, "may_read_status": True},
    }
)
HOUR: Final = 3600
DAY: Final = 24 * HOUR
# The liaison comes nearest: her list names the persons of every case that is open to her.
CASES_OF_AN_ACCOUNT: Final = 30
# More than the liaison's list opens at once, which in the demo names nineteen cases; fewer than an hour's, so that who
# takes all of them in one go is told of.
CASES_AT_ONCE: Final = 25
LIMITS: Final[tuple[Mapping[str, object], ...]] = (
    {"client": "web", "kind": "case", "seconds": HOUR, "per_account": CASES_OF_AN_ACCOUNT, "per_client": 300},
    {"client": "web", "kind": "location", "seconds": HOUR, "per_account": 5, "per_client": 60},
    {"client": "web", "kind": "location", "seconds": DAY, "per_account": 15, "per_client": 300},
    {"client": "web", "kind": "hash:people.number", "seconds": HOUR, "per_account": 60, "per_client": 600},
    {"client": "web", "kind": "hash:people.name", "seconds": HOUR, "per_account": 60, "per_client": 600},
    {"client": "engine", "kind": "case", "seconds": HOUR, "per_account": None, "per_client": 5000},
    {"client": "worker", "kind": "case", "seconds": HOUR, "per_account": None, "per_client": 5000},
    {"client": REVIEWER, "kind": "case", "seconds": HOUR, "per_account": None, "per_client": 300},
    {"client": "worker", "kind": "location", "seconds": HOUR, "per_account": None, "per_client": 0},
    {"client": "worker", "kind": "destroy:case", "seconds": DAY, "per_account": None, "per_client": 60},
)
# What raises an alarm although nothing is refused; see also `early`, which each limit may name (utvag_keyservice).
BURSTS: Final[tuple[Mapping[str, object], ...]] = (
    {"client": "web", "kind": "case", "seconds": 60, "per_account": CASES_AT_ONCE},
)
TICKETS: Final = MappingProxyType({"idle": 15 * 60, "absolute": 8 * HOUR, "per_hour": 300})


@dataclass(frozen=True, slots=True)
class KeyService:
    """Where the demo's key service is, and what its clients' environment says."""

    residents: Residents
    settings: Path
    socket: Path

    def environment(self, client: str) -> dict[str, str]:
        """Give what a process needs to ask as a client."""
        given = {"UTVAG_KEY_SERVICE": str(self.socket), "UTVAG_KEY_CLIENT": client}
        if not self.residents.users:
            given["UTVAG_KEY_SECRET"] = str(self._secret(client))
        return given

    def start(self, folder: DemoFolder, environment: Mapping[str, str]) -> Child:
        """Start the process; it may not answer yet."""
        return start_child(
            [*self.residents.python.command, "-m", "utvag_keyservice", "serve", self.settings, "--demo"],
            environment={**environment, **self.residents.environment(SERVICE)},
            log=folder.log(SERVICE),
            ends_with=signal.SIGTERM,
            identity=self.residents.identity(SERVICE),
        )

    def wait(self, child: Child, folder: DemoFolder, listener: Listener) -> None:
        """Wait until it answers.

        :raises UnableToRunDemo: it ends, or does not answer in time.
        """
        asked = ServiceKeystore(self.socket, OPERATOR, None if self.residents.users else self._secret(OPERATOR))
        deadline = time.monotonic() + READY_SECONDS
        while True:
            try:
                asked.status()
            except KeysUnusable:
                if child.poll() is not None or time.monotonic() > deadline:
                    raise UnableToRunDemo(f"Nyckeltjänsten startar inte. Se {folder.log(SERVICE)}.") from None
                listener.pause(0.02)
            else:
                return

    def _secret(self, client: str) -> Path:
        """Give the file of a client's secret, made at the first call."""
        path = self.residents.folder / f"key-secret-{client}"
        if not path.exists():
            write_private(path, secrets.token_hex(32))
        return path

    def write_settings(self) -> None:
        """Write who may ask for what, for the service alone to read."""
        home = self.residents.home(SERVICE)
        told = {
            "socket": str(self.socket),
            "keys": str(home / "keys"),
            "state": str(home / "state"),
            "root_file": str(home / "root-of-the-demo.key"),
            "is_shared": bool(self.residents.users),
            "clients": {name: {**one, **self._known_by(name)} for name, one in CLIENTS.items()},
            "limits": [dict(limit) for limit in LIMITS],
            "bursts": [dict(burst) for burst in BURSTS],
            "tickets": dict(TICKETS),
            "evidence": ["demo"],
        }
        self.settings.unlink(missing_ok=True)
        write_private(self.settings, json.dumps(told, indent=1))
        identity = self.residents.identity(SERVICE)
        if identity is not None:
            os.chown(self.settings, identity.uid, identity.gid)

    def _known_by(self, client: str) -> dict[str, object]:
        if not self.residents.users:
            return {"secret": hashlib.sha256(self._secret(client).read_bytes()).hexdigest()}
        identity = self.residents.identity(client)
        return {"uid": os.geteuid() if identity is None else identity.uid}


def key_service(state: State, residents: Residents) -> KeyService:
    """Make the service's folder ready, with the keys of an earlier version of the demo in it."""
    home, identity = residents.home(SERVICE), residents.identity(SERVICE)
    old, new = state.folder / "keys", home / "keys"
    if old.is_dir() and not new.exists():
        shutil.move(old, new)
        residents.give(SERVICE, new)
    folder = socket_folder(residents.folder, identity, name=KEY_SOCKET)
    made = KeyService(residents, home / "settings.json", folder / "keys")
    made.write_settings()
    return made
