"""Draw a week's sample by lot, so that nobody can choose it and everybody can draw it again.

The seed is the root of the first checkpoint after the week that enough witnesses have signed: nobody knows it before
the week is over, and nobody can change it afterwards.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Final
from uuid import UUID

from utvag.foundation.swedish_time import day_of

#: One in twenty of each employee's accesses, so that nobody works a week unseen.
ONE_IN: Final = 20


@dataclass(frozen=True, slots=True)
class AccessOf:
    """An access that may be drawn: its row and whose it is."""

    entry: UUID
    account: UUID


def drawn(root: bytes, accesses: Iterable[AccessOf]) -> frozenset[UUID]:
    """Give the rows that are drawn: of each employee's, the twentieth part with the lowest hashes, at least one."""
    theirs: dict[UUID, list[UUID]] = {}
    for one in accesses:
        theirs.setdefault(one.account, []).append(one.entry)
    found = set[UUID]()
    for entries in theirs.values():
        by_lot = sorted(set(entries), key=lambda entry: sha256(root + entry.bytes).digest())
        found.update(by_lot[: -(-len(by_lot) // ONE_IN)])
    return frozenset(found)


def first_of_week(moment: datetime) -> date:
    """Give the Monday of a moment's Swedish week."""
    day = day_of(moment)
    return day - timedelta(days=day.weekday())
