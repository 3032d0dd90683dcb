"""Put the rows of a case's log together as its owner reads them: per day and employee, newest first."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from utvag.foundation.swedish_time import day_of
from utvag.log_review.rules.actions import REVIEWING, ActKind, kind_of, purpose_for, words_for
from utvag.log_review.rules.misuse import NEVER_NAMED


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a case's log, as far as its owner is told."""

    id: UUID
    at: datetime
    account: UUID | None
    role: str
    action: str
    purpose: str
    is_denied: bool


@dataclass(frozen=True, slots=True)
class Looked:
    """What one employee did in a case on one day.

    :ivar account: None for the product itself and for who runs the machine.
    :ivar read: what was opened, and how many times, in the words of the field; the first first.
    :ivar done: what was done, likewise.
    :ivar denied: how many tries were refused.
    :ivar is_other: whether it is somebody who never was named on the case. The police's liaison and the committee's
        secretary are let in by other rules than a naming: they are told apart only where they were refused.
    """

    day: date
    account: UUID | None
    role: str
    first_at: datetime
    last_at: datetime
    read: tuple[tuple[str, int], ...]
    done: tuple[tuple[str, int], ...]
    purposes: tuple[str, ...]
    denied: int
    is_new: bool
    is_other: bool


def put_together(rows: Iterable[Row], *, seen_until: datetime | None, named: Collection[UUID]) -> tuple[Looked, ...]:
    """Put rows together by day and employee, newest day first and in it the latest first.

    :param seen_until: up to when the reader has gone through them before.
    :param named: the accounts that are or were named on the case: all others are told apart.
    """
    groups: dict[tuple[date, UUID | None, str], list[Row]] = {}
    for row in sorted(rows, key=lambda each: (each.at, each.id.bytes)):
        if row.action not in REVIEWING:
            groups.setdefault((day_of(row.at), row.account, row.role), []).append(row)
    found = (_looked(key, its, seen_until, named) for key, its in groups.items())
    return tuple(sorted(found, key=lambda one: (one.day, one.last_at, str(one.account)), reverse=True))


def _looked(
    key: tuple[date, UUID | None, str],
    rows: list[Row],
    seen_until: datetime | None,
    named: Collection[UUID],
) -> Looked:
    (day, account, role), done = key, [row for row in rows if not row.is_denied]
    acts = [row for row in done if kind_of(row.action) is ActKind.ACT]
    reads = [row for row in done if kind_of(row.action) is not ActKind.ACT]
    return Looked(
        day=day,
        account=account,
        role=role,
        first_at=rows[0].at,
        last_at=rows[-1].at,
        read=_counted(reads),
        done=_counted(acts),
        purposes=tuple(dict.fromkeys(purpose_for(row.purpose) for row in done)),
        denied=len(rows) - len(done),
        is_new=seen_until is None or rows[-1].at > seen_until,
        is_other=account is not None
        and account not in named
        and (role not in NEVER_NAMED or any(row.is_denied for row in rows)),
    )


def _counted(rows: list[Row]) -> tuple[tuple[str, int], ...]:
    return tuple(Counter(words_for(row.action) for row in rows).items())
