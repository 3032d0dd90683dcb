"""Sign a frozen document: with a copy of the paper that was signed, or with the employee's own key."""

from base64 import b64encode
from datetime import date, datetime
from hashlib import sha256
from typing import cast
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import IntegrityError, transaction

from utvag.audit.operations import Subject, one_act, record
from utvag.documents.access import DOCUMENT, OpenedDocument, document_for
from utvag.documents.models import Document, Signature, SigningKey
from utvag.documents.queries.opening import content_of
from utvag.documents.queries.sealing import copy_place, key_place, signature_place
from utvag.documents.rules import (
    DocumentKind,
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
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.foundation.errors import NotVisible, Unable
from utvag.organisation.operations import use_touch
from utvag.organisation.queries import staff_shapes
from utvag.secrecy.envelope import open_, seal

SIGN = "SIGN_DOCUMENT"


class UnableToSign(Unable):
    """The document cannot be signed like this."""


def sign_by_copy(
    *,
    actor: Actor,
    document_id: UUID,
    party: Party,
    signatory: str,
    capacity: str,
    signed_date: date,
    upload: bytes,
    now: datetime,
) -> UUID:
    """Keep a copy of the paper that a party has signed.

    :raises NotVisible: unless the actor may see the document.
    :raises UnableToSign: when the copy, the names or the day will not do, or the party has signed.
    """
    with one_act(actor=actor, now=now):
        return write_copy(
            actor=actor,
            document_id=document_id,
            party=party,
            signatory=signatory,
            capacity=capacity,
            signed_date=signed_date,
            upload=upload,
            now=now,
        )


def write_copy(
    *,
    actor: Actor,
    document_id: UUID,
    party: Party,
    signatory: str,
    capacity: str,
    signed_date: date,
    upload: bytes,
    now: datetime,
) -> UUID:
    """Keep a copy of the paper that a party has signed, and write the log. Part of a larger operation.

    :raises NotVisible: unless the actor may see the document.
    :raises UnableToSign: when the copy, the names or the day will not do, or the party has signed.
    """
    opened = document_for(actor, document_id, day_of(now), action=SIGN)
    row = opened.document
    signed = Signed(row.id, bytes(row.sha256), party, signatory.strip(), capacity.strip(), signed_date)
    _require_signable(signed, row, now)
    refusal = refused_copy(upload, unsigned=signed.sha256)
    if refusal is not None:
        raise UnableToSign(refusal)
    return _write(opened, signed, actor, now, upload=upload)


def sign_electronically(*, actor: Actor, document_id: UUID, capacity: str, session: str, now: datetime) -> UUID:
    """Sign for the municipality with one's own key, today; the key answers only to a fresh touch.

    :raises NotVisible: unless the actor is named on the document's case.
    :raises UnableToSign: when the capacity is missing, or the municipality has signed.
    :raises TouchNeeded: without a fresh touch in the session.
    """
    with one_act(actor=actor, now=now):
        opened = document_for(actor, document_id, day_of(now), action=SIGN)
        row = opened.document
        if row.case_id is None:
            raise NotVisible(SIGN, DOCUMENT, document_id)
        name = staff_shapes([actor.id])[actor.id].display_name
        signed = Signed(row.id, bytes(row.sha256), Party.MUNICIPALITY, name, capacity.strip(), day_of(now))
        _require_signable(signed, row, now)
        use_touch(actor=actor, session=session, used_for=SIGN, now=now)
        return _write(opened, signed, actor, now, key=_key_of(actor, now))


def _require_signable(signed: Signed, row: Document, now: datetime) -> None:
    """Refuse what cannot be signed, a document that is not what was frozen among it."""
    if content_of(row) is None:
        raise UnableToSign(Refusal.DOCUMENT_ALTERED)
    if signed.party not in signers_of(DocumentKind(row.kind)):
        raise UnableToSign(Refusal.NOT_ITS_PARTY)
    if Signature.objects.filter(document=row, party=signed.party).exists():
        raise UnableToSign(Refusal.SIGNED_ALREADY)
    refusal = refused_signature(signed, frozen_date=day_of(row.frozen_at), today=day_of(now))
    if refusal is not None:
        raise UnableToSign(refusal)


def _write(
    opened: OpenedDocument,
    signed: Signed,
    actor: Actor,
    now: datetime,
    *,
    upload: bytes | None = None,
    key: SigningKey | None = None,
) -> UUID:
    signature_id, document = uuid4(), opened.document
    told: dict[str, object] = {"signatory": signed.signatory, "capacity": signed.capacity, "party": signed.party}
    told |= {"signed_date": signed.signed_date.isoformat(), "sha256": signed.sha256.hex()}
    if upload is not None:
        told |= {"copy_sha256": sha256(upload).hexdigest(), "copy_format": copy_format(upload)}
    if key is not None:
        told["signature"] = _private_half(key).sign(signed_bytes(signed)).hex()
    row = Signature(
        id=signature_id,
        document=document,
        sha256=signed.sha256,
        party=signed.party.value,
        method=(Method.COPY if key is None else Method.ELECTRONIC).value,
        signed_date=signed.signed_date,
        registered_by=actor.id,
        registered_at=now,
        key=key,
        sealed=seal(signature_place(document, signature_id), told),
        copy=None if upload is None else seal(copy_place(document, signature_id), b64encode(upload).decode("ascii")),
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        # Somebody else was first, since it was looked for.
        raise UnableToSign(Refusal.SIGNED_ALREADY) from None
    subject = Subject(DOCUMENT, opened.document.id, opened.document.case_id)
    record(actor=actor, action=SIGN, subject=subject, purpose=opened.purpose, now=now)
    return signature_id


def _key_of(actor: Actor, now: datetime) -> SigningKey:
    """Give the employee's key, made the first time; of two that begin at once, the first wins."""
    if not SigningKey.objects.filter(account=actor.id).exists():
        key_id, made = uuid4(), Ed25519PrivateKey.generate()
        row = SigningKey(
            id=key_id,
            account_id=actor.id,
            public_key=made.public_key().public_bytes_raw().hex(),
            made_at=now,
            sealed=seal(key_place(actor.id, key_id), made.private_bytes_raw().hex()),
        )
        SigningKey.objects.bulk_create([row], ignore_conflicts=True)
    return SigningKey.objects.get(account=actor.id)


def _private_half(key: SigningKey) -> Ed25519PrivateKey:
    text = cast("str", open_(key_place(key.account_id, key.id), key.sealed).reveal())
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(text))
