"""The words of a case: its states, and why somebody is named on it."""

from enum import StrEnum
from typing import Final


class CaseState(StrEnum):
    """Whether a case has just been taken in, waits for a home, has one, or is over."""

    INTAKE = "INTAKE"
    WAITING = "WAITING"
    PLACED = "PLACED"
    CLOSED = "CLOSED"


class CaseOrigin(StrEnum):
    """Whether a case was opened as one, or made for a placement that came without a case."""

    OPENED = "OPENED"
    PLACEMENT = "PLACEMENT"


class Purpose(StrEnum):
    """Why an employee is named on a case; written in every log row."""

    COORDINATION = "COORDINATION"
    CASE_WORK = "CASE_WORK"
    # The other department that works on the case: housing and financial assistance.
    HOUSING_AND_FINANCE = "HOUSING_AND_FINANCE"
    DECISION = "DECISION"
    # Out of hours, until the next working day.
    ON_CALL = "ON_CALL"
    # In an emergency, for an hour at most; somebody else reviews it.
    BREAK_GLASS = "BREAK_GLASS"
    # For somebody's leave: the cases that she has handed over, for the days that her section head has confirmed.
    STAND_IN = "STAND_IN"

    @property
    def swedish(self) -> str:
        """Give the purpose's name on the screens."""
        return _SWEDISH[self]


_SWEDISH = {
    Purpose.COORDINATION: "Samordning",
    Purpose.CASE_WORK: "Handläggning",
    Purpose.HOUSING_AND_FINANCE: "Boende och ekonomi",
    Purpose.DECISION: "Beslut",
    Purpose.ON_CALL: "Jour",
    Purpose.BREAK_GLASS: "Nödöppning",
    Purpose.STAND_IN: "Ersättare",
}


class StaffRefusal(StrEnum):
    """Why an employee cannot be named on a case."""

    NAMED_ALREADY = "NAMED_ALREADY"
    ROLE = "ROLE"
    DATES_REVERSED = "DATES_REVERSED"
    DAY_PASSED = "DAY_PASSED"
    TOO_LONG = "TOO_LONG"
    DENIED = "DENIED"
    NOT_NAMED = "NOT_NAMED"


# Which role works on a case for which purpose; one on call opens it herself. The words are the organisation's.
ROLES_FOR: Final[dict[Purpose, str]] = {
    Purpose.COORDINATION: "COORDINATOR",
    Purpose.CASE_WORK: "CASE_WORKER",
    Purpose.HOUSING_AND_FINANCE: "CASE_WORKER",
    Purpose.DECISION: "SECTION_HEAD",
}


def works_as(purpose: Purpose, role: str) -> Purpose:
    """Say whose work one named for a purpose does: a stand-in does that of her own role."""
    if purpose is not Purpose.STAND_IN:
        return purpose
    return Purpose.COORDINATION if role == ROLES_FOR[Purpose.COORDINATION] else Purpose.CASE_WORK
