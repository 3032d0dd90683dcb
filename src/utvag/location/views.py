"""The pages of the shown address."""

from http import HTTPStatus
from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from utvag.drafts.views import Refusals, Turn, answer_form
from utvag.foundation.clock import day_of, now
from utvag.foundation.http import StaffRequest, actor_of, case_bound, posted_only
from utvag.location.access import reveal_draft
from utvag.location.forms import AskForAddress
from utvag.location.operations import Shown, UnableToReveal, read_notice, reveal_address
from utvag.location.queries import reveal_page, reveals_of_case
from utvag.location.rules import IN_A_DAY, IN_AN_HOUR, SHOWN_FOR, Refusal, RevealReason
from utvag.organisation.queries import has_fresh_touch
from utvag.organisation.rules import Refusal as StaffRefusal
from utvag.organisation.views import session_of

_REFUSALS: Final[Refusals] = {
    StaffRefusal.TOUCH_NEEDED: (
        None,
        "Bekräfta att det är du en gång till. En bekräftelse gäller en adress, i två minuter.",
    ),
    Refusal.NOTE_MISSING: ("note", "Skriv varför du behöver adressen."),
    Refusal.NO_ADDRESS: (None, "Adressen finns inte i Utväg. Ring utföraren."),
    Refusal.HOUR_SPENT: (
        None,
        f"Du har sett {IN_AN_HOUR} adresser på en timme. Vänta, eller be någon annan på ärendet.",
    ),
    Refusal.DAY_SPENT: (None, f"Du har sett {IN_A_DAY} adresser på ett dygn. Be någon annan på ärendet."),
    Refusal.OTHER_CASE_WAITS: (
        None,
        "Du väntar redan på en adress i ett annat ärende. Läs den först, eller vänta femton sekunder.",
    ),
}
# Nothing is wrong with what was filled in: these have a page of their own.
_NOT_NOW: Final = frozenset({Refusal.NOT_WITNESSED, Refusal.MANY_WAIT})


@case_bound
def reveal(request: StaffRequest, placement_id: UUID) -> HttpResponse:
    """Say what happens when an address is shown; show it, once."""
    return answer_form(
        request,
        AskForAddress,
        reveal_draft(actor_of(request), placement_id, day_of(now())),
        act=lambda given, revision: _asked(request, placement_id, given, revision),
        refusals=_REFUSALS,
        done=lambda found: _answered(request, placement_id, found),
        page=lambda turn: _page(request, placement_id, turn),
    )


@case_bound
def case(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Show who has seen where the case's household lives."""
    page = reveals_of_case(actor=actor_of(request), case_id=case_id, now=now())
    is_read = request.GET.get("klart") == "last"
    return render(request, "location/case.html", {"page": page, "case": page.case, "is_read": is_read})


@posted_only
@case_bound
def notice_read(request: StaffRequest, notice_id: UUID) -> HttpResponse:
    """Acknowledge that somebody else has seen the address."""
    case_id = read_notice(actor=actor_of(request), notice_id=notice_id, now=now())
    return redirect(f"{reverse('location:case', args=[case_id])}?klart=last")


def _asked(request: StaffRequest, placement_id: UUID, given: dict[str, Any], revision: int) -> Shown | Refusal:
    try:
        return reveal_address(
            actor=actor_of(request),
            session=session_of(request),
            placement_id=placement_id,
            reason=RevealReason(given["reason"]),
            note=given["note"],
            now=now(),
            draft_revision=revision,
        )
    except UnableToReveal as refused:
        if refused.refusal not in _NOT_NOW:
            raise
        return Refusal(refused.refusal)


def _answered(request: StaffRequest, placement_id: UUID, found: Shown | Refusal) -> HttpResponse:
    page = reveal_page(actor=actor_of(request), placement_id=placement_id, now=now())
    context: dict[str, object] = {"page": page, "case": page.case}
    if isinstance(found, Refusal):
        context["many_wait"] = found is Refusal.MANY_WAIT
        return render(request, "location/not_shown.html", context, status=HTTPStatus.SERVICE_UNAVAILABLE)
    seconds = int(SHOWN_FOR.total_seconds())
    context |= {"address": found.address.reveal(), "seconds": seconds}
    response = render(request, "location/shown.html", context)
    # Also without a script the page goes away by itself.
    response.headers["Refresh"] = f"{seconds}; url={reverse('desk:placement', args=[placement_id])}"
    return response


def _page(request: StaffRequest, placement_id: UUID, turn: Turn[AskForAddress]) -> HttpResponse:
    actor, moment = actor_of(request), now()
    page = reveal_page(actor=actor, placement_id=placement_id, now=moment)
    context = {
        "page": page,
        "case": page.case,
        "form": turn.form,
        "draft": turn.sheet,
        "is_touched": has_fresh_touch(actor=actor, session=session_of(request), now=moment),
        "spent": _REFUSALS[page.left.refusal][1] if page.left.refusal else "",
    }
    return render(request, "location/reveal.html", context)
