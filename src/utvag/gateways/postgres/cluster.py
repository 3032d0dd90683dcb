"""Make a cluster, start it as our own child, and stop it.

A cluster made here never trusts anybody: every role has a password (SCRAM), data and socket folders are closed to
others, and nothing listens on the network. Its log holds no statement and no value.
"""

from __future__ import annotations

import os
import shutil
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from utvag.gateways.postgres.binaries import Binaries
from utvag.gateways.postgres.errors import UnableToRunPostgres
from utvag.gateways.postgres.lodging import Lodging, make_private
from utvag.gateways.postgres.orphan import clear_orphan
from utvag.gateways.processes.child import Child, run_child, start_child, stop_child

ADMIN_ROLE = "utvag_admin"
PORT = 5432
SPAWN_ATTEMPTS = 20
SPAWN_PAUSE = 0.3
READY_SECONDS = 60.0
INITDB_SECONDS = 120.0
STOP_SECONDS = 15.0

# Nothing of our own environment reaches the server: a PG* or LD_* variable would change what it does.
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"}

# Values may never reach the log. ERROR lies below LOG in log_min_messages, so a message that quotes a value (a bad
# number, a broken constraint) goes to the client alone; the rest closes the other ways that statements are written.
SILENT_LOG = {
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_statement": "none",
    "log_duration": "off",
    "log_min_duration_statement": "-1",
    "log_min_duration_sample": "-1",
    "log_transaction_sample_rate": "0",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_lock_waits": "off",
    "log_temp_files": "-1",
    "log_replication_commands": "off",
    "logging_collector": "off",
    "log_destination": "stderr",
    "log_timezone": "UTC",
}

# A demo's and a test's cluster need not survive a power cut, and starts five times faster after kill -9 without fsync.
# It must survive the kill itself: commits go to the kernel at once (synchronous_commit stays on), and a page that was
# half written when the signal came is found in the log (full_page_writes stays on).
# Never for production, which runs on a server of its own.
QUICK = {
    "fsync": "off",
    "shared_buffers": "64MB",
    "max_connections": "50",
    "jit": "off",
    "timezone": "UTC",
}


@dataclass(frozen=True, slots=True)
class Site:
    """Everything that says where and with what a cluster runs."""

    binaries: Binaries
    lodging: Lodging
    log: Path

    @property
    def data(self) -> Path:
        """One folder per major version: a newer server refuses an older one's data."""
        return self.lodging.folder / f"pg{self.binaries.major}"


def create_cluster(site: Site, *, admin_password: str, pause: Callable[[float], None] = time.sleep) -> bool:
    """Make the cluster unless it is there; tell whether it was made now.

    :raises UnableToRunPostgres: initdb failed.
    """
    if site.data.exists():
        return False
    # initdb writes PG_VERSION early, so only the final name proves that it came to its end.
    half_done = site.data.with_name(f"{site.data.name}.new")
    shutil.rmtree(half_done, ignore_errors=True)
    make_private(half_done, site.lodging.identity)
    password_file = half_done.with_name(f"{site.data.name}.password")
    _write_private(password_file, admin_password, site)
    try:
        child = _start(site, _initdb_command(site, half_done, password_file), ends_with=signal.SIGKILL)
        code = run_child(child, pause=pause, seconds=INITDB_SECONDS)
    finally:
        password_file.unlink(missing_ok=True)
    if code != 0:
        raise UnableToRunPostgres(f"Databasen kunde inte skapas (initdb, kod {code}). Se {site.log}.")
    half_done.rename(site.data)
    return True


def start_server(site: Site, *, pause: Callable[[float], None] = time.sleep) -> Child:
    """Start the server as our child and return it when it answers.

    Whoever calls holds the lock of the cluster's folder, so a server that runs on the data is an orphan of ours.

    :raises UnableToRunPostgres: it does not start.
    """
    clear_orphan(site.data, pause=pause)
    for _ in range(SPAWN_ATTEMPTS):
        # SIGINT is PostgreSQL's fast stop: it ends its sessions and leaves orderly data.
        child = _start(site, _server_command(site), ends_with=signal.SIGINT)
        if _becomes_ready(child, site.data, pause):
            return child
        # After a crash the dying backends hold the shared memory for a moment longer.
        pause(SPAWN_PAUSE)
    raise UnableToRunPostgres(f"PostgreSQL {site.binaries.major} startar inte. Se {site.log}.")


def stop_server(child: Child) -> None:
    """Stop the server in order, and by force if it will not."""
    stop_child(child, first=signal.SIGINT, patience=STOP_SECONDS)


def _start(site: Site, command: list[str | Path], *, ends_with: signal.Signals) -> Child:
    try:
        return start_child(
            command, environment=ENVIRONMENT, log=site.log, ends_with=ends_with, identity=site.lodging.identity
        )
    except OSError as error:
        raise UnableToRunPostgres(f"{command[0]} går inte att köra: {error.strerror}.") from error


def _becomes_ready(child: Child, data: Path, pause: Callable[[float], None]) -> bool:
    deadline = time.monotonic() + READY_SECONDS
    try:
        while child.poll() is None:
            if _is_ready(child, data):
                return True
            if time.monotonic() > deadline:
                break
            pause(0.02)
    except BaseException:
        stop_server(child)
        raise
    stop_server(child)
    return False


def _is_ready(child: Child, data: Path) -> bool:
    """Read the server's own notice; one left by a crash says "ready" too, hence the process id."""
    try:
        lines = (data / "postmaster.pid").read_text().splitlines()
    except OSError:
        return False
    return len(lines) >= 8 and lines[0].strip() == str(child.pid) and lines[7].strip() == "ready"


def _initdb_command(site: Site, folder: Path, password_file: Path) -> list[str | Path]:
    # Both give lower() and ILIKE for å ä ö without the system's locales; neither sorts Swedish, which we do ourselves.
    if site.binaries.major >= 17:
        collation = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
    else:
        collation = ["--locale=C.UTF-8"]
    return [
        site.binaries.initdb,
        "--pgdata",
        folder,
        "--username",
        ADMIN_ROLE,
        "--auth=scram-sha-256",
        "--pwfile",
        password_file,
        "--encoding=UTF8",
        "--no-sync",
        "--no-instructions",
        *collation,
    ]


def _server_command(site: Site) -> list[str | Path]:
    settings = {
        "listen_addresses": "",
        "port": str(PORT),
        "unix_socket_directories": str(site.lodging.socket),
        # Root's processes run as users of their own; every role has its password all the same.
        "unix_socket_permissions": "0700" if site.lodging.identity is None else "0777",
        "password_encryption": "scram-sha-256",
        **QUICK,
        **SILENT_LOG,
    }
    options = [f"{name}={value}" for name, value in settings.items()]
    return [site.binaries.postgres, "-D", site.data, *(part for option in options for part in ("-c", option))]


def _write_private(path: Path, text: str, site: Site) -> None:
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
    if site.lodging.identity is not None:
        os.chown(path, site.lodging.identity.uid, site.lodging.identity.gid)
