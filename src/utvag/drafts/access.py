"""Who may see a draft: the one who writes it. No role, no case and no superior opens another's."""

from uuid import UUID

from django.db.models import QuerySet

from utvag.drafts.models import Draft
from utvag.drafts.rules import DraftKey
from utvag.foundation.actors import Actor
from utvag.foundation.errors import NotVisible

DRAFT = "DRAFT"


def own_drafts(actor: Actor) -> QuerySet[Draft]:
    """Give the actor's own drafts."""
    return Draft.objects.filter(account=actor.id)


def own_draft(actor: Actor, key: DraftKey) -> QuerySet[Draft]:
    """Give the actor's own draft of a key: one row or none."""
    about = {"form": key.form.value, "case_id": key.case_id, "subject": key.subject}
    # A key without a case or subject is the row without one, never any row.
    missing = {f"{name}__isnull": True for name, value in about.items() if value is None}
    return own_drafts(actor).filter(**missing, **{name: value for name, value in about.items() if value is not None})


def draft_by_id(actor: Actor, draft_id: UUID, *, action: str) -> Draft:
    """Give one of the actor's own drafts, held until the transaction ends.

    :raises NotVisible: for everybody else, and when there is no such draft.
    """
    row = own_drafts(actor).select_for_update().filter(pk=draft_id).first()
    if row is None:
        raise NotVisible(action, DRAFT, draft_id)
    return row
