"""Who may read and write the journal: those who are named on its case, and nobody else."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from utvag.cases.access import case_for, purpose_on, visible_to
from utvag.cases.rules import Purpose
from utvag.drafts.rules import DraftKey, FormKind
from utvag.foundation.actors import Actor
from utvag.foundation.errors import NotVisible
from utvag.journal.models import JournalNote

NOTE = "JOURNAL_NOTE"


@dataclass(frozen=True, slots=True)
class OpenedNote:
    """A note of a case that the actor is named on, and why she is."""

    note: JournalNote
    purpose: Purpose


def note_for(actor: Actor, note_id: UUID, today: date, *, action: str) -> OpenedNote:
    """Give a note to somebody who is named on its case.

    :raises NotVisible: for everybody else, and when there is no such note.
    """
    note = JournalNote.objects.filter(pk=note_id, case__in=visible_to(actor, today)).first()
    if note is None:
        raise NotVisible(action, NOTE, note_id)
    return OpenedNote(note, purpose_on(actor, note.case_id, today))


def writing_draft(actor: Actor, case_id: UUID, today: date) -> DraftKey:
    """Give the key of the actor's draft of a note.

    :raises NotVisible: when she is not named on the case.
    """
    case_for(actor, case_id, today, action="WRITE_NOTE")
    return DraftKey(FormKind.WRITE_NOTE, case_id)


def draft_on_note(actor: Actor, note_id: UUID, form: FormKind, today: date) -> DraftKey:
    """Give the key of the actor's draft of a note that points at another.

    :raises NotVisible: when she is not named on its case.
    """
    opened = note_for(actor, note_id, today, action=form.value)
    return DraftKey(form, opened.note.case_id, note_id)
