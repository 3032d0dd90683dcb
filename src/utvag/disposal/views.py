"""The pages of disposals: which cases are over, what becomes of one, and the two who decide."""

from collections.abc import Callable
from typing import Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from utvag.disposal.operations import UnableToDispose, decide_disposal, propose_disposal
from utvag.disposal.queries import disposal_page, disposals_page
from utvag.disposal.rules import Due, Kept, NotJudged, NotYet, Refusal
from utvag.foundation.clock import now
from utvag.foundation.http import StaffRequest, actor_of, posted_only, role_bound
from utvag.organisation.operations import TouchNeeded
from utvag.organisation.rules import Role
from utvag.organisation.views import ask_for_touch, session_of

DONE: Final = {
    "foreslaget": "Gallringen är föreslagen. En annan än du beslutar.",
    "beslutat": "Gallringen är beslutad. Ingen kan öppna ärendet längre, och nyckeln förstörs nu.",
    "avslaget": "Förslaget är avslaget. Ärendet är kvar.",
}
REFUSALS: Final = {
    Refusal.NOT_DUE: "Ärendet ska inte gallras nu. Läs nedan varför.",
    Refusal.PROPOSED_ALREADY: "Gallringen är redan föreslagen.",
    Refusal.OWN_PROPOSAL: "Du har själv föreslagit det. En annan sektionschef beslutar.",
    Refusal.TOO_OLD: "Förslaget är äldre än 30 dagar. Avslå det, och föreslå på nytt om ärendet ska gallras.",
    Refusal.CHANGED: "Något har ändrats i ärendet sedan det föreslogs. Avslå förslaget, och pröva på nytt.",
}


@role_bound(Role.COORDINATOR, Role.SECTION_HEAD)
def disposals(request: StaffRequest) -> HttpResponse:
    """List the cases that are over, by code name."""
    page = disposals_page(actor=actor_of(request), now=now())
    return render(request, "disposal/list.html", {"page": page, "done": DONE.get(request.GET.get("klart", ""))})


@role_bound(Role.COORDINATOR, Role.SECTION_HEAD)
def case(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Show what becomes of a case."""
    return _page(request, case_id)


@role_bound(Role.COORDINATOR, Role.SECTION_HEAD)
@posted_only
def propose(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Propose that a case is disposed of."""
    actor = actor_of(request)
    return _act(request, case_id, lambda: propose_disposal(actor=actor, case_id=case_id, now=now()), done="foreslaget")


@role_bound(Role.SECTION_HEAD)
@posted_only
def decide(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Decide that a case is disposed of."""
    return _decide(request, case_id, is_granted=True, done="beslutat")


@role_bound(Role.SECTION_HEAD)
@posted_only
def refuse(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Decide that a case stays."""
    return _decide(request, case_id, is_granted=False, done="avslaget")


def _decide(request: StaffRequest, case_id: UUID, *, is_granted: bool, done: str) -> HttpResponse:
    actor, session = actor_of(request), session_of(request)

    def act() -> None:
        decide_disposal(actor=actor, session=session, case_id=case_id, is_granted=is_granted, now=now())

    return _act(request, case_id, act, done=done)


def _act(request: StaffRequest, case_id: UUID, act: Callable[[], None], *, done: str) -> HttpResponse:
    try:
        act()
    except TouchNeeded:
        return ask_for_touch(reverse("disposal:case", args=[case_id]))
    except UnableToDispose as unable:
        return _page(request, case_id, refused=REFUSALS[Refusal(unable.refusal)])
    return redirect(f"{reverse('disposal:list')}?klart={done}")


def _page(request: StaffRequest, case_id: UUID, *, refused: str = "") -> HttpResponse:
    page = disposal_page(actor=actor_of(request), case_id=case_id, now=now())
    kinds = {Due: "due", Kept: "kept", NotYet: "not_yet", NotJudged: "not_judged"}
    shown = {"page": page, "kind": kinds[type(page.standing)], "refused": refused}
    return render(request, "disposal/case.html", shown)
