"""Decisions: a case's list, propose, take, give notice, and what is done with an appeal."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from utvag.cases.queries import open_case
from utvag.decisions.access import appeal_draft, decision_draft, proposal_draft
from utvag.decisions.forms import GiveNotice, RegisterAppeal, TakeDecision, answer_form_of, proposal_form
from utvag.decisions.operations import (
    answer_appeal,
    decline_decision,
    give_notice,
    propose_decision,
    register_appeal,
    take_decision,
    withdraw_decision,
)
from utvag.decisions.operations.proposing import UnableToPropose
from utvag.decisions.queries import (
    changeable,
    decision_page,
    decisions_page,
    proposable,
    proposal_begun,
)
from utvag.decisions.rules import (
    AppealStep,
    Change,
    ChangeGround,
    DecisionType,
    NoticeWay,
    Outcome,
    Refusal,
)
from utvag.decisions.wording import SENTENCES, refusals
from utvag.drafts.rules import FormKind
from utvag.drafts.views import Turn, answer_form
from utvag.foundation.clock import day_of, now
from utvag.foundation.http import StaffRequest, actor_of, case_bound, posted_only

_PROPOSE = refusals(until_date=(Refusal.PERIOD_WRONG,))
_END = refusals(
    until_date=(Refusal.PERIOD_WRONG,), ground=(Refusal.GROUND_MISSING, Refusal.NO_TIME_LIMIT, Refusal.NO_CONDITIONS)
)
_TAKE = refusals()
NOTICE = refusals(given_date=(Refusal.DAY_TO_COME, Refusal.DAY_BEFORE_DECISION))
_APPEAL = refusals(received_date=(Refusal.DAY_TO_COME, Refusal.DAY_BEFORE_DECISION))
_ANSWER = refusals(step=(Refusal.IN_TIME, Refusal.TOO_LATE, Refusal.NOT_RECEIVED, Refusal.NOT_FORWARDED))
# What has just been done, by the word in the address.
DONE = {
    "foreslaget": "Förslaget är lämnat",
    "taget": "Beslutet är sparat",
    "infort": "Utskottets beslut är infört",
    "tillbaka": "Förslaget är tillbakataget",
    "underrattat": "Underrättelsen är sparad",
    "overklagat": "Överklagandet är registrerat",
    "besvarat": "Svaret är sparat",
}


@case_bound
def case(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """List the decisions of a case."""
    page = decisions_page(actor=actor_of(request), case_id=case_id, now=now())
    return render(request, "decisions/case.html", {"case": page.case, "section": "decisions", "page": page})


@case_bound
def propose(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Choose a kind of decision by the paragraph that applies today, and then write the proposal."""
    actor = actor_of(request)
    key = proposal_draft(actor, case_id, day_of(now()), action="PROPOSE_DECISION")
    begun = proposal_begun(actor=actor, key=key, now=now()) if "sort" not in request.GET else None
    kind = _kind_in(request) or begun
    if kind is None:
        return _kinds_page(request, case_id)
    standing = changeable(actor=actor, case_id=case_id, now=now())

    def act(given: dict[str, Any], revision: int) -> UUID:
        told = {name: given[name] for name in ("from_date", "until_date", "reasons", "wording", "has_conditions")}
        return propose_decision(
            actor=actor,
            case_id=case_id,
            decision_type=DecisionType(given["decision_type"]),
            change=_change_in(given),
            now=now(),
            draft_revision=revision,
            **told,
        )

    return answer_form(
        request,
        proposal_form(kind, standing),
        key,
        act=act,
        refusals=_END if kind is DecisionType.ENDING else _PROPOSE,
        done=lambda made: _done(made, "foreslaget"),
        page=lambda turn: _proposal_page(request, case_id, kind, turn),
        initial={"decision_type": kind.value},
    )


@case_bound
def decision(request: StaffRequest, decision_id: UUID) -> HttpResponse:
    """Show a decision with its texts, notice and appeals."""
    return _decision_page(
        request, decision_id, "decisions/decision.html", {"done": DONE.get(request.GET.get("klart", ""))}
    )


@case_bound
def take(request: StaffRequest, decision_id: UUID) -> HttpResponse:
    """Take a proposed decision, or give it back."""
    actor = actor_of(request)
    key = decision_draft(actor, decision_id, FormKind.TAKE_DECISION, day_of(now()))

    def act(given: dict[str, Any], revision: int) -> None:
        told = {"reasons": given["reasons"], "now": now(), "draft_revision": revision}
        if given["answer"] == TakeDecision.DECLINE:
            return decline_decision(actor=actor, decision_id=decision_id, **told)
        return take_decision(actor=actor, decision_id=decision_id, outcome=Outcome(given["answer"]), **told)

    return answer_form(
        request,
        TakeDecision,
        key,
        act=act,
        refusals=_TAKE,
        done=lambda _: _done(decision_id, "taget"),
        page=lambda turn: _form_page(request, decision_id, "decisions/take.html", turn),
    )


@case_bound
@posted_only
def withdraw(request: StaffRequest, decision_id: UUID) -> HttpResponse:
    """Take a proposal back; one that was decided in the meantime is shown as it is."""
    try:
        withdraw_decision(actor=actor_of(request), decision_id=decision_id, now=now())
    except UnableToPropose:
        return redirect("decisions:decision", decision_id)
    return _done(decision_id, "tillbaka")


@case_bound
def notice(request: StaffRequest, decision_id: UUID) -> HttpResponse:
    """Write that the person got the decision."""
    actor = actor_of(request)
    return answer_form(
        request,
        GiveNotice,
        decision_draft(actor, decision_id, FormKind.GIVE_NOTICE, day_of(now())),
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
        page=lambda turn: _form_page(request, decision_id, "decisions/notice.html", turn),
    )


@case_bound
def appeal(request: StaffRequest, decision_id: UUID) -> HttpResponse:
    """Take an appeal in."""
    actor = actor_of(request)
    return answer_form(
        request,
        RegisterAppeal,
        decision_draft(actor, decision_id, FormKind.REGISTER_APPEAL, day_of(now())),
        act=lambda given, revision: register_appeal(
            actor=actor, decision_id=decision_id, now=now(), draft_revision=revision, **given
        ),
        refusals=_APPEAL,
        done=lambda _: _done(decision_id, "overklagat"),
        page=lambda turn: _form_page(request, decision_id, "decisions/appeal.html", turn),
    )


@case_bound
def answer(request: StaffRequest, appeal_id: UUID) -> HttpResponse:
    """Dismiss an appeal, hand it on, or write what the court said."""
    actor = actor_of(request)
    key, about = appeal_draft(actor, appeal_id, day_of(now()))
    return answer_form(
        request,
        answer_form_of(about.state),
        key,
        act=lambda given, revision: answer_appeal(
            actor=actor,
            appeal_id=appeal_id,
            step=AppealStep(given["step"]),
            answer=given["answer"],
            now=now(),
            draft_revision=revision,
        ),
        refusals=_ANSWER,
        done=lambda _: _done(about.decision_id, "besvarat"),
        page=lambda turn: _form_page(
            request, about.decision_id, "decisions/answer_appeal.html", turn, {"appeal_id": appeal_id}
        ),
    )


def _kind_in(request: StaffRequest) -> DecisionType | None:
    word = request.POST.get("decision_type") or request.GET.get("sort", "")
    return DecisionType(word) if word in set(DecisionType) else None


def _change_in(given: dict[str, Any]) -> Change | None:
    if "changes" not in given:
        return None
    return Change(UUID(given["changes"]), ChangeGround(given["ground"]) if "ground" in given else None)


def _kinds_page(request: StaffRequest, case_id: UUID) -> HttpResponse:
    actor = actor_of(request)
    kinds = proposable(actor=actor, case_id=case_id, now=now())
    context = {"case": open_case(actor=actor, case_id=case_id, now=now()), "section": "decisions", "kinds": kinds}
    return render(request, "decisions/kinds.html", context)


def _proposal_page(request: StaffRequest, case_id: UUID, kind: DecisionType, turn: Turn[Any]) -> HttpResponse:
    actor = actor_of(request)
    turn.form.initial["decision_type"] = kind.value
    chosen = next(
        (one for one in proposable(actor=actor, case_id=case_id, now=now()) if one.decision_type is kind), None
    )
    if chosen is None:
        return redirect("decisions:propose", case_id)
    context = {"case": open_case(actor=actor, case_id=case_id, now=now()), "section": "decisions", "chosen": chosen}
    return render(request, "decisions/propose.html", context | {"form": turn.form, "draft": turn.sheet})


def _form_page(
    request: StaffRequest, decision_id: UUID, template: str, turn: Turn[Any], more: dict[str, object] | None = None
) -> HttpResponse:
    return _decision_page(request, decision_id, template, {"form": turn.form, "draft": turn.sheet, **(more or {})})


def _decision_page(request: StaffRequest, decision_id: UUID, template: str, more: dict[str, object]) -> HttpResponse:
    page = decision_page(actor=actor_of(request), decision_id=decision_id, now=now())
    why_not = None if page.why_not is None else SENTENCES[page.why_not]
    context = {"case": page.case, "section": "decisions", "page": page, "why_not": why_not}
    return render(request, template, context | more)


def _done(decision_id: UUID, word: str) -> HttpResponse:
    return redirect(f"{reverse('decisions:decision', args=[decision_id])}?klart={word}")
