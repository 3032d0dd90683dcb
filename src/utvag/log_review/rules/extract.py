"""What a person is told of who has read about her: by day and role, in plain words, and no employee's name."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from utvag.foundation.swedish_time import day_of
from utvag.log_review.rules.actions import REVIEWING, purpose_for, words_for
from utvag.log_review.rules.looks import Row

#: The role of the police's side, whose rows may have to be held back.
POLICE: Final = "POLICE_LIAISON"
# The log's own words for who has no account.
_OTHERS: Final = {"WORKER": "Systemet", "OPERATOR": "Driften av systemet", "LOG_REVIEW": "Granskningen av loggen"}


@dataclass(frozen=True, slots=True)
class ToldLine:
    """What was done on a day in a role, and why.

    :ivar role: the code of the role.
    """

    day: date
    role: str
    did: tuple[str, ...]
    purposes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """All that a person is told.

    :ivar refused: how many tries to read about her were stopped.
    :ivar withheld: how many lines are held back.
    """

    lines: tuple[ToldLine, ...]
    refused: int
    withheld: int


def told_of(rows: Iterable[Row], *, withhold_police: bool) -> Told:
    """Put a case's rows together as the person may read them, the first day first. Reading the log itself is not among
    them: it opens nothing about her.
    """
    known = [row for row in rows if row.action not in REVIEWING]
    done: dict[tuple[date, str], list[Row]] = {}
    for row in sorted(known, key=lambda each: (each.at, each.id.bytes)):
        if not row.is_denied:
            done.setdefault((day_of(row.at), row.role), []).append(row)
    lines = [_line(day, role, its) for (day, role), its in sorted(done.items(), key=lambda one: one[0])]
    held = [line for line in lines if withhold_police and line.role == POLICE]
    shown = tuple(line for line in lines if line not in held)
    return Told(shown, sum(row.is_denied for row in known), len(held))


def other_than_staff(role: str) -> str:
    """Name who has no account; empty for a role that an employee has."""
    return _OTHERS.get(role, "")


def _line(day: date, role: str, rows: list[Row]) -> ToldLine:
    did = tuple(dict.fromkeys(words_for(row.action) for row in rows))
    return ToldLine(day, role, did, tuple(dict.fromkeys(purpose_for(row.purpose) for row in rows)))
