"""Write the log, in the same transaction as what it tells of."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction

from utvag.audit.models import LogEntry, Outcome
from utvag.audit.operations.acting import told
from utvag.audit.queries.tree import row_of
from utvag.audit.rules.rows import LogRow
from utvag.foundation.actors import NOBODY, Actor
from utvag.foundation.clock import day_of
from utvag.foundation.errors import NotVisible

UNKNOWN_PURPOSE = "NONE_STATED"


@dataclass(frozen=True, slots=True)
class Subject:
    """What an act was about: its kind and id, and the case it belongs to."""

    kind: str
    id: UUID | None = None
    case: UUID | None = None


def record(
    *,
    actor: Actor,
    action: str,
    subject: Subject,
    purpose: str,
    now: datetime,
    register_version: int | None = None,
    verdict: str = "",
    outcome: Outcome = Outcome.DONE,
) -> LogRow:
    """Write one row. If it cannot be written, neither may what it tells of: let the error rise (lag 2001:454, 10 §).

    Give the row as it stands, for who waits until it is witnessed.
    """
    entry = LogEntry.objects.create(
        at=now,
        actor=None if actor.id == NOBODY else actor.id,
        actor_role=actor.role,
        action=action,
        outcome=outcome,
        subject_kind=subject.kind,
        subject=subject.id,
        case=subject.case,
        register_version=register_version,
        verdict=verdict,
        purpose=purpose,
    )
    return row_of(entry)


def record_denial(*, actor: Actor, denied: NotVisible, now: datetime) -> None:
    """Write that an actor asked for something that is not visible to her, whether or not it exists."""
    record(
        actor=actor,
        action=denied.action,
        subject=Subject(denied.subject_kind, denied.subject),
        purpose=UNKNOWN_PURPOSE,
        now=now,
        outcome=Outcome.DENIED,
    )
    denied.recorded = True


@contextmanager
def one_act(*, actor: Actor, now: datetime) -> Iterator[None]:
    """Hold one operation or query in one durable transaction; a refusal undoes it and leaves a DENIED row.

    :raises NotVisible: as the body raised it, after the row is written.
    """
    # An act of its own takes its word with it when it ends; only a test holds one in a transaction of its own.
    gives_back = connection.in_atomic_block
    try:
        with transaction.atomic(durable=True), told(actor=actor, today=day_of(now), gives_back=gives_back):
            yield
    except NotVisible as denied:
        if not denied.recorded:
            record_denial(actor=actor, denied=denied, now=now)
        raise
