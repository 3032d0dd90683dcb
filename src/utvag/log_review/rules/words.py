"""The closed lists of log review, with their Swedish words."""

from enum import StrEnum
from typing import Final


class Rule(StrEnum):
    """Why an access is flagged. All but the first are found by the review's own process."""

    OWNER_ASKS = "OWNER_ASKS"
    CANARY = "CANARY"
    BREAK_GLASS = "BREAK_GLASS"
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
    Rule.BREAK_GLASS: ("Nödöppning", "Ärendet öppnades i en nödsituation. Det har en granskning för sig."),
    Rule.NEVER_ASSIGNED: ("Aldrig utsedd", "Någon som aldrig har varit utsedd på ärendet försökte öppna det."),
    Rule.SAME_NAME: ("Samma efternamn", "Den som läste har samma efternamn som någon i ärendet."),
    Rule.OUTSIDE_HOURS: ("Utanför arbetstid", "Ärendet lästes på natten eller en ledig dag, och inget gjordes i det."),
    Rule.NO_LATER_ACTION: ("Inget gjordes", "Ärendet lästes, men den som läste gjorde inget i det före eller efter."),
    Rule.ENDED_NAMING: ("Inte längre utsedd", "Någon försökte öppna ärendet långt efter att uppdraget i det tog slut."),
    Rule.ON_CALL_WITHOUT_NEED: ("Jour utan åtgärd", "Jouren öppnade ett ärende och gjorde inget i det."),
    Rule.ABOVE_OWN_MEDIAN: (
        "Många ärenden",
        "Mer än tre gånger så många ärenden som den anställda brukar öppna på en dag.",
    ),
    Rule.MANY_SEARCHES: ("Många sökningar", "Fler sökningar på en dag än arbetet kräver."),
    Rule.REPEATED_DENIED: ("Upprepade nej", "Flera försök på en timme att öppna sådant som den anställda inte får se."),
    Rule.BEFORE_LEAVING: ("Just före slutet", "Många läsningar de sista dagarna på ärendet, utan att något gjordes."),
    Rule.CLOSED_CASE: ("Avslutat ärende", "Ett ärende lästes lång tid efter att det avslutades."),
    Rule.REVEAL_WITHOUT_VISIT: ("Adress utan besök", "Adressen visades, men ingen åkte dit eller flyttade någon."),
    Rule.MANY_FILES: ("Många filer", "Filer ur flera ärenden hämtades samma dag."),
    Rule.SWEEP: ("Ärenden i rad", "Många ärenden öppnades på några minuter."),
}

#: What the reviewer alone is told: an owner who knew of a canary would know that it is one.
FOR_THE_REVIEWER_ONLY: Final = frozenset({Rule.CANARY})

#: What is judged where it happened and not once more here: an emergency has a review with a day and a lock of its own.
REVIEWED_APART: Final = frozenset({Rule.BREAK_GLASS})


#: The rows that one flag names.
MOST_ENTRIES: Final = 50


class LookOutcome(StrEnum):
    """What an owner of a case says of those who have looked."""

    IN_ORDER = "IN_ORDER"
    ASKED = "ASKED"


class Origin(StrEnum):
    """Why an access is to be judged: it was drawn by lot, or flagged."""

    SAMPLE = "SAMPLE"
    FLAG = "FLAG"

    @property
    def swedish(self) -> str:
        """Give the origin's name on the screens."""
        return "Stickprov" if self is Origin.SAMPLE else "Flagga"


class Judged(StrEnum):
    """What the reviewer says of an access."""

    ATTESTED = "ATTESTED"
    ASKED_MANAGER = "ASKED_MANAGER"
    FINDING = "FINDING"
    CLOSED = "CLOSED"

    @property
    def swedish(self) -> str:
        """Give the word on the screens."""
        return _JUDGED[self]

    @property
    def leaves_open(self) -> bool:
        """Say whether something is left to do."""
        return self in {Judged.ASKED_MANAGER, Judged.FINDING}


_JUDGED: Final = {
    Judged.ATTESTED: "Attesterad: i sin ordning",
    Judged.ASKED_MANAGER: "Fråga till den anställdas chef",
    Judged.FINDING: "Avvikelse",
    Judged.CLOSED: "Avslutad",
}


def may_follow(last: Judged | None) -> tuple[Judged, ...]:
    """Give what may be said after what was said last: an attested or closed one is done with."""
    if last is None:
        return (Judged.ATTESTED, Judged.ASKED_MANAGER, Judged.FINDING)
    return (Judged.CLOSED, Judged.ASKED_MANAGER, Judged.FINDING) if last.leaves_open else ()


class AlarmKind(StrEnum):
    """What in the log the reviewer is told at once. What the key service refuses is told in its own words, once."""

    LOCATION_BUDGET = "LOCATION_BUDGET"
    LOCATION_UNWITNESSED = "LOCATION_UNWITNESSED"

    @property
    def swedish(self) -> str:
        """Say what has happened."""
        return _ALARMS[self]


_ALARMS: Final = {
    AlarmKind.LOCATION_BUDGET: "Fler adresser begärda än gränsen tillåter",
    AlarmKind.LOCATION_UNWITNESSED: "En adress begärdes när loggen inte var bevittnad",
}
#: What a refused address says of itself in the log, and the alarm that it becomes.
REFUSED_ADDRESS: Final = {
    "HOUR_SPENT": AlarmKind.LOCATION_BUDGET,
    "DAY_SPENT": AlarmKind.LOCATION_BUDGET,
    "NOT_WITNESSED": AlarmKind.LOCATION_UNWITNESSED,
}


class Refusal(StrEnum):
    """Why an act of log review cannot be done."""

    TEXT_MISSING = "TEXT_MISSING"
    NOT_AMONG_THEM = "NOT_AMONG_THEM"
    ASKED_ALREADY = "ASKED_ALREADY"
    OWN_LOOK = "OWN_LOOK"
    ALREADY_JUDGED = "ALREADY_JUDGED"
    DAY_MISSING = "DAY_MISSING"
    DAY_NOT_LATER = "DAY_NOT_LATER"
    NO_SUCH_CASE = "NO_SUCH_CASE"
    NOTHING_JUDGED = "NOTHING_JUDGED"
