"""Start programs that cannot outlive the one that started them."""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

PR_SET_PDEATHSIG = 1
POLL_SECONDS = 0.05

# Loaded before any fork: between fork and exec only what is already in memory is safe to call.
_LIBC = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None

Pause = Callable[[float], None]
Child = subprocess.Popen[bytes]


@dataclass(frozen=True, slots=True)
class Identity:
    """The user and group that a child runs as when we are root."""

    uid: int
    gid: int


def bind_to_parent(ends_with: signal.Signals, parent: int) -> None:
    """Ask the kernel to send us a signal when our parent dies, and leave at once if it is dead already."""
    if _LIBC is not None:
        _LIBC.prctl(PR_SET_PDEATHSIG, int(ends_with), 0, 0, 0)
    if os.getppid() != parent:
        os._exit(1)


def start_child(
    command: Sequence[str | Path],
    *,
    environment: Mapping[str, str],
    log: Path | None,
    ends_with: signal.Signals,
    identity: Identity | None = None,
) -> Child:
    """Start a program in a session of its own that gets `ends_with` when we die.

    Call it from the main thread: the kernel ties the death signal to the thread that forked.
    """
    with contextlib.ExitStack() as stack:
        output = subprocess.DEVNULL if log is None else stack.enter_context(log.open("ab")).fileno()
        return subprocess.Popen(
            [str(part) for part in command],
            env=dict(environment),
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
            # The ids are set before preexec_fn runs, so that the change of user does not clear the death signal.
            user=None if identity is None else identity.uid,
            group=None if identity is None else identity.gid,
            extra_groups=None if identity is None else [],
            # Safe although programs with threads may deadlock in it: it calls the kernel and takes no lock.
            preexec_fn=partial(_prepare_child, ends_with, os.getpid()),  # noqa: PLW1509
        )


def run_child(child: Child, *, pause: Pause, seconds: float) -> int:
    """Wait for a child to end and return its exit code; kill it when `pause` raises or the time is out."""
    deadline = time.monotonic() + seconds
    try:
        while child.poll() is None and time.monotonic() < deadline:
            pause(POLL_SECONDS)
    finally:
        if child.poll() is None:
            kill_group(child)
        code = child.wait()
    return code


def stop_child(child: Child, *, first: signal.Signals, patience: float) -> None:
    """End a child: ask with `first`, wait, then kill what is left of its group."""
    if child.poll() is None:
        child.send_signal(first)
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(timeout=patience)
    kill_group(child)
    child.wait()


def kill_group(child: Child) -> None:
    """Kill a child and everything that it has forked within its session."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)


def _prepare_child(ends_with: signal.Signals, parent: int) -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    bind_to_parent(ends_with, parent)
