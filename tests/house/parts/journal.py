"""The journal's acts: for those who are named on the case."""

from __future__ import annotations

from uuid import UUID

from tests.givens import NOW, TODAY, case_id
from tests.house.parts import NAMED, Act
from tests.journal.givens import given_note, written
from tests.personas import Personas
from utvag.drafts.rules import FormKind
from utvag.journal.access import draft_on_note, writing_draft
from utvag.journal.models import JournalNote
from utvag.journal.operations import correct_note, note_disagreement, sign_note
from utvag.journal.queries import note_to_answer, open_note, read_journal


def given(personas: Personas) -> None:
    """Sign a sensitive note."""
    given_note(personas.coordinator, sensitive=True)


def ids(personas: Personas) -> dict[str, UUID]:
    """Give a note that is there."""
    return {"note_id": given_note(personas.coordinator, sensitive=True)}


def note() -> UUID:
    """Give the note that is there."""
    return JournalNote.objects.values_list("pk", flat=True).get(number=1)


ACTS: dict[str, tuple[Act, set[str]]] = {
    "read_journal": (lambda a: read_journal(actor=a, case_id=case_id(), now=NOW), NAMED),
    "open_note": (lambda a: open_note(actor=a, note_id=note(), now=NOW), NAMED),
    "note_to_answer": (lambda a: note_to_answer(actor=a, note_id=note(), now=NOW), NAMED),
    "sign_note": (lambda a: sign_note(actor=a, case_id=case_id(), written=written(), now=NOW), NAMED),
    "correct_note": (lambda a: correct_note(actor=a, note_id=note(), written=written(), now=NOW), NAMED),
    "note_disagreement": (lambda a: note_disagreement(actor=a, note_id=note(), written=written(), now=NOW), NAMED),
    "writing_draft": (lambda a: writing_draft(a, case_id(), TODAY), NAMED),
    "draft_on_note": (lambda a: draft_on_note(a, note(), FormKind.CORRECT_NOTE, TODAY), NAMED),
}
