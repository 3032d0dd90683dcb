"""The reviewer's pages: what is flagged and drawn, one access, marked cases, alarms and minutes."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from utvag.alarms.queries import work_of as alarms_of_keys
from utvag.drafts.views import Refusals, Turn, answer_form
from utvag.foundation import forms
from utvag.foundation.clock import now
from utvag.foundation.http import StaffRequest, actor_of, posted_only, role_bound
from utvag.log_review.access import judge_draft
from utvag.log_review.forms import MarkCanary, judge_form, said_in
from utvag.log_review.operations import UnableToReview, end_canary, judge_access, make_minutes, mark_canary, see_alarm
from utvag.log_review.queries import (
    ItemShape,
    alarms,
    around_item,
    item_shape,
    marked_canaries,
    minutes_made,
    review_page,
)
from utvag.log_review.rules import Refusal
from utvag.organisation.rules import Role

_REFUSALS: Refusals = {
    Refusal.ALREADY_JUDGED: (None, "Läsningen är redan bedömd. Gå tillbaka till listan och läs vad som är skrivet."),
    Refusal.TEXT_MISSING: ("text", "Skriv varför."),
    Refusal.DAY_MISSING: ("follow_up_date", "Skriv vilken dag du följer upp."),
    Refusal.DAY_NOT_LATER: ("follow_up_date", "Skriv en dag som kommer efter i dag."),
}
_DONE = {
    "bedomt": "Bedömningen är sparad",
    "inget": "Ingen läsning är bedömd den här veckan, så det finns inget att skriva",
}


@role_bound(Role.REVIEWER)
def review(request: StaffRequest) -> HttpResponse:
    """List what waits for the reviewer."""
    actor, moment = actor_of(request), now()
    context = {"page": review_page(actor=actor, now=moment), "minutes": minutes_made(actor=actor)}
    return render(request, "log_review/review.html", context | {"done": _DONE.get(request.GET.get("klart", ""))})


@role_bound(Role.REVIEWER)
def item(request: StaffRequest, item_id: UUID) -> HttpResponse:
    """Judge one access."""
    actor = actor_of(request)
    key = judge_draft(actor, item_id)
    shape = item_shape(actor=actor, item_id=item_id, now=now())
    if not shape.choices and request.method != "POST":
        return render(request, "log_review/item.html", {"item": shape})
    return answer_form(
        request,
        judge_form(shape.choices),
        key,
        act=lambda given, revision: judge_access(
            actor=actor, item_id=item_id, said=said_in(given), now=now(), draft_revision=revision
        ),
        refusals=_REFUSALS,
        done=lambda _: redirect(f"{reverse('log_review:review')}?klart=bedomt"),
        page=lambda turn: _item_page(request, shape, turn),
    )


@role_bound(Role.REVIEWER)
def around(request: StaffRequest, item_id: UUID) -> HttpResponse:
    """Show what the employee did in the days around an access."""
    line, rows = around_item(actor=actor_of(request), item_id=item_id, now=now())
    return render(request, "log_review/around.html", {"line": line, "rows": rows})


@role_bound(Role.REVIEWER)
def canaries(request: StaffRequest) -> HttpResponse:
    """List the marked cases, and mark one."""
    actor, form = actor_of(request), MarkCanary(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            mark_canary(actor=actor, code_name=form.cleaned_data["code_name"], now=now())
        except UnableToReview:
            form.add_error("code_name", "Inget ärende har det kodnamnet. Kontrollera stavningen.")
        else:
            return redirect("log_review:canaries")
    lines = marked_canaries(actor=actor, now=now())
    return render(request, "log_review/canaries.html", {"form": form, "lines": lines})


@role_bound(Role.REVIEWER)
@posted_only
def unmark(request: StaffRequest, canary_id: UUID) -> HttpResponse:
    """Take a mark away."""
    end_canary(actor=actor_of(request), canary_id=canary_id, now=now())
    return redirect("log_review:canaries")


@role_bound(Role.REVIEWER)
def alarm_list(request: StaffRequest) -> HttpResponse:
    """List the alarms."""
    actor, moment = actor_of(request), now()
    context = {"lines": alarms(actor=actor, now=moment), "of_keys": alarms_of_keys(actor=actor, now=moment)}
    return render(request, "log_review/alarms.html", context)


@role_bound(Role.REVIEWER)
@posted_only
def alarm_seen(request: StaffRequest, alarm_id: UUID) -> HttpResponse:
    """Take an alarm as seen."""
    see_alarm(actor=actor_of(request), alarm_id=alarm_id, now=now())
    return redirect("log_review:alarms")


@role_bound(Role.REVIEWER)
@posted_only
def write_minutes(request: StaffRequest) -> HttpResponse:
    """Freeze the minutes of the week, and go to them."""
    try:
        document_id = make_minutes(actor=actor_of(request), now=now())
    except UnableToReview:
        return redirect(f"{reverse('log_review:review')}?klart=inget")
    return redirect("documents:document", document_id=document_id)


def _item_page(request: StaffRequest, shape: ItemShape, turn: Turn[forms.Form]) -> HttpResponse:
    return render(request, "log_review/item.html", {"item": shape, "form": turn.form, "draft": turn.sheet})
