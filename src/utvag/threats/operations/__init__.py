"""Every change to the police's side. The liaison makes them."""

from utvag.threats.operations.assessments import NewThreat, record_threat
from utvag.threats.operations.checks import UnableToCheck, record_register_checks
from utvag.threats.operations.holding import hold_exactly, seal_whereabouts_apart
from utvag.threats.operations.register import (
    UnableToRecord,
    add_keep_apart,
    end_keep_apart,
    record_assessment,
    write_address_knowledge,
)
from utvag.threats.operations.sheet import print_weekly_sheet

__all__ = [
    "NewThreat",
    "UnableToCheck",
    "UnableToRecord",
    "add_keep_apart",
    "end_keep_apart",
    "hold_exactly",
    "print_weekly_sheet",
    "record_assessment",
    "record_register_checks",
    "record_threat",
    "seal_whereabouts_apart",
    "write_address_knowledge",
]
