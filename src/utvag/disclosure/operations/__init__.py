"""Every change to consents and the register of disclosures."""

from utvag.disclosure.operations.consents import ConsentGiven, UnableToConsent, give_consent, withdraw_consent
from utvag.disclosure.operations.deciding import decide_disclosure
from utvag.disclosure.operations.disclosures import (
    NewDisclosure,
    UnableToDisclose,
    register_disclosure,
    write_disclosure,
)
from utvag.disclosure.operations.forms_to_sign import (
    ConsentAsked,
    SignedForm,
    prepare_consent,
    print_consent_form,
    register_signed_consent,
)
from utvag.disclosure.operations.receipts import note_receipt

__all__ = [
    "ConsentAsked",
    "ConsentGiven",
    "NewDisclosure",
    "SignedForm",
    "UnableToConsent",
    "UnableToDisclose",
    "decide_disclosure",
    "give_consent",
    "note_receipt",
    "prepare_consent",
    "print_consent_form",
    "register_disclosure",
    "register_signed_consent",
    "withdraw_consent",
    "write_disclosure",
]
