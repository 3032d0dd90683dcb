"""How far a provider's receiver reaches into one placement, from day to day. No Django here."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final


class Reach(StrEnum):
    """What a receiver sees of a placement. CLOSED: for her it does not exist."""

    OPEN = "OPEN"
    INVOICES_ONLY = "INVOICES_ONLY"
    CLOSED = "CLOSED"


#: Somebody is to live there, lives there, or has.
AHEAD_OR_NOW: Final = frozenset({"PLANNED", "STANDING"})
SETTLED: Final = AHEAD_OR_NOW | {"ENDED"}


@dataclass(frozen=True, slots=True)
class Stay:
    """What the reach rests on: where a placement stands, its end (half-open), and the days that reports may take."""

    state: str
    until_date: date | None
    report_days: int
    has_unpaid: bool


def open_until(stay: Stay) -> date | None:
    """Give the first day on which a placement is open no more; None while nobody has set its end."""
    if stay.until_date is None:
        return None
    return stay.until_date + timedelta(days=stay.report_days)


def reach_of(stay: Stay, today: date) -> Reach:
    """Say what a named receiver sees today: all of her cut, only what she has not been paid for, or nothing.

    A provider needs to know while she has somebody in her care and a report left to write, and no longer (OSL 26 kap.
    1 § and 10 kap. 2 §: no more is given than the task demands). What never came about, or has ended without a day, is
    closed: in doubt nothing is shown.
    """
    if _is_open(stay, today):
        return Reach.OPEN
    return Reach.INVOICES_ONLY if stay.has_unpaid else Reach.CLOSED


def _is_open(stay: Stay, today: date) -> bool:
    until = open_until(stay)
    if until is None:
        return stay.state in AHEAD_OR_NOW
    return stay.state in SETTLED and today < until
