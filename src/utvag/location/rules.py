"""When an address is shown, how often, and why not. No Django here.

OSL 26 kap. 14 c §: where a protected home lies is secret. Lag 2001:454, 10 §: nobody reads more than her work needs.
Who may see a case does not thereby see where the person lives.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

HOUR: Final = timedelta(hours=1)
DAY: Final = timedelta(days=1)
IN_AN_HOUR: Final = 5
IN_A_DAY: Final = 15
#: So long does a reveal wait for the witnesses; after that nothing is shown.
LONGEST_WAIT: Final = timedelta(seconds=5)
#: So long does the page stand.
SHOWN_FOR: Final = timedelta(seconds=60)
LONGEST_NOTE: Final = 300


class RevealReason(StrEnum):
    """Why somebody needs to know where a person lives."""

    MOVING_IN = "MOVING_IN"
    VISIT = "VISIT"
    ACUTE = "ACUTE"
    TRANSPORT = "TRANSPORT"
    OTHER = "OTHER"

    @property
    def swedish(self) -> str:
        """Give the text on the screens."""
        return _SWEDISH[self]


_SWEDISH: Final = {
    RevealReason.MOVING_IN: "Inflyttning",
    RevealReason.VISIT: "Besök",
    RevealReason.ACUTE: "Något akut har hänt",
    RevealReason.TRANSPORT: "Resa eller skjuts",
    RevealReason.OTHER: "Annat",
}


class RevealState(StrEnum):
    """What became of a try. ASKED counts against the budget until it is answered; REFUSED showed nothing."""

    ASKED = "ASKED"
    SHOWN = "SHOWN"
    REFUSED = "REFUSED"

    @property
    def swedish(self) -> str:
        """Give the text on the screens."""
        return _STATES[self]


_STATES: Final = {
    RevealState.ASKED: "Avbrutet, adressen visades inte",
    RevealState.SHOWN: "Adressen visades",
    RevealState.REFUSED: "Nekat, adressen visades inte",
}


class Refusal(StrEnum):
    """Why an address is not shown."""

    NOTE_MISSING = "NOTE_MISSING"
    NO_ADDRESS = "NO_ADDRESS"
    HOUR_SPENT = "HOUR_SPENT"
    DAY_SPENT = "DAY_SPENT"
    NOT_WITNESSED = "NOT_WITNESSED"
    MANY_WAIT = "MANY_WAIT"
    OTHER_CASE_WAITS = "OTHER_CASE_WAITS"


@dataclass(frozen=True, slots=True)
class Budget:
    """How many addresses an account may still see.

    :ivar opens_at: when the next one is free; None where one is free now.
    """

    hour: int
    day: int
    opens_at: datetime | None = None

    @property
    def refusal(self) -> Refusal | None:
        """Say what is spent, the day before the hour."""
        if self.day == 0:
            return Refusal.DAY_SPENT
        return Refusal.HOUR_SPENT if self.hour == 0 else None


ALL_LEFT: Final = Budget(IN_AN_HOUR, IN_A_DAY)


def budget_left(spent: list[datetime], now: datetime) -> Budget:
    """Count what is left in the last hour and the last day, both rolling."""
    in_day = sorted(at for at in spent if at > now - DAY)
    in_hour = [at for at in in_day if at > now - HOUR]
    hour, day = max(0, IN_AN_HOUR - len(in_hour)), max(0, IN_A_DAY - len(in_day))
    opens = []
    if hour == 0:
        opens.append(in_hour[-IN_AN_HOUR] + HOUR)
    if day == 0:
        opens.append(in_day[-IN_A_DAY] + DAY)
    return Budget(hour, day, max(opens, default=None))
