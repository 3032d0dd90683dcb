"""The police's register checks before a coordination meeting: that they are made, and whether something changed."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

# A check is asked for on the sheet of the weeks before its meeting.
BEFORE_MEETING: Final = timedelta(days=14)


class CheckOutcome(StrEnum):
    """All that is ever kept of a register check."""

    NO_CHANGE = "NO_CHANGE"
    CHANGED = "CHANGED"
    NOT_DONE = "NOT_DONE"

    @property
    def swedish(self) -> str:
        """Give the text on the screens."""
        return _SWEDISH[self]


_SWEDISH = {
    CheckOutcome.NO_CHANGE: "Gjord, ingen förändring",
    CheckOutcome.CHANGED: "Gjord, förändrad bild",
    CheckOutcome.NOT_DONE: "Inte gjord",
}


@dataclass(frozen=True, slots=True)
class CheckAnswer:
    """One answer of the sheet."""

    case_id: UUID
    outcome: CheckOutcome
    for_meeting_on: date | None = None


def check_due(planned: Iterable[date], done_for: Collection[date], on: date) -> date | None:
    """Give the next coordination meeting that a check must be made before and is not; None where nothing is due.

    :param done_for: the meetings before which a check was made.
    """
    coming = sorted(day for day in planned if on <= day <= on + BEFORE_MEETING)
    return next((day for day in coming if day not in done_for), None)
