"""The pages of a leave: hand over, write to the stand-in, confirm, take over, and read what was done."""

from collections.abc import Callable
from typing import Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from utvag.cases.rules import NamedDays
from utvag.drafts.views import Refusals, Turn, answer_form
from utvag.foundation.clock import day_of, now
from utvag.foundation.http import StaffRequest, actor_of, case_bound, posted_only, role_bound
from utvag.organisation.rules import Role
from utvag.stand_in.access import note_draft
from utvag.stand_in.forms import BeginHandover, WriteNote
from utvag.stand_in.operations import (
    UnableToHandOver,
    begin_handover,
    confirm_handover,
    decline_handed,
    end_handover,
    note_return,
    write_handover_note,
)
from utvag.stand_in.queries import (
    cases_to_hand_over,
    digest_of,
    handed_code_name,
    handovers_of,
    open_handover,
    staff_to_stand_in,
)
from utvag.stand_in.rules import Refusal

REFUSALS: Final[Refusals] = {
    Refusal.ROLE: ("stand_in", "Välj någon med samma roll som du."),
    Refusal.NO_CASES: ("cases", "Välj minst ett ärende."),
    Refusal.NONE_LEFT: (
        "stand_in",
        "Den du valde kan inte ta över något av ärendena. Välj någon annan, eller be sektionschefen utse någon.",
    ),
    Refusal.DATES_REVERSED: ("until_date", "Skriv en dag som kommer efter den första dagen."),
    Refusal.DAY_PASSED: ("from_date", "Skriv i dag eller en dag som kommer."),
    Refusal.TOO_LONG: ("until_date", "Skriv en dag inom tolv månader."),
    Refusal.OWN_NAMING_ENDS: (
        "until_date",
        "Ditt eget uppdrag slutar tidigare i något av ärendena (dagen står där). Skriv den dagen, eller en tidigare.",
    ),
    Refusal.NO_NOTE: ("text", "Skriv vad ersättaren behöver veta."),
    Refusal.DECIDED: (None, "Sektionschefen har redan svarat, eller så är det avslutat. Texten går inte att ändra."),
}
#: Where there is no field to say it at.
REFUSED: Final = {
    Refusal.NOTHING_WAITS: "Inget väntar på ditt svar. Läs nedan hur det står till.",
    Refusal.OVER: "Tiden är slut, eller så är allt redan avslutat. Inget har ändrats.",
}
DONE: Final = {
    "valt": "Valt. Skriv nu, ärende för ärende, vad ersättaren behöver veta.",
    "skrivet": "Sparat. Ärendet väntar på sektionschefen.",
    "bekraftat": "Bekräftat. Ersättaren ser ärendena från den första dagen.",
    "nej": "Noterat. Ärendet lämnas inte över.",
    "avslutat": "Avslutat. Ersättaren ser inte ärendena längre.",
    "last": "Noterat att du har läst.",
}


@role_bound(Role.COORDINATOR, Role.CASE_WORKER, Role.SECTION_HEAD)
def handovers(request: StaffRequest) -> HttpResponse:
    """List the handovers that one has a part in."""
    lines = handovers_of(actor=actor_of(request), now=now())
    today, is_head = day_of(now()), request.user.role == Role.SECTION_HEAD
    shown = {"lines": lines, "today": today, "may_begin": not is_head}
    return render(request, "stand_in/list.html", shown | {"done": DONE.get(request.GET.get("klart", ""))})


@role_bound(Role.COORDINATOR, Role.CASE_WORKER)
def begin(request: StaffRequest) -> HttpResponse:
    """Choose who stands in, when, and in which of one's own cases."""
    form = _form_of(request)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            handover_id = begin_handover(
                actor=actor_of(request),
                stand_in_id=UUID(given["stand_in"]),
                days=NamedDays(given["from_date"], given["until_date"]),
                case_ids=[UUID(one) for one in given["cases"]],
                now=now(),
            )
        except UnableToHandOver as refused:
            form.add_error(*REFUSALS[refused.refusal])
        else:
            return _back(handover_id, "valt")
    return render(request, "stand_in/begin.html", {"form": form})


@case_bound
def handover(request: StaffRequest, handover_id: UUID) -> HttpResponse:
    """Show a handover, with the brief of each of its cases."""
    return _page(request, handover_id)


@case_bound
def note(request: StaffRequest, handed_id: UUID) -> HttpResponse:
    """Write what the stand-in is to know of one case."""
    actor = actor_of(request)
    return answer_form(
        request,
        WriteNote,
        note_draft(actor, handed_id, day_of(now())),
        act=lambda given, revision: write_handover_note(
            actor=actor, handed_id=handed_id, text=given["text"], now=now(), draft_revision=revision
        ),
        refusals=REFUSALS,
        done=lambda handover_id: _back(handover_id, "skrivet"),
        page=lambda turn: _note_page(request, handed_id, turn),
    )


@case_bound
@posted_only
def confirm(request: StaffRequest, handover_id: UUID) -> HttpResponse:
    """Let the stand-in in."""
    actor = actor_of(request)
    return _act(
        request, handover_id, lambda: confirm_handover(actor=actor, handover_id=handover_id, now=now()), "bekraftat"
    )


@case_bound
@posted_only
def decline(request: StaffRequest, handed_id: UUID) -> HttpResponse:
    """Say no to handing one case over."""
    try:
        handover_id = decline_handed(actor=actor_of(request), handed_id=handed_id, now=now())
    except UnableToHandOver:
        return redirect("stand_in:list")
    return _back(handover_id, "nej")


@case_bound
@posted_only
def end(request: StaffRequest, handover_id: UUID) -> HttpResponse:
    """End it before its time."""
    try:
        end_handover(actor=actor_of(request), handover_id=handover_id, now=now())
    except UnableToHandOver as refused:
        return _page(request, handover_id, refused=REFUSED[Refusal(refused.refusal)])
    # She who stood in has no part in it any more: the list is there for all three.
    return redirect(f"{reverse('stand_in:list')}?klart=avslutat")


@case_bound
def digest(request: StaffRequest, handover_id: UUID) -> HttpResponse:
    """Show what the stand-in did."""
    page = digest_of(actor=actor_of(request), handover_id=handover_id, now=now())
    shown = {"page": page, "today": day_of(now()), "done": DONE.get(request.GET.get("klart", ""))}
    return render(request, "stand_in/digest.html", shown)


@case_bound
@posted_only
def read(request: StaffRequest, handover_id: UUID) -> HttpResponse:
    """Note that one is back and has read it."""
    note_return(actor=actor_of(request), handover_id=handover_id, now=now())
    return redirect(f"{reverse('stand_in:digest', args=[handover_id])}?klart=last")


def _form_of(request: StaffRequest) -> BeginHandover:
    actor = actor_of(request)
    staff = [(str(one.id), one.display_name) for one in staff_to_stand_in(actor)]
    cases = [
        (str(one.case_id), f"{one.code_name} (du är utsedd till {one.until_date.isoformat()})")
        for one in cases_to_hand_over(actor=actor, now=now())
    ]
    return BeginHandover(request.POST if request.method == "POST" else None, staff=staff, cases=cases)


def _act(request: StaffRequest, handover_id: UUID, act: Callable[[], None], done: str) -> HttpResponse:
    try:
        act()
    except UnableToHandOver as refused:
        return _page(request, handover_id, refused=REFUSED[Refusal(refused.refusal)])
    return _back(handover_id, done)


def _page(request: StaffRequest, handover_id: UUID, refused: str = "") -> HttpResponse:
    page = open_handover(actor=actor_of(request), handover_id=handover_id, now=now())
    done = "" if refused else DONE.get(request.GET.get("klart", ""))
    shown = {"page": page, "today": day_of(now()), "done": done, "refused": refused}
    return render(request, "stand_in/handover.html", shown)


def _note_page(request: StaffRequest, handed_id: UUID, turn: Turn[WriteNote]) -> HttpResponse:
    handover_id, code_name = handed_code_name(actor=actor_of(request), handed_id=handed_id, now=now())
    shown = {"handover_id": handover_id, "code_name": code_name, "form": turn.form, "draft": turn.sheet}
    return render(request, "stand_in/note.html", shown)


def _back(handover_id: UUID, word: str) -> HttpResponse:
    return redirect(f"{reverse('stand_in:handover', args=[handover_id])}?klart={word}")
