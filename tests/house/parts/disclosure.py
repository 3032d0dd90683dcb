"""Consents and the register of disclosures, over all personas."""

from __future__ import annotations

from contextlib import suppress
from uuid import UUID

from tests.disclosure.givens import given_consent, given_disclosure, given_form, given_proposed, given_signed_form
from tests.givens import NOW, TODAY, case_id
from tests.house.parts import CHOOSERS, HEAD, NAMED
from tests.personas import Personas
from utvag.disclosure.access import (
    consent_draft,
    consent_form_draft,
    consent_form_for,
    decision_draft,
    disclosure_draft,
    disclosure_to_decide,
    receipt_draft,
)
from utvag.disclosure.models import Consent, ConsentForm, Disclosure
from utvag.disclosure.operations import (
    UnableToConsent,
    decide_disclosure,
    note_receipt,
    print_consent_form,
    withdraw_consent,
)
from utvag.disclosure.queries import decision_page, disclosure_page, form_page, withdrawal_page
from utvag.disclosure.rules import ReceiptOutcome
from utvag.foundation.actors import Actor


def given(personas: Personas) -> None:
    given_consent(personas.coordinator)
    given_disclosure(personas.coordinator)
    given_proposed(personas.coordinator)
    given_form(personas.coordinator)


def ids(personas: Personas) -> dict[str, UUID]:
    given_form(personas.coordinator)
    return {
        "form_id": ConsentForm.objects.values_list("pk", flat=True)[0],
        "consent_id": given_consent(personas.coordinator),
        "disclosure_id": given_proposed(personas.coordinator),
    }


def consent() -> UUID:
    return Consent.objects.values_list("pk", flat=True).get()


def disclosure() -> UUID:
    return Disclosure.objects.filter(state="REGISTERED").values_list("pk", flat=True)[0]


def proposed() -> UUID:
    return Disclosure.objects.filter(needs_decision=True).values_list("pk", flat=True)[0]


def _withdraw(actor: Actor) -> None:
    # What was told an hour ago does not stand in the way.
    with suppress(UnableToConsent):
        withdraw_consent(actor=actor, consent_id=consent(), now=NOW)


def _note(actor: Actor) -> None:
    note_receipt(
        actor=actor,
        disclosure_id=disclosure(),
        outcome=ReceiptOutcome.RECEIVED,
        noted_date=TODAY,
        how="Per telefon",
        now=NOW,
    )


def _decide(actor: Actor) -> None:
    decide_disclosure(actor=actor, disclosure_id=proposed(), is_declined=False, reason="", now=NOW)


def form() -> UUID:
    return ConsentForm.objects.values_list("pk", flat=True)[0]


ACTS = {
    "prepare_consent": (given_form, CHOOSERS),
    "register_signed_consent": (lambda a: given_signed_form(a, form()), CHOOSERS),
    "print_consent_form": (lambda a: print_consent_form(actor=a, consent_id=consent(), now=NOW), CHOOSERS),
    "form_page": (lambda a: form_page(actor=a, form_id=form(), now=NOW), CHOOSERS),
    "consent_form_for": (lambda a: consent_form_for(a, form(), TODAY, action="TEST"), CHOOSERS),
    "consent_form_draft": (lambda a: consent_form_draft(a, case_id(), TODAY, action="TEST"), CHOOSERS),
    "give_consent": (given_consent, CHOOSERS),
    "withdraw_consent": (_withdraw, CHOOSERS),
    "register_disclosure": (given_disclosure, NAMED),
    "note_receipt": (_note, NAMED),
    "decide_disclosure": (_decide, HEAD),
    "decision_page": (lambda a: decision_page(actor=a, disclosure_id=proposed(), now=NOW), HEAD),
    "disclosure_to_decide": (lambda a: disclosure_to_decide(a, proposed(), TODAY, action="TEST"), HEAD),
    "decision_draft": (lambda a: decision_draft(a, proposed(), TODAY, action="TEST"), HEAD),
    "disclosure_page": (lambda a: disclosure_page(actor=a, case_id=case_id(), now=NOW), NAMED),
    "withdrawal_page": (lambda a: withdrawal_page(actor=a, consent_id=consent(), now=NOW), CHOOSERS),
    "consent_draft": (lambda a: consent_draft(a, case_id(), TODAY, action="TEST"), CHOOSERS),
    "receipt_draft": (lambda a: receipt_draft(a, disclosure(), TODAY, action="TEST"), NAMED),
    "disclosure_draft": (lambda a: disclosure_draft(a, case_id(), TODAY, action="TEST"), NAMED),
}
