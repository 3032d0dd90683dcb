"""A PostgreSQL for one test process: real roles, real grants, thrown away afterwards.

Each process (each worker of pytest-xdist) has a cluster of its own, which takes a second and shares nothing. The schema
is migrated once by the owner into a template; tests run on a copy of it, connected as the app role, so that a missing
grant fails a test.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg

from utvag.gateways.postgres.binaries import find_binaries
from utvag.gateways.postgres.cluster import PORT, Site, create_cluster, start_server, stop_server
from utvag.gateways.postgres.lodging import Lodging, lodge, lodge_binaries
from utvag.gateways.postgres.roles import (
    APP_ROLE,
    DATABASE,
    ENGINE_ROLE,
    LOG_ROLE,
    OWNER_ROLE,
    REVIEW_ROLE,
    Passwords,
    close_to_others,
    connect_as_admin,
    create_database,
    furnish,
)

TEST_DATABASE = "utvag_test"
PREFIX, UNBORN = "utvag-test-", "utvag-new-"
# For root the folder must lie where `nobody` can pass; the place for temporary files of the system is such a place.
PARENT = Path("/tmp")


@dataclass(frozen=True, slots=True)
class TestServer:
    """A running cluster with the product's roles and an empty database."""

    site: Site
    passwords: Passwords

    __test__ = False

    @property
    def lodging(self) -> Lodging:
        return self.site.lodging

    def login(self, role: str, database: str = TEST_DATABASE) -> dict[str, str]:
        """Return how a role reaches a database, in Django's words."""
        words = self.passwords
        password = {
            OWNER_ROLE: words.owner,
            APP_ROLE: words.app,
            LOG_ROLE: words.log,
            ENGINE_ROLE: words.engine,
            REVIEW_ROLE: words.review,
        }[role]
        return {
            "HOST": str(self.lodging.socket),
            "PORT": str(PORT),
            "NAME": database,
            "USER": role,
            "PASSWORD": password,
        }

    def environment(self, role: str = APP_ROLE, database: str = TEST_DATABASE) -> dict[str, str]:
        """Return the same for a program that a test starts."""
        return {f"UTVAG_DB_{name}": value for name, value in self.login(role, database).items()}

    def connect(self, role: str, database: str = TEST_DATABASE) -> psycopg.Connection[tuple[object, ...]]:
        """Connect past Django, each statement for itself."""
        login = self.login(role, database)
        return psycopg.connect(
            host=login["HOST"],
            port=login["PORT"],
            dbname=database,
            user=role,
            password=login["PASSWORD"],
            autocommit=True,
        )

    def connect_as_admin(self, database: str = "postgres") -> psycopg.Connection[tuple[object, ...]]:
        """Connect as the superuser, for what only a test may look at."""
        return connect_as_admin(self.lodging.socket, self.passwords, database)

    def copy_template(self, name: str = TEST_DATABASE) -> None:
        """Give the tests a new copy of the migrated database."""
        with self.connect_as_admin() as connection:
            connection.execute(f"drop database if exists {name} with (force)")
            create_database(connection, name, template=DATABASE)
        with self.connect_as_admin(name) as connection:
            close_to_others(connection, name)


@contextlib.contextmanager
def running_server() -> Iterator[TestServer]:
    """Run a cluster for as long as the block lasts; the one UTVAG_PG_BIN names, or the one that the demo would use."""
    with _folder() as folder:
        server = _make(folder)
        child = start_server(server.site)
        try:
            furnish(server.lodging.socket, server.passwords, owner_may_create_databases=True)
            yield server
        finally:
            stop_server(child)


def lay_out(server: TestServer) -> None:
    """Migrate as the owner, grant, mark the database as made up, and let Django run as the app role on a copy."""
    from django.core.management import call_command  # noqa: PLC0415 (Django is set up by the caller)
    from django.db import connection  # noqa: PLC0415

    from utvag.config.demo_mark import set_mark  # noqa: PLC0415
    from utvag.config.grants import apply_grants  # noqa: PLC0415

    connection.settings_dict.update(server.login(OWNER_ROLE, DATABASE))
    call_command("migrate", interactive=False, verbosity=0)
    apply_grants(connection, APP_ROLE, LOG_ROLE, ENGINE_ROLE, REVIEW_ROLE)
    set_mark(connection)
    connection.close()
    server.copy_template()
    connection.settings_dict.update(server.login(APP_ROLE))


def told(*settings: str) -> None:
    """Open each later connection of Django's with these settings of PostgreSQL (`name=value`) too."""
    from django.db import connection  # noqa: PLC0415 (Django is set up by the caller)

    options = connection.settings_dict["OPTIONS"]
    options["options"] = " ".join([options["options"], *(f"-c {one}" for one in settings)])


def _make(folder: Path) -> TestServer:
    chosen = os.environ.get("UTVAG_PG_BIN")
    binaries = find_binaries(Path(chosen) if chosen else None)
    lodging = lodge(folder / "cluster", shared=folder / "shared")
    site = Site(binaries=lodge_binaries(binaries, lodging), lodging=lodging, log=folder / "postgres.log")
    passwords = Passwords(*(secrets.token_urlsafe(16) for _ in range(6)))
    create_cluster(site, admin_password=passwords.admin)
    return TestServer(site=site, passwords=passwords)


@contextlib.contextmanager
def _folder() -> Iterator[Path]:
    """Make a folder that is removed afterwards, also by the next run when this one is killed."""
    _sweep()
    made = Path(tempfile.mkdtemp(prefix=UNBORN, dir=PARENT))
    if os.geteuid() == 0:
        made.chmod(0o711)
    folder = made.with_name(made.name.replace(UNBORN, PREFIX, 1))
    try:
        with (made / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            # Only now may a run that begins at the same moment find it, and see that it is in use.
            made.rename(folder)
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _sweep() -> None:
    for folder in PARENT.glob(f"{PREFIX}*"):
        with contextlib.suppress(OSError), (folder / "lock").open("r+") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(folder, ignore_errors=True)
