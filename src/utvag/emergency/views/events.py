"""The pages of a disclosed address and of reserve homes."""

from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from utvag.cases.queries import open_case
from utvag.drafts.rules import DraftKey, FormKind
from utvag.drafts.views import Refusals, Turn, answer_form
from utvag.emergency.access import placement_draft, step_draft
from utvag.emergency.forms import NameWhoKnows, NoteStep, OpenReserves, RegisterDisclosed
from utvag.emergency.operations import (
    UnableToHandle,
    WhatIsKnown,
    acknowledge_opening,
    close_disclosed,
    confirm_police_know,
    do_step,
    mark_home_known,
    open_reserves,
    register_disclosed,
    undo_step,
)
from utvag.emergency.queries import (
    LiaisonEvent,
    acute_placement,
    disclosed_of_placement,
    event_for_liaison,
    placement_of,
    reserves_of,
    step_shape,
)
from utvag.emergency.rules import HowKnown, OpeningGround, Refusal, ReserveStanding
from utvag.foundation.clock import SWEDEN, day_of, now
from utvag.foundation.http import StaffRequest, actor_of, case_bound, posted_only, role_bound
from utvag.organisation.rules import Role

_REGISTER: Final[Refusals] = {
    Refusal.NOT_STANDING: (None, "Placeringen gäller inte längre. Gå tillbaka till ärendet och läs vad som hänt."),
    Refusal.LEARNED_LATER: ("learned_time", "Skriv en tid som har varit."),
    Refusal.REASON_MISSING: ("account", "Skriv vad ni vet just nu."),
    Refusal.ALREADY_OPEN: (None, "Någon har redan registrerat det. Öppna sidan igen, så ser du vad som är kvar."),
}
_STEP: Final[Refusals] = {
    Refusal.CLOSED_ALREADY: (None, "Händelsen är avslutad. Skriv i journalen i stället."),
    Refusal.NOTE_MISSING: ("note", "Skriv vad som gjordes eller vad ni kom fram till."),
}
_LIAISON: Final[Refusals] = {
    Refusal.UNKNOWN_PARTY: ("person", "Koden finns inte i hotregistret. Läs den igen."),
    Refusal.HOME_NOT_AVAILABLE: (None, "Hemmet finns inte längre i registret. Ingen kan placeras där."),
}
_OPEN: Final[Refusals] = {
    Refusal.NO_RESERVES: (None, "Det finns inga reservhem. Välj bland alla hem i stället."),
    Refusal.NOTHING_DISCLOSED: (None, "Händelsen är avslutad. Öppna sidan igen."),
    Refusal.CANNOT_CHECK: (None, "Kontrollen går inte att göra just nu. Försök igen om en stund."),
    Refusal.NOT_STANDING: (None, "Placeringen gäller inte längre. Gå tillbaka till ärendet."),
    Refusal.REASON_MISSING: ("reason", "Skriv varför."),
}


@case_bound
def address_disclosed(request: StaffRequest, placement_id: UUID) -> HttpResponse:
    """Register that an address is disclosed, or show what is left to do."""
    action, moment = "REGISTER_ADDRESS_DISCLOSED", now()
    key = placement_draft(actor_of(request), placement_id, FormKind.ADDRESS_DISCLOSED, day_of(moment), action=action)
    local = moment.astimezone(SWEDEN)
    return answer_form(
        request,
        RegisterDisclosed,
        key,
        act=lambda given, revision: _register(request, placement_id, given, revision),
        refusals=_REGISTER,
        done=lambda _: redirect("emergency:address-disclosed", placement_id),
        page=lambda turn: _disclosed_page(request, placement_id, turn),
        initial={"learned_date": local.date(), "learned_time": f"{local:%H.%M}"},
    )


@case_bound
def step(request: StaffRequest, step_id: UUID) -> HttpResponse:
    """Write of a step, and mark it as done."""
    actor = actor_of(request)
    return answer_form(
        request,
        NoteStep,
        step_draft(actor, step_id, day_of(now()), action="DO_DISCLOSED_STEP"),
        act=lambda given, revision: do_step(actor=actor, step_id=step_id, now=now(), draft_revision=revision, **given),
        refusals=_STEP,
        done=lambda placement_id: redirect("emergency:address-disclosed", placement_id),
        page=lambda turn: _step_page(request, step_id, turn),
    )


@posted_only
@case_bound
def step_done(request: StaffRequest, step_id: UUID) -> HttpResponse:
    """Mark a step as done with one button."""
    return _one_button(request, step_id, do_step)


@posted_only
@case_bound
def step_undone(request: StaffRequest, step_id: UUID) -> HttpResponse:
    """Say that a step is not done after all."""
    return _one_button(request, step_id, undo_step)


@posted_only
@case_bound
def close(request: StaffRequest, disclosed_id: UUID) -> HttpResponse:
    """Close an event of which nothing is left."""
    try:
        placement_id = close_disclosed(actor=actor_of(request), disclosed_id=disclosed_id, now=now())
    except UnableToHandle as refused:
        placement_id = placement_of(actor=actor_of(request), disclosed_id=disclosed_id, now=now())
        word = "kvar" if refused.refusal is Refusal.STEPS_LEFT else "redan"
        return redirect(f"{reverse('emergency:address-disclosed', args=[placement_id])}?fel={word}")
    return redirect("emergency:address-disclosed", placement_id)


@role_bound(Role.POLICE_LIAISON)
def liaison(request: StaffRequest, disclosed_id: UUID) -> HttpResponse:
    """Let the police liaison confirm, and enter who knows the address."""
    actor = actor_of(request)
    event = event_for_liaison(actor=actor, disclosed_id=disclosed_id, now=now())
    return answer_form(
        request,
        NameWhoKnows,
        DraftKey(FormKind.HOME_KNOWN, None, disclosed_id),
        act=lambda given, revision: mark_home_known(
            actor=actor, disclosed_id=disclosed_id, now=now(), draft_revision=revision, **given
        ),
        refusals=_LIAISON,
        done=lambda _: redirect(f"{reverse('emergency:liaison', args=[disclosed_id])}?klart=inskriven"),
        page=lambda turn: _liaison_page(request, event, turn),
        initial={"person": event.register_code},
    )


@posted_only
@role_bound(Role.POLICE_LIAISON)
def liaison_confirm(request: StaffRequest, disclosed_id: UUID) -> HttpResponse:
    """Confirm that the police know."""
    confirm_police_know(actor=actor_of(request), disclosed_id=disclosed_id, now=now())
    return redirect(f"{reverse('emergency:liaison', args=[disclosed_id])}?klart=bekraftat")


@case_bound
def reserves(request: StaffRequest, placement_id: UUID) -> HttpResponse:
    """Show how many reserve homes there are, and open them for a reason."""
    actor = actor_of(request)
    key = placement_draft(actor, placement_id, FormKind.OPEN_RESERVES, day_of(now()), action="OPEN_RESERVES")
    return answer_form(
        request,
        OpenReserves,
        key,
        act=lambda given, revision: _open(request, placement_id, given, revision),
        refusals=_OPEN,
        done=lambda _: redirect("emergency:reserves", placement_id),
        page=lambda turn: _reserves_page(request, placement_id, turn),
    )


@case_bound
def acute(request: StaffRequest, placement_id: UUID) -> HttpResponse:
    """Show what an acute placement lacks."""
    moment, actor = now(), actor_of(request)
    page = acute_placement(actor=actor, placement_id=placement_id, now=moment)
    if page is None:
        return redirect("desk:placement", placement_id)
    case = open_case(actor=actor, case_id=page.case_id, now=moment)
    return render(request, "emergency/acute.html", {"case": case, "section": "overview", "page": page})


@posted_only
@case_bound
def opening_seen(request: StaffRequest, opening_id: UUID) -> HttpResponse:
    """Take note that reserve homes were opened."""
    placement_id = acknowledge_opening(actor=actor_of(request), opening_id=opening_id, now=now())
    return redirect("emergency:reserves", placement_id)


def _register(request: StaffRequest, placement_id: UUID, given: dict[str, Any], revision: int) -> UUID:
    known = WhatIsKnown(
        how=HowKnown(given["how"]),
        told_by=given["told_by"],
        account=given["account"],
        who_knows=given["who_knows"],
        register_code=given["register_code"],
    )
    return register_disclosed(
        actor=actor_of(request),
        placement_id=placement_id,
        learned_at=RegisterDisclosed.moment(given),
        known=known,
        now=now(),
        draft_revision=revision,
    )


def _open(request: StaffRequest, placement_id: UUID, given: dict[str, Any], revision: int) -> UUID:
    page = reserves_of(actor=actor_of(request), placement_id=placement_id, now=now())
    return open_reserves(
        actor=actor_of(request),
        placement_id=placement_id,
        ground=OpeningGround.ADDRESS_DISCLOSED if page.is_disclosed else OpeningGround.ACUTE,
        reason=given["reason"],
        now=now(),
        draft_revision=revision,
    )


def _one_button(request: StaffRequest, step_id: UUID, act: Callable[..., UUID]) -> HttpResponse:
    try:
        placement_id = act(actor=actor_of(request), step_id=step_id, now=now())
    except UnableToHandle:
        # The form of the step says what is missing, or what has happened meanwhile.
        return redirect("emergency:step", step_id)
    return redirect("emergency:address-disclosed", placement_id)


def _disclosed_page(request: StaffRequest, placement_id: UUID, turn: Turn[RegisterDisclosed]) -> HttpResponse:
    moment, actor = now(), actor_of(request)
    page = disclosed_of_placement(actor=actor, placement_id=placement_id, now=moment)
    context = {
        "case": open_case(actor=actor, case_id=page.case_id, now=moment),
        "section": "overview",
        "page": page,
        "event": page.event,
        "is_left": request.GET.get("fel") == "kvar",
        "form": turn.form,
        "draft": turn.sheet,
        "is_asked": page.may_register or turn.is_sent,
    }
    return render(request, "emergency/address_disclosed.html", context)


def _step_page(request: StaffRequest, step_id: UUID, turn: Turn[NoteStep]) -> HttpResponse:
    moment, actor = now(), actor_of(request)
    shape, placement_id = step_shape(actor=actor, step_id=step_id, now=moment)
    page = disclosed_of_placement(actor=actor, placement_id=placement_id, now=moment)
    case = open_case(actor=actor, case_id=page.case_id, now=moment)
    context = {"case": case, "section": "overview", "step": shape, "placement_id": placement_id}
    return render(request, "emergency/step.html", context | {"form": turn.form, "draft": turn.sheet})


def _liaison_page(request: StaffRequest, event: LiaisonEvent, turn: Turn[NameWhoKnows]) -> HttpResponse:
    context = {"event": event, "done": request.GET.get("klart", ""), "form": turn.form, "draft": turn.sheet}
    return render(request, "emergency/liaison.html", context)


def _reserves_page(request: StaffRequest, placement_id: UUID, turn: Turn[OpenReserves]) -> HttpResponse:
    moment, actor = now(), actor_of(request)
    page = reserves_of(actor=actor, placement_id=placement_id, now=moment)
    case = open_case(actor=actor, case_id=page.case_id, now=moment)
    context = {"case": case, "section": "overview", "page": page, "form": turn.form, "draft": turn.sheet}
    is_ready = page.line.standing is ReserveStanding.READY
    return render(request, "emergency/reserves.html", context | {"is_ready": is_ready})
