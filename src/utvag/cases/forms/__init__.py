"""The forms of the one way in, and of a case's household, needs and staff."""

from utvag.cases.forms.case import RecordMember, StateNeeds, needs_form
from utvag.cases.forms.intake import CloseContact, RegisterContact, TakeContact, WaitWithContact, told_from

__all__ = [
    "CloseContact",
    "RecordMember",
    "RegisterContact",
    "StateNeeds",
    "TakeContact",
    "WaitWithContact",
    "needs_form",
    "told_from",
]
