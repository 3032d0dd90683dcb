"""The one way in: register a first contact, and what the section head does with it."""

from typing import Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from utvag.cases.access import CONTACT
from utvag.cases.forms import CloseContact, RegisterContact, TakeContact, WaitWithContact, told_from
from utvag.cases.operations import (
    UnableToHandle,
    acknowledge_contact,
    close_contact,
    register_contact,
    take_contact,
    wait_with_contact,
)
from utvag.cases.queries import ContactShape, contact_queue, open_contact, receipt_of, staff_to_choose
from utvag.cases.rules import CloseReason, IntakeRefusal
from utvag.drafts.rules import DraftKey, FormKind
from utvag.drafts.views import Refusals, answer_form
from utvag.foundation import forms
from utvag.foundation.clock import now
from utvag.foundation.errors import NotVisible
from utvag.foundation.http import StaffRequest, actor_of, case_bound, posted_only, role_bound, signed_in
from utvag.organisation.rules import Role

# What is refused, at the field where it can be mended.
_REFUSALS: Final[Refusals] = {
    IntakeRefusal.NUMBER_INVALID: (
        "number",
        "Numret stämmer inte. Läs det igen, siffra för siffra, till exempel 19980101-2395.",
    ),
    IntakeRefusal.RELEASE_PASSED: ("release_date", "Skriv i dag eller en dag som kommer, eller lämna tomt."),
    IntakeRefusal.DAY_PASSED: ("until_date", "Skriv en dag som kommer efter i dag."),
    IntakeRefusal.CODE_NAME_FORM: ("code_name", "Skriv ett ord på 3 till 30 tecken med stor bokstav, utan mellanslag."),
    IntakeRefusal.CODE_NAME_TELLS: ("code_name", "Kodnamnet liknar personens namn. Skriv ett annat ord."),
    IntakeRefusal.CODE_NAME_TAKEN: ("code_name", "Kodnamnet är upptaget. Skriv ett annat ord."),
    IntakeRefusal.STAFF_UNKNOWN: ("coordinator", "Den du valde kan inte hålla i ärendet. Välj någon i listan."),
}
# What has just been done with a contact, by the word in the address.
_DONE = {
    "vantar": "Kontakten väntar",
    "avslutad": "Kontakten är avslutad",
    "lankad": "Kontakten hör till ett ärende som redan finns. Den som håller i ärendet har fått den.",
}


@role_bound(Role.COORDINATOR, Role.CASE_WORKER, Role.ON_CALL)
def register(request: StaffRequest) -> HttpResponse:
    """Register a first contact; all roads lead to the same receipt."""
    actor = actor_of(request)
    return answer_form(
        request,
        RegisterContact,
        DraftKey(FormKind.REGISTER_CONTACT),
        act=lambda given, revision: register_contact(
            actor=actor, told=told_from(given), now=now(), draft_revision=revision
        ),
        refusals=_REFUSALS,
        done=lambda contact_id: redirect("cases:receipt", contact_id),
        page=lambda turn: render(request, "cases/register_contact.html", {"form": turn.form, "draft": turn.sheet}),
    )


@signed_in
def receipt(request: StaffRequest, contact_id: UUID) -> HttpResponse:
    """Show the receipt to the one who registered: code, time, what happens next."""
    shown = {
        "receipt": receipt_of(actor=actor_of(request), contact_id=contact_id),
        "contact_id": contact_id,
        "is_on_call": request.user.role == Role.ON_CALL,
    }
    return render(request, "cases/receipt.html", shown)


@role_bound(Role.SECTION_HEAD)
def queue(request: StaffRequest) -> HttpResponse:
    """List the contacts that wait for a section head."""
    lines = contact_queue(actor=actor_of(request), now=now())
    return render(request, "cases/contacts.html", {"lines": lines, "done": _DONE.get(request.GET.get("klart", ""))})


@case_bound
def contact(request: StaffRequest, contact_id: UUID) -> HttpResponse:
    """Show what a contact told."""
    shape = open_contact(actor=actor_of(request), contact_id=contact_id, now=now())
    return render(request, "cases/contact.html", {"contact": shape, "line": shape.line, "told": shape.told})


@role_bound(Role.SECTION_HEAD)
def take(request: StaffRequest, contact_id: UUID) -> HttpResponse:
    """Make a case of a contact."""
    shape = _open(request, contact_id)
    form = _take_form(request)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            case_id = take_contact(
                actor=actor_of(request),
                contact_id=contact_id,
                code_name=given["code_name"],
                coordinator_id=UUID(given["coordinator"]),
                case_worker_id=UUID(given["case_worker"]) if given["case_worker"] else None,
                now=now(),
            )
        except UnableToHandle as refused:
            form.add_error(*_REFUSALS[refused.refusal])
        else:
            return _queue("lankad") if case_id is None else redirect("desk:case", case_id)
    return _page(request, "cases/take_contact.html", shape, form)


@role_bound(Role.SECTION_HEAD)
def wait(request: StaffRequest, contact_id: UUID) -> HttpResponse:
    """Let a contact wait until a day."""
    shape = _open(request, contact_id)
    first = shape.line.waiting_until or shape.told.release_date
    form = WaitWithContact(request.POST if request.method == "POST" else None, initial={"until_date": first})
    if request.method == "POST" and form.is_valid():
        until_date = form.cleaned_data["until_date"]
        try:
            wait_with_contact(actor=actor_of(request), contact_id=contact_id, until_date=until_date, now=now())
        except UnableToHandle as refused:
            form.add_error(*_REFUSALS[refused.refusal])
        else:
            return _queue("vantar")
    return _page(request, "cases/wait_with_contact.html", shape, form)


@role_bound(Role.SECTION_HEAD)
def close(request: StaffRequest, contact_id: UUID) -> HttpResponse:
    """End a contact without a case."""
    shape = _open(request, contact_id)
    form = CloseContact(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        reason = CloseReason(form.cleaned_data["reason"])
        close_contact(actor=actor_of(request), contact_id=contact_id, reason=reason, now=now())
        return _queue("avslutad")
    return _page(request, "cases/close_contact.html", shape, form)


@posted_only
@case_bound
def acknowledge(request: StaffRequest, contact_id: UUID) -> HttpResponse:
    """Take note of a contact about the person of a case."""
    acknowledge_contact(actor=actor_of(request), contact_id=contact_id, now=now())
    return redirect("cases:contact", contact_id)


def _open(request: StaffRequest, contact_id: UUID) -> ContactShape:
    """Open a contact that can still be handled; one that a case has taken is not here any more."""
    shape = open_contact(actor=actor_of(request), contact_id=contact_id, now=now())
    if not shape.may_handle:
        raise NotVisible("HANDLE_CONTACT", CONTACT, contact_id)
    return shape


def _take_form(request: StaffRequest) -> TakeContact:
    staff = staff_to_choose()
    return TakeContact(
        request.POST if request.method == "POST" else None,
        coordinators=[(one.id, one.display_name) for one in staff if one.role is Role.COORDINATOR],
        case_workers=[(one.id, one.display_name) for one in staff if one.role is Role.CASE_WORKER],
    )


def _page(request: StaffRequest, template: str, shape: ContactShape, form: forms.Form) -> HttpResponse:
    return render(request, template, {"contact": shape, "line": shape.line, "told": shape.told, "form": form})


def _queue(word: str) -> HttpResponse:
    return redirect(f"{reverse('cases:contacts')}?klart={word}")
