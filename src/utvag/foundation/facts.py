"""Count the changes of the facts that the placement check reads, one at a time.

Whoever changes such a fact announces it in the same transaction, last of all. Holding the lock lines fact writers up,
so that a check made after ``lock_facts`` is still true at commit.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID, uuid4

from django.db.models import Min

from utvag.foundation.models import ONLY_ROW, FactVersion, OutboxRow

FACTS_CHANGED: Final = "facts_changed"


@dataclass(frozen=True, slots=True)
class Version:
    """Which state of the facts: its number, and a stamp that no other state has."""

    number: int
    stamp: UUID


def lock_facts() -> Version:
    """Hold the facts still until the transaction ends, and say which version they have."""
    row = FactVersion.objects.select_for_update().filter(pk=ONLY_ROW).first()
    if row is None:
        FactVersion.objects.bulk_create([FactVersion()], ignore_conflicts=True)
        row = FactVersion.objects.select_for_update().get(pk=ONLY_ROW)
    return Version(row.number, row.stamp)


def current_version() -> Version:
    """Give the version of the facts as last committed."""
    row = FactVersion.objects.filter(pk=ONLY_ROW).first()
    return Version(row.number, row.stamp) if row is not None else lock_facts()


def announce(*, cause: str, subject: UUID | None, now: datetime) -> int:
    """Count one change of the facts and leave a row in the outbox; give the new version's number."""
    number = lock_facts().number + 1
    FactVersion.objects.filter(pk=ONLY_ROW).update(number=number, stamp=uuid4())
    OutboxRow.objects.create(version=number, topic=FACTS_CHANGED, cause=cause, subject=subject, created_at=now)
    return number


def waiting_since() -> datetime | None:
    """Give the moment of the oldest change that has not been handled, if there is one."""
    oldest: datetime | None = OutboxRow.objects.filter(processed_at__isnull=True).aggregate(first=Min("created_at"))[
        "first"
    ]
    return oldest


def mark_handled(*, up_to: int, now: datetime) -> None:
    """Note that every change up to a version has been handled."""
    OutboxRow.objects.filter(processed_at__isnull=True, version__lte=up_to).update(processed_at=now)
