"""Every read of consents and disclosures. Read-shapes out, never rows."""

from utvag.disclosure.queries.agenda import coming_of, ending_consents, happenings_of, work_of
from utvag.disclosure.queries.allowed import allows, cases_open_to, consent_facts, recurring_facts
from utvag.disclosure.queries.pages import (
    ConsentShape,
    DisclosurePage,
    DisclosureShape,
    ToDecide,
    Withdrawal,
    decision_page,
    disclosure_page,
    withdrawal_page,
)
from utvag.disclosure.queries.papers import FormShape, Paper, UnsignedForm, form_page
from utvag.disclosure.rules import Allowed, NotAllowed

__all__ = [
    "Allowed",
    "ConsentShape",
    "DisclosurePage",
    "DisclosureShape",
    "FormShape",
    "NotAllowed",
    "Paper",
    "ToDecide",
    "UnsignedForm",
    "Withdrawal",
    "allows",
    "cases_open_to",
    "coming_of",
    "consent_facts",
    "decision_page",
    "disclosure_page",
    "ending_consents",
    "form_page",
    "happenings_of",
    "recurring_facts",
    "withdrawal_page",
    "work_of",
]
