"""Save and discard drafts. Nothing is judged: what is half-written and wrong is kept as it is."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from utvag.audit.operations import one_act
from utvag.drafts.access import draft_by_id, own_draft
from utvag.drafts.models import Draft
from utvag.drafts.queries import DraftShape, opened_draft, record_draft, seal_draft
from utvag.drafts.rules import DraftKey, Values, next_revision
from utvag.foundation.actors import Actor

SAVE_DRAFT, DISCARD_DRAFT = "SAVE_DRAFT", "DISCARD_DRAFT"


@dataclass(frozen=True, slots=True)
class SavedDraft:
    """The text is kept, as this revision."""

    revision: int
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class DraftConflict:
    """Another tab has saved another text since this one was filled; nothing was overwritten."""

    other: DraftShape


@dataclass(frozen=True, slots=True)
class DraftGone:
    """The draft that this text goes on from was sent or discarded elsewhere; nothing was written."""


def save_draft(
    *, actor: Actor, key: DraftKey, values: Values, revision: int, now: datetime
) -> SavedDraft | DraftConflict | DraftGone:
    """Keep the actor's text. She who gives the key has asked the wall of its subject.

    :param revision: the revision that the form was filled from; 0 where there was no draft.
    """
    with one_act(actor=actor, now=now):
        row = own_draft(actor, key).select_for_update().first()
        if row is None and revision:
            return DraftGone()
        if row is None:
            made = _begin(actor, key, values, now)
            row = own_draft(actor, key).select_for_update().get()
            if row.pk == made.pk:
                return _saved(row, actor, now)
        if row.revision != revision:
            other = opened_draft(row, actor=actor, now=now)
            if other.values != values:
                return DraftConflict(other)
        row.revision, row.saved_at = next_revision(row.revision, now), now
        row.sealed = seal_draft(row, values)
        row.save(update_fields=["revision", "saved_at", "sealed"])
        return _saved(row, actor, now)


def discard_draft(*, actor: Actor, draft_id: UUID, now: datetime) -> None:
    """Throw one's own draft away.

    :raises NotVisible: for everybody else, and when there is no such draft.
    """
    with one_act(actor=actor, now=now):
        _remove(draft_by_id(actor, draft_id, action=DISCARD_DRAFT), actor, now)


def drop_sent_draft(*, actor: Actor, key: DraftKey, revision: int, now: datetime) -> None:
    """Take away the draft that a form was sent from. Part of the operation that the form asks for.

    A text that another tab saved later has another revision, and stays.
    """
    row = own_draft(actor, key).select_for_update().filter(revision=revision).first()
    if row is not None:
        _remove(row, actor, now)


def _begin(actor: Actor, key: DraftKey, values: Values, now: datetime) -> Draft:
    """Write the first text of a draft; of two that begin at once, the first wins."""
    row = Draft(
        id=uuid4(),
        account_id=actor.id,
        form=key.form.value,
        case_id=key.case_id,
        subject=key.subject,
        revision=next_revision(0, now),
        saved_at=now,
    )
    row.sealed = seal_draft(row, values)
    Draft.objects.bulk_create([row], ignore_conflicts=True)
    return row


def _saved(row: Draft, actor: Actor, now: datetime) -> SavedDraft:
    record_draft(row, actor=actor, action=SAVE_DRAFT, now=now)
    return SavedDraft(row.revision, row.saved_at)


def _remove(row: Draft, actor: Actor, now: datetime) -> None:
    record_draft(row, actor=actor, action=DISCARD_DRAFT, now=now)
    row.delete()
