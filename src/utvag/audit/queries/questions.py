"""Ask the log what it says of one case or one account. The question is a row itself, written before the answer.

The running role cannot read the log: it calls functions with the owner's rights, which write the row of the question.
Whoever asks here has been let in by her own package.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import connection

from utvag.audit.models import Outcome
from utvag.foundation.actors import Actor

_WHO_LOOKED: Final = "select * from audit.who_looked(%s, %s, %s, %s, %s, %s, %s)"
_DONE_BY: Final = "select * from audit.done_by(%s, %s, %s, %s, %s, %s, %s)"


@dataclass(frozen=True, slots=True)
class Look:
    """One row of the log, as who may ask is told it: ids and codes.

    :ivar actor: the account; None for the product itself and the machine's operator.
    """

    id: UUID
    at: datetime
    actor: UUID | None
    role: str
    action: str
    outcome: Outcome
    subject_kind: str
    subject: UUID | None
    case: UUID | None
    purpose: str

    @property
    def is_denied(self) -> bool:
        """Say whether the actor was refused."""
        return self.outcome is Outcome.DENIED


def who_looked(
    *, actor: Actor, why: str, case_id: UUID, from_at: datetime, until_at: datetime, now: datetime
) -> tuple[Look, ...]:
    """Give the rows of one case, and the refusals of what is known to be of it, in order."""
    return _asked(_WHO_LOOKED, actor, why, now, (case_id, from_at, until_at))


def done_by(
    *, actor: Actor, why: str, account_id: UUID, from_at: datetime, until_at: datetime, now: datetime
) -> tuple[Look, ...]:
    """Give the rows of one account, at most a week of them, in order."""
    return _asked(_DONE_BY, actor, why, now, (account_id, from_at, until_at))


def _asked(
    question: str, actor: Actor, why: str, now: datetime, about: tuple[UUID, datetime, datetime]
) -> tuple[Look, ...]:
    with connection.cursor() as cursor:
        cursor.execute(question, [actor.id, actor.role, why, now, *about])
        return tuple(_look(*row) for row in cursor.fetchall())


def _look(*row: Any) -> Look:
    values = dict(zip(Look.__slots__, row, strict=True))
    return Look(**values | {"outcome": Outcome(values["outcome"])})
