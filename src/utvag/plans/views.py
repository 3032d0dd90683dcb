"""The plans of a case, and the two forms that write them."""

from collections.abc import Mapping
from typing import TypeVar
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from utvag.cases.queries import open_case
from utvag.drafts.views import Refusals, Turn, answer_form
from utvag.foundation import forms
from utvag.foundation.clock import day_of, now
from utvag.foundation.http import StaffRequest, actor_of, case_bound
from utvag.plans.access import person_of, plan_draft
from utvag.plans.forms import WriteCarePlan, WriteSafetyPlan, care_plan, safety_plan
from utvag.plans.operations import write_care_plan, write_safety_plan
from utvag.plans.queries import last_answers, plans_of_case
from utvag.plans.rules import Refusal

F = TypeVar("F", bound=forms.Form)

_REFUSALS: Refusals = {
    Refusal.NO_MEASURE: (None, "Skriv minst ett mål med en insats. En vårdplan utan insatser hjälper ingen."),
    Refusal.REVIEW_NOT_AFTER: ("review_date", "Skriv en dag som kommer efter att planen börjar gälla."),
}
_DONE = {"vardplan": "Vårdplanen är sparad och fryst", "sakerhetsplan": "Säkerhetsplanen är sparad och fryst"}


@case_bound
def show(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Show a case's plans, and loudly those it lacks."""
    plans = plans_of_case(actor=actor_of(request), case_id=case_id, now=now())
    context = {"case": plans.case, "section": "plans", "plans": plans, "done": _DONE.get(request.GET.get("klart", ""))}
    return render(request, "plans/case.html", context)


@case_bound
def write_care(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Write the care plan, or its next version."""
    actor, moment = actor_of(request), now()
    key = plan_draft(actor, case_id, None, day_of(moment))
    return answer_form(
        request,
        WriteCarePlan,
        key,
        act=lambda given, revision: write_care_plan(
            actor=actor, case_id=case_id, plan=care_plan(given), now=now(), draft_revision=revision
        ),
        refusals=_REFUSALS,
        done=lambda _: _back(case_id, "vardplan"),
        page=lambda turn: _page(request, "plans/write_care.html", case_id, turn),
        initial=_begun(request, case_id, None),
    )


@case_bound
def write_safety(request: StaffRequest, case_id: UUID, person_id: UUID) -> HttpResponse:
    """Write one person's safety plan, or its next version."""
    actor, moment = actor_of(request), now()
    key = plan_draft(actor, case_id, person_id, day_of(moment))
    return answer_form(
        request,
        WriteSafetyPlan,
        key,
        act=lambda given, revision: write_safety_plan(
            actor=actor,
            case_id=case_id,
            person_id=person_id,
            plan=safety_plan(given),
            now=now(),
            draft_revision=revision,
        ),
        refusals=_REFUSALS,
        done=lambda _: _back(case_id, "sakerhetsplan"),
        page=lambda turn: _page(request, "plans/write_safety.html", case_id, turn, person_id),
        initial=_begun(request, case_id, person_id),
    )


def _begun(request: StaffRequest, case_id: UUID, person_id: UUID | None) -> Mapping[str, object]:
    """Begin from the latest version; the days are asked for anew."""
    if request.method == "POST":
        return {}
    moment = now()
    last = last_answers(actor=actor_of(request), case_id=case_id, person_id=person_id, now=moment)
    return {**last, "from_date": day_of(moment), "review_date": ""}


def _page(
    request: StaffRequest, template: str, case_id: UUID, turn: Turn[F], person_id: UUID | None = None
) -> HttpResponse:
    case = open_case(actor=actor_of(request), case_id=case_id, now=now())
    newest = None if person_id is None else person_of(case_id, person_id, action="OPEN_CASE")
    person = next((one for one in case.household if one.id == newest), None)
    context = {"case": case, "section": "plans", "person": person, "form": turn.form, "draft": turn.sheet}
    return render(request, template, context)


def _back(case_id: UUID, word: str) -> HttpResponse:
    return redirect(f"{reverse('plans:case', args=[case_id])}?klart={word}")
