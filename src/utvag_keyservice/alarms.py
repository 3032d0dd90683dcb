"""The service's own log of what should not happen: one line each, chained by hashes, without any name."""

import hashlib
import json
import os
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Final
from uuid import UUID

FIRST: Final = "0" * 64
#: The same alarm again within this time is counted, and written with the next.
QUIET_SECONDS: Final = 10.0
MOST_TOLD: Final = 100


class What(StrEnum):
    """What an alarm is about."""

    OVER_LIMIT = "OVER_LIMIT"
    UNKNOWN_TICKET = "UNKNOWN_TICKET"
    FOREIGN_KEY = "FOREIGN_KEY"
    KIND_REFUSED = "KIND_REFUSED"
    TOO_MANY_SESSIONS = "TOO_MANY_SESSIONS"
    EVIDENCE_REFUSED = "EVIDENCE_REFUSED"
    UNKNOWN_CLIENT = "UNKNOWN_CLIENT"
    MALFORMED = "MALFORMED"
    UNSEAL_REFUSED = "UNSEAL_REFUSED"
    DESTROY_REFUSED = "DESTROY_REFUSED"
    # Nothing is refused for these two: they are told before it comes to that.
    NEAR_LIMIT = "NEAR_LIMIT"
    FAST_OPENING = "FAST_OPENING"


class ChainBroken(Exception):
    """The file of alarms was changed: a line does not follow the one before it."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """One line. `count` says how often it has happened since the line before of the same."""

    number: int
    at: str
    what: str
    client: str
    account: str
    kind: str
    count: int


class Alarms:
    """The file, and how long each alarm has been quiet."""

    def __init__(self, path: Path, clock: Callable[[], float]) -> None:
        """Read the file; a half line at its end, from a power cut, is cut away.

        :raises ChainBroken: a line does not follow the one before it.
        """
        self._path, self._clock = path, clock
        self._lock = threading.Lock()
        self._alarms, self._last = _read(path)
        self._quiet: dict[tuple[str, str, str, str], tuple[float, int]] = {}

    @property
    def count(self) -> int:
        """Say how many lines there are."""
        return len(self._alarms)

    def after(self, number: int) -> list[dict[str, object]]:
        """Give the lines after a number, at most a hundred."""
        with self._lock:
            return [asdict(each) for each in self._alarms[number : number + MOST_TOLD]]

    def note(
        self, what: What, *, client: str, account: UUID | None = None, kind: str = "", quiet: float = QUIET_SECONDS
    ) -> None:
        """Write an alarm, on the disk before the answer is sent; the same again is counted for some seconds."""
        key = (what.value, client, str(account or ""), kind)
        with self._lock:
            now = self._clock()
            until, silent = self._quiet.get(key, (0.0, 0))
            if now < until:
                self._quiet[key] = (until, silent + 1)
                return
            self._quiet[key] = (now + quiet, 0)
            at = datetime.fromtimestamp(now, UTC).isoformat(timespec="seconds")
            self._write(Alarm(len(self._alarms) + 1, at, *key, count=silent + 1))

    def _write(self, alarm: Alarm) -> None:
        line = json.dumps({**asdict(alarm), "before": self._last}, separators=(",", ":")).encode("ascii")
        file = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            os.write(file, line + b"\n")
            os.fsync(file)
        finally:
            os.close(file)
        self._last = hashlib.sha256(line).hexdigest()
        self._alarms.append(alarm)


def _read(path: Path) -> tuple[list[Alarm], str]:
    content = path.read_bytes() if path.exists() else b""
    whole, _, half = content.rpartition(b"\n")
    if half:
        os.truncate(path, len(content) - len(half))
    alarms, last = list[Alarm](), FIRST
    for line in whole.split(b"\n") if whole else ():
        try:
            held = json.loads(line)
            follows = held.pop("before") == last and held["number"] == len(alarms) + 1
            alarms.append(Alarm(**held))
        except (ValueError, TypeError, KeyError, AttributeError):
            follows = False
        if not follows:
            raise ChainBroken(f"line {len(alarms)} of {path.name}")
        last = hashlib.sha256(line).hexdigest()
    return alarms, last
