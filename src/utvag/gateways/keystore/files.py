"""Key files: made once, private, never overwritten."""

import json
import os
import secrets
import stat
from base64 import b64decode, b64encode
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

KEY_BYTES: Final = 32
ID_BYTES: Final = 8
OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO


class KeysUnusable(Exception):
    """The keys are missing, damaged or open to others. Nothing can be read or written without them."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key and the id by which wrappings name it."""

    id: bytes
    key: bytes = field(repr=False)


def read_keys(folder: Path, name: str) -> tuple[Key, ...]:
    """Read the keys of one kind, the current first; make the first one where there is none.

    :raises KeysUnusable: when the file is damaged, or others may read it or its folder.
    """
    path = folder / f"{name}.json"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        refuse_open(folder)
        if not path.exists():
            _make(path)
        refuse_open(path)
        stored = json.loads(path.read_text(encoding="ascii"))
        keys = tuple(Key(bytes.fromhex(one["id"]), b64decode(one["key"], validate=True)) for one in stored)
    except OSError as error:
        raise KeysUnusable(f"Nyckelfilen {path.name} går inte att läsa eller skapa: {error.strerror}.") from None
    except (ValueError, TypeError, KeyError):
        raise KeysUnusable(f"Nyckelfilen {path.name} är skadad.") from None
    if not keys or any(len(key.id) != ID_BYTES or len(key.key) != KEY_BYTES for key in keys):
        raise KeysUnusable(f"Nyckelfilen {path.name} är skadad.")
    return keys


def _make(path: Path) -> None:
    """Write a new key."""
    made = {"id": secrets.token_hex(ID_BYTES), "key": b64encode(secrets.token_bytes(KEY_BYTES)).decode("ascii")}
    write_once(path, json.dumps([made]).encode("ascii"))


def write_once(path: Path, content: bytes) -> None:
    """Write a file beside its name and link it in: of two that begin at once, the first wins."""
    half_done = path.with_name(f"{path.name}.{secrets.token_hex(ID_BYTES)}")
    with os.fdopen(os.open(half_done, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(half_done, path)
    except FileExistsError:
        return
    finally:
        half_done.unlink()


def refuse_open(path: Path) -> None:
    """Let nothing pass that others could read or have put there.

    :raises KeysUnusable: it is a link, somebody else's, or open to others.
    """
    state = path.lstat()
    if stat.S_ISLNK(state.st_mode) or state.st_uid != os.geteuid() or state.st_mode & OTHERS:
        raise KeysUnusable(f"{path.name} får bara gå att läsa för den som kör Utväg (0600, mappen 0700).")
