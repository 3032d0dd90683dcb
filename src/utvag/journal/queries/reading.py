"""Read the journal of a case. Every reading writes the log; a sensitive note is opened by an act of its own."""

from datetime import datetime
from uuid import UUID

from utvag.audit.operations import Subject, one_act, record
from utvag.cases.access import CASE, case_for
from utvag.foundation.actors import Actor
from utvag.foundation.agenda import Happening
from utvag.foundation.clock import day_of
from utvag.journal.access import NOTE, note_for
from utvag.journal.models import JournalNote
from utvag.journal.queries.chain import chain_link
from utvag.journal.queries.shapes import Journal, NoteShape, days_of, note_shapes
from utvag.journal.rules import broken_numbers
from utvag.secrecy.envelope import Keyring

READ_JOURNAL, OPEN_NOTE, OPEN_SENSITIVE_NOTE = "READ_JOURNAL", "OPEN_NOTE", "OPEN_SENSITIVE_NOTE"


def read_journal(*, actor: Actor, case_id: UUID, now: datetime) -> Journal:
    """Read a journal, check that no note is changed or gone, and write that it was read (lag 2001:454, 10 §).

    :raises NotVisible: when the actor is not named on the case.
    """
    with one_act(actor=actor, now=now):
        opened = case_for(actor, case_id, day_of(now), action=READ_JOURNAL)
        subject = Subject(CASE, case_id, case_id)
        record(actor=actor, action=READ_JOURNAL, subject=subject, purpose=opened.purpose, now=now)
        rows = list(JournalNote.objects.filter(case=case_id).order_by("number"))
        keyring = Keyring()
        shapes = note_shapes(rows, keyring)
        return Journal(days_of(rows, shapes), broken_numbers([chain_link(row, keyring) for row in rows]))


def open_note(*, actor: Actor, note_id: UUID, now: datetime) -> NoteShape:
    """Open one note, also a sensitive one, and write that it was opened.

    :raises NotVisible: when the actor is not named on its case.
    """
    with one_act(actor=actor, now=now):
        opened = note_for(actor, note_id, day_of(now), action=OPEN_SENSITIVE_NOTE)
        row = opened.note
        action = OPEN_SENSITIVE_NOTE if row.is_sensitive else OPEN_NOTE
        subject = Subject(NOTE, note_id, row.case_id)
        record(actor=actor, action=action, subject=subject, purpose=opened.purpose, now=now)
        rows = list(JournalNote.objects.filter(case=row.case_id).order_by("number"))
        return note_shapes(rows, Keyring(), opened=note_id)[note_id]


def note_to_answer(*, actor: Actor, note_id: UUID, now: datetime) -> NoteShape:
    """Give the note that somebody corrects or disagrees with; a sensitive one stays closed.

    :raises NotVisible: when the actor is not named on its case.
    """
    with one_act(actor=actor, now=now):
        opened = note_for(actor, note_id, day_of(now), action=OPEN_NOTE)
        row = opened.note
        subject = Subject(NOTE, note_id, row.case_id)
        record(actor=actor, action=OPEN_NOTE, subject=subject, purpose=opened.purpose, now=now)
        rows = list(JournalNote.objects.filter(case=row.case_id).order_by("number"))
        return note_shapes(rows, Keyring())[note_id]


def happenings_of(*, case_id: UUID) -> tuple[Happening, ...]:
    """Give when notes were signed, never what they say. The caller has passed the wall."""
    rows = JournalNote.objects.filter(case=case_id).values_list("written_at", "written_by", "corrects", "about")
    ids = {"case_id": case_id}
    return tuple(
        Happening(at, _happened(corrects, about), by=by, page="journal:case", ids=ids)
        for at, by, corrects, about in rows.order_by("number")
    )


def _happened(corrects: UUID | None, about: UUID | None) -> str:
    if corrects is not None:
        return "Journalanteckning rättad"
    return "Journalanteckning skriven" if about is None else "Personen anser något annat än en journalanteckning"
