"""What every test stands on: no network, no real keys, and a PostgreSQL when it asks for one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import TransactionTestCase
from pytest_django import DjangoDbBlocker

from tests import engine
from tests.database import TestServer, lay_out, running_server, told
from tests.missing import NOT_RUN, not_run
from tests.network import stay_here
from utvag.foundation.actors import NOBODY
from utvag.gateways.engine import client
from utvag.gateways.postgres.roles import ENGINE_ROLE, REVIEW_ROLE

DATABASE_FIXTURES = frozenset({"db", "transactional_db", "live_server", "server", "django_db_setup"})


def pytest_configure(config: pytest.Config) -> None:
    """Close the network, and give Django what a test needs in place of a machine's settings."""
    del config
    stay_here()
    settings.SECRET_KEY = "only for tests; " * 4


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs a database, so that it can be run on its own against another PostgreSQL."""
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if item.get_closest_marker("django_db") or fixtures & DATABASE_FIXTURES:
            item.add_marker("database")


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Name what did not run for want of something, once per remedy."""
    skipped = (report.longrepr for report in terminalreporter.stats.get("skipped", ()))
    reasons = {str(place[2]).removeprefix("Skipped: ") for place in skipped if isinstance(place, tuple)}
    missing = sorted(reason for reason in reasons if reason.startswith(NOT_RUN))
    if missing:
        terminalreporter.section("NOT RUN ON THIS MACHINE")
        for reason in missing:
            terminalreporter.write_line(reason)


@pytest.fixture(scope="session")
def server() -> Iterator[TestServer]:
    """A PostgreSQL of this process's own, with the product's roles and nothing in it."""
    with running_server() as started:
        yield started


@pytest.fixture(scope="session")
def django_db_setup(
    server: TestServer, django_test_environment: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Lay the database out, and run on a copy of it; everybody in these tests is made up."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        for role in (ENGINE_ROLE, REVIEW_ROLE):
            engine.let_the_app_become(server, role)
        lay_out(server)
        # A test itself looks at every row; what it lets the product do is told by the product who does it. And a test
        # may think for long within its transaction.
        told(f"utvag.actor={NOBODY}", "utvag.role=OPERATOR", "idle_in_transaction_session_timeout=0")

        def begin_anew(_case: TransactionTestCase) -> None:
            # Django would empty all tables, which the app role may not, and with them the rows that migrations made.
            connection.close()
            server.copy_template()

        patch.setattr(TransactionTestCase, "_fixture_teardown", begin_anew)
        yield
        connection.close()


@pytest.fixture(scope="session", autouse=True)
def _keys(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Let the run make keys of its own, outside the database as ever."""
    settings.UTVAG_KEYS = tmp_path_factory.mktemp("keys") / "keys"


@pytest.fixture(scope="session", autouse=True)
def _engine() -> Iterator[None]:
    """Let the engine answer within each test's own transaction; what needs the real process takes this away."""
    settings.UTVAG_ENGINE = engine.NOWHERE
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(client, "exchange", engine.within)
        yield


@pytest.fixture(scope="session")
def test_data() -> Path:
    """The published test vectors that live outside the repository."""
    folder = os.environ.get("UTVAG_TEST_DATA")
    if not folder or not Path(folder).is_dir():
        not_run("the folder of published test data is not here", "export UTVAG_TEST_DATA=<its path>")
    return Path(folder)
