"""The committee's secretary: what waits, one decision, what was decided, notice, the frozen document."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from utvag.decisions.access import committee_draft
from utvag.decisions.forms import EnterCommitteeDecision, GiveNotice
from utvag.decisions.operations import enter_committee_decision, give_notice
from utvag.decisions.queries import committee_list, committee_page, committee_pdf, why_not_enter
from utvag.decisions.rules import Minutes, NoticeWay, Outcome, Refusal
from utvag.decisions.views.decisions import DONE, NOTICE
from utvag.decisions.wording import SENTENCES, refusals
from utvag.documents.queries import DocumentAltered
from utvag.drafts.rules import FormKind
from utvag.drafts.views import Turn, answer_form
from utvag.foundation.clock import day_of, now
from utvag.foundation.http import StaffRequest, actor_of, role_bound
from utvag.organisation.rules import Role

_ENTER = refusals(
    meeting_date=(Refusal.MEETING_TO_COME, Refusal.MEETING_BEFORE_PROPOSAL, Refusal.NO_MANDATE_THAT_DAY),
    number=(Refusal.MINUTES_MISSING,),
    reasons=(Refusal.TEXT_MISSING,),
)


@role_bound(Role.COMMITTEE)
def waiting(request: StaffRequest) -> HttpResponse:
    """List what waits for the committee, and what was entered lately."""
    return render(request, "decisions/committee.html", {"page": committee_list(actor=actor_of(request), now=now())})


@role_bound(Role.COMMITTEE)
def decision(request: StaffRequest, decision_id: UUID) -> HttpResponse:
    """Show a decision as the committee's secretary sees it."""
    done = DONE.get(request.GET.get("klart", ""))
    return _page(request, decision_id, "decisions/committee_decision.html", {"done": done})


@role_bound(Role.COMMITTEE)
def enter(request: StaffRequest, decision_id: UUID) -> HttpResponse:
    """Enter what the committee decided."""
    actor = actor_of(request)

    def act(given: dict[str, Any], revision: int) -> None:
        enter_committee_decision(
            actor=actor,
            decision_id=decision_id,
            outcome=Outcome(given["outcome"]),
            meeting_date=given["meeting_date"],
            minutes=Minutes(given["number"], str(given["section"])),
            reasons=given["reasons"],
            now=now(),
            draft_revision=revision,
        )

    return answer_form(
        request,
        EnterCommitteeDecision,
        committee_draft(actor, decision_id, FormKind.ENTER_COMMITTEE_DECISION, day_of(now())),
        act=act,
        refusals=_ENTER,
        done=lambda _: _done(decision_id, "infort"),
        page=lambda turn: _form_page(request, decision_id, "decisions/committee_enter.html", turn),
    )


@role_bound(Role.COMMITTEE)
def notice(request: StaffRequest, decision_id: UUID) -> HttpResponse:
    """Write that the person got the committee's decision."""
    actor = actor_of(request)
    return answer_form(
        request,
        GiveNotice,
        committee_draft(actor, decision_id, FormKind.GIVE_COMMITTEE_NOTICE, day_of(now())),
        act=lambda given, revision: give_notice(
            actor=actor,
            decision_id=decision_id,
            given_date=given["given_date"],
            way=NoticeWay(given["way"]),
            to_whom=given["to_whom"],
            now=now(),
            draft_revision=revision,
        ),
        refusals=NOTICE,
        done=lambda _: _done(decision_id, "underrattat"),
        page=lambda turn: _form_page(request, decision_id, "decisions/committee_notice.html", turn),
    )


@role_bound(Role.COMMITTEE)
def document(request: StaffRequest, decision_id: UUID) -> HttpResponse:
    """Give the frozen decision, under a name that says nothing."""
    try:
        content = committee_pdf(actor=actor_of(request), decision_id=decision_id, now=now())
    except DocumentAltered:
        return render(request, "documents/altered.html", status=HTTPStatus.INTERNAL_SERVER_ERROR)
    named = {"Content-Disposition": 'inline; filename="handling.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=named)


def _form_page(request: StaffRequest, decision_id: UUID, template: str, turn: Turn[Any]) -> HttpResponse:
    return _page(request, decision_id, template, {"form": turn.form, "draft": turn.sheet})


def _page(request: StaffRequest, decision_id: UUID, template: str, more: dict[str, object]) -> HttpResponse:
    page = committee_page(actor=actor_of(request), decision_id=decision_id, now=now())
    refused = why_not_enter(page)
    context = {"page": page, "why_not": None if refused is None else SENTENCES[refused]}
    return render(request, template, context | more)


def _done(decision_id: UUID, word: str) -> HttpResponse:
    return redirect(f"{reverse('decisions:committee-decision', args=[decision_id])}?klart={word}")
