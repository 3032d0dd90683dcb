"""Where a cluster lives, and as whom it runs.

An ordinary user keeps it in a folder of her own. PostgreSQL refuses to run as root, so for root it runs as `nobody` in
a folder that root owns and `nobody` may pass through, under /var/tmp. That place is world-writable: every folder there
is looked at with lstat before it is trusted.
"""

from __future__ import annotations

import hashlib
import os
import pwd
import shutil
import stat
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from utvag.gateways.postgres.binaries import Binaries
from utvag.gateways.postgres.errors import UnableToRunPostgres
from utvag.gateways.processes.child import Identity

SHARED_FOLDER = Path("/var/tmp/utvag-demo")  # noqa: S108 (lstat guards it, see above)
UNPRIVILEGED_USER = "nobody"
# The kernel allows 107 bytes for a socket's path; PostgreSQL adds "/.s.PGSQL.5432".
LONGEST_SOCKET_FOLDER = 90


@dataclass(frozen=True, slots=True)
class Lodging:
    """A cluster's folder, its socket's folder, and the identity that it runs as (None: our own)."""

    folder: Path
    socket: Path
    identity: Identity | None


def lodge(folder: Path, *, shared: Path = SHARED_FOLDER) -> Lodging:
    """Make the folders of a cluster that belongs to `folder`, and return them.

    :raises UnableToRunPostgres: a folder is there already and is somebody else's.
    """
    if os.geteuid() != 0:
        make_private(folder)
        return Lodging(folder=folder, socket=socket_folder(folder, None), identity=None)
    identity = unprivileged()
    own = shared_home(folder, shared=shared)
    make_passage(shared)
    make_passage(own)
    return Lodging(folder=own, socket=socket_folder(own, identity), identity=identity)


def shared_home(folder: Path, *, shared: Path = SHARED_FOLDER) -> Path:
    """Return root's place for the cluster of `folder`, the same one every time."""
    return shared / hashlib.sha256(os.fsencode(folder.resolve())).hexdigest()[:16]


def unprivileged() -> Identity:
    """Return the identity that PostgreSQL runs as when we are root.

    :raises UnableToRunPostgres: the machine has no such user.
    """
    try:
        entry = pwd.getpwnam(UNPRIVILEGED_USER)
    except KeyError as error:
        raise UnableToRunPostgres("Användaren `nobody` saknas; PostgreSQL kan inte köras som root.") from error
    return Identity(uid=entry.pw_uid, gid=entry.pw_gid)


def make_private(folder: Path, identity: Identity | None = None) -> None:
    """Make a folder that only its user can enter.

    :raises UnableToRunPostgres: it exists and is not such a folder.
    """
    _make(folder, 0o700, identity)


def make_passage(folder: Path) -> None:
    """Make a folder of root's that others can pass through but neither list nor write.

    :raises UnableToRunPostgres: it exists and is not such a folder.
    """
    _make(folder, 0o711, None)


def socket_folder(folder: Path, identity: Identity | None, *, name: str = "socket") -> Path:
    """Make the folder of a socket; others may pass it when it has a user of its own.

    :raises UnableToRunPostgres: it exists and is not such a folder.
    """
    socket = place_of_socket(folder, name=name)
    if identity is None:
        make_private(socket)
    else:
        # Those who ask run as users of their own: the way in is open, and who comes in is told by what is asked there.
        _make(socket, 0o711, identity)
    return socket


def place_of_socket(folder: Path, *, name: str = "socket") -> Path:
    """Say where the folder of a socket is: in its own folder, or in a place whose path is short enough."""
    socket = folder / name
    if len(os.fsencode(socket)) <= LONGEST_SOCKET_FOLDER:
        return socket
    # The same short place every time, so that a killed run leaves nothing that the next does not use.
    digest = hashlib.sha256(os.fsencode(folder.resolve())).hexdigest()[:16]
    kind = "" if name == "socket" else f"-{name}"
    return Path(tempfile.gettempdir()) / f"utvag-{os.geteuid()}-{digest}{kind}"


def lodge_binaries(binaries: Binaries, lodging: Lodging) -> Binaries:
    """Return programs that the cluster's identity can execute, copied into its lodging where need be.

    :raises UnableToRunPostgres: they cannot be executed even so.
    """
    if lodging.identity is None or _can_execute(binaries.postgres, lodging.identity):
        return binaries
    copied = Binaries(folder=_copy(binaries, lodging.folder), major=binaries.major)
    if not _can_execute(copied.postgres, lodging.identity):
        raise UnableToRunPostgres(
            f"`{UNPRIVILEGED_USER}` kan inte köra {copied.postgres} (är disken monterad noexec?)."
        )
    return copied


def _make(folder: Path, mode: int, identity: Identity | None) -> None:
    uid = os.geteuid() if identity is None else identity.uid
    try:
        folder.mkdir(mode=mode, parents=False)
    except FileExistsError:
        pass
    else:
        folder.chmod(mode)
        if identity is not None:
            os.chown(folder, identity.uid, identity.gid)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != uid:
        raise UnableToRunPostgres(f"{folder} är inte vår egen mapp; ta bort den eller välj en annan plats.")
    if stat.S_IMODE(found.st_mode) != mode:
        folder.chmod(mode)


def _can_execute(program: Path, identity: Identity) -> bool:
    try:
        answer = subprocess.run(
            [str(program), "--version"],
            user=identity.uid,
            group=identity.gid,
            extra_groups=[],
            cwd="/",
            env={},
            capture_output=True,
            timeout=30,
            check=False,
        )
    except OSError:
        return False
    return answer.returncode == 0


def _copy(binaries: Binaries, folder: Path) -> Path:
    install = binaries.folder.parent
    target = folder / f"programs-{binaries.major}-{_fingerprint(binaries)}"
    copied = target / install.parent.name / install.name / binaries.folder.name
    if target.exists():
        return copied
    half_done = target.with_suffix(".new")
    shutil.rmtree(half_done, ignore_errors=True)
    for part in (install, install.parent.parent / f"{install.parent.name}.libs"):
        if part.is_dir():
            shutil.copytree(part, half_done / part.relative_to(install.parent.parent), symlinks=True)
    _open_for_reading(half_done)
    half_done.rename(target)
    return copied


def _open_for_reading(folder: Path) -> None:
    """Let others read and run programs that were installed under a strict umask; links lead to what is in here too."""
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            runs = path.is_dir() or path.stat().st_mode & stat.S_IXUSR
            path.chmod(0o755 if runs else 0o644)


def _fingerprint(binaries: Binaries) -> str:
    found = binaries.postgres.stat()
    return hashlib.sha256(f"{found.st_size} {found.st_mtime_ns}".encode()).hexdigest()[:8]
