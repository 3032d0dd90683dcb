"""The pages of documents: the list of a case, one document, its PDF, and the two ways to sign."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from utvag.cases.queries import open_case
from utvag.documents.forms import SignByCopy, SignElectronically
from utvag.documents.operations import UnableToSign, sign_by_copy, sign_electronically
from utvag.documents.queries import DocumentAltered, DocumentShape, documents_of, open_copy, open_document, open_pdf
from utvag.documents.rules import DocumentKind, Party, Refusal
from utvag.foundation import forms
from utvag.foundation.clock import day_of, now
from utvag.foundation.errors import NotVisible
from utvag.foundation.http import StaffRequest, actor_of, case_bound
from utvag.organisation.rules import Role
from utvag.organisation.views import after_touch, session_of

REFUSALS: Mapping[Refusal, tuple[str | None, str]] = {
    Refusal.SIGNED_ALREADY: (
        None,
        "Parten har redan skrivit under. Gå tillbaka till handlingen och läs underskriften.",
    ),
    Refusal.DATE_IN_THE_FUTURE: ("signed_date", "Dagen har inte varit än. Skriv dagen då papperet skrevs under."),
    Refusal.DATE_BEFORE_DOCUMENT: (
        "signed_date",
        "Handlingen fanns inte den dagen. Skriv dagen den frystes, eller en senare dag.",
    ),
    Refusal.SIGNATORY_MISSING: ("signatory", "Skriv namnet på den som har skrivit under."),
    Refusal.CAPACITY_MISSING: ("capacity", "Skriv i vilken egenskap underskriften är gjord."),
    Refusal.COPY_EMPTY: ("copy", "Filen är tom. Välj filen med det underskrivna papperet."),
    Refusal.COPY_TOO_LARGE: ("copy", "Filen är större än 20 MB. Skanna med lägre upplösning, eller i svartvitt."),
    Refusal.COPY_FORMAT: ("copy", "Filen är varken PDF, PNG eller JPEG. Spara papperet som något av dem."),
    Refusal.COPY_UNSIGNED: (
        "copy",
        "Filen är handlingen som den frystes, utan underskrift. Välj kopian av det underskrivna papperet.",
    ),
    Refusal.NOT_ITS_PARTY: (
        None,
        "Den här handlingen skriver bara personen själv under. Lägg till en kopia av papperet.",
    ),
    Refusal.DOCUMENT_ALTERED: (
        None,
        "Handlingen är inte längre den som frystes och kan inte skrivas under. Säg till systemförvaltaren.",
    ),
}
_DONE = {"kopia": "Den underskrivna kopian är sparad", "underskriven": "Du har skrivit under handlingen"}


@case_bound
def list_of_case(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Show the documents of a case."""
    moment, actor = now(), actor_of(request)
    lines = documents_of(actor=actor, case_id=case_id, now=moment)
    case = open_case(actor=actor, case_id=case_id, now=moment)
    return render(request, "documents/case.html", {"case": case, "section": "documents", "lines": lines})


@case_bound
def show(request: StaffRequest, document_id: UUID) -> HttpResponse:
    """Show what a document says, and its signatures."""
    try:
        document = open_document(actor=actor_of(request), document_id=document_id, now=now())
    except DocumentAltered:
        return _altered(request)
    done = _DONE.get(request.GET.get("klart", ""), "")
    return _page(request, "documents/_document.html", document, title=document.line.title, done=done)


@case_bound
def pdf(request: StaffRequest, document_id: UUID) -> HttpResponse:
    """Give the PDF itself, under a name that says nothing."""
    try:
        content = open_pdf(actor=actor_of(request), document_id=document_id, now=now())
    except DocumentAltered:
        return _altered(request)
    named = {"Content-Disposition": 'inline; filename="handling.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=named)


@case_bound
def copy(request: StaffRequest, signature_id: UUID) -> HttpResponse:
    """Give the copy that was signed on paper; saved, not shown, since it came from outside."""
    try:
        found = open_copy(actor=actor_of(request), signature_id=signature_id, now=now())
    except DocumentAltered:
        return _altered(request)
    named = {"Content-Disposition": f'attachment; filename="underskriven.{found.format.ending}"'}
    return HttpResponse(found.content, content_type=found.format.value, headers=named)


@case_bound
def add_copy(request: StaffRequest, document_id: UUID) -> HttpResponse:
    """Add a copy of the paper that a party has signed."""
    try:
        document = open_document(actor=actor_of(request), document_id=document_id, now=now())
    except DocumentAltered:
        return _altered(request)
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = SignByCopy(*sent, parties=document.unsigned, initial={"signed_date": day_of(now())})
    if form.is_bound and form.is_valid() and _is_copied(request, document_id, form):
        return _done(document_id, "kopia")
    return _page(request, "documents/_sign_by_copy.html", document, title="Lägg till underskriven kopia", form=form)


@case_bound
def sign(request: StaffRequest, document_id: UUID) -> HttpResponse:
    """Sign for the municipality with one's own key."""
    try:
        document = open_document(actor=actor_of(request), document_id=document_id, now=now())
    except DocumentAltered:
        return _altered(request)
    if document.case_id is None:
        raise NotVisible("SIGN_DOCUMENT", "DOCUMENT", document_id)
    return _sign(request, document)


@after_touch
def _sign(request: StaffRequest, document: DocumentShape) -> HttpResponse:
    sent = request.POST if request.method == "POST" else None
    form = SignElectronically(sent, initial={"capacity": Role(request.user.role).swedish})
    if form.is_bound and form.is_valid() and _is_signed(request, document.line.id, form):
        return _done(document.line.id, "underskriven")
    return _page(request, "documents/_sign.html", document, title="Skriv under", form=form)


def _is_copied(request: StaffRequest, document_id: UUID, form: SignByCopy) -> bool:
    given = form.cleaned_data
    try:
        sign_by_copy(
            actor=actor_of(request),
            document_id=document_id,
            party=Party(given["party"]),
            signatory=given["signatory"],
            capacity=given["capacity"],
            signed_date=given["signed_date"],
            upload=given["copy"].read(),
            now=now(),
        )
    except UnableToSign as refused:
        return _refused(form, refused)
    return True


def _is_signed(request: StaffRequest, document_id: UUID, form: SignElectronically) -> bool:
    try:
        sign_electronically(
            actor=actor_of(request),
            document_id=document_id,
            session=session_of(request),
            now=now(),
            **form.cleaned_data,
        )
    except UnableToSign as refused:
        return _refused(form, refused)
    return True


def _refused(form: forms.Form, refused: UnableToSign) -> bool:
    """Write the sentence at its field, or over a form that has no such field."""
    field, sentence = REFUSALS[Refusal(refused.refusal)]
    form.add_error(field if field in form.fields else None, sentence)
    return False


def _page(request: StaffRequest, part: str, document: DocumentShape, **context: Any) -> HttpResponse:
    """Draw a page in the frame of its case; the police's and the reviewer's own in plain ones."""
    shown = {"part": part, "document": document, "section": "documents", **context}
    if document.case_id is None:
        is_review = document.line.kind is DocumentKind.LOG_REVIEW_MINUTES
        frame = "documents/review_frame.html" if is_review else "documents/police_frame.html"
        return render(request, frame, shown)
    shown["case"] = open_case(actor=actor_of(request), case_id=document.case_id, now=now())
    return render(request, "documents/case_frame.html", shown)


def _done(document_id: UUID, word: str) -> HttpResponse:
    return redirect(f"{reverse('documents:document', args=[document_id])}?klart={word}")


def _altered(request: HttpRequest) -> HttpResponse:
    return render(request, "documents/altered.html", status=HTTPStatus.INTERNAL_SERVER_ERROR)
