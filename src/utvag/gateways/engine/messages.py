"""Every message to and from the engine. There is none that gives a coordinate, an area, or where anybody is."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar
from uuid import UUID


class Door(StrEnum):
    """The two sockets: the web's, and that of the jobs that check everything again."""

    WEB = "web"
    JOBS = "jobs"


class State(StrEnum):
    """What became of a question. All but the first mean: not checked."""

    ANSWERED = "ANSWERED"
    NOT_CHECKED = "NOT_CHECKED"
    REFUSED = "REFUSED"
    SPENT = "SPENT"


@dataclass(frozen=True, slots=True)
class Head:
    """What every question carries: which one it is, the facts that the asker knows of, and when."""

    id: UUID
    number: int
    stamp: UUID
    at: datetime


@dataclass(frozen=True, slots=True)
class ForCase:
    """Which homes may a case that waits have? Answered to one who is named on it."""

    door: ClassVar[Door] = Door.WEB
    head: Head
    actor: UUID
    case: UUID


@dataclass(frozen=True, slots=True)
class AboutHome:
    """May a case's household live in a home on some days? Answered to one who is named on it.

    :ivar was_shown: whether the home was shown before, so that it need not be among the first.
    :ivar may_lack_needs: whether one of whom no needs are stated is asked for as strictly as can be.
    :ivar keep_from: homes in whose buildings nobody is to be placed now.
    :ivar answered_by: the check that a second person has answered for, if one has.
    :ivar is_kept: whether all that was known is to be kept with the answer.
    """

    door: ClassVar[Door] = Door.WEB
    head: Head
    actor: UUID
    case: UUID
    home: str | None = field(repr=False)
    from_date: date
    until_date: date
    was_shown: bool
    may_lack_needs: bool
    keep_from: tuple[str, ...] = field(repr=False)
    answered_by: UUID | None
    is_kept: bool


@dataclass(frozen=True, slots=True)
class OneReserve:
    """Which of a placement's reserve homes are clear and free now? Answered to one who is named on its case."""

    door: ClassVar[Door] = Door.WEB
    head: Head
    actor: UUID
    placement: UUID


@dataclass(frozen=True, slots=True)
class InFull:
    """Why is each home closed to a case that waits? Answered to the police liaison, of a case that is open to her."""

    door: ClassVar[Door] = Door.WEB
    head: Head
    actor: UUID
    case: UUID


@dataclass(frozen=True, slots=True)
class AreaTold:
    """An area on its way in: a circle, or a whole municipality."""

    lat: float | None = field(repr=False)
    lon: float | None = field(repr=False)
    radius_km: float | None = field(repr=False)
    municipality: str | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class SealAreas:
    """Seal where a person may not live, for one new entry of the register. It goes in, and never comes out."""

    door: ClassVar[Door] = Door.WEB
    head: Head
    actor: UUID
    entry: UUID
    areas: tuple[AreaTold, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class AllStays:
    """Do the placements still hold?"""

    door: ClassVar[Door] = Door.JOBS
    head: Head


@dataclass(frozen=True, slots=True)
class AllReserves:
    """Which homes would do for some placements, were their households to move tonight? Shared out among them."""

    door: ClassVar[Door] = Door.JOBS
    head: Head
    placements: tuple[UUID, ...]


Question = ForCase | AboutHome | OneReserve | InFull | SealAreas | AllStays | AllReserves


@dataclass(frozen=True, slots=True)
class Answer:
    """What every answer carries.

    :ivar question: the id of the question, so that an answer to another is none.
    :ivar engine: which rules answered.
    :ivar number: the version of the facts that was asked, and its stamp.
    :ivar as_of: the day that was asked about.
    :ivar until: when one who has asked too much may ask again.
    """

    question: UUID
    state: State
    engine: str
    number: int
    stamp: UUID | None
    as_of: date | None
    until: datetime | None
    kind: str
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class NoAnswer:
    """The body of an answer that says nothing."""


@dataclass(frozen=True, slots=True)
class OptionTold:
    """A home that may be used, or could be once all is checked, in the order in which it may be seen."""

    home: str = field(repr=False)
    provider: str = field(repr=False)
    step: int


@dataclass(frozen=True, slots=True)
class ReasonsOfHome:
    """A home that cannot be used, and the reasons that the asker may know."""

    home: str = field(repr=False)
    reasons: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Kept:
    """The register that was asked, kept sealed; and what was asked, as JSON of what the case's own staff know."""

    snapshot: UUID
    question: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class HomesAnswer:
    """The homes of a case, as far as the asker may know.

    :ivar verdict: about the home that was asked about; empty where none was.
    :ivar is_answered_for: whether a second person has answered for all that is not checked.
    """

    case: str = field(repr=False)
    unchecked: tuple[str, ...] = field(repr=False)
    candidates: tuple[OptionTold, ...] = field(repr=False)
    not_checked: tuple[OptionTold, ...] = field(repr=False)
    excluded: tuple[ReasonsOfHome, ...] = field(repr=False)
    verdict: str
    is_answered_for: bool
    kept: Kept | None


@dataclass(frozen=True, slots=True)
class ReserveSetTold:
    """The reserve homes of a placement, and whether its household could be checked."""

    placement: UUID
    size: int
    verdict: str
    homes: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class ReservesAnswer:
    """Reserve homes, for one placement or for several together."""

    sets: tuple[ReserveSetTold, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class SealedAnswer:
    """What was sealed, for its row."""

    sealed: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Collision:
    """A placement that collides, or about which something is not checked."""

    placement: str
    home: str = field(repr=False)
    codes: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class StaysAnswer:
    """What the re-check found."""

    colliding: tuple[Collision, ...] = field(repr=False)
    not_checked: tuple[Collision, ...] = field(repr=False)


Body = NoAnswer | HomesAnswer | ReservesAnswer | SealedAnswer | StaysAnswer
QUESTIONS: dict[str, type[Question]] = {
    one.__name__: one for one in (ForCase, AboutHome, OneReserve, InFull, SealAreas, AllStays, AllReserves)
}
