"""The pages of an emergency: open one case, end it, review it."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render

from utvag.break_glass.access import review_draft
from utvag.break_glass.forms import BreakGlassForm, ReviewForm
from utvag.break_glass.operations import break_glass, end_break_glass, review_break_glass
from utvag.break_glass.queries import glass_of, open_review
from utvag.break_glass.rules import LONGEST, MAY_OPEN, Finding, Ground, Refusal
from utvag.drafts.operations import save_draft
from utvag.drafts.queries import draft_for
from utvag.drafts.rules import DraftKey, FormKind
from utvag.drafts.views import BUTTON, Refusals, Turn, answer_form
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of, now
from utvag.foundation.http import StaffRequest, actor_of, posted_only, role_bound, signed_in
from utvag.organisation.queries import has_fresh_touch
from utvag.organisation.rules import Refusal as TouchRefusal
from utvag.organisation.rules import Role
from utvag.organisation.views import ask_for_touch, session_of

REFUSALS: Final[Refusals] = {
    Refusal.NO_SUCH_CASE: ("code_name", "Inget ärende kan öppnas med kodnamnet. Läs det igen."),
    Refusal.NO_REASON: ("reason", "Skriv vad som har hänt."),
    Refusal.ONE_AT_A_TIME: (None, "Du har redan ett ärende nödöppnat. Avsluta det först."),
    TouchRefusal.TOUCH_NEEDED: (None, "Bekräfta att det är du, och tryck en gång till."),
}
REVIEW_REFUSALS: Final[Refusals] = {
    Refusal.NO_REASON: ("text", "Skriv vad du bygger det på."),
    Refusal.REVIEWED: (None, "Nödöppningen är redan granskad."),
    Refusal.STILL_OPEN: (None, "Ärendet är fortfarande öppet. Granska när tiden är slut."),
    Refusal.NOT_WITNESSED: (
        None,
        "Loggen är inte bevittnad än för den här tiden. Försök om en stund, eller säg till den som sköter systemet.",
    ),
}


@role_bound(*sorted(MAY_OPEN))
def open_one(request: StaffRequest) -> HttpResponse:
    """Open a case that one is not named on. One who must confirm first finds her text again as a draft."""
    actor, moment, session = actor_of(request), now(), session_of(request)
    is_touched = has_fresh_touch(actor=actor, session=session, now=moment)
    if request.method == "POST" and BUTTON not in request.POST and not is_touched:
        _keep(request, actor, moment)
        return ask_for_touch(request.path)

    def act(given: dict[str, Any], revision: int) -> UUID:
        return break_glass(
            actor=actor,
            session=session,
            code_name=given["code_name"],
            ground=Ground(given["ground"]),
            reason=given["reason"],
            now=moment,
            draft_revision=revision,
        )

    def page(turn: Turn[BreakGlassForm]) -> HttpResponse:
        shown = {
            "form": turn.form,
            "draft": turn.sheet,
            "minutes": int(LONGEST.total_seconds() // 60),
            "held": glass_of(actor=actor, now=moment),
            "is_touched": is_touched,
        }
        return render(request, "break_glass/open.html", shown)

    return answer_form(
        request,
        BreakGlassForm,
        DraftKey(FormKind.BREAK_GLASS),
        act=act,
        refusals=REFUSALS,
        done=lambda case_id: redirect("desk:case", case_id),
        page=page,
    )


@signed_in
@posted_only
def end(request: StaffRequest) -> HttpResponse:
    """End one's own opening before its time."""
    end_break_glass(actor=actor_of(request), now=now())
    return redirect("/")


@role_bound(Role.SECTION_HEAD, Role.REVIEWER, Role.COORDINATOR, Role.CASE_WORKER)
def review(request: StaffRequest, glass_id: UUID) -> HttpResponse:
    """Read an opening, and say whether it was in order."""
    actor, moment = actor_of(request), now()
    key = review_draft(actor, glass_id, day_of(moment))
    opening = open_review(actor=actor, glass_id=glass_id, now=moment)

    def act(given: dict[str, Any], revision: int) -> None:
        review_break_glass(
            actor=actor,
            glass_id=glass_id,
            finding=Finding(given["finding"]),
            text=given["text"],
            now=moment,
            draft_revision=revision,
        )

    return answer_form(
        request,
        ReviewForm,
        key,
        act=act,
        refusals=REVIEW_REFUSALS,
        done=lambda _: redirect("break_glass:review", glass_id),
        page=lambda turn: render(
            request, "break_glass/review.html", {"form": turn.form, "draft": turn.sheet, "opening": opening}
        ),
    )


def _keep(request: StaffRequest, actor: Actor, moment: datetime) -> None:
    """Keep what was typed while she confirms, over what an earlier draft said: it is the later text of her own."""
    key = DraftKey(FormKind.BREAK_GLASS)
    values = {name: request.POST.get(name, "") for name in BreakGlassForm.base_fields}
    held = draft_for(actor=actor, key=key, now=moment)
    save_draft(actor=actor, key=key, values=values, revision=0 if held is None else held.revision, now=moment)
