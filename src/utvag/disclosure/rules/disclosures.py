"""When something may be given out in spite of secrecy: the ground, its days, its receivers and what it needs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from utvag.disclosure.rules.words import DisclosureState, Party, Refusal
from utvag.law.grounds import Ground, grounds

CONSENT: Final = "CONSENT"
# The grounds a form may offer; the general clause (OSL 10 kap. 27 §) is not among them.
OFFERED: Final[Mapping[str, Ground]] = grounds()
# A ground other than consent is weighed anew at least this often.
LONGEST_RECURRING: Final = timedelta(days=90)
OF_AGE_FOR_18A: Final = 21


class ProtectedAddress(StrEnum):
    """Whether what is asked for is a protected address, and who has looked at it."""

    NO = "NO"
    LAWYER_SAYS_YES = "LAWYER_SAYS_YES"
    NOT_ASKED = "NOT_ASKED"

    @property
    def swedish(self) -> str:
        """Give the text on the screens."""
        return _PROTECTED[self]


_PROTECTED = {
    ProtectedAddress.NO: "Nej",
    ProtectedAddress.LAWYER_SAYS_YES: "Ja, och en jurist har sagt ja till att den lämnas",
    ProtectedAddress.NOT_ASKED: "Ja, men ingen jurist har tittat på det",
}


class ReceiptOutcome(StrEnum):
    """Whether the receiver has got it."""

    RECEIVED = "RECEIVED"
    NOT_RECEIVED = "NOT_RECEIVED"

    @property
    def swedish(self) -> str:
        """Give the text on the screens."""
        return "Mottagen" if self is ReceiptOutcome.RECEIVED else "Inte framme"


@dataclass(frozen=True, slots=True)
class ToDisclose:
    """What the rules need to know of a disclosure on another ground than consent.

    :ivar age: the person's age that day; None where it is not known, or of no matter.
    """

    party: Party
    day: date
    has_balance: bool
    is_requested: bool
    protected_address: ProtectedAddress
    age: int | None = None


def ground_of(key: str) -> Ground | None:
    """Give a ground by its key; None for one that is not there, as the general clause is not."""
    return OFFERED.get(key)


def refusal_of(key: str, asked: ToDisclose) -> Refusal | None:
    """Say why a ground does not carry a disclosure, or None where it does. Consent is judged by the consent itself."""
    ground = ground_of(key)
    if ground is None:
        return Refusal.GROUND_UNKNOWN
    if not ground.applies_on(asked.day):
        return Refusal.GROUND_NOT_IN_FORCE
    if asked.party.value not in ground.to:
        return Refusal.GROUND_NOT_FOR_PARTY
    if ground.needs_under_21 and (asked.age is None or asked.age >= OF_AGE_FOR_18A):
        return Refusal.AGE_UNKNOWN if asked.age is None else Refusal.NOT_UNDER_21
    return _missing(ground, asked)


def _missing(ground: Ground, asked: ToDisclose) -> Refusal | None:
    if ground.needs_balance and not asked.has_balance:
        return Refusal.BALANCE_MISSING
    if ground.needs_request and not asked.is_requested:
        return Refusal.REQUEST_MISSING
    if ground.escalates_protected and asked.protected_address is ProtectedAddress.NOT_ASKED:
        return Refusal.ASK_LAWYER
    return None


def refusal_of_recurring(key: str, day: date, until: date | None) -> Refusal | None:
    """Say why a disclosure may not be decided for a time: only some grounds may, and not for long."""
    if until is None:
        return None
    ground = ground_of(key)
    if ground is None or not ground.may_recur:
        return Refusal.RECURS_NOT
    if not day < until <= min(day + LONGEST_RECURRING, ground.until_date):
        return Refusal.RECURS_TOO_LONG
    return None


def refusal_of_decision(
    state: DisclosureState, *, is_own: bool, is_on_call: bool, offices_open: bool, is_declined: bool, has_reason: bool
) -> Refusal | None:
    """Say why somebody with the mandate may not decide: once, by another than who proposed; on call by night only."""
    refused = {
        Refusal.NOT_PROPOSED: state is not DisclosureState.PROPOSED,
        Refusal.OWN_PROPOSAL: is_own,
        Refusal.OFFICES_OPEN: is_on_call and offices_open,
        Refusal.REASON_MISSING: is_declined and not has_reason,
    }
    return next((refusal for refusal, holds in refused.items() if holds), None)


def age_on(born: date, day: date) -> int:
    """Count whole years; who is born on 29 February has her birthday on 1 March in other years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
