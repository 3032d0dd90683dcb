"""Journal notes: what is written down, which note corrects which, and the chain that shows a note taken away.

SoL (2025:400) 14 kap. 3-7 §§: what is done for a person is written down as facts, with respect for her; what is wrong
is corrected so that both can be read, and where she disagrees, that is written down too. No Django here.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256
from typing import Final
from uuid import UUID

# Shorter notes stand open; longer ones are opened by the reader.
SHORT_NOTE: Final = 250
OPEN_LATEST: Final = 3

Facts = dict[str, object]


class NoteKind(StrEnum):
    """What a note is about."""

    NOTE = "NOTE"
    PHONE = "PHONE"
    CONTACT = "CONTACT"
    MEETING = "MEETING"
    VISIT = "VISIT"
    # The person thinks that another note is wrong: that stands beside it, and strikes nothing out.
    PERSON_DISAGREES = "PERSON_DISAGREES"

    @property
    def swedish(self) -> str:
        """Give the kind's name on the screens."""
        return _KINDS[self]


_KINDS = {
    NoteKind.NOTE: "Anteckning",
    NoteKind.PHONE: "Telefonsamtal",
    NoteKind.CONTACT: "Annan kontakt",
    NoteKind.MEETING: "Möte",
    NoteKind.VISIT: "Besök",
    NoteKind.PERSON_DISAGREES: "Personen anser något annat",
}
# What a writer chooses among.
WRITTEN_KINDS: Final = tuple(kind for kind in NoteKind if kind is not NoteKind.PERSON_DISAGREES)


class Refusal(StrEnum):
    """Why a note is not signed."""

    HAPPENS_LATER = "HAPPENS_LATER"
    ALREADY_CORRECTED = "ALREADY_CORRECTED"


@dataclass(frozen=True, slots=True)
class Written:
    """What the author has written, before it is signed."""

    kind: NoteKind
    occurred_at: datetime
    is_sensitive: bool
    heading: str = field(repr=False)
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Link:
    """A note as one link of its case's chain.

    :ivar facts: what the row says, its hashes of text and previous note included.
    :ivar sealed_facts: what was sealed at signing; None where the seal is broken.
    :ivar sha256: the hash that the row holds of its sealed facts; `counted` is the same, counted now.
    """

    number: int
    facts: Facts
    sealed_facts: Facts | None
    sha256: bytes
    counted: bytes


def refusal_of(written: Written, *, is_corrected: bool, now: datetime) -> Refusal | None:
    """Say why a note cannot be signed; None where it can."""
    if written.occurred_at > now:
        return Refusal.HAPPENS_LATER
    return Refusal.ALREADY_CORRECTED if is_corrected else None


def facts_of(
    *,
    note_id: UUID,
    number: int,
    written: tuple[NoteKind, datetime, bool],
    signed: tuple[datetime, UUID],
    points_at: tuple[UUID | None, UUID | None],
    sealed: bytes,
    previous: bytes | None,
) -> Facts:
    """Write what is sealed beside a note's text: all that its row says, and the hash of the note before it.

    :param written: the kind, when it happened, and whether it is sensitive.
    :param signed: when, and by whom.
    :param points_at: the note that it corrects, and the note that it is about.
    """
    kind, occurred_at, is_sensitive = written
    written_at, written_by = signed
    corrects, about = points_at
    return {
        "id": str(note_id),
        "number": number,
        "kind": kind.value,
        "occurred_at": _moment(occurred_at),
        "is_sensitive": is_sensitive,
        "written_at": _moment(written_at),
        "written_by": str(written_by),
        "corrects": None if corrects is None else str(corrects),
        "about": None if about is None else str(about),
        "text": sha256(sealed).hexdigest(),
        "previous": None if previous is None else previous.hex(),
    }


def broken_numbers(links: Sequence[Link]) -> tuple[int, ...]:
    """Give the numbers at which the chain does not hold: a note that is missing, changed, or put in afterwards.

    Each note holds the hash of the sealed facts of the one before it, under seal: who changes or removes a note must
    write all later ones again, and cannot without the keys. That the last notes are gone only the log tells.
    """
    by_number = {link.number: link for link in links}
    last = max(by_number, default=0)
    broken = []
    before: Link | None = None
    for number in range(1, last + 1):
        link = by_number.get(number)
        if link is None or not _holds(link, before):
            broken.append(number)
        before = link
    return tuple(broken)


def _holds(link: Link, before: Link | None) -> bool:
    is_whole = link.sealed_facts == link.facts and link.counted == link.sha256
    if link.number == 1:
        return is_whole and link.facts["previous"] is None
    # Where the note before it is missing, that one is told; this one is only judged by itself.
    return is_whole and (before is None or link.facts["previous"] == before.counted.hex())


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()
