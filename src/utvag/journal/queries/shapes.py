"""Notes as their readers see them: closed where they are sensitive, struck out where they are corrected."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby
from typing import cast
from uuid import UUID

from utvag.foundation.clock import day_of
from utvag.journal.models import JournalNote
from utvag.journal.queries.chain import note_place
from utvag.journal.rules import OPEN_LATEST, SHORT_NOTE, NoteKind
from utvag.organisation.queries import StaffShape, staff_shapes
from utvag.secrecy.envelope import Keyring, SealBroken


@dataclass(frozen=True, slots=True)
class NoteShape:
    """A note as the named staff of its case read it.

    :ivar text: None where it is closed, because it is sensitive, and where its seal is broken.
    :ivar corrected_at: when it was corrected; None where it holds.
    :ivar disputed: when the person has said that it is wrong.
    :ivar about_number: the note that the person disagrees with, where this one says so.
    """

    id: UUID
    case_id: UUID
    number: int
    kind: NoteKind
    occurred_at: datetime
    written_at: datetime
    author: StaffShape
    is_sensitive: bool
    is_correction: bool
    is_unreadable: bool
    corrected_at: datetime | None
    disputed: tuple[datetime, ...]
    about_number: int | None
    heading: str | None = field(repr=False)
    text: str | None = field(repr=False)
    stands_open: bool = False

    @property
    def day(self) -> date:
        """Give the Swedish day on which it happened."""
        return day_of(self.occurred_at)

    @property
    def is_written_later(self) -> bool:
        """Say whether it was written on another day than it happened."""
        return day_of(self.written_at) != self.day


@dataclass(frozen=True, slots=True)
class JournalDay:
    """One day: its notes from morning to evening, each followed by what corrects it."""

    day: date
    notes: tuple[NoteShape, ...]


@dataclass(frozen=True, slots=True)
class Journal:
    """The journal of a case, the newest day first.

    :ivar broken: the numbers of notes that are missing or changed since they were signed.
    """

    days: tuple[JournalDay, ...]
    broken: tuple[int, ...]


def note_shapes(rows: list[JournalNote], keyring: Keyring, opened: UUID | None = None) -> dict[UUID, NoteShape]:
    """Give the notes of one case by id; of the sensitive ones only the one that is opened."""
    authors = staff_shapes({row.written_by_id for row in rows})
    corrected = {row.corrects_id: row.written_at for row in rows if row.corrects_id is not None}
    disputed: dict[UUID, list[datetime]] = {}
    for row in rows:
        if row.about_id is not None and row.id not in corrected:
            disputed.setdefault(row.about_id, []).append(row.written_at)
    numbers = {row.id: row.number for row in rows}
    latest = sorted(rows, key=lambda row: (row.occurred_at, row.number))[-OPEN_LATEST:]
    always_open = {row.id for row in latest}
    return {
        row.id: _shape(
            row,
            None if row.is_sensitive and row.id != opened else _texts(row, keyring),
            author=authors[row.written_by_id],
            corrected_at=corrected.get(row.id),
            disputed=tuple(disputed.get(row.id, ())),
            about_number=None if row.about_id is None else numbers[row.about_id],
            is_latest=row.id in always_open,
        )
        for row in rows
    }


def _shape(
    row: JournalNote,
    texts: Mapping[str, str] | None,
    *,
    author: StaffShape,
    corrected_at: datetime | None,
    disputed: tuple[datetime, ...],
    about_number: int | None,
    is_latest: bool,
) -> NoteShape:
    text = None if not texts else texts["text"]
    return NoteShape(
        id=row.id,
        case_id=row.case_id,
        number=row.number,
        kind=NoteKind(row.kind),
        occurred_at=row.occurred_at,
        written_at=row.written_at,
        author=author,
        is_sensitive=row.is_sensitive,
        is_correction=row.corrects_id is not None,
        is_unreadable=texts is not None and not texts,
        corrected_at=corrected_at,
        disputed=disputed,
        about_number=about_number,
        heading=None if not texts else texts["heading"],
        text=text,
        stands_open=text is not None and (is_latest or len(text) < SHORT_NOTE),
    )


def _texts(row: JournalNote, keyring: Keyring) -> Mapping[str, str]:
    """Open heading and text; nothing where the seal is broken, which the page says loudly."""
    try:
        return cast("Mapping[str, str]", keyring.open(note_place(row.case_id, row.id), row.sealed).reveal())
    except SealBroken:
        return {}


def days_of(rows: Iterable[JournalNote], shapes: Mapping[UUID, NoteShape]) -> tuple[JournalDay, ...]:
    """Put each note on its day; one that corrects another stands right below it, whenever it was written."""
    next_of = {row.corrects_id: row.id for row in rows if row.corrects_id is not None}
    first_ones = sorted(
        (shapes[row.id] for row in rows if row.corrects_id is None), key=lambda note: (note.occurred_at, note.number)
    )
    by_day = [
        JournalDay(day, tuple(note for first in group for note in _thread(first, next_of, shapes)))
        for day, group in groupby(first_ones, key=lambda note: note.day)
    ]
    return tuple(reversed(by_day))


def _thread(first: NoteShape, next_of: Mapping[UUID, UUID], shapes: Mapping[UUID, NoteShape]) -> Iterable[NoteShape]:
    note_id: UUID | None = first.id
    while note_id is not None:
        yield shapes[note_id]
        note_id = next_of.get(note_id)
