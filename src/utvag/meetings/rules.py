"""The words of meetings, and when one counts. No Django here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID


class _Worded(StrEnum):
    """A closed list whose words have Swedish texts."""

    @property
    def swedish(self) -> str:
        """Give the text on the screens."""
        return _SWEDISH[self]


class MeetingKind(_Worded):
    """What a meeting is. The police always attend a coordination meeting."""

    COORDINATION = "COORDINATION"
    NETWORK = "NETWORK"
    OTHER = "OTHER"


class PlaceKind(_Worded):
    """How those who meet do so."""

    PHYSICAL = "PHYSICAL"
    VIDEO = "VIDEO"
    PHONE = "PHONE"


class MeetingState(_Worded):
    """Where a meeting stands."""

    PLANNED = "PLANNED"
    HELD = "HELD"
    CANCELLED = "CANCELLED"


class ParticipantRole(_Worded):
    """As what somebody takes part."""

    POLICE = "POLICE"
    CASE_WORKER = "CASE_WORKER"
    COORDINATOR = "COORDINATOR"
    PROVIDER = "PROVIDER"
    PERSON = "PERSON"
    FAMILY = "FAMILY"
    PROBATION = "PROBATION"
    OTHER_AUTHORITY = "OTHER_AUTHORITY"


class OfferAnswer(_Worded):
    """What somebody answered to the invitation."""

    NO_ANSWER = "NO_ANSWER"
    ACCEPTED = "ACCEPTED"
    DECLINED = "DECLINED"


class Refusal(StrEnum):
    """Why a meeting cannot be written as asked."""

    POLICE_ABSENT = "POLICE_ABSENT"
    NOT_PLANNED = "NOT_PLANNED"
    HELD_TOO_EARLY = "HELD_TOO_EARLY"
    NOBODY_INVITED = "NOBODY_INVITED"
    NO_MINUTES = "NO_MINUTES"
    NO_REASON = "NO_REASON"
    NOT_HELD = "NOT_HELD"
    DAY_PASSED = "DAY_PASSED"
    NOT_NAMED = "NOT_NAMED"
    TASK_DONE = "TASK_DONE"


_SWEDISH: Final[dict[_Worded, str]] = {
    MeetingKind.COORDINATION: "Samordningsmöte",
    MeetingKind.NETWORK: "Nätverksmöte",
    MeetingKind.OTHER: "Annat möte",
    PlaceKind.PHYSICAL: "På plats",
    PlaceKind.VIDEO: "Video",
    PlaceKind.PHONE: "Telefon",
    MeetingState.PLANNED: "Planerat",
    MeetingState.HELD: "Hållet",
    MeetingState.CANCELLED: "Inställt",
    ParticipantRole.POLICE: "Polisen",
    ParticipantRole.CASE_WORKER: "Handläggare",
    ParticipantRole.COORDINATOR: "Samordnare",
    ParticipantRole.PROVIDER: "Utföraren",
    ParticipantRole.PERSON: "Personen",
    ParticipantRole.FAMILY: "Familj",
    ParticipantRole.PROBATION: "Frivården",
    ParticipantRole.OTHER_AUTHORITY: "Annan myndighet",
    OfferAnswer.NO_ANSWER: "Inget svar än",
    OfferAnswer.ACCEPTED: "Kommer",
    OfferAnswer.DECLINED: "Kommer inte",
}


@dataclass(frozen=True, slots=True, repr=False)
class Invitation:
    """Somebody who is invited, or was there."""

    role: ParticipantRole
    name: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class TaskToDo:
    """What the meeting decided that somebody does: an employee on the case, or one of the others by role."""

    title: str
    due_date: date
    account_id: UUID | None = None
    role: ParticipantRole | None = None


def with_police(kind: MeetingKind, invited: Iterable[Invitation]) -> tuple[Invitation, ...]:
    """Give those who are invited; to a coordination meeting the police always are (ASN-2023-1465)."""
    listed = tuple(invited)
    if kind is MeetingKind.COORDINATION and not any(one.role is ParticipantRole.POLICE for one in listed):
        return (Invitation(ParticipantRole.POLICE), *listed)
    return listed


def counts(kind: MeetingKind, present: Iterable[ParticipantRole]) -> bool:
    """Say whether a meeting counts as what it is called: no coordination meeting without the police."""
    return kind is not MeetingKind.COORDINATION or ParticipantRole.POLICE in set(present)
