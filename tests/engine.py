"""The engine within the test's own process and transaction: the same bytes in and out, as the engine's own role."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from django.db import DatabaseError, connection
from psycopg import sql

from tests.database import TestServer
from utvag.config.engine import answering
from utvag.gateways.engine import client
from utvag.gateways.engine.messages import Door
from utvag.gateways.postgres.roles import APP_ROLE, ENGINE_ROLE

NOWHERE = Path("/nowhere")
# As the product does it; the run of the tests puts ``within`` in its place.
OVER_THE_SOCKET = client.exchange


def _the_questions_time(at: datetime) -> datetime:
    return at


def within(folder: Path, door: Door, content: bytes) -> bytes:
    """Answer as the engine does, on the connection of the test: what it may not, fails the test."""
    del folder
    with as_the_engine():
        return answering(_the_questions_time)(door, content)


@contextlib.contextmanager
def as_the_engine() -> Iterator[None]:
    """Be the engine's role while the block lasts; the tests' own cluster lets the app's role change to it."""
    with connection.cursor() as cursor:
        cursor.execute(f"set role {ENGINE_ROLE}")
    try:
        yield
    finally:
        # Where a statement has failed, what undoes the transaction undoes this too.
        with contextlib.suppress(DatabaseError), connection.cursor() as cursor:
            cursor.execute("reset role")


def let_the_app_become(server: TestServer, role: str) -> None:
    """Allow it, in the cluster of the tests alone: without inheriting anything of it."""
    with server.connect_as_admin() as admin:
        admin.execute(sql.SQL("grant {} to {}").format(sql.Identifier(role), sql.Identifier(APP_ROLE)))
