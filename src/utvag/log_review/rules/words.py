"""The closed lists of log review, with their Swedish words."""

from enum import StrEnum
from typing import Final


class Rule(StrEnum):
    """Why an access is flagged. All but the first are found by the review's own process."""

    OWNER_ASKS = "OWNER_ASKS"
    CANARY = "CANARY"
    NEVER_ASSIGNED = "NEVER_ASSIGNED"
    SAME_NAME = "SAME_NAME"
    OUTSIDE_HOURS = "OUTSIDE_HOURS"
    NO_LATER_ACTION = "NO_LATER_ACTION"
    ENDED_NAMING = "ENDED_NAMING"
    ON_CALL_WITHOUT_NEED = "ON_CALL_WITHOUT_NEED"
    ABOVE_OWN_MEDIAN = "ABOVE_OWN_MEDIAN"
    MANY_SEARCHES = "MANY_SEARCHES"
    REPEATED_DENIED = "REPEATED_DENIED"
    BEFORE_LEAVING = "BEFORE_LEAVING"
    CLOSED_CASE = "CLOSED_CASE"
    REVEAL_WITHOUT_VISIT = "REVEAL_WITHOUT_VISIT"
    MANY_FILES = "MANY_FILES"
    SWEEP = "SWEEP"

    @property
    def swedish(self) -> str:
        """Give the rule's name on the screens."""
        return _RULES[self][0]

    @property
    def why(self) -> str:
        """Say in one sentence what the rule has seen."""
        return _RULES[self][1]


_RULES: Final = {
    Rule.OWNER_ASKS: ("Den som håller i ärendet frågar", "Den som håller i ärendet undrar varför ärendet lästes."),
    Rule.CANARY: ("Vaktärende", "Någon öppnade ett påhittat ärende som ingen har skäl att öppna."),
    Rule.NEVER_ASSIGNED: ("Aldrig utsedd", "Någon försökte öppna ett ärende som hon aldrig har varit utsedd på."),
    Rule.SAME_NAME: ("Samma efternamn", "Den som läste har samma efternamn som någon i ärendet."),
    Rule.OUTSIDE_HOURS: ("Utanför arbetstid", "Ärendet lästes på natten eller en ledig dag, och inget gjordes i det."),
    Rule.NO_LATER_ACTION: ("Inget gjordes", "Ärendet lästes, men den som läste gjorde inget i det före eller efter."),
    Rule.ENDED_NAMING: ("Inte längre utsedd", "Någon försökte öppna ett ärende långt efter att hon slutade i det."),
    Rule.ON_CALL_WITHOUT_NEED: ("Jour utan åtgärd", "Jouren öppnade ett ärende och gjorde inget i det."),
    Rule.ABOVE_OWN_MEDIAN: ("Många ärenden", "Fler än tre gånger så många ärenden som hon brukar öppna på en dag."),
    Rule.MANY_SEARCHES: ("Många sökningar", "Fler sökningar på en dag än arbetet kräver."),
    Rule.REPEATED_DENIED: ("Upprepade nej", "Flera försök på en timme att öppna sådant som hon inte får se."),
    Rule.BEFORE_LEAVING: ("Just före slutet", "Många läsningar de sista dagarna som utsedd, utan att något gjordes."),
    Rule.CLOSED_CASE: ("Avslutat ärende", "Ett ärende lästes lång tid efter att det avslutades."),
    Rule.REVEAL_WITHOUT_VISIT: ("Adress utan besök", "Adressen visades, men ingen åkte dit eller hörde av sig."),
    Rule.MANY_FILES: ("Många filer", "Filer ur flera ärenden hämtades samma dag."),
    Rule.SWEEP: ("Ärenden i rad", "Många ärenden öppnades på några minuter."),
}

#: What the reviewer alone is told: an owner who knew of a canary would know that it is one.
FOR_THE_REVIEWER_ONLY: Final = frozenset({Rule.CANARY})


#: The rows that one flag names.
MOST_ENTRIES: Final = 50


class LookOutcome(StrEnum):
    """What an owner of a case says of those who have looked."""

    IN_ORDER = "IN_ORDER"
    ASKED = "ASKED"


class Refusal(StrEnum):
    """Why an act of log review cannot be done."""

    TEXT_MISSING = "TEXT_MISSING"
    NOT_AMONG_THEM = "NOT_AMONG_THEM"
    ASKED_ALREADY = "ASKED_ALREADY"
    OWN_LOOK = "OWN_LOOK"
