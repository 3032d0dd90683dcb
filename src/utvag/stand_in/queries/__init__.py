"""Every read of handovers. Read-shapes out, never rows."""

from utvag.stand_in.queries.agenda import happenings_of, work_of
from utvag.stand_in.queries.brief import COMING, Brief, brief_of, brief_sheet
from utvag.stand_in.queries.digest import CaseDigest, Digest, DigestDay, DigestRow, digest_of
from utvag.stand_in.queries.handovers import (
    HandedShape,
    HandoverLine,
    HandoverPage,
    OwnCase,
    cases_to_hand_over,
    handed_code_name,
    handovers_of,
    open_handover,
)
from utvag.stand_in.queries.taking import note_place, staff_to_stand_in, why_left_out

__all__ = [
    "COMING",
    "Brief",
    "CaseDigest",
    "Digest",
    "DigestDay",
    "DigestRow",
    "HandedShape",
    "HandoverLine",
    "HandoverPage",
    "OwnCase",
    "brief_of",
    "brief_sheet",
    "cases_to_hand_over",
    "digest_of",
    "handed_code_name",
    "handovers_of",
    "happenings_of",
    "note_place",
    "open_handover",
    "staff_to_stand_in",
    "why_left_out",
    "work_of",
]
