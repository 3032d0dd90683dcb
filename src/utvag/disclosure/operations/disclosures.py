"""Write in the register of disclosures: that something was given out, to whom, on which ground. Never what it said."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import Final
from uuid import UUID, uuid4

from utvag.audit.operations import Subject, one_act, record
from utvag.disclosure.access import (
    DISCLOSURE,
    case_to_disclose_of,
    disclosure_draft,
)
from utvag.disclosure.models import Consent, Disclosure
from utvag.disclosure.queries.allowed import consent_facts
from utvag.disclosure.queries.pages import disclosure_place
from utvag.disclosure.rules import (
    CONSENT,
    Allowed,
    ConsentFacts,
    ContentCategory,
    DisclosureState,
    Party,
    ProtectedAddress,
    Refusal,
    ToDisclose,
    WhyNot,
    age_on,
    allowed_by,
    ground_of,
    refusal_of,
    refusal_of_recurring,
)
from utvag.drafts.operations import drop_sent_draft
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.foundation.errors import Unable
from utvag.law.grounds import Ground
from utvag.people.queries import identities_of
from utvag.people.rules import IdentityNumber, read_number
from utvag.secrecy.envelope import seal

REGISTER = "REGISTER_DISCLOSURE"
GIVEN_OUT: Final = frozenset({DisclosureState.REGISTERED.value, DisclosureState.DECIDED.value})
_REFUSED: Final[Mapping[WhyNot, Refusal]] = MappingProxyType(
    {
        WhyNot.NO_CONSENT: Refusal.NO_CONSENT,
        WhyNot.WITHDRAWN: Refusal.CONSENT_WITHDRAWN,
        WhyNot.NOT_THAT_DAY: Refusal.CONSENT_NOT_THAT_DAY,
        WhyNot.PARTY_LEFT_OUT: Refusal.PARTY_LEFT_OUT,
        WhyNot.CATEGORY_LEFT_OUT: Refusal.CATEGORY_LEFT_OUT,
    }
)


class UnableToDisclose(Unable):
    """A disclosure could not be registered."""


@dataclass(frozen=True, slots=True)
class NewDisclosure:
    """What was given out, to whom and why.

    :ivar disclosed_at: when it was told; None where it waits for the section head, as it should where it is weighed.
    :ivar about: what it was about, in general words; never the content.
    :ivar recipient: the receiver's function, as "vakthavande befäl".
    :ivar balance: why it may be told in spite of secrecy, where the ground needs that.
    :ivar person: the identity whose age the ground asks for.
    :ivar recurs_until: the first day on which it is no longer told again, where it was decided for a time.
    """

    party: Party
    category: ContentCategory
    ground: str
    disclosed_at: datetime | None
    about: str = field(repr=False)
    recipient: str = field(repr=False)
    balance: str = field(default="", repr=False)
    is_requested: bool = False
    protected_address: ProtectedAddress = ProtectedAddress.NO
    person: UUID | None = None
    recurs_until: date | None = None


def register_disclosure(
    *, actor: Actor, case_id: UUID, new: NewDisclosure, now: datetime, draft_revision: int = 0
) -> UUID:
    """Register that something was given out; where the ground is weighed, propose it to the section head.

    :raises NotVisible: when the actor may not write in the case's register.
    :raises UnableToDisclose: when neither consent nor the ground carries it.
    """
    today = day_of(now)
    with one_act(actor=actor, now=now):
        opened = case_to_disclose_of(actor, case_id, today, action=REGISTER)
        disclosure_id = write_disclosure(actor=actor, case_id=case_id, new=new, now=now)
        key = disclosure_draft(actor, case_id, today, action=REGISTER)
        drop_sent_draft(actor=actor, key=key, revision=draft_revision, now=now)
        subject = Subject(DISCLOSURE, disclosure_id, case_id)
        record(actor=actor, action=REGISTER, subject=subject, purpose=opened.purpose, now=now)
    return disclosure_id


def write_disclosure(*, actor: Actor, case_id: UUID, new: NewDisclosure, now: datetime) -> UUID:
    """Write one row of the register; a proposal where the ground is weighed.

    Part of a larger operation, which asks the wall and writes the log.

    :raises UnableToDisclose: when neither consent nor the ground carries it.
    """
    ground = ground_of(new.ground)
    if ground is None:
        raise UnableToDisclose(Refusal.GROUND_UNKNOWN)
    if new.disclosed_at is None and not ground.needs_decision:
        raise UnableToDisclose(Refusal.TIME_MISSING)
    if new.disclosed_at is not None and new.disclosed_at > now:
        raise UnableToDisclose(Refusal.NOT_YET)
    moment = new.disclosed_at or now
    consent = _consent_for(case_id, new, moment) if ground.key == CONSENT else None
    age = age_of(case_id, new.person, moment) if ground.needs_under_21 else None
    _refuse(new, age, day_of(moment))
    disclosure_id = uuid4()
    told = {"about": new.about, "recipient": new.recipient, "balance": new.balance}
    Disclosure.objects.create(
        id=disclosure_id,
        case_id=case_id,
        party=new.party.value,
        category=new.category.value,
        **_ground_columns(ground),
        **_consent_columns(consent),
        state=(DisclosureState.PROPOSED if ground.needs_decision else DisclosureState.REGISTERED).value,
        disclosed_at=new.disclosed_at,
        disclosed_date=None if new.disclosed_at is None else day_of(new.disclosed_at),
        recurs_until=new.recurs_until,
        person=new.person if ground.needs_under_21 else None,
        age=age,
        protected_address=new.protected_address.value,
        registered_by=actor.id,
        registered_at=now,
        sealed=seal(disclosure_place(case_id, disclosure_id), told),
    )
    return disclosure_id


def _refuse(new: NewDisclosure, age: int | None, day: date) -> None:
    asked = ToDisclose(
        party=new.party,
        day=day,
        has_balance=bool(new.balance.strip()),
        is_requested=new.is_requested,
        protected_address=new.protected_address,
        age=age,
    )
    refusal = refusal_of(new.ground, asked) or refusal_of_recurring(new.ground, day, new.recurs_until)
    if refusal is None and new.protected_address is ProtectedAddress.NOT_ASKED:
        refusal = Refusal.ASK_LAWYER
    if refusal is not None:
        raise UnableToDisclose(refusal)


def _consent_for(case_id: UUID, new: NewDisclosure, at: datetime) -> ConsentFacts:
    """Give the consent that carries a disclosure, and hold it still: a withdrawal waits."""
    list(Consent.objects.select_for_update().filter(case=case_id).order_by("pk").values_list("pk", flat=True))
    consents = consent_facts([case_id], at=at).get(case_id, ())
    answer = allowed_by(consents, (), party=new.party, category=new.category, on=day_of(at))
    if not isinstance(answer, Allowed):
        raise UnableToDisclose(_REFUSED[answer.why])
    return next(one for one in consents if one.id == answer.consent_id)


def age_of(case_id: UUID, person: UUID | None, at: datetime) -> int | None:
    """Count a person's age that day; None where her number is not known. For this package."""
    for one in identities_of([case_id]).get(case_id, ()):
        if one.id == person and one.personal_number:
            number = read_number(one.personal_number, today=day_of(at))
            return age_on(number.born, day_of(at)) if isinstance(number, IdentityNumber) else None
    return None


def _ground_columns(ground: Ground) -> dict[str, object]:
    return {
        "ground_id": ground.key,
        "ground_from": ground.from_date,
        "ground_until": ground.until_date,
        "needs_under_21": ground.needs_under_21,
        "may_recur": ground.may_recur,
        "needs_decision": ground.needs_decision,
    }


def _consent_columns(consent: ConsentFacts | None) -> dict[str, object]:
    if consent is None:
        return {"consent_id": None, "consent_from": None, "consent_until": None}
    return {"consent_id": consent.id, "consent_from": consent.from_date, "consent_until": consent.until_date}
