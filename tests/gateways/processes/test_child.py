"""Children end with us, whatever ends us."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from utvag.gateways.processes.child import Child, kill_group, run_child, start_child, stop_child

ENVIRONMENT = {"PATH": "/usr/bin:/bin"}
SLEEPER = ["/bin/sh", "-c", "sleep 60 & wait"]
# A parent that starts a child as the product does, says its number, and waits to be killed.
PARENT = """
import signal, sys, time
from utvag.gateways.processes.child import start_child
child = start_child(["/bin/sleep", "60"], environment={}, log=None, ends_with=signal.SIGTERM)
print(child.pid, flush=True)
time.sleep(60)
"""


@pytest.fixture
def child() -> Iterator[Child]:
    started = start_child(SLEEPER, environment=ENVIRONMENT, log=None, ends_with=signal.SIGTERM)
    yield started
    kill_group(started)
    started.wait()


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def is_gone_within(pid: int, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while is_alive(pid) and time.monotonic() < deadline:
        time.sleep(0.02)
    return not is_alive(pid)


def test_a_child_ends_when_its_parent_is_killed() -> None:
    parent = subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    pid = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    parent.stdout.close()
    assert is_gone_within(pid, 5)


def test_a_child_has_a_session_of_its_own(child: Child) -> None:
    assert os.getsid(child.pid) == child.pid != os.getsid(0)


def test_a_stopped_child_takes_its_own_children_along(child: Child) -> None:
    time.sleep(0.1)
    grandchildren = Path(f"/proc/{child.pid}/task/{child.pid}/children").read_text().split()
    stop_child(child, first=signal.SIGTERM, patience=5)
    assert grandchildren
    assert all(is_gone_within(int(pid), 5) for pid in grandchildren)


def test_a_child_that_will_not_stop_is_killed() -> None:
    stubborn = start_child(
        ["/bin/sh", "-c", "trap '' TERM; while :; do sleep 1; done"],
        environment=ENVIRONMENT,
        log=None,
        ends_with=signal.SIGKILL,
    )
    time.sleep(0.1)
    stop_child(stubborn, first=signal.SIGTERM, patience=0.2)
    assert stubborn.returncode == -signal.SIGKILL


def test_a_child_is_killed_when_the_wait_is_broken_off(child: Child) -> None:
    def pause(_seconds: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_child(child, pause=pause, seconds=10)
    assert is_gone_within(child.pid, 5)


def test_a_child_writes_no_core_file(tmp_path: Path) -> None:
    log = tmp_path / "log"
    started = start_child(["/bin/sh", "-c", "ulimit -c"], environment=ENVIRONMENT, log=log, ends_with=signal.SIGTERM)
    run_child(started, pause=time.sleep, seconds=10)
    assert log.read_text().strip() == "0"
