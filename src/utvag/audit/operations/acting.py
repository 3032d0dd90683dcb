"""Tell the database who acts, so that its row-level security can judge for itself. Written here and nowhere else.

An act tells it for its own transaction (`SET LOCAL`); a request that only reads, for as long as it lasts. Where nobody
is told, the database shows no row of any case. What these lines say, the web process says: it is a wall against faults
of ours, not against somebody who runs code in it.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db import Error, connection

from utvag.foundation.actors import ENGINE, Actor
from utvag.foundation.clock import day_of

#: Which settings the policies read: config/row_security.py and cases/migrations/0009.
SETTINGS: Final = ("utvag.actor", "utvag.role", "utvag.day", "utvag.way")

_READ: Final = "select " + ", ".join(f"coalesce(current_setting('{name}', true), '')" for name in SETTINGS)
_TELL: Final = "select " + ", ".join(f"set_config('{name}', %s, %s)" for name in SETTINGS)


@contextmanager
def one_look(*, actor: Actor, now: datetime) -> Iterator[None]:
    """Let the reads of the block, and of nothing after it, be the actor's."""
    with told(actor=actor, today=day_of(now)):
        yield


@contextmanager
def as_engine() -> Iterator[None]:
    """Let the block see every case: only for a check over everybody's facts, which shows nobody any of them."""
    with told(actor=ENGINE, today=None):
        yield


def reach_case(case_id: UUID) -> None:
    """Let the rest of an act reach a case that it makes or opens, before its actor is named on it.

    The database honours it for the roles that help people, unless she is denied, and for nobody else.
    """
    with connection.cursor() as cursor:
        cursor.execute("select set_config('utvag.way', %s, true)", [str(case_id)])


@contextmanager
def told(*, actor: Actor, today: date | None, gives_back: bool = True) -> Iterator[None]:
    """Tell the database who acts and on which day: in a transaction for that alone, else until the block ends.

    :param gives_back: whether another was told before; the last act of a transaction takes its word with it.
    """
    day = "" if today is None else today.isoformat()
    with _kept((str(actor.id), str(actor.role), day, ""), gives_back=gives_back):
        yield


@contextmanager
def _kept(values: tuple[str, ...], *, gives_back: bool) -> Iterator[None]:
    is_local = connection.in_atomic_block
    before = _read() if gives_back else None
    _tell(values, is_local=is_local)
    try:
        yield
    finally:
        if before is not None:
            _give_back(before, is_local=is_local)


def _give_back(before: tuple[str, ...], *, is_local: bool) -> None:
    if is_local:
        # A transaction that has failed forgets by itself what it was told.
        with suppress(Error):
            _tell(before, is_local=True)
        return
    try:
        _tell(before, is_local=False)
    except Error:
        # A connection that may still speak for somebody is not used again.
        connection.close()


def _read() -> tuple[str, ...]:
    with connection.cursor() as cursor:
        cursor.execute(_READ)
        return tuple(str(value) for value in cursor.fetchone() or ())


def _tell(values: tuple[str, ...], *, is_local: bool) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_TELL, [part for value in values for part in (value, is_local)])
