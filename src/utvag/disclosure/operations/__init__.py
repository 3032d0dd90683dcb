"""Every change to consents and the register of disclosures."""

from utvag.disclosure.operations.consents import ConsentGiven, UnableToConsent, give_consent, withdraw_consent
from utvag.disclosure.operations.deciding import decide_disclosure
from utvag.disclosure.operations.disclosures import (
    NewDisclosure,
    UnableToDisclose,
    register_disclosure,
    write_disclosure,
)
from utvag.disclosure.operations.receipts import note_receipt

__all__ = [
    "ConsentGiven",
    "NewDisclosure",
    "UnableToConsent",
    "UnableToDisclose",
    "decide_disclosure",
    "give_consent",
    "note_receipt",
    "register_disclosure",
    "withdraw_consent",
    "write_disclosure",
]
