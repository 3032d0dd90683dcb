"""Sign notes. What is signed is locked at once: a mistake is corrected by a new note, and both can be read."""

from datetime import datetime
from hashlib import sha256
from uuid import UUID, uuid4

from utvag.audit.operations import Subject, one_act, record
from utvag.cases.access import case_for
from utvag.cases.models import Case
from utvag.drafts.operations import drop_sent_draft
from utvag.drafts.rules import DraftKey, FormKind
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.foundation.errors import Unable
from utvag.journal.access import NOTE, note_for
from utvag.journal.models import JournalNote
from utvag.journal.queries import note_place
from utvag.journal.rules import NoteKind, Written, facts_of, refusal_of
from utvag.secrecy.envelope import Keyring

SIGN_NOTE, CORRECT_NOTE, NOTE_DISAGREEMENT = "SIGN_NOTE", "CORRECT_NOTE", "NOTE_DISAGREEMENT"


class UnableToSign(Unable):
    """The note is not signed: it tells of what has not happened yet, or the note is corrected already."""


def sign_note(*, actor: Actor, case_id: UUID, written: Written, now: datetime, draft_revision: int = 0) -> UUID:
    """Sign and lock a note of a case (SoL 14 kap. 3 §); the author is the actor.

    :raises NotVisible: when the actor is not named on the case.
    :raises UnableToSign: when it happens later than now.
    """
    with one_act(actor=actor, now=now):
        opened = case_for(actor, case_id, day_of(now), action=SIGN_NOTE)
        _refuse(written, is_corrected=False, now=now)
        note_id = _add(case_id, written, actor=actor, now=now)
        key = DraftKey(FormKind.WRITE_NOTE, case_id)
        drop_sent_draft(actor=actor, key=key, revision=draft_revision, now=now)
        subject = Subject(NOTE, note_id, case_id)
        record(actor=actor, action=SIGN_NOTE, subject=subject, purpose=opened.purpose, now=now)
    return note_id


def correct_note(*, actor: Actor, note_id: UUID, written: Written, now: datetime, draft_revision: int = 0) -> UUID:
    """Sign a note that takes another's place; the other stays, struck out. A sensitive note's correction is sensitive.

    :raises NotVisible: when the actor is not named on its case.
    :raises UnableToSign: when it is corrected already, or happens later than now.
    """
    with one_act(actor=actor, now=now):
        opened = note_for(actor, note_id, day_of(now), action=CORRECT_NOTE)
        old = opened.note
        _hold(old.case_id)
        _refuse(written, is_corrected=JournalNote.objects.filter(corrects=old).exists(), now=now)
        made = _add(old.case_id, written, actor=actor, now=now, corrects=old)
        key = DraftKey(FormKind.CORRECT_NOTE, old.case_id, note_id)
        drop_sent_draft(actor=actor, key=key, revision=draft_revision, now=now)
        subject = Subject(NOTE, made, old.case_id)
        record(actor=actor, action=CORRECT_NOTE, subject=subject, purpose=opened.purpose, now=now)
    return made


def note_disagreement(*, actor: Actor, note_id: UUID, written: Written, now: datetime, draft_revision: int = 0) -> UUID:
    """Sign that the person thinks a note is wrong (SoL 14 kap.): it stands beside the note, which stays as it is.

    :raises NotVisible: when the actor is not named on its case.
    :raises UnableToSign: when it happens later than now.
    """
    with one_act(actor=actor, now=now):
        opened = note_for(actor, note_id, day_of(now), action=NOTE_DISAGREEMENT)
        about = opened.note
        _refuse(written, is_corrected=False, now=now)
        made = _add(about.case_id, written, actor=actor, now=now, about=about)
        key = DraftKey(FormKind.DISAGREE_NOTE, about.case_id, note_id)
        drop_sent_draft(actor=actor, key=key, revision=draft_revision, now=now)
        subject = Subject(NOTE, made, about.case_id)
        record(actor=actor, action=NOTE_DISAGREEMENT, subject=subject, purpose=opened.purpose, now=now)
    return made


def _refuse(written: Written, *, is_corrected: bool, now: datetime) -> None:
    refusal = refusal_of(written, is_corrected=is_corrected, now=now)
    if refusal is not None:
        raise UnableToSign(refusal)


def _hold(case_id: UUID) -> None:
    """Let the notes of a case be signed one at a time, so that each follows the one before it."""
    Case.objects.select_for_update(no_key=True).get(pk=case_id)


def _add(
    case_id: UUID,
    written: Written,
    *,
    actor: Actor,
    now: datetime,
    corrects: JournalNote | None = None,
    about: JournalNote | None = None,
) -> UUID:
    _hold(case_id)
    last = JournalNote.objects.filter(case=case_id).order_by("-number").first()
    # What corrects a disagreement is one too, about the same note.
    about_id = next((found for found in (corrects and corrects.about_id, about and about.id) if found), None)
    pointed_at = corrects or about
    row = JournalNote(
        id=uuid4(),
        case_id=case_id,
        number=1 if last is None else last.number + 1,
        kind=(written.kind if about_id is None else NoteKind.PERSON_DISAGREES).value,
        occurred_at=written.occurred_at,
        written_at=now,
        written_by_id=actor.id,
        is_sensitive=written.is_sensitive or (pointed_at is not None and pointed_at.is_sensitive),
        corrects=corrects,
        about_id=about_id,
        previous_number=None if last is None else last.number,
        previous_sha256=None if last is None else bytes(last.sha256),
    )
    keyring = Keyring()
    row.sealed = keyring.seal(note_place(case_id, row.id), {"heading": written.heading, "text": written.text})
    row.sealed_facts = keyring.seal(note_place(case_id, row.id, "sealed_facts"), _facts(row))
    row.sha256 = sha256(row.sealed_facts).digest()
    row.save(force_insert=True)
    return row.id


def _facts(row: JournalNote) -> dict[str, object]:
    return facts_of(
        note_id=row.id,
        number=row.number,
        written=(NoteKind(row.kind), row.occurred_at, row.is_sensitive),
        signed=(row.written_at, row.written_by_id),
        points_at=(row.corrects_id, row.about_id),
        sealed=bytes(row.sealed),
        previous=None if row.previous_sha256 is None else bytes(row.previous_sha256),
    )
