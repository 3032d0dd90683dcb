"""The demo's children that serve: the web and the re-check. Both end with us, and we with them."""

from __future__ import annotations

import http.client
import signal
import socket
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from utvag.config.demo.database import Database
from utvag.config.demo.errors import UnableToRunDemo
from utvag.config.demo.folder import DemoFolder
from utvag.config.demo.signals import Listener
from utvag.gateways.postgres.cluster import stop_server
from utvag.gateways.processes.child import Child, start_child, stop_child

HOST = "127.0.0.1"
STOP_SECONDS = 5.0
READY_SECONDS = 60.0
WATCH_SECONDS = 0.2
RESTART_SECONDS = 1.0
# A re-check that falls more often than this has something that a restart does not mend.
MOST_RESTARTS = 5
RESTART_WINDOW = 60.0


@dataclass(slots=True)
class Services:
    """The children of a running demo."""

    folder: DemoFolder
    database: Database
    environment: Mapping[str, str]
    listener: Listener
    web: Child | None = None
    worker: Child | None = None
    restarts: list[float] = field(default_factory=list)

    def start(self, port: int) -> None:
        """Start web and re-check, and return when the web answers.

        :raises UnableToRunDemo: one of them ends, or the web does not answer.
        """
        self.web = self._start("web", "utvag.config.web", str(port))
        self.worker = self._start("worker", "utvag.config.worker")
        deadline = time.monotonic() + READY_SECONDS
        while not answers(port):
            self.listener.pause(0.05)
            self._check_vital()
            if time.monotonic() > deadline:
                raise UnableToRunDemo(f"Webben svarar inte. Se {self.folder.log('web')}.")

    def watch(self) -> None:
        """Wait for ever: restart the re-check when it ends, and end when something vital does.

        :raises UnableToRunDemo: the database or the web has ended, or the re-check cannot be kept alive.
        :raises Stopped: somebody asked us to stop.
        """
        while True:
            self.listener.pause(WATCH_SECONDS)
            self._check_vital()
            self._keep_worker()

    def stop(self) -> None:
        """Stop all children, those who use the database first."""
        for child in (self.web, self.worker):
            if child is not None:
                stop_child(child, first=signal.SIGTERM, patience=STOP_SECONDS)
        if self.database.server is not None:
            stop_server(self.database.server)

    def _start(self, name: str, module: str, *arguments: str) -> Child:
        return start_child(
            [sys.executable, "-m", module, *arguments],
            environment=self.environment,
            log=self.folder.log(name),
            ends_with=signal.SIGTERM,
        )

    def _check_vital(self) -> None:
        server = self.database.server
        if server is not None and server.poll() is not None:
            raise UnableToRunDemo(f"Databasen har stannat. Se {self.folder.log('postgres')}.")
        if self.web is not None and self.web.poll() is not None:
            raise UnableToRunDemo(f"Webben har stannat. Se {self.folder.log('web')}.")

    def _keep_worker(self) -> None:
        if self.worker is None or self.worker.poll() is None:
            return
        now = time.monotonic()
        self.restarts = [moment for moment in self.restarts if now - moment < RESTART_WINDOW] + [now]
        if len(self.restarts) > MOST_RESTARTS:
            raise UnableToRunDemo(f"Omkontrollen stannar gång på gång. Se {self.folder.log('worker')}.")
        self.listener.pause(RESTART_SECONDS)
        self.worker = self._start("worker", "utvag.config.worker")


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
