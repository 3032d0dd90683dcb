"""A process that calls itself a demo does not start on a database that nobody has marked as one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from tests.database import TEST_DATABASE, TestServer
from tests.givens import NOW
from tests.organisation.givens import refused_by
from utvag.config.demo_mark import REFUSED, UnableToServe, require_mark
from utvag.foundation.actors import OPERATOR
from utvag.gateways.postgres.roles import APP_ROLE
from utvag.organisation.operations import set_up_municipality
from utvag.organisation.queries import is_demo

AS_THE_SERVER_DOES = "import utvag.config.wsgi"


def given_municipality(*, says_demo: bool) -> None:
    set_up_municipality(actor=OPERATOR, code="1280", name="Kommunen", is_demo=says_demo, now=NOW)


def take_the_mark_away(server: TestServer) -> None:
    with server.connect_as_admin(TEST_DATABASE) as admin:
        admin.execute("delete from organisation_demomark")


def started(server: TestServer, *, says: str) -> subprocess.CompletedProcess[str]:
    """Load the web's application as its server does, in a process of its own."""
    login = server.login(APP_ROLE)
    told = {f"UTVAG_DB_{name}": value for name, value in login.items()}
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("UTVAG_", "DATABASE_URL"))}
    environment = kept | told | {"UTVAG_DEMO": says, "UTVAG_SECRET_KEY": settings.SECRET_KEY}
    return subprocess.run(
        [sys.executable, "-c", AS_THE_SERVER_DOES],
        env=environment,
        cwd=Path(__file__).parent,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.django_db(transaction=True)
def test_the_web_starts_as_a_demo_only_where_the_database_is_marked(server: TestServer) -> None:
    given_municipality(says_demo=True)
    assert started(server, says="1").returncode == 0
    take_the_mark_away(server)
    refused = started(server, says="1")
    assert refused.returncode != 0 and REFUSED in refused.stderr
    # Without the variable it is no demo, whatever the database says.
    assert started(server, says="").returncode == 0


@pytest.mark.django_db
def test_a_mark_alone_is_no_demo() -> None:
    given_municipality(says_demo=False)
    with pytest.raises(UnableToServe):
        require_mark(is_demo=True)
    require_mark(is_demo=False)


@pytest.mark.django_db(transaction=True)
def test_the_product_can_neither_set_the_mark_nor_call_itself_a_demo_without_it(server: TestServer) -> None:
    take_the_mark_away(server)
    given_municipality(says_demo=False)
    for statement in (
        "insert into organisation_demomark (id, set_at) values (1, now())",
        "update organisation_demomark set set_at = now()",
        "delete from organisation_demomark",
    ):
        with (
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
    assert refused_by("update organisation_municipality set is_demo = true") == "municipality_is_demo_only_where_marked"
    assert not is_demo()


@pytest.mark.django_db(transaction=True)
def test_a_municipality_of_an_earlier_version_that_says_demo_is_none_without_the_mark(server: TestServer) -> None:
    given_municipality(says_demo=True)
    assert is_demo()
    take_the_mark_away(server)
    assert not is_demo()
    with pytest.raises(UnableToServe):
        require_mark(is_demo=True)
