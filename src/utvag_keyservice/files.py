"""Files and folders that the service alone can read, on the disk before anybody is told of them."""

import os
import secrets
import stat
from pathlib import Path


class VaultUnusable(Exception):
    """The keys are missing, damaged, open to others or sealed under another root key. The text holds no key."""


def make_private(folder: Path) -> None:
    """Make a folder that only we can enter.

    :raises VaultUnusable: it is somebody else's, or others may enter it.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        refuse_open(folder)
    except OSError as error:
        raise VaultUnusable(f"{folder.name}: {error.strerror}") from None


def write_private(path: Path, content: bytes) -> None:
    """Write a whole file that only we can read, on the disk before it has its name."""
    half_done = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    with os.fdopen(os.open(half_done, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    half_done.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Have the names in a folder on the disk."""
    held = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(held)
    finally:
        os.close(held)


def refuse_open(path: Path) -> None:
    """Let nothing pass that others could read or have put there.

    :raises VaultUnusable: it is a link, somebody else's, or open to others.
    """
    state = path.lstat()
    if stat.S_ISLNK(state.st_mode) or state.st_uid != os.geteuid() or state.st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise VaultUnusable(f"{path.name} must be readable by the key service alone (0600, its folder 0700)")
