"""The consent forms of a case: which wait for a signature, and which signed copies a consent has had."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import cast
from uuid import UUID

from utvag.audit.operations import Subject, one_act, record
from utvag.cases.access import purpose_on
from utvag.disclosure.access import CONSENT, consent_form_for
from utvag.disclosure.models import Consent, ConsentForm
from utvag.disclosure.rules import ContentCategory, Party
from utvag.documents.queries import CopyLine, copies_of
from utvag.documents.rules import Party as Signer
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.secrecy.envelope import open_
from utvag.secrecy.rules import KeyKind, Owner, Place

FORM_TABLE = "disclosure_consentform"


@dataclass(frozen=True, slots=True)
class Paper:
    """A form of a consent, and the signed copy of it. The one with the highest number and a copy counts.

    :ivar copy: None where nobody has added it.
    """

    document_id: UUID
    number: int
    made_at: datetime
    copy: CopyLine | None
    is_superseded: bool


@dataclass(frozen=True, slots=True)
class UnsignedForm:
    """A form that waits for its signature; nothing of what it asks."""

    id: UUID
    document_id: UUID
    made_at: datetime
    from_date: date
    until_date: date


@dataclass(frozen=True, slots=True)
class FormShape:
    """A consent form, for the one who registers that it is signed.

    :ivar is_registered: whether the consent is there already.
    :ivar name: who is to sign; nothing where that is not known.
    """

    case_id: UUID
    form: UnsignedForm
    is_registered: bool
    copy: CopyLine | None
    parties: tuple[Party, ...]
    categories: tuple[ContentCategory, ...]
    name: str = field(repr=False)
    reservation: str = field(repr=False)


def form_place(case_id: UUID, form_id: UUID) -> Place:
    """Say where what a consent form asks belongs: under its case's key."""
    return Place(Owner(KeyKind.CASE, case_id), FORM_TABLE, form_id)


def told_in(row: ConsentForm) -> Mapping[str, str]:
    """Open what a form asks. For this package."""
    return cast("Mapping[str, str]", open_(form_place(row.case_id, row.id), row.sealed).reveal())


def papers_of(case_id: UUID) -> dict[UUID, tuple[Paper, ...]]:
    """Give the forms of a case's consents with their signed copies, the latest first. The caller passed the wall."""
    rows = list(ConsentForm.objects.filter(case=case_id).defer("sealed").order_by("-number"))
    copies = copies_of(document_ids=[row.document_id for row in rows], party=Signer.PERSON)
    found: dict[UUID, tuple[Paper, ...]] = {}
    for row in rows:
        later = found.get(row.consent, ())
        is_superseded = any(one.copy is not None for one in later)
        copy = copies.get(row.document_id)
        found[row.consent] = (*later, Paper(row.document_id, row.number, row.made_at, copy, is_superseded))
    return found


def unsigned_forms(case_id: UUID) -> tuple[UnsignedForm, ...]:
    """Give the forms that no consent has come of. The caller passed the wall."""
    registered = Consent.objects.filter(case=case_id).values("pk")
    rows = ConsentForm.objects.filter(case=case_id).exclude(consent__in=registered).defer("sealed")
    return tuple(_unsigned(row) for row in rows.order_by("-made_at"))


def form_page(*, actor: Actor, form_id: UUID, now: datetime) -> FormShape:
    """Open a consent form, and write that it was read.

    :raises NotVisible: for everybody but those who handle its case.
    """
    today = day_of(now)
    with one_act(actor=actor, now=now):
        row = consent_form_for(actor, form_id, today, action="READ_CONSENT_FORM")
        subject = Subject(CONSENT, form_id, row.case_id)
        purpose = purpose_on(actor, row.case_id, today)
        record(actor=actor, action="READ_CONSENT_FORM", subject=subject, purpose=purpose, now=now)
        told = told_in(row)
        copies = copies_of(document_ids=[row.document_id], party=Signer.PERSON)
        is_registered = Consent.objects.filter(pk=row.consent).exists()
    return FormShape(
        case_id=row.case_id,
        form=_unsigned(row),
        is_registered=is_registered,
        copy=copies.get(row.document_id),
        parties=tuple(one for one in Party if one.value in told["parties"].split()),
        categories=tuple(one for one in ContentCategory if one.value in told["categories"].split()),
        name=told["name"],
        reservation=told["reservation"],
    )


def _unsigned(row: ConsentForm) -> UnsignedForm:
    return UnsignedForm(row.id, row.document_id, row.made_at, row.from_date, row.until_date)
