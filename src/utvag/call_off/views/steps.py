"""The call-off of a case: where it stands, open it, leave a step."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect

from utvag.call_off.access import case_draft
from utvag.call_off.forms import PassStep
from utvag.call_off.operations import (
    UnableToCallOff,
    open_call_off,
    pass_step,
)
from utvag.call_off.queries import (
    call_off_of,
    open_step,
)
from utvag.call_off.rules import PassedReason, Shown, Step
from utvag.call_off.views.frame import ShowsHomes, back, form_page, not_done, page_of, why_not
from utvag.call_off.views.words import DONE, REFUSALS
from utvag.cases.queries import open_case
from utvag.drafts.rules import FormKind
from utvag.drafts.views import Turn, answer_form
from utvag.foundation.clock import day_of, now
from utvag.foundation.http import StaffRequest, actor_of, case_bound, posted_only


@case_bound
def case(request: StaffRequest, case_id: UUID, *, shows_homes: ShowsHomes) -> HttpResponse:
    """Show a case's call-off: where it stands, what each step gave, whom one may ask."""
    actor, moment = actor_of(request), now()
    call_off = call_off_of(actor=actor, case_id=case_id, now=moment)
    shown = shows_homes(actor=actor, case_id=case_id, now=moment) if call_off.is_open and call_off.may_act else None
    context = {
        "case": open_case(actor=actor, case_id=case_id, now=moment),
        "call_off": call_off,
        "shown": shown,
        "done": DONE.get(request.GET.get("klart", "")),
        "why_not": why_not(request.GET.get("nej", "")),
        "today": day_of(moment),
    }
    return page_of(request, "case", context | _ladder(shown, call_off.step))


@posted_only
@case_bound
def begin(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Open the call-off."""
    try:
        open_call_off(actor=actor_of(request), case_id=case_id, now=now())
    except UnableToCallOff as refused:
        return not_done(case_id, refused)
    return back(case_id, "oppnat")


@case_bound
def leave(request: StaffRequest, case_id: UUID, *, shows_homes: ShowsHomes) -> HttpResponse:
    """Pass a step, with the reason."""
    actor, moment = actor_of(request), now()
    key = case_draft(actor, case_id, FormKind.LEAVE_STEP, day_of(moment), action="PASS_STEP")
    held = open_step(case_id=case_id)
    if held is None or held.step is Step.OUTSIDE:
        return redirect("call_off:case", case_id)
    shown = shows_homes(actor=actor, case_id=case_id, now=moment)

    def act(given: dict[str, Any], revision: int) -> Step:
        reason = PassedReason(given["reason"])
        return pass_step(
            actor=actor,
            case_id=case_id,
            step=_step_in(request),
            reason=reason,
            words=given["words"],
            shown=shown,
            now=now(),
            draft_revision=revision,
        )

    def page(turn: Turn[PassStep]) -> HttpResponse:
        context = {"homes": shown.in_step(held.step), "is_usable": shown.is_usable, "step": held.step}
        return form_page(request, "pass_step", case_id, turn, context)

    return answer_form(
        request, PassStep, key, act=act, refusals=REFUSALS, done=lambda _: back(case_id, "vidare"), page=page
    )


def _ladder(shown: Shown | None, step: Step | None) -> dict[str, object]:
    """Say how many homes each reached step has, and which are next to ask."""
    if shown is None or step is None:
        return {}
    reached = [{"step": each, "homes": shown.in_step(each)} for each in Step if each <= step and shown.in_step(each)]
    return {"reached": reached}


def _step_in(request: StaffRequest) -> int:
    """Read which step the page spoke of, so that nobody passes another one unseen."""
    text = request.POST.get("step", "")
    return int(text) if text in {str(step.value) for step in Step} else 0
