"""Sheets and frozen documents, in one line each."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from tests.givens import CASE, NOW, TODAY, case_id
from tests.organisation.givens import given_touch
from utvag.audit.operations import one_act
from utvag.documents.models import Document
from utvag.documents.operations import FrozenDocument, freeze_document, sign_by_copy, sign_electronically
from utvag.documents.rules import DocumentKind, Party, Section, Sheet, Table
from utvag.foundation.actors import Actor

# The first bytes of a PDF, and no more: what is taken in is kept as it is, not opened.
COPY = b"%PDF-1.7 kopiekanarie"

SHEET = Sheet(
    title="Individuellt placeringsavtal",
    lead="Avtalet gäller en plats i ett boende med stöd.",
    sections=(
        Section(
            "Vad parterna har kommit överens om",
            paragraphs=("Utföraren ger stöd varje dag.\nÄven på helger.", "Kommunen betalar varje månad."),
            rows=(("Börjar", "1 december 2026"), ("Slutar", "28 februari 2027")),
            items=("Väckning klockan sju", "Följe till läkare"),
        ),
        Section(
            "Insatser",
            table=Table(("Insats", "Ansvarig"), (("Sysselsättning", "Utföraren"), ("Skuldsanering", "Kommunen"))),
        ),
    ),
    sign_here=("För kommunen", "För utföraren"),
)


def given_frozen(
    actor: Actor,
    kind: DocumentKind = DocumentKind.PLACEMENT_AGREEMENT,
    *,
    now: datetime = NOW,
    subject: UUID | None = None,
    **sheet: object,
) -> FrozenDocument:
    """Freeze a document of the case, with the sheet's parts changed as given."""
    with one_act(actor=actor, now=now):
        return freeze_document(
            actor=actor,
            case_id=case_id(),
            code_name=CASE,
            kind=kind,
            subject=subject,
            sheet=replace(SHEET, **sheet),  # type: ignore[arg-type]  # by name
            now=now,
        )


def given_weekly_sheet(liaison: Actor) -> FrozenDocument:
    """Freeze a document of the police's own."""
    with one_act(actor=liaison, now=NOW):
        return freeze_document(
            actor=liaison,
            case_id=None,
            code_name="",
            kind=DocumentKind.WEEKLY_SHEET,
            subject=None,
            sheet=replace(SHEET, title="Veckoblad"),
            now=NOW,
        )


def given_copied(actor: Actor, document_id: UUID, party: Party = Party.PROVIDER, **other: object) -> UUID:
    """Add a signed copy, but for what is given; give the signature's id."""
    values: dict[str, object] = {
        "signatory": "Namnkanarie Namnsson",
        "capacity": "Befattningskanarie",
        "signed_date": TODAY,
        "upload": COPY,
        "now": NOW,
        **other,
    }
    return sign_by_copy(actor=actor, document_id=document_id, party=party, **values)  # type: ignore[arg-type]  # by name


def given_signed(actor: Actor, document_id: UUID, *, capacity: str = "Chef") -> UUID:
    """Sign for the municipality with the actor's key, after a touch; give the signature's id."""
    session = given_touch(actor)
    return sign_electronically(actor=actor, document_id=document_id, capacity=capacity, session=session, now=NOW)


def row(document: FrozenDocument) -> Document:
    """Give a document's row."""
    return Document.objects.get(pk=document.id)
