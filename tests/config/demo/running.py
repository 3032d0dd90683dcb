"""A real demo, started as a newcomer starts it, but in a folder of the test's."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import psycopg

READY_SECONDS = 120.0
GONE_SECONDS = 20.0
OWN_VARIABLES = ("UTVAG_", "DATABASE_URL", "PG", "DJANGO_")


@dataclass(frozen=True, slots=True)
class RunningDemo:
    """A demo that has said its address, and everything that it had started by then."""

    process: subprocess.Popen[bytes]
    output: Path
    address: str

    @property
    def said(self) -> str:
        return self.output.read_text()

    def children(self) -> dict[str, int]:
        """Return the processes by what they are."""
        return {_kind(pid): pid for pid in descendants(self.process.pid)}

    def stop(self, by: signal.Signals = signal.SIGINT) -> int:
        """Stop it, and return the exit code."""
        self.process.send_signal(by)
        return self.process.wait(timeout=GONE_SECONDS)


def environment(folder: Path, **more: str) -> dict[str, str]:
    """Return an environment in which the demo lives in `folder`."""
    base = {name: value for name, value in os.environ.items() if not name.startswith(OWN_VARIABLES)}
    chosen = {"UTVAG_PG_BIN": os.environ["UTVAG_PG_BIN"]} if "UTVAG_PG_BIN" in os.environ else {}
    return {**base, **chosen, "UTVAG_DEMO_FOLDER": str(folder), **more}


def command(*arguments: str) -> list[str]:
    """Return how a command of ours is started."""
    return [sys.executable, "-m", "utvag.config.command_line", *arguments]


def run(folder: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run a command of ours to its end."""
    return subprocess.run(
        command(*arguments), env=environment(folder, **more), capture_output=True, text=True, timeout=120, check=False
    )


def start_demo(folder: Path, output: Path, *, through: Sequence[str] = (), **more: str) -> RunningDemo:
    """Start a demo and wait until it says where it is."""
    with output.open("wb") as file:
        process = subprocess.Popen(
            [*through, *command("demo")], env=environment(folder, **more), stdout=file, stderr=file
        )
    deadline = time.monotonic() + READY_SECONDS
    while (found := re.search(r"http://localhost:\d+", output.read_text())) is None:
        if process.poll() is not None or time.monotonic() > deadline:
            process.kill()
            process.wait()
            raise AssertionError(f"the demo did not start: {output.read_text()}")
        time.sleep(0.05)
    return RunningDemo(process=process, output=output, address=found.group())


def as_app(folder: Path) -> psycopg.Connection[tuple[object, ...]]:
    """Connect as the product does, by what the running demo tells."""
    given = json.loads((folder / "run.json").read_text())["environment"]
    return psycopg.connect(
        host=given["UTVAG_DB_HOST"],
        port=given["UTVAG_DB_PORT"],
        dbname=given["UTVAG_DB_NAME"],
        user=given["UTVAG_DB_USER"],
        password=given["UTVAG_DB_PASSWORD"],
        autocommit=True,
    )


def descendants(pid: int) -> list[int]:
    """Return the processes that a process has started, and those that they have started."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [each for child in map(int, children) for each in (child, *descendants(child))]


def alive(pids: Mapping[str, int]) -> dict[str, int]:
    """Return those that still run."""
    return {name: pid for name, pid in pids.items() if _is_alive(pid)}


def left_after(pids: Mapping[str, int], seconds: float = GONE_SECONDS) -> dict[str, int]:
    """Return those that still run when they have had time to end."""
    deadline = time.monotonic() + seconds
    while alive(pids) and time.monotonic() < deadline:
        time.sleep(0.05)
    return alive(pids)


def _is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


_MODULES = {
    "postgres -D": "postgres",
    "utvag.config.worker": "worker",
    "utvag.config.engine": "engine",
    "utvag.config.log_keeper": "log-keeper",
    "utvag.config.log_reviewer": "log-reviewer",
    "utvag_keyservice": "key-service",
}


def _kind(pid: int) -> str:
    words = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    if "utvag.config.web" in words:
        # The server starts the one that answers; both say the same of themselves.
        return "web" if Path(f"/proc/{pid}/task/{pid}/children").read_text().split() else "web-answering"
    for module, name in _MODULES.items():
        if module in words:
            return name
    if found := re.search(r"--name vittne\.example/(\w+)", words):
        return f"witness-{found[1]}"
    return f"{words.strip()[:40]} {pid}"
