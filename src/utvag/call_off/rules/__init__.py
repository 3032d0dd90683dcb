"""The rules of the call-off: the steps, what a provider is asked and answers. No Django here."""

from utvag.call_off.rules.answers import AgeBand, Channel, NoReason, Point, band_of, missing_points
from utvag.call_off.rules.steps import (
    Answer,
    Asked,
    CallOffState,
    PassedReason,
    Refusal,
    Shown,
    ShownHome,
    Step,
    is_late,
    next_in_order,
    refused_pass,
)

__all__ = [
    "AgeBand",
    "Answer",
    "Asked",
    "CallOffState",
    "Channel",
    "NoReason",
    "PassedReason",
    "Point",
    "Refusal",
    "Shown",
    "ShownHome",
    "Step",
    "band_of",
    "is_late",
    "missing_points",
    "next_in_order",
    "refused_pass",
]
