"""Every read of call-offs. Read-shapes out, never rows."""

from utvag.call_off.queries.agenda import coming_of, happenings_of, work_of
from utvag.call_off.queries.household import household_in_bands
from utvag.call_off.queries.pages import (
    AnswerShape,
    CallOffShape,
    EnquiryShape,
    StepShape,
    award_to_write,
    call_off_of,
    case_of_enquiry,
    enquiry_to_answer,
)
from utvag.call_off.queries.steps import OpenStep, open_step, sealed_place

__all__ = [
    "AnswerShape",
    "CallOffShape",
    "EnquiryShape",
    "OpenStep",
    "StepShape",
    "award_to_write",
    "call_off_of",
    "case_of_enquiry",
    "coming_of",
    "enquiry_to_answer",
    "happenings_of",
    "household_in_bands",
    "open_step",
    "sealed_place",
    "work_of",
]
