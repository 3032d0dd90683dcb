"""The demo's children: web, re-check, engine, keys, log, its review, witnesses. They end with us, and we with them."""

from __future__ import annotations

import http.client
import signal
import socket
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from utvag.config.demo.database import Database
from utvag.config.demo.errors import UnableToRunDemo
from utvag.config.demo.folder import DemoFolder
from utvag.config.demo.keys import CLIENTS, SERVICE, KeyService
from utvag.config.demo.place import OWN_PREFIXES
from utvag.config.demo.residents import Residents
from utvag.config.demo.signals import Listener
from utvag.config.demo.witnesses import DemoWitness, start_witness
from utvag.gateways.postgres.cluster import stop_server
from utvag.gateways.processes.child import Child, start_child, stop_child

HOST = "127.0.0.1"
ENGINE = "engine"
# Those that connect as a role of their own.
PROGRAMS: Mapping[str, str] = MappingProxyType(
    {
        ENGINE: "utvag.config.engine",
        "log-keeper": "utvag.config.log_keeper",
        "log-reviewer": "utvag.config.log_reviewer",
    }
)
STOP_SECONDS = 5.0
READY_SECONDS = 60.0
WATCH_SECONDS = 0.2
RESTART_SECONDS = 1.0
# What falls more often than this has something that a restart does not mend.
MOST_RESTARTS = 5
RESTART_WINDOW = 60.0


@dataclass(slots=True)
class Services:
    """The children of a running demo."""

    folder: DemoFolder
    database: Database
    environment: Mapping[str, str]
    listener: Listener
    residents: Residents
    keys: KeyService
    # What the log's keeper, its reviewer and the engine need beside the rest, which nobody else may have.
    own_environments: Mapping[str, Mapping[str, str]]
    witnesses: tuple[DemoWitness, ...] = ()
    web: Child | None = None
    helpers: dict[str, Child] = field(default_factory=dict)
    restarts: list[float] = field(default_factory=list)

    def start_engine(self) -> None:
        """Start the engine, before anything that asks it; it is kept alive with the others once they run."""
        self.helpers[ENGINE] = self._start_helper(ENGINE)

    def start(self, port: int) -> None:
        """Start web, re-check, witnesses and keeper beside the key service, and return when the web answers.

        :raises UnableToRunDemo: one of them ends, or the web does not answer.
        """
        self.web = self._start("web", "utvag.config.web", str(port))
        for name in self._helper_names():
            self.helpers[name] = self._start_helper(name)
        deadline = time.monotonic() + READY_SECONDS
        while not answers(port):
            self.listener.pause(0.05)
            self._check_vital()
            if time.monotonic() > deadline:
                raise UnableToRunDemo(f"Webben svarar inte. Se {self.folder.log('web')}.")

    def watch(self) -> None:
        """Wait for ever: restart what ends beside the web, and end when something vital does.

        :raises UnableToRunDemo: the database or the web has ended, or something beside it cannot be kept alive.
        :raises Stopped: somebody asked us to stop.
        """
        while True:
            self.listener.pause(WATCH_SECONDS)
            self._check_vital()
            self._keep_helpers()

    def stop(self) -> None:
        """Stop all children, those who use the database first."""
        # The key service last: it was first, and the others may still be writing.
        for child in (self.web, *reversed(self.helpers.values())):
            if child is not None:
                stop_child(child, first=signal.SIGTERM, patience=STOP_SECONDS)
        if self.database.server is not None:
            stop_server(self.database.server)

    def _helper_names(self) -> tuple[str, ...]:
        return ("worker", *(f"witness-{one.name}" for one in self.witnesses), "log-keeper", "log-reviewer")

    def _start_helper(self, name: str) -> Child:
        if name == SERVICE:
            return self.keys.start(self.folder, without_ours(self.environment))
        if name == "worker":
            return self._start("worker", "utvag.config.worker")
        if name in PROGRAMS:
            return self._start(name, PROGRAMS[name], more=self.own_environments[name])
        witness = next(one for one in self.witnesses if name == f"witness-{one.name}")
        return start_witness(witness, self.folder, self.residents, self.environment)

    def _start(self, name: str, module: str, *arguments: str, more: Mapping[str, str] = MappingProxyType({})) -> Child:
        asked = self.keys.environment(name) if name in CLIENTS else {}
        return start_child(
            [*self.residents.python.command, "-m", module, *arguments],
            environment={**self.environment, **asked, **self.residents.environment(name), **more},
            log=self.folder.log(name),
            ends_with=signal.SIGTERM,
            identity=self.residents.identity(name),
        )

    def _check_vital(self) -> None:
        server = self.database.server
        if server is not None and server.poll() is not None:
            raise UnableToRunDemo(f"Databasen har stannat. Se {self.folder.log('postgres')}.")
        if self.web is not None and self.web.poll() is not None:
            raise UnableToRunDemo(f"Webben har stannat. Se {self.folder.log('web')}.")

    def _keep_helpers(self) -> None:
        for name, child in self.helpers.items():
            if child.poll() is None:
                continue
            now = time.monotonic()
            self.restarts = [moment for moment in self.restarts if now - moment < RESTART_WINDOW] + [now]
            if len(self.restarts) > MOST_RESTARTS:
                raise UnableToRunDemo(f"{name} stannar gång på gång. Se {self.folder.log(name)}.")
            self.listener.pause(RESTART_SECONDS)
            self.helpers[name] = self._start_helper(name)


def without_ours(environment: Mapping[str, str]) -> dict[str, str]:
    """Give an environment without what is the product's: no address of a database, no password."""
    return {name: value for name, value in environment.items() if not name.startswith(OWN_PREFIXES)}


def choose_port(wanted: int | None) -> int:
    """Return the wanted port when it is free, or else any that is."""
    for port in (*([wanted] if wanted else []), 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise UnableToRunDemo("Ingen ledig port på 127.0.0.1.")


def answers(port: int) -> bool:
    """Tell whether the web answers that it is well."""
    connection = http.client.HTTPConnection(HOST, port, timeout=5)
    try:
        connection.request("GET", "/halsa/", headers={"Host": f"localhost:{port}"})
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def last_line(log: Path) -> str:
    """Return the last line of a child's log, which is most often the cause."""
    lines = log.read_text(errors="replace").strip().splitlines() if log.exists() else []
    return lines[-1] if lines else ""
