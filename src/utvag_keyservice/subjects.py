"""One secret for each case, and the list of those that were destroyed: with the secret gone, no backup opens the case.

The key that wraps a case's data key is made of the kind's key and of the case's own secret, a file here. The list of
the destroyed is another file, elsewhere: it only grows, each line names the one before and is signed, and it is
carried out again whenever the keys are opened. An old copy of the secrets is therefore no way back.
"""

import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from uuid import UUID

from utvag_keyservice.files import VaultUnusable, make_private, refuse_open, sync_folder, write_private

#: Kinds of which one subject alone can be destroyed.
DESTROYABLE: Final = frozenset({"case"})
SECRET_BYTES: Final = 32
FOLDER: Final = "subjects"
MARK: Final = "destroyed.mark"
FIRST: Final = "0" * 64

Sign = Callable[[bytes], bytes]


class Destroyed(Exception):
    """The subject's secret was destroyed, for ever."""


@dataclass(frozen=True, slots=True)
class _List:
    """What the file of the destroyed says."""

    subjects: frozenset[tuple[str, UUID]]
    lines: int
    last: str


class Subjects:
    """The secrets, read from their files each time: nothing of a destroyed one stays in this process."""

    def __init__(self, keys: Path, tombstones: Path, sign: Sign) -> None:
        """Read the list, see that none of it is missing, and carry it out again.

        :raises VaultUnusable: it was changed, or is shorter than these keys have known it.
        """
        self._folder, self._list_path, self._mark = keys / FOLDER, tombstones, keys / MARK
        self._sign = sign
        make_private(self._folder)
        self._list = _read(tombstones, sign)
        self._refuse_shorter()
        for kind, subject in self._list.subjects:
            self._erase(kind, subject)
        self._set_mark()

    @property
    def count(self) -> int:
        """Say how many are destroyed."""
        return self._list.lines

    def is_destroyed(self, kind: str, subject: UUID) -> bool:
        """Say whether a subject was destroyed."""
        return (kind, subject) in self._list.subjects

    def secret_of(self, kind: str, subject: UUID, *, make: bool) -> bytes | None:
        """Give a subject's secret; None where it has none, and none is to be made.

        :raises Destroyed: it was destroyed.
        """
        if self.is_destroyed(kind, subject):
            raise Destroyed
        path = self._path(kind, subject)
        if not path.exists():
            if not make:
                return None
            write_private(path, secrets.token_bytes(SECRET_BYTES))
        refuse_open(path)
        secret = path.read_bytes()
        if len(secret) != SECRET_BYTES:
            raise VaultUnusable(f"{path.name}: damaged")
        return secret

    def destroy(self, wanted: Iterable[tuple[str, UUID]], now: float) -> None:
        """Destroy secrets: first the line that says so, then the secret. What a kill leaves, the next start does."""
        for kind, subject in wanted:
            if not self.is_destroyed(kind, subject):
                self._append(kind, subject, now)
            self._erase(kind, subject)
        self._set_mark()

    def _append(self, kind: str, subject: UUID, now: float) -> None:
        held = {
            "number": self._list.lines + 1,
            "at": datetime.fromtimestamp(now, UTC).isoformat(timespec="seconds"),
            "kind": kind,
            "subject": subject.hex,
            "before": self._list.last,
        }
        line = _signed(held, self._sign)
        file = os.open(self._list_path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            os.write(file, line + b"\n")
            os.fsync(file)
        finally:
            os.close(file)
        sync_folder(self._list_path.parent)
        known = self._list.subjects | {(kind, subject)}
        self._list = _List(known, self._list.lines + 1, hashlib.sha256(line).hexdigest())

    def _erase(self, kind: str, subject: UUID) -> None:
        path = self._path(kind, subject)
        if not path.exists():
            return
        # What lay in these blocks is written over first; a disk that moves blocks may still keep it for a while.
        file = os.open(path, os.O_WRONLY)
        try:
            os.write(file, secrets.token_bytes(SECRET_BYTES))
            os.fsync(file)
        finally:
            os.close(file)
        path.unlink()
        sync_folder(self._folder)

    def _refuse_shorter(self) -> None:
        if not self._mark.exists():
            return
        lines, _, last = self._mark.read_text(encoding="ascii").partition(" ")
        known = _read(self._list_path, self._sign, most=int(lines))
        if (known.lines, known.last) != (int(lines), last):
            raise VaultUnusable(f"{self._list_path.name} lacks destructions that these keys know of: put it back first")

    def _set_mark(self) -> None:
        write_private(self._mark, f"{self._list.lines} {self._list.last}".encode("ascii"))

    def _path(self, kind: str, subject: UUID) -> Path:
        return self._folder / f"{kind}-{subject.hex}"

    def __repr__(self) -> str:
        return "Subjects(…)"


def _signed(held: dict[str, object], sign: Sign) -> bytes:
    body = json.dumps(held, separators=(",", ":")).encode("ascii")
    return json.dumps({**held, "signed": sign(body).hex()}, separators=(",", ":")).encode("ascii")


def _read(path: Path, sign: Sign, *, most: int | None = None) -> _List:
    """Read the list; a half line at its end, from a power cut, was never answered for and is cut away."""
    content = path.read_bytes() if path.exists() else b""
    whole, _, half = content.rpartition(b"\n")
    if half:
        os.truncate(path, len(content) - len(half))
    subjects, last = set[tuple[str, UUID]](), FIRST
    lines = whole.split(b"\n")[:most] if whole else []
    for number, line in enumerate(lines, start=1):
        try:
            held = json.loads(line)
            signed = bytes.fromhex(held.pop("signed"))
            body = json.dumps(held, separators=(",", ":")).encode("ascii")
            follows = (held["number"], held["before"]) == (number, last) and hmac.compare_digest(signed, sign(body))
            subjects.add((str(held["kind"]), UUID(hex=held["subject"])))
        except (ValueError, TypeError, KeyError, AttributeError):
            follows = False
        if not follows:
            raise VaultUnusable(f"line {number} of {path.name} does not follow the one before it, or is not ours")
        last = hashlib.sha256(line).hexdigest()
    return _List(frozenset(subjects), len(lines), last)
