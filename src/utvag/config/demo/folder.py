"""The demo's folder: its lock, and what it must remember about each database."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import secrets
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from utvag.config.demo.errors import UnableToRunDemo
from utvag.gateways.postgres.errors import UnableToRunPostgres
from utvag.gateways.postgres.lodging import make_private
from utvag.gateways.postgres.roles import Passwords

SECRET_BYTES = 32
WITNESSES = ("alfa", "beta", "gamma")
LOGS = (
    *("postgres.log", "prepare.log", "web.log", "worker.log", "log-keeper.log", "key-service.log", "engine.log"),
    "log-reviewer.log",
    *(f"witness-{name}.log" for name in WITNESSES),
)


@dataclass(frozen=True, slots=True)
class Secrets:
    """What one database's demo must not lose: the identity of its data, its passwords and Django's key."""

    id: str
    passwords: Passwords
    django_key: str

    def __repr__(self) -> str:
        return f"Secrets(id={self.id!r}, …)"


@dataclass(frozen=True, slots=True)
class State:
    """What the demo remembers about one database server."""

    folder: Path

    def secrets(self) -> Secrets:
        """Return the secrets, made at the first call."""
        path = self.folder / "secrets.json"
        if not path.exists():
            write_private(path, json.dumps({name: secrets.token_urlsafe(SECRET_BYTES) for name in _SECRET_NAMES}))
        read = json.loads(path.read_text())
        # A demo of an earlier version had fewer roles.
        missing = [name for name in _SECRET_NAMES if name not in read]
        if missing:
            read |= {name: secrets.token_urlsafe(SECRET_BYTES) for name in missing}
            write_private(path, json.dumps(read))
        passwords = Passwords(**{name: read[name] for name in _ROLES})
        return Secrets(id=read["id"], passwords=passwords, django_key=read["django_key"])

    def is_filled(self, database: str) -> bool:
        """Tell whether the municipality was loaded to its end."""
        return self._filled(database).exists()

    def note_filled(self, database: str) -> None:
        """Remember that the municipality was loaded to its end."""
        self._filled(database).touch()

    def forget_filled(self, database: str) -> None:
        """Forget it, when the data is gone."""
        self._filled(database).unlink(missing_ok=True)

    def is_begun(self) -> bool:
        """Tell whether we once found the database empty and began to fill it."""
        return (self.folder / "begun").exists()

    def note_begun(self) -> None:
        """Remember that we found the database empty."""
        (self.folder / "begun").touch()

    def _filled(self, database: str) -> Path:
        return self.folder / f"{database}.filled"


_ROLES = ("admin", "owner", "app", "log", "engine", "review")
_SECRET_NAMES = ("id", *_ROLES, "django_key")


@dataclass(frozen=True, slots=True)
class Running:
    """What a running demo tells others about itself."""

    address: str
    pid: int
    # What another command needs to work on the same database; holds the app role's password.
    environment: Mapping[str, str]

    def __repr__(self) -> str:
        return f"Running({self.address!r}, {self.pid!r}, …)"


@dataclass(frozen=True, slots=True)
class DemoFolder:
    """`.demo/` in the checkout; everything the demo makes is here, or is named by what is here."""

    root: Path

    @property
    def embedded(self) -> State:
        return State(self.root)

    def given(self, digest: str) -> State:
        """Return the state of a database server that is not ours."""
        folder = self.root / f"given-{digest}"
        make_private(folder)
        return State(folder)

    def log(self, name: str) -> Path:
        """Return the path of a child's log."""
        return self.root / f"{name}.log"

    def clear_logs(self) -> None:
        """Begin new logs: they are for finding out why this run failed."""
        for name in LOGS:
            path = self.root / name
            path.unlink(missing_ok=True)
            write_private(path, "")

    def running(self) -> Running | None:
        """Return what the running demo has told, if it has come that far."""
        try:
            read = json.loads((self.root / "run.json").read_text())
            return Running(address=read["address"], pid=read["pid"], environment=read["environment"])
        except (OSError, ValueError, KeyError):
            return None

    def note_running(self, running: Running) -> None:
        """Tell others where we are."""
        told = {"address": running.address, "pid": running.pid, "environment": dict(running.environment)}
        write_private(self.root / "run.json", json.dumps(told))

    def forget_running(self) -> None:
        """Tell others that we are gone."""
        (self.root / "run.json").unlink(missing_ok=True)

    def last_port(self) -> int | None:
        """Return the port of the run before this one: an address is nicer when it stays."""
        try:
            return int((self.root / "port").read_text())
        except (OSError, ValueError):
            return None

    def note_port(self, port: int) -> None:
        """Remember the port for the next run."""
        write_private(self.root / "port", str(port))

    def is_locked(self) -> bool:
        """Tell whether a demo runs here."""
        with self.locked() as is_ours:
            return not is_ours

    @contextlib.contextmanager
    def locked(self) -> Iterator[bool]:
        """Hold the folder for ourselves; yield False when another demo holds it.

        The kernel lets go of the lock when its holder dies, however it dies.
        """
        with (self.root / "lock").open("a") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield False
                return
            yield True


def open_folder(root: Path) -> DemoFolder:
    """Return the demo's folder, made when it is not there.

    :raises UnableToRunDemo: it is somebody else's.
    """
    if root.is_dir() and any(root.iterdir()) and not (root / "lock").exists():
        raise UnableToRunDemo(f"{root} är inte en mapp som demon har gjort; den lämnas orörd.")
    try:
        make_private(root)
    except PermissionError as error:
        raise UnableToRunDemo(f"Mappen {root.parent} går inte att skriva i.") from error
    except UnableToRunPostgres as error:
        raise UnableToRunDemo(str(error)) from error
    return DemoFolder(root)


def write_private(path: Path, text: str) -> None:
    """Write a whole file that only we can read, or leave the old one as it was."""
    half_done = path.with_name(f"{path.name}.new")
    half_done.unlink(missing_ok=True)
    with os.fdopen(os.open(half_done, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    half_done.replace(path)


def remove_tree(folder: Path) -> None:
    """Remove a folder of ours; one that is not there is removed already."""
    with contextlib.suppress(FileNotFoundError):
        shutil.rmtree(folder)
