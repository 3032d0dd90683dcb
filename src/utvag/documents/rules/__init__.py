"""What a document is, what may stand on it, and who may sign. No Django here."""

from utvag.documents.rules.glyphs import printable
from utvag.documents.rules.sheet import LONGEST_WORD, DocumentKind, Section, Sheet, Table
from utvag.documents.rules.signing import (
    LARGEST_COPY,
    CopyFormat,
    Method,
    Party,
    Refusal,
    Signed,
    copy_format,
    refused_copy,
    refused_signature,
    signed_bytes,
    signers_of,
)

__all__ = [
    "LARGEST_COPY",
    "LONGEST_WORD",
    "CopyFormat",
    "DocumentKind",
    "Method",
    "Party",
    "Refusal",
    "Section",
    "Sheet",
    "Signed",
    "Table",
    "copy_format",
    "printable",
    "refused_copy",
    "refused_signature",
    "signed_bytes",
    "signers_of",
]
