"""Every read of documents. Read-shapes out, never rows."""

from utvag.documents.queries.documents import (
    documents_of,
    happenings_of,
    open_copy,
    open_document,
    open_pdf,
    open_pdf_by_another_wall,
)
from utvag.documents.queries.shapes import DocumentAltered, DocumentLine, DocumentShape, SignatureShape, SignedCopy

__all__ = [
    "DocumentAltered",
    "DocumentLine",
    "DocumentShape",
    "SignatureShape",
    "SignedCopy",
    "documents_of",
    "happenings_of",
    "open_copy",
    "open_document",
    "open_pdf",
    "open_pdf_by_another_wall",
]
