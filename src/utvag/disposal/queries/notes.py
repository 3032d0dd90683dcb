"""When something was last noted in the file of a case: the day that its time is counted from."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Final
from uuid import UUID

from django.db.models import Max, Model

from utvag.break_glass.models import BreakGlass
from utvag.call_off.models import Answer, CallOff, CallOffStep, DirectAward, Enquiry
from utvag.cases.models import Case, Denial, FirstContact, OnCallOpening, ToldVersion
from utvag.decisions.models import Appeal, Decision, Notice
from utvag.disclosure.models import Consent, ConsentForm, Disclosure, Receipt
from utvag.documents.models import Document, Signature
from utvag.emergency.models import AddressDisclosed, DisclosedStep, ReserveOpening
from utvag.followup.models import Contact, Visit
from utvag.foundation.clock import day_of
from utvag.investigation.models import HousingMeanwhile, Investigation, PreconditionAnswer, SectionVersion
from utvag.journal.models import JournalNote
from utvag.meetings.models import Meeting, MeetingTask, Participant
from utvag.placement.models import Check, Extension, Placement, Review
from utvag.plans.models import Plan
from utvag.stand_in.models import HandedCase
from utvag.threats.models import RegisterCheck


@dataclass(frozen=True, slots=True)
class Noted:
    """Where a kind of note says when it was written, and how one comes from it to its case."""

    moments: tuple[str, ...]
    case: str = "case"


#: Every table in which something is noted about a case. A test finds one that stands neither here nor below.
NOTED: Final[Mapping[type[Model], Noted]] = MappingProxyType(
    {
        Case: Noted(("created_at",), "pk"),
        Denial: Noted(("at", "lifted_at")),
        FirstContact: Noted(("received_at", "handled_at")),
        OnCallOpening: Noted(("at",)),
        ToldVersion: Noted(("written_at",)),
        Document: Noted(("frozen_at",)),
        Signature: Noted(("registered_at",), "document__case"),
        JournalNote: Noted(("written_at",)),
        Meeting: Noted(("created_at", "held_at", "closed_at")),
        Participant: Noted(("invited_at",), "meeting__case"),
        MeetingTask: Noted(("created_at", "done_at"), "meeting__case"),
        ConsentForm: Noted(("made_at",)),
        Consent: Noted(("registered_at", "withdrawn_at")),
        Disclosure: Noted(("registered_at", "decided_at")),
        Receipt: Noted(("noted_at",), "disclosure__case"),
        Investigation: Noted(("opened_at", "late_told_at", "closed_at")),
        SectionVersion: Noted(("written_at",), "investigation__case"),
        PreconditionAnswer: Noted(("written_at",), "investigation__case"),
        HousingMeanwhile: Noted(("written_at",), "investigation__case"),
        Decision: Noted(("proposed_at", "decided_at", "closed_at")),
        Notice: Noted(("recorded_at",)),
        Appeal: Noted(("registered_at", "handled_at")),
        RegisterCheck: Noted(("done_at",)),
        Plan: Noted(("made_at",)),
        CallOff: Noted(("opened_at", "closed_at")),
        CallOffStep: Noted(("entered_at",)),
        Enquiry: Noted(("sent_at",)),
        Answer: Noted(("registered_at",)),
        DirectAward: Noted(("made_at",)),
        Check: Noted(("checked_at",)),
        # A stay that came with a file says of its end only until when it was.
        Placement: Noted(("proposed_at", "confirmed_at", "started_at", "ended_at", "until_date")),
        Review: Noted(("made_at",)),
        Extension: Noted(("made_at",)),
        ReserveOpening: Noted(("opened_at",)),
        AddressDisclosed: Noted(("registered_at", "closed_at")),
        DisclosedStep: Noted(("done_at",), "disclosed__case"),
        BreakGlass: Noted(("opened_at", "reviewed_at")),
        Contact: Noted(("registered_at",), "placement__case"),
        Visit: Noted(("registered_at",), "placement__case"),
        HandedCase: Noted(("written_at",)),
    }
)

#: Tables of a case that are no notes in its file, and why.
UNNOTED: Final[Mapping[str, str]] = MappingProxyType(
    {
        "drafts_draft": "not sent: nothing has been noted",
        "cases_casestaff": "who may see the case",
        "assignments_assignment": "of an outsider, and of no case",
        "assignments_receiver": "who at the provider may see the placement",
        "assignments_invoice": "bookkeeping, by code, with a time of its own: often paid long after the last note",
        "people_identity": "has no time; what is written of a person is written with something else",
        "disclosure_consentparty": "of a consent, and of its moment",
        "disclosure_consentscope": "of a consent, and of its moment",
        "placement_finding": "what the check found by itself",
        "placement_placementsafetyplan": "which plan a placement rests on",
        "emergency_reserveset": "what the check found by itself",
        "emergency_openingnotice": "that an employee has read of an opening",
        "location_reveal": "who has seen an address: of the log",
        "location_revealnotice": "that an employee has read of it",
        "log_review_lookover": "of the log's review",
        "log_review_flag": "of the log's review",
        "log_review_otherlook": "of the log's review",
        "log_review_item": "of the log's review",
        "log_review_judgement": "of the log's review",
        "log_review_minutes": "of the log's review",
        "log_review_alarm": "of the log's review",
        "stand_in_handover": "who is away and when; what is told of a case stands beside",
        "disposal_disposal": "what becomes of the file",
    }
)


def last_notes(case_ids: Collection[UUID]) -> dict[UUID, date]:
    """Give the day of the last note in each case's file. Looks at moments only, and opens nothing."""
    found = dict[UUID, date]()
    for model, noted in NOTED.items():
        rows = model._default_manager.filter(**{f"{noted.case}__in": list(case_ids)})  # noqa: SLF001 (Django's name)
        for case_id, *moments in rows.values_list(noted.case).annotate(*map(Max, noted.moments)):
            days = [_day(moment) for moment in moments if moment is not None]
            found[case_id] = max([*days, found.get(case_id, date.min)])
    return found


def _day(moment: date | datetime) -> date:
    return day_of(moment) if isinstance(moment, datetime) else moment
