"""Every read of the police's side."""

from utvag.threats.queries.assessments import (
    CaseAssessment,
    HeldAssessment,
    assessments_for_case,
    current_threat_assessment,
    person_codes,
)
from utvag.threats.queries.checks import register_checks_of
from utvag.threats.queries.register import (
    LIAISON_PURPOSE,
    KeepApartLink,
    Parties,
    entry_place,
    keep_apart_links,
    opened_entry,
    parties,
    register_entries,
    standing_rows,
)

__all__ = [
    "LIAISON_PURPOSE",
    "CaseAssessment",
    "HeldAssessment",
    "KeepApartLink",
    "Parties",
    "assessments_for_case",
    "current_threat_assessment",
    "entry_place",
    "keep_apart_links",
    "opened_entry",
    "parties",
    "person_codes",
    "register_checks_of",
    "register_entries",
    "standing_rows",
]
