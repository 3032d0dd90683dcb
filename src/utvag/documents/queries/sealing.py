"""Where a document's and a signature's sealed values belong. For this package."""

from uuid import UUID

from utvag.documents.models import Document
from utvag.documents.rules import DocumentKind
from utvag.secrecy.rules import REGISTER, KeyKind, Owner, Place

DOCUMENTS, SIGNATURES, KEYS = "documents_document", "documents_signature", "documents_signingkey"


def owner_of(case_id: UUID | None, kind: str, document_id: UUID) -> Owner:
    """Say whose key seals a document: its case's, the register's for the police's own, its own for a review's."""
    if kind == DocumentKind.LOG_REVIEW_MINUTES:
        return Owner(KeyKind.REVIEW, document_id)
    return REGISTER if case_id is None else Owner(KeyKind.CASE, case_id)


def facts_place(case_id: UUID | None, document_id: UUID, kind: str = "") -> Place:
    """Say where the facts of a document belong."""
    return Place(owner_of(case_id, kind, document_id), DOCUMENTS, document_id)


def content_place(case_id: UUID | None, document_id: UUID, kind: str = "") -> Place:
    """Say where the bytes of a document belong."""
    return Place(owner_of(case_id, kind, document_id), DOCUMENTS, document_id, "content")


def signature_place(document: Document, signature_id: UUID) -> Place:
    """Say where who signed belongs."""
    return Place(owner_of(document.case_id, document.kind, document.id), SIGNATURES, signature_id)


def copy_place(document: Document, signature_id: UUID) -> Place:
    """Say where a signed copy belongs."""
    return Place(owner_of(document.case_id, document.kind, document.id), SIGNATURES, signature_id, "copy")


def key_place(account_id: UUID, key_id: UUID) -> Place:
    """Say where the private half of a signing key belongs: under its account's key."""
    return Place(Owner(KeyKind.STAFF, account_id), KEYS, key_id)
