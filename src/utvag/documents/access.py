"""Who may see a document: its case's named staff; the police's own, only the liaison; a review's, a reviewer."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from utvag.cases.access import named_today
from utvag.documents.models import Document
from utvag.documents.rules import DocumentKind
from utvag.foundation.actors import Actor
from utvag.foundation.errors import NotVisible
from utvag.organisation.rules import Role

DOCUMENT: Final = "DOCUMENT"
# Why the liaison opens the police's own documents.
REGISTER_WORK: Final = "THREAT_REGISTER"
# Why the reviewer opens the minutes of a review.
LOG_REVIEW: Final = "REVIEW"


@dataclass(frozen=True, slots=True)
class OpenedDocument:
    """A document that the actor may see, and why she may."""

    document: Document
    purpose: str


def document_for(actor: Actor, document_id: UUID, today: date, *, action: str) -> OpenedDocument:
    """Give a document to its case's named staff, the police's own to the liaison, a review's minutes to a reviewer.

    :raises NotVisible: for everybody else, and when there is no such document.
    """
    row = Document.objects.select_related("case").filter(pk=document_id).first()
    purpose = None if row is None else _purpose(actor, row, today)
    if row is None or purpose is None:
        raise NotVisible(action, DOCUMENT, document_id)
    return OpenedDocument(row, purpose)


def _purpose(actor: Actor, row: Document, today: date) -> str | None:
    if row.kind == DocumentKind.LOG_REVIEW_MINUTES:
        return LOG_REVIEW if actor.role == Role.REVIEWER else None
    if row.case_id is None:
        return REGISTER_WORK if actor.role == Role.POLICE_LIAISON else None
    return named_today(actor, today).filter(case=row.case_id).values_list("purpose", flat=True).first()
