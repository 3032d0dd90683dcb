"""Freeze a consent form to be signed on paper; register that it is signed; print it anew. Nothing is ever replaced."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db.models import Max

from utvag.audit.operations import Subject, one_act, record
from utvag.cases.access import purpose_on
from utvag.cases.models import Case
from utvag.disclosure.access import CONSENT, case_to_handle, consent_for, consent_form_draft, consent_form_for
from utvag.disclosure.models import Consent, ConsentForm
from utvag.disclosure.operations.consents import ConsentGiven, UnableToConsent, refuse_consent, write_consent
from utvag.disclosure.queries.allowed import facts_of
from utvag.disclosure.queries.pages import reservation_of
from utvag.disclosure.queries.papers import form_place, told_in
from utvag.disclosure.rules import ContentCategory, GivenHow, Party, Refusal
from utvag.disclosure.wording import Asked, consent_sheet
from utvag.documents.operations import freeze_document, write_copy
from utvag.documents.rules import DocumentKind
from utvag.documents.rules import Party as Signer
from utvag.drafts.operations import drop_sent_draft
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.people.queries import identities_of
from utvag.secrecy.envelope import seal

PREPARE, REGISTER, PRINT = "PREPARE_CONSENT_FORM", "REGISTER_SIGNED_CONSENT", "PRINT_CONSENT_FORM"


@dataclass(frozen=True, slots=True)
class ConsentAsked:
    """What a person is asked to consent to.

    :ivar person: the identity of who is to sign; None where she writes her name herself.
    """

    from_date: date
    until_date: date
    parties: frozenset[Party]
    categories: frozenset[ContentCategory]
    person: UUID | None = None
    reservation: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class SignedForm:
    """What is known of a form that was signed.

    :ivar upload: the copy of the signed paper; None where it is added later.
    """

    given_date: date
    how: GivenHow
    signatory: str = field(default="", repr=False)
    capacity: str = field(default="", repr=False)
    upload: bytes | None = field(default=None, repr=False)


def prepare_consent(
    *, actor: Actor, case_id: UUID, asked: ConsentAsked, now: datetime, draft_revision: int = 0
) -> UUID:
    """Freeze a consent form for a person to sign; give the form's id. It is no consent until it is registered.

    :raises NotVisible: when the actor does not handle the case.
    :raises UnableToConsent: when it names nobody or nothing, or its days are wrong.
    """
    today = day_of(now)
    with one_act(actor=actor, now=now):
        opened = case_to_handle(actor, case_id, today, action=PREPARE)
        _refuse_asked(asked, today)
        form = _freeze(actor, opened.case, uuid4(), _sheet_asked(case_id, asked), now)
        key = consent_form_draft(actor, case_id, today, action=PREPARE)
        drop_sent_draft(actor=actor, key=key, revision=draft_revision, now=now)
        subject = Subject(CONSENT, form.id, case_id)
        record(actor=actor, action=PREPARE, subject=subject, purpose=opened.purpose, now=now)
    return form.id


def register_signed_consent(*, actor: Actor, form_id: UUID, signed: SignedForm, now: datetime) -> UUID:
    """Register that a form is signed: a consent to exactly what it asks. The copy may come now or later.

    :raises NotVisible: when the actor does not handle the case.
    :raises UnableToConsent: when it is registered, or signed before it was made or after its last day.
    :raises UnableToSign: when the copy will not do; then nothing is registered.
    """
    today = day_of(now)
    with one_act(actor=actor, now=now):
        row = consent_form_for(actor, form_id, today, action=REGISTER)
        Case.objects.select_for_update(no_key=True).get(pk=row.case_id)
        given = _given(row, signed, today)
        consent = write_consent(actor, row.case_id, given, now, form=row)
        if signed.upload is not None:
            write_copy(
                actor=actor,
                document_id=row.document_id,
                party=Signer.PERSON,
                signatory=signed.signatory,
                capacity=signed.capacity,
                signed_date=signed.given_date,
                upload=signed.upload,
                now=now,
            )
        subject = Subject(CONSENT, consent.id, row.case_id)
        record(actor=actor, action=REGISTER, subject=subject, purpose=purpose_on(actor, row.case_id, today), now=now)
    return consent.id


def print_consent_form(*, actor: Actor, consent_id: UUID, now: datetime) -> UUID:
    """Freeze the form of a consent that stands, anew, to be signed again; give the document's id.

    A copy of it supersedes the earlier ones, which stay with their forms.

    :raises NotVisible: when the actor does not handle the case.
    :raises UnableToConsent: when the consent is withdrawn.
    """
    today = day_of(now)
    with one_act(actor=actor, now=now):
        row = consent_for(actor, consent_id, today, action=PRINT)
        case = Case.objects.select_for_update(no_key=True).get(pk=row.case_id)
        row.refresh_from_db()
        if row.withdrawn_at is not None:
            raise UnableToConsent(Refusal.ALREADY_WITHDRAWN)
        form = _freeze(actor, case, consent_id, _sheet_given(row), now)
        subject = Subject(CONSENT, consent_id, case.id)
        record(actor=actor, action=PRINT, subject=subject, purpose=purpose_on(actor, case.id, today), now=now)
    return form.document_id


def _refuse_asked(asked: ConsentAsked, today: date) -> None:
    refused = {
        Refusal.NO_PARTY: not asked.parties,
        Refusal.NO_CATEGORY: not asked.categories,
        Refusal.DATES_REVERSED: asked.until_date <= max(asked.from_date, today),
    }
    for refusal, holds in refused.items():
        if holds:
            raise UnableToConsent(refusal)


def _given(row: ConsentForm, signed: SignedForm, today: date) -> ConsentGiven:
    """Give the consent that the form becomes; it holds from the signature, if that came later than the first day."""
    if Consent.objects.filter(pk=row.consent).exists():
        raise UnableToConsent(Refusal.REGISTERED_ALREADY)
    if signed.given_date < day_of(row.made_at):
        raise UnableToConsent(Refusal.SIGNED_BEFORE_FORM)
    if row.until_date <= signed.given_date <= today:
        raise UnableToConsent(Refusal.SIGNED_TOO_LATE)
    told = told_in(row)
    given = ConsentGiven(
        given_date=signed.given_date,
        from_date=max(row.from_date, signed.given_date),
        until_date=row.until_date,
        parties=frozenset(map(Party, told["parties"].split())),
        categories=frozenset(map(ContentCategory, told["categories"].split())),
        how=signed.how,
        reservation=told["reservation"],
    )
    refuse_consent(given, today)
    return given


def _sheet_asked(case_id: UUID, asked: ConsentAsked) -> Asked:
    names = {one.id: one.name for one in identities_of([case_id]).get(case_id, ())}
    return Asked(
        parties=asked.parties,
        categories=asked.categories,
        from_date=asked.from_date,
        until_date=asked.until_date,
        name="" if asked.person is None else names.get(asked.person, ""),
        reservation=asked.reservation.strip(),
    )


def _sheet_given(row: Consent) -> Asked:
    facts = facts_of(row)
    first = ConsentForm.objects.filter(consent=row.id).order_by("number").first()
    return Asked(
        parties=facts.parties,
        categories=facts.categories,
        from_date=row.from_date,
        until_date=row.until_date,
        name="" if first is None else told_in(first)["name"],
        reservation=reservation_of(row),
    )


def _freeze(actor: Actor, case: Case, consent_id: UUID, asked: Asked, now: datetime) -> ConsentForm:
    document = freeze_document(
        actor=actor,
        case_id=case.id,
        code_name=case.code_name,
        kind=DocumentKind.CONSENT_FORM,
        subject=consent_id,
        sheet=consent_sheet(asked),
        now=now,
    )
    form_id = uuid4()
    told = {
        "name": asked.name,
        "reservation": asked.reservation,
        "parties": " ".join(sorted(asked.parties)),
        "categories": " ".join(sorted(asked.categories)),
    }
    last = ConsentForm.objects.filter(consent=consent_id).aggregate(last=Max("number"))["last"]
    return ConsentForm.objects.create(
        id=form_id,
        case=case,
        consent=consent_id,
        number=1 + (last or 0),
        from_date=asked.from_date,
        until_date=asked.until_date,
        document_id=document.id,
        document_kind=DocumentKind.CONSENT_FORM.value,
        made_by=actor.id,
        made_at=now,
        sealed=seal(form_place(case.id, form_id), told),
    )
