"""Deal with what a killed run left in a data folder: a server without a parent, or a notice without a server."""

from __future__ import annotations

import contextlib
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

from utvag.gateways.postgres.errors import UnableToRunPostgres

GENTLE_SECONDS = 15.0
FORCED_SECONDS = 5.0
NOTICE = "postmaster.pid"
PROCESSES = Path("/proc/self")


def clear_orphan(data: Path, *, pause: Callable[[float], None] = time.sleep) -> None:
    """Stop a server that still runs on `data`, and remove a notice whose server is gone.

    PostgreSQL refuses to start when the process id in the notice is alive, even as a zombie or another program.

    :raises UnableToRunPostgres: the orphan does not stop.
    """
    if not PROCESSES.is_dir():
        # Where processes cannot be looked at, PostgreSQL's own judgement is the safer one.
        return
    pid = find_orphan(data)
    if pid is not None:
        _stop(pid, data, pause)
    (data / NOTICE).unlink(missing_ok=True)


def find_orphan(data: Path) -> int | None:
    """Return the process id of the server that runs on `data`, if one does."""
    pid = _noted_pid(data / NOTICE)
    return pid if pid is not None and is_server_of(pid, data) else None


def is_server_of(pid: int, data: Path) -> bool:
    """Tell whether the process is a living server on `data`.

    Asked of its command line, which root may read in a container too; its working folder may be hidden there.
    """
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return False
    return Path(os.fsdecode(words[0])).name == "postgres" and os.fsencode(data) in words


def _noted_pid(notice: Path) -> int | None:
    try:
        return abs(int(notice.read_text().split("\n", 1)[0]))
    except (OSError, ValueError):
        return None


def _stop(pid: int, data: Path, pause: Callable[[float], None]) -> None:
    # Fast stop, then immediate stop; each in PostgreSQL's own sense.
    for ask, seconds in ((signal.SIGINT, GENTLE_SECONDS), (signal.SIGQUIT, FORCED_SECONDS)):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, ask)
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if not is_server_of(pid, data):
                return
            pause(0.05)
    raise UnableToRunPostgres(f"En PostgreSQL från en tidigare körning (process {pid}) går inte att stoppa.")
