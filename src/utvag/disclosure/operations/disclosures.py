"""Write in the register of disclosures: that something was given out, to whom, on which ground. Never what it said."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import Final
from uuid import UUID, uuid4

from utvag.audit.operations import Subject, one_act, record
from utvag.cases.queries import staff_of
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
from utvag.organisation.rules import Role
from utvag.people.queries import identities_of
from utvag.people.rules import IdentityNumber, read_number
from utvag.secrecy.envelope import seal

REGISTER = "REGISTER_DISCLOSURE"
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

    :ivar about: what it was about, in general words; never the content.
    :ivar recipient: the receiver's function, as "vakthavande befäl".
    :ivar balance: why it may be told in spite of secrecy, where the ground needs that.
    :ivar person: the identity whose age the ground asks for.
    :ivar decided_by: the section head who decided; the actor, where nobody is named.
    :ivar recurs_until: the first day on which it is no longer told again, where it was decided for a time.
    """

    party: Party
    category: ContentCategory
    ground: str
    disclosed_at: datetime
    about: str = field(repr=False)
    recipient: str = field(repr=False)
    balance: str = field(default="", repr=False)
    is_requested: bool = False
    protected_address: ProtectedAddress = ProtectedAddress.NO
    person: UUID | None = None
    decided_by: UUID | None = None
    recurs_until: date | None = None


def register_disclosure(
    *, actor: Actor, case_id: UUID, new: NewDisclosure, now: datetime, draft_revision: int = 0
) -> UUID:
    """Register that something was given out.

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
    """Write one row of the register. Part of a larger operation, which asks the wall and writes the log.

    :raises UnableToDisclose: when neither consent nor the ground carries it.
    """
    ground = ground_of(new.ground)
    if ground is None:
        raise UnableToDisclose(Refusal.GROUND_UNKNOWN)
    if new.disclosed_at > now:
        raise UnableToDisclose(Refusal.NOT_YET)
    decided_by, role = _decided(actor, case_id, new, now)
    consent = _consent_for(case_id, new) if ground.key == CONSENT else None
    age = _age(case_id, new, now) if ground.needs_under_21 else None
    _refuse(new, age, role)
    disclosure_id = uuid4()
    told = {"about": new.about, "recipient": new.recipient, "balance": new.balance}
    Disclosure.objects.create(
        id=disclosure_id,
        case_id=case_id,
        party=new.party.value,
        category=new.category.value,
        **_ground_columns(ground),
        **_consent_columns(consent),
        disclosed_at=new.disclosed_at,
        disclosed_date=day_of(new.disclosed_at),
        recurs_until=new.recurs_until,
        person=new.person if ground.needs_under_21 else None,
        age=age,
        protected_address=new.protected_address.value,
        decided_by=decided_by,
        decided_role=role.value,
        registered_by=actor.id,
        registered_at=now,
        sealed=seal(disclosure_place(case_id, disclosure_id), told),
    )
    return disclosure_id


def _refuse(new: NewDisclosure, age: int | None, role: Role) -> None:
    day = day_of(new.disclosed_at)
    asked = ToDisclose(
        party=new.party,
        day=day,
        has_balance=bool(new.balance.strip()),
        is_requested=new.is_requested,
        protected_address=new.protected_address,
        is_decided_by_head=role is Role.SECTION_HEAD,
        age=age,
    )
    refusal = refusal_of(new.ground, asked) or refusal_of_recurring(new.ground, day, new.recurs_until)
    if refusal is None and new.protected_address is ProtectedAddress.NOT_ASKED:
        refusal = Refusal.ASK_LAWYER
    if refusal is not None:
        raise UnableToDisclose(refusal)


def _decided(actor: Actor, case_id: UUID, new: NewDisclosure, now: datetime) -> tuple[UUID, Role]:
    """Give who decided and in which role; somebody else than the actor must be named on the case."""
    if new.decided_by is None or new.decided_by == actor.id:
        return actor.id, Role(actor.role)
    named = {one.staff.id: one.staff.role for one in staff_of(case_id, day_of(now))}
    if new.decided_by not in named:
        raise UnableToDisclose(Refusal.HEAD_DECIDES)
    return new.decided_by, named[new.decided_by]


def _consent_for(case_id: UUID, new: NewDisclosure) -> ConsentFacts:
    """Give the consent that carries a disclosure, and hold it still: a withdrawal waits."""
    list(Consent.objects.select_for_update().filter(case=case_id).order_by("pk").values_list("pk", flat=True))
    consents = consent_facts([case_id], at=new.disclosed_at).get(case_id, ())
    answer = allowed_by(consents, (), party=new.party, category=new.category, on=day_of(new.disclosed_at))
    if not isinstance(answer, Allowed):
        raise UnableToDisclose(_REFUSED[answer.why])
    return next(one for one in consents if one.id == answer.consent_id)


def _age(case_id: UUID, new: NewDisclosure, now: datetime) -> int | None:
    """Count the person's age that day; None where her number is not known."""
    for one in identities_of([case_id]).get(case_id, ()):
        if one.id == new.person and one.personal_number:
            number = read_number(one.personal_number, today=day_of(now))
            return age_on(number.born, day_of(new.disclosed_at)) if isinstance(number, IdentityNumber) else None
    return None


def _ground_columns(ground: Ground) -> dict[str, object]:
    return {
        "ground_id": ground.key,
        "ground_from": ground.from_date,
        "ground_until": ground.until_date,
        "needs_under_21": ground.needs_under_21,
        "may_recur": ground.may_recur,
    }


def _consent_columns(consent: ConsentFacts | None) -> dict[str, object]:
    if consent is None:
        return {"consent_id": None, "consent_from": None, "consent_until": None}
    return {"consent_id": consent.id, "consent_from": consent.from_date, "consent_until": consent.until_date}
