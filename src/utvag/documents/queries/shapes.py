"""What the reads of documents give: frozen shapes, never rows."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from utvag.documents.rules import CopyFormat, DocumentKind, Method, Party, Sheet


class DocumentAltered(Exception):
    """What is stored is not what was frozen or signed. The text says nothing of the document."""


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A document in a list: what it is and who has signed, nothing of what it says."""

    id: UUID
    kind: DocumentKind
    title: str
    subject: UUID | None
    frozen_at: datetime
    pages: int
    signatures: tuple[Party, ...]


@dataclass(frozen=True, slots=True)
class CopyLine:
    """That a copy of a signed paper is kept, nothing of what it says."""

    signature_id: UUID
    signed_date: date
    registered_at: datetime


@dataclass(frozen=True, slots=True)
class SignatureShape:
    """A signature as the page shows it.

    :ivar is_true: whether it still holds: verified each time.
    """

    id: UUID
    party: Party
    method: Method
    signed_date: date
    registered_at: datetime
    registered_by: str = field(repr=False)
    signatory: str = field(repr=False)
    capacity: str = field(repr=False)
    is_true: bool


@dataclass(frozen=True, slots=True)
class DocumentShape:
    """A document as those may read it who may.

    :ivar unsigned: the parties that have not signed.
    """

    line: DocumentLine
    case_id: UUID | None
    sheet: Sheet = field(repr=False)
    code_name: str
    frozen_by: str = field(repr=False)
    sha256: str
    template: str
    is_demo: bool
    signatures: tuple[SignatureShape, ...]
    unsigned: tuple[Party, ...]


@dataclass(frozen=True, slots=True)
class SignedCopy:
    """A copy of the paper that was signed."""

    content: bytes = field(repr=False)
    format: CopyFormat
