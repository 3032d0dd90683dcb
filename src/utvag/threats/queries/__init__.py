"""Every read of the police's side."""

from utvag.threats.queries.agenda import happenings_of, work_of
from utvag.threats.queries.assessments import (
    CaseAssessment,
    HeldAssessment,
    assessments_for_case,
    current_threat_assessment,
    person_codes,
)
from utvag.threats.queries.checks import register_checks_of
from utvag.threats.queries.parties import Parties, parties
from utvag.threats.queries.register import (
    GEOGRAPHY,
    LIAISON_PURPOSE,
    KeepApartLink,
    entry_place,
    keep_apart_links,
    opened_entry,
    register_entries,
    standing_rows,
    whereabouts_place,
    whole_entry,
)
from utvag.threats.queries.sheet import Answered, WeeklySheet, count_not_open, open_cases, weekly_sheet

__all__ = [
    "GEOGRAPHY",
    "LIAISON_PURPOSE",
    "Answered",
    "CaseAssessment",
    "HeldAssessment",
    "KeepApartLink",
    "Parties",
    "WeeklySheet",
    "assessments_for_case",
    "count_not_open",
    "current_threat_assessment",
    "entry_place",
    "happenings_of",
    "keep_apart_links",
    "open_cases",
    "opened_entry",
    "parties",
    "person_codes",
    "register_checks_of",
    "register_entries",
    "standing_rows",
    "weekly_sheet",
    "whereabouts_place",
    "whole_entry",
    "work_of",
]
