"""The web server of the demo: granian on this machine's own address, in a process that cannot be orphaned."""

from __future__ import annotations

import importlib
import os
import signal
import sys
from collections.abc import Sequence
from typing import Any

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from utvag.gateways.processes.child import bind_to_parent

APPLICATION = "utvag.config.wsgi:application"
THREADS = 4


def run_web(argv: Sequence[str]) -> int:
    """Serve on 127.0.0.1 at the port given, until told to stop."""
    server = Server(
        APPLICATION,
        address="127.0.0.1",
        port=int(argv[0]),
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=THREADS,
        log_level=LogLevels.warning,
        # An access log holds addresses of pages, and so the ids of cases.
        log_access=False,
        websockets=False,
    )
    server.serve(target_loader=_LoadInWorker(os.getpid()))
    return 0


class _LoadInWorker:
    """Loads the application in the forked worker, which first binds its life to the server's.

    Granian's worker otherwise goes on serving when the server is killed.
    """

    def __init__(self, server: int) -> None:
        self._server = server

    def __call__(self, *_target: object, **_options: object) -> Any:
        bind_to_parent(signal.SIGKILL, self._server)
        module, _, name = APPLICATION.partition(":")
        return getattr(importlib.import_module(module), name)


if __name__ == "__main__":
    sys.exit(run_web(sys.argv[1:]))
