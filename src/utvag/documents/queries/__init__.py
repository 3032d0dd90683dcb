"""Every read of documents. Read-shapes out, never rows."""

from utvag.documents.queries.documents import (
    copies_of,
    documents_of,
    happenings_of,
    open_copy,
    open_document,
    open_pdf,
    open_pdf_by_another_wall,
)
from utvag.documents.queries.shapes import (
    CopyLine,
    DocumentAltered,
    DocumentLine,
    DocumentShape,
    SignatureShape,
    SignedCopy,
)

__all__ = [
    "CopyLine",
    "DocumentAltered",
    "DocumentLine",
    "DocumentShape",
    "SignatureShape",
    "SignedCopy",
    "copies_of",
    "documents_of",
    "happenings_of",
    "open_copy",
    "open_document",
    "open_pdf",
    "open_pdf_by_another_wall",
]
