"""What is known in a case of the two definitions and of custody, and its versions."""

from typing import Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from utvag.cases.access import case_to_handle, may_choose
from utvag.cases.forms.told import WriteTold, as_given, standing_from
from utvag.cases.operations.told import WRITE_TOLD, write_told
from utvag.cases.queries import open_case
from utvag.cases.queries.told import told_versions
from utvag.cases.rules import ToldRefusal
from utvag.drafts.rules import DraftKey, FormKind
from utvag.drafts.views import Refusals, Turn, answer_form
from utvag.foundation.clock import day_of, now
from utvag.foundation.http import StaffRequest, actor_of, case_bound

REFUSALS: Final[Refusals] = {
    ToldRefusal.RELEASE_PASSED: ("release_date", "Skriv i dag eller en dag som kommer, eller lämna tomt."),
    ToldRefusal.RELEASE_WHEN_FREE: ("release_date", "Personen är inte frihetsberövad. Lämna dagen tom."),
    ToldRefusal.UNCHANGED: (None, "Inget är ändrat sedan förra gången. Ändra ett svar, eller gå tillbaka."),
}


@case_bound
def told(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Show what is known, and let those who handle the case write it anew."""
    actor = actor_of(request)
    if request.method != "POST" and not may_choose(actor):
        return _page(request, case_id, None)
    case_to_handle(actor, case_id, day_of(now()), action=WRITE_TOLD)
    versions = told_versions(actor=actor, case_id=case_id, now=now())
    return answer_form(
        request,
        WriteTold,
        DraftKey(FormKind.CASE_TOLD, case_id),
        act=lambda given, revision: write_told(
            actor=actor, case_id=case_id, standing=standing_from(given), now=now(), draft_revision=revision
        ),
        refusals=REFUSALS,
        done=lambda _: redirect(f"{reverse('cases:told', args=[case_id])}?klart=sparad"),
        page=lambda turn: _page(request, case_id, turn),
        initial=as_given(versions[0].standing) if versions else None,
    )


def _page(request: StaffRequest, case_id: UUID, turn: Turn[WriteTold] | None) -> HttpResponse:
    actor = actor_of(request)
    case = open_case(actor=actor, case_id=case_id, now=now())
    versions = told_versions(actor=actor, case_id=case_id, now=now())
    shown = {"case": case, "section": "overview", "versions": versions, "is_saved": "klart" in request.GET}
    written = {} if turn is None else {"form": turn.form, "draft": turn.sheet}
    return render(request, "cases/told.html", shown | written)
