"""What may be registered about a placement: contacts and visits. No Django here."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class _Worded(StrEnum):
    """A closed list whose words have Swedish texts."""

    @property
    def swedish(self) -> str:
        """Give the text on the screens."""
        return _SWEDISH[self]


class WithWhom(_Worded):
    """With whom somebody talked."""

    PERSON = "PERSON"
    PROVIDER = "PROVIDER"


class Way(_Worded):
    """How they talked."""

    PHONE = "PHONE"
    MEETING = "MEETING"
    VIDEO = "VIDEO"
    MESSAGE = "MESSAGE"


_SWEDISH: dict[StrEnum, str] = {
    WithWhom.PERSON: "Personen",
    WithWhom.PROVIDER: "Utföraren",
    Way.PHONE: "Telefon",
    Way.MEETING: "Möte",
    Way.VIDEO: "Videosamtal",
    Way.MESSAGE: "Meddelande",
}


class Refusal(StrEnum):
    """Why something is not registered."""

    NOT_STANDING = "NOT_STANDING"
    BEFORE_START = "BEFORE_START"
    IN_FUTURE = "IN_FUTURE"
    NEXT_NOT_LATER = "NEXT_NOT_LATER"
    OFFER_AFTER_VISIT = "OFFER_AFTER_VISIT"


@dataclass(frozen=True, slots=True)
class ContactMade:
    """A contact as it was made. One who was not reached is registered too; it fulfils nothing."""

    with_whom: WithWhom
    at: datetime
    way: Way
    was_reached: bool
    next_date: date | None
    note: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Offer:
    """That somebody was offered to come along: on which day, and whether she came."""

    offered_date: date
    attended: bool


@dataclass(frozen=True, slots=True)
class VisitMade:
    """A visit as it was made. Police and social worker have always had the offer, also where they declined."""

    held_date: date
    police: Offer
    social_worker: Offer
    note: str = field(repr=False)


def refusal_of_contact(contact: ContactMade, *, day: date, from_date: date, now: datetime) -> Refusal | None:
    """Say why a contact of a standing placement cannot be registered; None where it can.

    :param day: the Swedish day of the contact.
    """
    if contact.at > now:
        return Refusal.IN_FUTURE
    if day < from_date:
        return Refusal.BEFORE_START
    is_later = contact.next_date is None or contact.next_date > day
    return None if is_later else Refusal.NEXT_NOT_LATER


def refusal_of_visit(visit: VisitMade, *, from_date: date, today: date) -> Refusal | None:
    """Say why a visit of a standing placement cannot be registered; None where it can."""
    if visit.held_date > today:
        return Refusal.IN_FUTURE
    if visit.held_date < from_date:
        return Refusal.BEFORE_START
    is_before = max(visit.police.offered_date, visit.social_worker.offered_date) <= visit.held_date
    return None if is_before else Refusal.OFFER_AFTER_VISIT
