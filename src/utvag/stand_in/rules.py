"""What a handover is: for a leave, to one of the same role, no longer than one's own naming. No Django here."""

from collections.abc import Collection
from datetime import date
from enum import StrEnum
from typing import Final

from utvag.cases.rules import NamedDays, Purpose, StaffRefusal, refused_days

#: Who hands over: those whose work a case is. The other department and a section head are replaced by a naming.
HANDS_OVER: Final = frozenset({Purpose.COORDINATION, Purpose.CASE_WORK})
LONGEST_NOTE: Final = 4000


class HandedState(StrEnum):
    """Where one case of a handover stands: its text is unwritten, it waits for the section head, it is answered."""

    WRITING = "WRITING"
    WAITING = "WAITING"
    CONFIRMED = "CONFIRMED"
    DECLINED = "DECLINED"
    LEFT_OUT = "LEFT_OUT"
    ENDED = "ENDED"

    @property
    def swedish(self) -> str:
        """Give the state's name on the screens."""
        return _STATES[self]

    @property
    def is_open(self) -> bool:
        """Say whether it still can come to something, or holds."""
        return self in OPEN


OPEN: Final = frozenset({HandedState.WRITING, HandedState.WAITING, HandedState.CONFIRMED})
_STATES: Final = {
    HandedState.WRITING: "Skriv vad ersättaren behöver veta",
    HandedState.WAITING: "Väntar på sektionschefen",
    HandedState.CONFIRMED: "Bekräftat",
    HandedState.DECLINED: "Sektionschefen sa nej",
    HandedState.LEFT_OUT: "Lämnas inte över",
    HandedState.ENDED: "Avslutat",
}


class Refusal(StrEnum):
    """Why something of a handover cannot be done so."""

    ROLE = "ROLE"
    NO_CASES = "NO_CASES"
    NONE_LEFT = "NONE_LEFT"
    DATES_REVERSED = "DATES_REVERSED"
    DAY_PASSED = "DAY_PASSED"
    TOO_LONG = "TOO_LONG"
    OWN_NAMING_ENDS = "OWN_NAMING_ENDS"
    NO_NOTE = "NO_NOTE"
    DECIDED = "DECIDED"
    NOTHING_WAITS = "NOTHING_WAITS"
    OVER = "OVER"


class LeftOut(StrEnum):
    """Why a case cannot go to a stand-in; which of the two, only its section head is told."""

    DENIED = "DENIED"
    NAMED = "NAMED"

    @property
    def swedish(self) -> str:
        """Say it to the section head, who knows both who is kept out and who is named."""
        return _LEFT_OUT[self]


_LEFT_OUT: Final = {
    LeftOut.DENIED: "Ersättaren är spärrad i ärendet, så det lämnas inte över.",
    LeftOut.NAMED: "Ersättaren är redan utsedd på ärendet några av dagarna, så det lämnas inte över.",
}


def refused_leave(days: NamedDays, *, own_ends: Collection[date], today: date) -> Refusal | None:
    """Refuse days that are wrong or have been, and a leave that outlasts the naming of her who hands over.

    :param own_ends: until when she is named on each of the cases.
    """
    if days.from_date < today:
        return Refusal.DAY_PASSED
    refused = refused_days(days)
    if refused is not None:
        return Refusal.DATES_REVERSED if refused is StaffRefusal.DATES_REVERSED else Refusal.TOO_LONG
    return Refusal.OWN_NAMING_ENDS if any(days.until_date > each for each in own_ends) else None


def days_left(days: NamedDays, today: date) -> NamedDays | None:
    """Give the days for which the stand-in is named when it is confirmed today; None when the leave is over."""
    return None if days.until_date <= today else NamedDays(max(days.from_date, today), days.until_date)
