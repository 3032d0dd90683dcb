"""Who may see a document: the named staff of its case; the police's own, only the liaison."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from utvag.cases.access import named_today
from utvag.documents.models import Document
from utvag.foundation.actors import Actor
from utvag.foundation.errors import NotVisible
from utvag.organisation.rules import Role

DOCUMENT: Final = "DOCUMENT"
# Why the liaison opens the police's own documents.
REGISTER_WORK: Final = "THREAT_REGISTER"


@dataclass(frozen=True, slots=True)
class OpenedDocument:
    """A document that the actor may see, and why she may."""

    document: Document
    purpose: str


def document_for(actor: Actor, document_id: UUID, today: date, *, action: str) -> OpenedDocument:
    """Give a document to the named staff of its case, or the police's own to the liaison.

    :raises NotVisible: for everybody else, and when there is no such document.
    """
    row = Document.objects.select_related("case").filter(pk=document_id).first()
    purpose = None if row is None else _purpose(actor, row, today)
    if row is None or purpose is None:
        raise NotVisible(action, DOCUMENT, document_id)
    return OpenedDocument(row, purpose)


def _purpose(actor: Actor, row: Document, today: date) -> str | None:
    if row.case_id is None:
        return REGISTER_WORK if actor.role == Role.POLICE_LIAISON else None
    return named_today(actor, today).filter(case=row.case_id).values_list("purpose", flat=True).first()
