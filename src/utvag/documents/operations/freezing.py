"""Freeze a document: draw it once, and keep its bytes, its hash and the facts it was drawn from."""

import secrets
from base64 import b64encode
from dataclasses import asdict, dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Final
from uuid import UUID, uuid4

from utvag.documents.models import Document
from utvag.documents.printing import TEMPLATE, TEMPLATE_VERSION, Stamp, print_sheet
from utvag.documents.queries.sealing import content_place, facts_place
from utvag.documents.rules import DocumentKind, Sheet
from utvag.foundation.actors import Actor
from utvag.organisation.queries import municipality, staff_shapes
from utvag.secrecy.envelope import Keyring

CONTROL_BYTES: Final = 16


@dataclass(frozen=True, slots=True)
class FrozenDocument:
    """A document that can no longer be changed."""

    id: UUID
    sha256: bytes = field(repr=False)


def freeze_document(
    *,
    actor: Actor,
    case_id: UUID | None,
    code_name: str,
    kind: DocumentKind,
    subject: UUID | None,
    sheet: Sheet,
    now: datetime,
) -> FrozenDocument:
    """Draw a sheet and keep it for good. Part of a larger operation, which has asked access and writes the log.

    :param case_id: the case it is of; None for the police's weekly sheet and the minutes of a review of the log.
    :param subject: the decision, meeting or person that it is about.
    """
    stamp = _stamp(actor, code_name, kind, now)
    printed = print_sheet(sheet, stamp)
    document_id, keyring, hashed = uuid4(), Keyring(), sha256(printed.content).digest()
    facts = {
        "sheet": asdict(sheet),
        "code_name": code_name,
        "publisher": stamp.publisher,
        "frozen_by": stamp.frozen_by,
        "control": stamp.control,
        "is_demo": stamp.is_demo,
    }
    Document.objects.create(
        id=document_id,
        case_id=case_id,
        kind=kind.value,
        subject=subject,
        sha256=hashed,
        template=TEMPLATE,
        template_version=TEMPLATE_VERSION,
        pages=printed.pages,
        frozen_at=now,
        frozen_by=actor.id,
        sealed=keyring.seal(facts_place(case_id, document_id, kind), facts),
        content=keyring.seal(content_place(case_id, document_id, kind), b64encode(printed.content).decode("ascii")),
    )
    return FrozenDocument(document_id, hashed)


def _stamp(actor: Actor, code_name: str, kind: DocumentKind, now: datetime) -> Stamp:
    who = staff_shapes([actor.id]).get(actor.id)
    of = municipality()
    return Stamp(
        kind=kind,
        code_name=code_name,
        publisher=of.name if of is not None else "Utväg",
        frozen_at=now,
        # The product itself has no account.
        frozen_by=f"{who.display_name}, {who.role.swedish.lower()}" if who is not None else "Utväg",
        control=secrets.token_hex(CONTROL_BYTES),
        is_demo=of is not None and of.is_demo,
    )
