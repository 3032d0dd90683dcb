"""Read documents and the signatures on them. What opens one writes the log."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import cast
from uuid import UUID

from utvag.audit.operations import Subject, one_act, record
from utvag.cases.access import case_for
from utvag.documents.access import DOCUMENT, OpenedDocument, document_for
from utvag.documents.models import Document, Signature
from utvag.documents.queries.opening import content_of, copy_of, opened_signature
from utvag.documents.queries.sealing import facts_place
from utvag.documents.queries.shapes import (
    CopyLine,
    DocumentAltered,
    DocumentLine,
    DocumentShape,
    SignatureShape,
    SignedCopy,
)
from utvag.documents.queries.sheets import sheet_in
from utvag.documents.rules import DocumentKind, Method, Party, signers_of
from utvag.foundation.actors import Actor
from utvag.foundation.agenda import Happening
from utvag.foundation.clock import day_of
from utvag.foundation.errors import NotVisible
from utvag.organisation.queries import staff_shapes
from utvag.secrecy.envelope import SealBroken, open_

ALTERED = "FOUND_DOCUMENT_ALTERED"


def documents_of(
    *, actor: Actor, case_id: UUID, now: datetime, kinds: Iterable[DocumentKind] | None = None
) -> tuple[DocumentLine, ...]:
    """List the documents of a case, the latest first. Opens none, so writes no log.

    :raises NotVisible: when the actor is not named on it.
    """
    case_for(actor, case_id, day_of(now), action="LIST_DOCUMENTS")
    rows = Document.objects.filter(case=case_id)
    if kinds is not None:
        rows = rows.filter(kind__in=[kind.value for kind in kinds])
    return _lines(rows.defer("sealed", "content").order_by("-frozen_at", "pk"))


def happenings_of(*, case_id: UUID) -> tuple[Happening, ...]:
    """Tell when a case's documents were signed; that they were frozen is told by those who had it done."""
    rows = Signature.objects.filter(document__case=case_id).select_related("document")
    return tuple(
        Happening(
            row.registered_at,
            f"{DocumentKind(row.document.kind).swedish} underskriven: {Party(row.party).swedish.lower()}",
            row.registered_by,
            "documents:document",
            {"document_id": row.document_id},
        )
        for row in rows.defer("sealed", "copy", "document__sealed", "document__content")
    )


def copies_of(*, document_ids: Iterable[UUID], party: Party) -> dict[UUID, CopyLine]:
    """Give the copies that a party has signed of some documents, by document. The caller has passed the wall."""
    rows = Signature.objects.filter(document__in=list(document_ids), party=party.value, method=Method.COPY.value)
    found = rows.values_list("document", "pk", "signed_date", "registered_at")
    return {document: CopyLine(pk, signed, at) for document, pk, signed, at in found}


def open_document(*, actor: Actor, document_id: UUID, now: datetime) -> DocumentShape:
    """Open a document, verify it and its signatures, and write that it was opened (lag 2001:454, 10 §).

    :raises NotVisible: for all but the named staff of its case; the police's own, for all but the liaison.
    :raises DocumentAltered: when its facts or bytes are not what was frozen.
    """
    with one_act(actor=actor, now=now):
        opened = document_for(actor, document_id, day_of(now), action="OPEN_DOCUMENT")
        facts = _facts(opened.document) if content_of(opened.document) is not None else None
        _record(opened, actor, "OPEN_DOCUMENT" if facts is not None else ALTERED, now)
        if facts is not None:
            return _shape(opened.document, facts)
    raise DocumentAltered


def open_pdf(*, actor: Actor, document_id: UUID, now: datetime) -> bytes:
    """Open a document's PDF after comparing it with its hash, and write that it was opened.

    :raises NotVisible: for all but the named staff of its case; the police's own, for all but the liaison.
    :raises DocumentAltered: when it is not what was frozen.
    """
    with one_act(actor=actor, now=now):
        opened = document_for(actor, document_id, day_of(now), action="OPEN_PDF")
        content = content_of(opened.document)
        _record(opened, actor, "OPEN_PDF" if content is not None else ALTERED, now)
    if content is None:
        raise DocumentAltered
    return content


def open_pdf_by_another_wall(*, actor: Actor, document_id: UUID, purpose: str, now: datetime) -> bytes:
    """Open a PDF for one who is not named on its case, and write that it was opened, and for what.

    The caller has passed the wall of the thing that the document is, and holds no act open: what is altered is logged.

    :raises DocumentAltered: when it is not what was frozen.
    """
    with one_act(actor=actor, now=now):
        row = Document.objects.get(pk=document_id)
        content = content_of(row)
        _record(OpenedDocument(row, purpose), actor, "OPEN_PDF" if content is not None else ALTERED, now)
    if content is None:
        raise DocumentAltered
    return content


def open_copy(*, actor: Actor, signature_id: UUID, now: datetime) -> SignedCopy:
    """Open a copy of what was signed on paper, and write that it was opened.

    :raises NotVisible: for all but those who may see its document.
    :raises DocumentAltered: when it is not the copy that was kept.
    """
    with one_act(actor=actor, now=now):
        row = Signature.objects.select_related("document").filter(pk=signature_id, copy__isnull=False).first()
        if row is None:
            raise NotVisible("OPEN_COPY", DOCUMENT, signature_id)
        opened = document_for(actor, row.document_id, day_of(now), action="OPEN_COPY")
        copy = copy_of(row)
        _record(opened, actor, "OPEN_COPY" if copy is not None else ALTERED, now)
    if copy is None:
        raise DocumentAltered
    return SignedCopy(*copy)


def _record(opened: OpenedDocument, actor: Actor, action: str, now: datetime) -> None:
    row = opened.document
    subject = Subject(DOCUMENT, row.id, row.case_id)
    record(actor=actor, action=action, subject=subject, purpose=opened.purpose, now=now)


def _facts(row: Document) -> Mapping[str, object] | None:
    try:
        return cast("Mapping[str, object]", open_(facts_place(row.case_id, row.id, row.kind), row.sealed).reveal())
    except SealBroken:
        return None


def _lines(rows: Iterable[Document]) -> tuple[DocumentLine, ...]:
    found = list(rows)
    signed: dict[UUID, list[Party]] = {}
    for document_id, party in Signature.objects.filter(document__in=[row.id for row in found]).values_list(
        "document", "party"
    ):
        signed.setdefault(document_id, []).append(Party(party))
    order = list(Party)
    return tuple(_line(row, tuple(sorted(signed.get(row.id, ()), key=order.index))) for row in found)


def _line(row: Document, signatures: tuple[Party, ...]) -> DocumentLine:
    kind = DocumentKind(row.kind)
    return DocumentLine(row.id, kind, kind.swedish, row.subject, row.frozen_at, row.pages, signatures)


def _shape(row: Document, facts: Mapping[str, object]) -> DocumentShape:
    rows = list(row.signatures.select_related("key").defer("copy").order_by("registered_at"))
    names = staff_shapes({one.registered_by for one in rows})
    signatures = tuple(
        _signature(one, row, names[one.registered_by].display_name if one.registered_by in names else "")
        for one in rows
    )
    held = {one.party for one in signatures}
    return DocumentShape(
        line=_line(row, tuple(one.party for one in signatures)),
        case_id=row.case_id,
        sheet=sheet_in(cast("Mapping[str, object]", facts["sheet"])),
        code_name=str(facts["code_name"]),
        frozen_by=str(facts["frozen_by"]),
        sha256=bytes(row.sha256).hex(),
        template=f"{row.template} {row.template_version}",
        is_demo=facts["is_demo"] is True,
        signatures=signatures,
        unsigned=tuple(party for party in signers_of(DocumentKind(row.kind)) if party not in held),
    )


def _signature(row: Signature, document: Document, registered_by: str) -> SignatureShape:
    opened = opened_signature(row, document)
    return SignatureShape(
        id=row.id,
        party=Party(row.party),
        method=Method(row.method),
        signed_date=row.signed_date,
        registered_at=row.registered_at,
        registered_by=registered_by,
        signatory=opened.signatory,
        capacity=opened.capacity,
        is_true=opened.is_true,
    )
