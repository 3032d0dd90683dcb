"""One secret for each case beside the keys of its kind: with it gone, no copy of the database opens the case.

What is destroyed is marked in a folder of its own before its secret is erased, and the mark is asked first: secrets
that are put back from an older copy open nothing.
"""

import os
import secrets
from pathlib import Path
from typing import Final
from uuid import UUID

from utvag.gateways.keystore.files import KeysUnusable, refuse_open, write_once

SECRET_BYTES: Final = 32
SECRETS, DESTROYED = "subjects", "destroyed"


class KeyDestroyed(Exception):
    """The subject's key was destroyed, for ever; what it sealed cannot be read by anybody."""


def secret_of(folder: Path, kind: str, subject: UUID, *, make: bool) -> bytes | None:
    """Give a subject's secret; None where it has none, and none is to be made.

    :raises KeyDestroyed: it was destroyed.
    :raises KeysUnusable: it is damaged, or others may read it.
    """
    name = f"{kind}-{subject.hex}"
    path = folder / SECRETS / name
    if is_destroyed(folder, kind, subject):
        raise KeyDestroyed(kind)
    try:
        if not path.exists():
            if not make:
                return None
            _private(folder, SECRETS)
            write_once(path, secrets.token_bytes(SECRET_BYTES))
        refuse_open(path)
        secret = path.read_bytes()
    except OSError as error:
        raise KeysUnusable(f"Nyckelfilen {name} går inte att läsa eller skapa: {error.strerror}.") from None
    if len(secret) != SECRET_BYTES:
        raise KeysUnusable(f"Nyckelfilen {name} är skadad.")
    return secret


def is_destroyed(folder: Path, kind: str, subject: UUID) -> bool:
    """Say whether a subject is marked as destroyed."""
    return (folder / DESTROYED / f"{kind}-{subject.hex}").exists()


def destroy_secret(folder: Path, kind: str, subject: UUID) -> None:
    """Mark a subject as destroyed, and erase its secret.

    :raises KeysUnusable: the folder cannot be written.
    """
    name = f"{kind}-{subject.hex}"
    try:
        _private(folder, DESTROYED)
        write_once(folder / DESTROYED / name, b"")
        path = folder / SECRETS / name
        if path.exists():
            with os.fdopen(os.open(path, os.O_WRONLY), "wb") as file:
                file.write(secrets.token_bytes(SECRET_BYTES))
                file.flush()
                os.fsync(file.fileno())
            path.unlink()
    except OSError as error:
        raise KeysUnusable(f"Nyckelfilen {name} går inte att förstöra: {error.strerror}.") from None


def _private(folder: Path, name: str) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    (folder / name).mkdir(mode=0o700, exist_ok=True)
    refuse_open(folder / name)
