"""Every read of the journal. Read-shapes out, never rows."""

from utvag.journal.queries.chain import note_place
from utvag.journal.queries.reading import happenings_of, note_to_answer, open_note, read_journal
from utvag.journal.queries.shapes import Journal, JournalDay, NoteShape

__all__ = [
    "Journal",
    "JournalDay",
    "NoteShape",
    "happenings_of",
    "note_place",
    "note_to_answer",
    "open_note",
    "read_journal",
]
