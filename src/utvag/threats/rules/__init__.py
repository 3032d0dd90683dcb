"""What the police's side enters: the register, threat assessments, register checks. No Django here."""

from utvag.threats.rules.assessments import (
    EXPIRES_SOON,
    Assessed,
    AssessmentState,
    Method,
    ThreatLevel,
    state_on,
    worst_of,
)
from utvag.threats.rules.checks import CheckAnswer, CheckOutcome, check_due
from utvag.threats.rules.register import (
    FORBIDDEN,
    WHERE,
    Area,
    Circle,
    Entry,
    Level,
    Refusal,
    WholeMunicipality,
    is_reversed,
    with_dates,
)
from utvag.threats.rules.sheet import Due, DueKind, in_order, why_threat

__all__ = [
    "EXPIRES_SOON",
    "FORBIDDEN",
    "WHERE",
    "Area",
    "Assessed",
    "AssessmentState",
    "CheckAnswer",
    "CheckOutcome",
    "Circle",
    "Due",
    "DueKind",
    "Entry",
    "Level",
    "Method",
    "Refusal",
    "ThreatLevel",
    "WholeMunicipality",
    "check_due",
    "in_order",
    "is_reversed",
    "state_on",
    "why_threat",
    "with_dates",
    "worst_of",
]
