"""What a placement obliges to, what has been done about it, and how each day was counted. No Django here."""

from utvag.followup.rules.duties import Due, Duty, PlacementFacts, derive_duties, dues_of
from utvag.followup.rules.explaining import explain, in_words, with_weekday
from utvag.followup.rules.fulfilment import (
    LOOK_AHEAD,
    DutyState,
    Occurrence,
    Standing,
    occurrences_of,
    standing_of,
    working_days_between,
)
from utvag.followup.rules.recording import (
    ContactMade,
    Offer,
    Refusal,
    VisitMade,
    Way,
    WithWhom,
    refusal_of_contact,
    refusal_of_visit,
)

__all__ = [
    "LOOK_AHEAD",
    "ContactMade",
    "Due",
    "Duty",
    "DutyState",
    "Occurrence",
    "Offer",
    "PlacementFacts",
    "Refusal",
    "Standing",
    "VisitMade",
    "Way",
    "WithWhom",
    "derive_duties",
    "dues_of",
    "explain",
    "in_words",
    "occurrences_of",
    "refusal_of_contact",
    "refusal_of_visit",
    "standing_of",
    "with_weekday",
    "working_days_between",
]
