"""The words of a case: its states, and why somebody is named on it."""

from enum import StrEnum


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
    DECISION = "DECISION"
