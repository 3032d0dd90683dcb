"""The words of an assignment: which roles see nothing without one, and for which reasons one is given."""

from enum import StrEnum
from typing import Final

from utvag.organisation.rules import Role


class Reason(StrEnum):
    """Why somebody outside the work with cases has a cut of her own; the text is the Swedish one on the screens."""

    CONTRACT = "CONTRACT"
    BUDGET_FOLLOW_UP = "BUDGET_FOLLOW_UP"
    AUDIT_PLAN = "AUDIT_PLAN"
    ORDERED_AUDIT = "ORDERED_AUDIT"

    @property
    def swedish(self) -> str:
        """Give the reason's name on the screens."""
        return _REASONS[self]


_REASONS: Final = {
    Reason.CONTRACT: "Avtal med utföraren",
    Reason.BUDGET_FOLLOW_UP: "Uppföljning av budgeten",
    Reason.AUDIT_PLAN: "Revisionsplanen",
    Reason.ORDERED_AUDIT: "Beställd granskning",
}

#: The roles that see nothing without an assignment, with the reasons for which each is given one.
REASONS_OF: Final = {
    Role.PROVIDER: (Reason.CONTRACT,),
    Role.CONTROLLER: (Reason.BUDGET_FOLLOW_UP,),
    Role.AUDITOR: (Reason.AUDIT_PLAN, Reason.ORDERED_AUDIT),
}
#: Of them, those who see the pages made for them and nothing else.
OUTSIDERS: Final = frozenset({Role.PROVIDER, Role.CONTROLLER})
LONGEST_MONTHS: Final = 12
USUAL_MONTHS: Final = 6


class Refusal(StrEnum):
    """Why something of an assignment cannot be done."""

    NOT_BOUND = "NOT_BOUND"
    REASON = "REASON"
    PROVIDER_MISSING = "PROVIDER_MISSING"
    PROVIDER_NOT_ASKED = "PROVIDER_NOT_ASKED"
    DATES_REVERSED = "DATES_REVERSED"
    DAY_PASSED = "DAY_PASSED"
    TOO_LONG = "TOO_LONG"
    HAS_ONE = "HAS_ONE"
    OWN = "OWN"
    NOT_A_RECEIVER = "NOT_A_RECEIVER"
    DENIED = "DENIED"
    HAS_RECEIVER = "HAS_RECEIVER"
    NOT_LIVED_IN = "NOT_LIVED_IN"
    NO_RECEIVER = "NO_RECEIVER"
    NUMBER_FORM = "NUMBER_FORM"
    NUMBER_TAKEN = "NUMBER_TAKEN"
    AMOUNT = "AMOUNT"
    NOT_RECEIVED_YET = "NOT_RECEIVED_YET"
    UNKNOWN_PLACEMENT = "UNKNOWN_PLACEMENT"
