"""Open a document's bytes and a signature's words, and say whether they are still what was frozen. For this package."""

from base64 import b64decode
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import cast

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from utvag.documents.models import Document, Signature
from utvag.documents.queries.sealing import content_place, copy_place, signature_place
from utvag.documents.rules import CopyFormat, Method, Party, Signed, signed_bytes
from utvag.secrecy.envelope import Keyring, SealBroken, open_


@dataclass(frozen=True, slots=True)
class OpenedSignature:
    """What a signature says, and whether it holds."""

    signatory: str = field(repr=False)
    capacity: str = field(repr=False)
    is_true: bool


def content_of(row: Document) -> bytes | None:
    """Give the bytes of a document; None when they are not those that were frozen."""
    try:
        text = open_(content_place(row.case_id, row.id, row.kind), row.content).reveal()
    except SealBroken:
        return None
    content = b64decode(cast("str", text))
    return content if sha256(content).digest() == bytes(row.sha256) else None


def copy_of(row: Signature) -> tuple[bytes, CopyFormat] | None:
    """Give a signed copy and what it is; None when it is not the one that was kept."""
    try:
        keyring = Keyring()
        told = cast("dict[str, str]", keyring.open(signature_place(row.document, row.id), row.sealed).reveal())
        text = keyring.open(copy_place(row.document, row.id), row.copy or b"").reveal()
    except SealBroken:
        return None
    content = b64decode(cast("str", text))
    is_same = sha256(content).hexdigest() == told["copy_sha256"]
    return (content, CopyFormat(told["copy_format"])) if is_same else None


def opened_signature(row: Signature, document: Document) -> OpenedSignature:
    """Open a signature and verify it: its words against its columns, and what a key has signed against the key."""
    try:
        told = cast("dict[str, str]", open_(signature_place(document, row.id), row.sealed).reveal())
    except SealBroken:
        return OpenedSignature("", "", is_true=False)
    signed = Signed(
        document.id,
        bytes(document.sha256),
        Party(row.party),
        told["signatory"],
        told["capacity"],
        row.signed_date,
    )
    is_same = (told["party"], date.fromisoformat(told["signed_date"])) == (row.party, row.signed_date)
    is_same = is_same and told["sha256"] == bytes(row.sha256).hex() == bytes(document.sha256).hex()
    is_true = is_same and (row.method == Method.COPY or _is_signed(row, signed, told.get("signature", "")))
    return OpenedSignature(signed.signatory, signed.capacity, is_true=is_true)


def _is_signed(row: Signature, signed: Signed, signature: str) -> bool:
    if row.key is None:
        return False
    try:
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(row.key.public_key))
        public.verify(bytes.fromhex(signature), signed_bytes(signed))
    except (InvalidSignature, ValueError):
        return False
    return True
