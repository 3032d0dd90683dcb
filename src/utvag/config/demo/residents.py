"""As whom each process of the demo runs, and the folder that is its own.

Started by root, each has a numeric user that no account needs to exist for, and a folder that only it can enter. Where
those users cannot run our Python (it may lie under a folder of root's), and when we are not root, all run as ourselves;
the pages about the demo and `utvag doctor` say which.
"""

from __future__ import annotations

import functools
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Final

import cryptography

import utvag
from utvag.gateways.postgres.lodging import make_passage, shared_home
from utvag.gateways.processes.child import Identity

# Between the ranges that systemd gives out: the one that nobody uses (systemd.io/UIDS-GIDS).
FIRST_UID: Final = 60710
# A new one comes last: its number follows from its place.
NAMES: Final = (
    *("key-service", "web", "worker", "log-keeper", "witness-alfa", "witness-beta", "witness-gamma"),
    *("engine", "log-reviewer"),
)
ENGINE_SOCKET: Final = "engine-socket"
PROBE: Final = (
    "import cryptography.hazmat.primitives.ciphers.aead, django.core.wsgi, granian, numpy, psycopg, sqlite3, typst\n"
    "import utvag.config.environment, utvag_keyservice.service, utvag_witness.notes\n"
)
PROBE_SECONDS: Final = 30
SOURCES: Final = Path(utvag.__file__).resolve().parents[1]
PACKAGES: Final = Path(cryptography.__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Python:
    """An interpreter, and what its environment must say for it to find us."""

    command: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Residents:
    """Where each process of a demo lives, and as whom."""

    folder: Path
    python: Python
    # By name; empty where all run as we do.
    users: Mapping[str, Identity]

    def home(self, name: str) -> Path:
        """Give the folder that is a process's own."""
        return self.folder / name

    def identity(self, name: str) -> Identity | None:
        """Give the user that a process runs as; None: as we do."""
        return self.users.get(name)

    def environment(self, name: str) -> dict[str, str]:
        """Give what a process's environment says beside the demo's."""
        own = {"HOME": str(self.home(name))} if name in self.users else {}
        return {**self.python.environment, **own}

    def give(self, name: str, folder: Path) -> None:
        """Let a folder belong to a process's user, whole."""
        _give(folder, self.identity(name))

    def run(self, name: str, arguments: Sequence[str]) -> subprocess.Popen[str]:
        """Start a short command as a process's user, and let its answer be read."""
        identity = self.identity(name)
        return subprocess.Popen(
            [*self.python.command, *arguments],
            env={**_PLAIN, **self.environment(name)},
            cwd="/",
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            user=None if identity is None else identity.uid,
            group=None if identity is None else identity.gid,
            extra_groups=None if identity is None else [],
        )


def settle(folder: Path, *, apart: bool) -> Residents:
    """Make each process its folder, as its user where we may; move in what an earlier version kept elsewhere."""
    is_root = os.geteuid() == 0
    python = python_of_others() if is_root and apart else None
    users = {} if python is None else {name: _user(name) for name in NAMES}
    residents = Residents(_house(folder) if is_root else folder, python or Python((sys.executable,)), users)
    if is_root:
        _move_in(folder, residents)
    for name in NAMES:
        home = residents.home(name)
        if home.is_symlink() or not home.is_dir():
            home.unlink(missing_ok=True)
            home.mkdir(mode=0o700)
        _give(home, residents.identity(name))
        home.chmod(0o700)
    return residents


@functools.lru_cache(maxsize=1)
def python_of_others() -> Python | None:
    """Find a Python of our version that a user without any rights can run, with everything that is needed."""
    nobody = _user(NAMES[1])
    system = Path(f"/usr/bin/python{sys.version_info.major}.{sys.version_info.minor}")
    path = MappingProxyType({"PYTHONPATH": f"{SOURCES}{os.pathsep}{PACKAGES}"})
    # Without the system's own packages: only ours, in the versions of the lock.
    candidates = (Python((sys.executable,)), Python((str(system), "-S"), path))
    return next((each for each in candidates if _runs(each, nobody)), None)


def _runs(python: Python, identity: Identity) -> bool:
    try:
        told = subprocess.run(
            [*python.command, "-c", PROBE],
            env={**_PLAIN, **python.environment},
            cwd="/",
            capture_output=True,
            timeout=PROBE_SECONDS,
            check=False,
            user=identity.uid,
            group=identity.gid,
            extra_groups=[],
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return told.returncode == 0


_PLAIN: Final = MappingProxyType({"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"})


def _user(name: str) -> Identity:
    number = FIRST_UID + NAMES.index(name)
    return Identity(number, number)


def _house(folder: Path) -> Path:
    house = shared_home(folder)
    make_passage(house.parent)
    make_passage(house)
    return house


def _move_in(folder: Path, residents: Residents) -> None:
    for name in NAMES:
        old, new = folder / name, residents.home(name)
        if old.is_dir() and not old.is_symlink() and not new.exists():
            shutil.move(old, new)


def _give(home: Path, identity: Identity | None) -> None:
    """Let a folder belong to its user, whole, when it does not already; links in it are not followed."""
    uid = os.geteuid() if identity is None else identity.uid
    if home.lstat().st_uid == uid:
        return
    gid = os.getegid() if identity is None else identity.gid
    for path in (*home.rglob("*"), home):
        if stat.S_ISREG(path.lstat().st_mode) and path.lstat().st_nlink > 1:
            continue
        os.chown(path, uid, gid, follow_symlinks=False)
