"""Where a note's sealed values belong, and the note as a link of its case's chain."""

from hashlib import sha256
from typing import cast
from uuid import UUID

from utvag.journal.models import JournalNote
from utvag.journal.rules import Facts, Link, NoteKind, facts_of
from utvag.secrecy.envelope import Keyring, SealBroken
from utvag.secrecy.rules import KeyKind, Owner, Place

TABLE = "journal_journalnote"


def note_place(case_id: UUID, note_id: UUID, of: str = "sealed") -> Place:
    """Say where a note's sealed text or facts belong: under its case's key."""
    return Place(Owner(KeyKind.CASE, case_id), TABLE, note_id, of)


def chain_link(row: JournalNote, keyring: Keyring) -> Link:
    facts = facts_of(
        note_id=row.id,
        number=row.number,
        written=(NoteKind(row.kind), row.occurred_at, row.is_sensitive),
        signed=(row.written_at, row.written_by_id),
        points_at=(row.corrects_id, row.about_id),
        sealed=bytes(row.sealed),
        previous=None if row.previous_sha256 is None else bytes(row.previous_sha256),
    )
    counted = sha256(bytes(row.sealed_facts)).digest()
    return Link(row.number, facts, _sealed_facts(row, keyring), bytes(row.sha256), counted)


def _sealed_facts(row: JournalNote, keyring: Keyring) -> Facts | None:
    try:
        place = note_place(row.case_id, row.id, "sealed_facts")
        return cast("Facts", keyring.open(place, row.sealed_facts).reveal())
    except SealBroken:
        return None
