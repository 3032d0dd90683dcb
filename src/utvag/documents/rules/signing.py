"""What a signature is: somebody, in a capacity, on a day, on exactly these bytes. A tick is not a signature."""

import json
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from hashlib import sha256
from typing import Final
from uuid import UUID

from utvag.documents.rules.sheet import DocumentKind

LARGEST_COPY: Final = 20 * 1024 * 1024


class Party(StrEnum):
    """Whom a signature binds."""

    MUNICIPALITY = "MUNICIPALITY"
    PROVIDER = "PROVIDER"
    PERSON = "PERSON"
    POLICE = "POLICE"

    @property
    def swedish(self) -> str:
        """Give the party's name on the screens."""
        return _PARTIES[self]


_PARTIES: Final = {
    Party.MUNICIPALITY: "Kommunen",
    Party.PROVIDER: "Utföraren",
    Party.PERSON: "Personen själv",
    Party.POLICE: "Polisen",
}


def signers_of(kind: DocumentKind) -> tuple[Party, ...]:
    """Give the parties that may sign a kind of document: nobody consents for somebody else."""
    return (Party.PERSON,) if kind is DocumentKind.CONSENT_FORM else tuple(Party)


class Method(StrEnum):
    """How it was signed: on paper that was photographed or scanned, or with the employee's own key."""

    COPY = "COPY"
    ELECTRONIC = "ELECTRONIC"

    @property
    def swedish(self) -> str:
        """Give the method's name on the screens."""
        return "Underskriven kopia" if self is Method.COPY else "Elektronisk underskrift"


class Refusal(StrEnum):
    """Why a signature cannot be written."""

    SIGNED_ALREADY = "SIGNED_ALREADY"
    DATE_IN_THE_FUTURE = "DATE_IN_THE_FUTURE"
    DATE_BEFORE_DOCUMENT = "DATE_BEFORE_DOCUMENT"
    SIGNATORY_MISSING = "SIGNATORY_MISSING"
    CAPACITY_MISSING = "CAPACITY_MISSING"
    COPY_EMPTY = "COPY_EMPTY"
    COPY_TOO_LARGE = "COPY_TOO_LARGE"
    COPY_FORMAT = "COPY_FORMAT"
    COPY_UNSIGNED = "COPY_UNSIGNED"
    DOCUMENT_ALTERED = "DOCUMENT_ALTERED"
    NOT_ITS_PARTY = "NOT_ITS_PARTY"


class CopyFormat(StrEnum):
    """What a signed copy may be; the value is its media type."""

    PDF = "application/pdf"
    PNG = "image/png"
    JPEG = "image/jpeg"

    @property
    def ending(self) -> str:
        """Give the ending of a file name."""
        return self.name.lower()


_BEGINNINGS: Final = (
    (b"%PDF-", CopyFormat.PDF),
    (b"\x89PNG\r\n\x1a\n", CopyFormat.PNG),
    (b"\xff\xd8\xff", CopyFormat.JPEG),
)


@dataclass(frozen=True, slots=True)
class Signed:
    """What a signature says: who, for whom, in what capacity, on which day, on which bytes."""

    document: UUID
    sha256: bytes
    party: Party
    signatory: str = field(repr=False)
    capacity: str = field(repr=False)
    signed_date: date


def copy_format(upload: bytes) -> CopyFormat | None:
    """Say what a file is by its first bytes, whatever it is called."""
    return next((kind for beginning, kind in _BEGINNINGS if upload.startswith(beginning)), None)


def refused_copy(upload: bytes, *, unsigned: bytes) -> Refusal | None:
    """Refuse a copy that is empty, too large, no picture or PDF, or the document itself without any signature.

    :param unsigned: the document's own hash.
    """
    if not upload:
        return Refusal.COPY_EMPTY
    if len(upload) > LARGEST_COPY:
        return Refusal.COPY_TOO_LARGE
    if copy_format(upload) is None:
        return Refusal.COPY_FORMAT
    return Refusal.COPY_UNSIGNED if sha256(upload).digest() == unsigned else None


def refused_signature(signed: Signed, *, frozen_date: date, today: date) -> Refusal | None:
    """Refuse a signature without name or capacity, of a coming day, or of a day before there was anything to sign."""
    if not signed.signatory.strip():
        return Refusal.SIGNATORY_MISSING
    if not signed.capacity.strip():
        return Refusal.CAPACITY_MISSING
    if signed.signed_date > today:
        return Refusal.DATE_IN_THE_FUTURE
    return Refusal.DATE_BEFORE_DOCUMENT if signed.signed_date < frozen_date else None


def signed_bytes(signed: Signed) -> bytes:
    """Give the bytes that an electronic signature is made over: one way to write them, and no other."""
    told = {
        "capacity": signed.capacity,
        "document": str(signed.document),
        "party": signed.party.value,
        "sha256": signed.sha256.hex(),
        "signatory": signed.signatory,
        "signed_date": signed.signed_date.isoformat(),
    }
    return b"utvag-signature/1\n" + json.dumps(told, ensure_ascii=True, sort_keys=True, separators=(",", ":")).encode()
