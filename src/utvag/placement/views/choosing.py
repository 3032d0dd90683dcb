"""The acts of a placement: choose a home, decide a proposal, take it back, take note of a finding."""

from typing import TypedDict, TypeVar
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from utvag.call_off.queries import open_step
from utvag.cases.access import CASE, may_choose, may_decide
from utvag.cases.queries import open_case
from utvag.drafts.rules import FormKind
from utvag.drafts.views import Turn, take_turn
from utvag.foundation import forms
from utvag.foundation.clock import day_of, now
from utvag.foundation.errors import NotVisible
from utvag.foundation.http import StaffRequest, actor_of, case_bound, posted_only
from utvag.placement.access import PLACEMENT, choice_draft, proposal_draft
from utvag.placement.forms import ChooseHome, DecideProposal, WithdrawProposal
from utvag.placement.operations import (
    UnableToChoose,
    UnableToDecide,
    acknowledge_finding,
    check_homes,
    choose_home,
    confirm_placement,
    decline_placement,
    withdraw_proposal,
)
from utvag.placement.queries import RegisterUnusable, placement_shape
from utvag.placement.rules import BEFORE_START, PlacementState, Refusal
from utvag.placement.views.shared import SENTENCES, word_for

F = TypeVar("F", bound=forms.Form)


_REFUSALS = {
    Refusal.HOME_NOT_AVAILABLE: "Hemmet går inte längre att välja. Gå tillbaka till ärendet och välj ett annat.",
    Refusal.CASE_NOT_WAITING: "Ärendet väntar inte längre på ett hem. Gå tillbaka till ärendet och läs vad som hänt.",
    Refusal.ALREADY_PROPOSED: "Ärendet har redan ett förslag. Gå tillbaka till ärendet för att se det.",
    Refusal.NOT_PROPOSED: "Förslaget är redan avgjort. Gå tillbaka till Min dag.",
    Refusal.OWN_PROPOSAL: "Du kan inte besluta om ditt eget förslag. En annan sektionschef måste göra det.",
    Refusal.REASON_MISSING: "Skriv varför.",
}


class _Given(TypedDict):
    """What every form of a placement gives its act."""

    reason: str
    draft_revision: int


@case_bound
def choose(request: StaffRequest, case_id: UUID, home_id: UUID) -> HttpResponse:
    """Choose a home, with a reason."""
    actor = actor_of(request)
    _require(may_choose(actor), "CHOOSE_HOME", CASE, case_id)
    draft = choice_draft(actor, case_id, home_id, day_of(now()), action="CHOOSE_HOME")
    turn = take_turn(request, ChooseHome, draft)
    if turn.is_sent and turn.form.is_valid():
        given = _given(turn)
        try:
            chosen = choose_home(actor=actor, case_id=case_id, home_id=home_id, now=now(), **given)
        except (UnableToChoose, RegisterUnusable) as refused:
            turn.form.add_error(None, _words_of(refused))
        else:
            return _done(chosen, "vald")
    return turn.answer or _choose_page(request, case_id, home_id, turn)


@case_bound
def decide(request: StaffRequest, placement_id: UUID) -> HttpResponse:
    """Say yes or no to a proposal, as the second person."""
    _require(may_decide(actor_of(request)), "DECIDE_PROPOSAL", PLACEMENT, placement_id)
    turn = _proposal_turn(request, DecideProposal, placement_id, FormKind.DECIDE_PROPOSAL)
    if turn.is_sent and turn.form.is_valid():
        is_yes = turn.form.cleaned_data["decision"] == DecideProposal.CONFIRM
        act = confirm_placement if is_yes else decline_placement
        try:
            act(actor=actor_of(request), placement_id=placement_id, now=now(), **_given(turn))
        except (UnableToDecide, RegisterUnusable) as refused:
            turn.form.add_error(None, _words_of(refused))
        else:
            return _done(placement_id, "ja" if is_yes else "nej")
    return turn.answer or _proposal_page(request, placement_id, turn, "placement/decide.html")


@case_bound
def withdraw(request: StaffRequest, placement_id: UUID) -> HttpResponse:
    """Take a proposal back, with a reason."""
    _require(may_choose(actor_of(request)), "WITHDRAW_PROPOSAL", PLACEMENT, placement_id)
    turn = _proposal_turn(request, WithdrawProposal, placement_id, FormKind.WITHDRAW_PROPOSAL)
    if turn.is_sent and turn.form.is_valid():
        try:
            withdraw_proposal(actor=actor_of(request), placement_id=placement_id, now=now(), **_given(turn))
        except UnableToDecide as refused:
            turn.form.add_error(None, _words_of(refused))
        else:
            return _done(placement_id, "tillbaka")
    return turn.answer or _proposal_page(request, placement_id, turn, "placement/withdraw.html")


@posted_only
@case_bound
def acknowledge(request: StaffRequest, finding_id: UUID) -> HttpResponse:
    """Take note of a finding."""
    acknowledge_finding(actor=actor_of(request), finding_id=finding_id, now=now())
    return redirect("desk:my-day")


def _choose_page(request: StaffRequest, case_id: UUID, home_id: UUID, turn: Turn[ChooseHome]) -> HttpResponse:
    moment, actor = now(), actor_of(request)
    case = open_case(actor=actor, case_id=case_id, now=moment)
    try:
        homes = check_homes(actor=actor, case_id=case_id, now=moment)
    except (UnableToChoose, RegisterUnusable):
        if not _holds_text(turn):
            return redirect("desk:case", case_id)
        homes = None
    offers = (*homes.candidates, *homes.not_checked) if homes else ()
    offered = next((one for one in offers if one.home.id == home_id), None)
    if offered is None and not _holds_text(turn):
        # The same answer whether the home is taken, too near, or has never been.
        raise NotVisible("OPEN_HOME", "HOME", home_id)
    step = open_step(case_id=case_id)
    context = {
        "case": case,
        "offered": offered,
        "is_unchecked": homes is not None and bool(homes.unchecked),
        "reached": 0 if step is None else int(step.step),
    }
    return render(request, "placement/choose.html", context | {"form": turn.form, "draft": turn.sheet})


def _proposal_turn(request: StaffRequest, kind: type[F], placement_id: UUID, form: FormKind) -> Turn[F]:
    key = proposal_draft(actor_of(request), placement_id, form, day_of(now()), action=form.value)
    return take_turn(request, kind, key)


def _proposal_page(request: StaffRequest, placement_id: UUID, turn: Turn[F], template: str) -> HttpResponse:
    moment, actor = now(), actor_of(request)
    placement = placement_shape(actor=actor, placement_id=placement_id, now=moment)
    open_in = BEFORE_START if template == "placement/withdraw.html" else (PlacementState.PROPOSED,)
    is_over = placement.line.state not in open_in
    if is_over and not _holds_text(turn):
        return redirect("desk:placement", placement_id)
    case = open_case(actor=actor, case_id=placement.line.case_id, now=moment)
    is_planned = placement.line.state is PlacementState.PLANNED
    context = {"case": case, "placement": placement, "is_over": is_over, "is_planned": is_planned}
    return render(request, template, context | {"form": turn.form, "draft": turn.sheet})


def _holds_text(turn: Turn[F]) -> bool:
    """Say whether the form holds what somebody typed: then it is shown, even when it can no longer be sent."""
    return turn.is_sent or turn.sheet.saved_at is not None


def _given(turn: Turn[F]) -> _Given:
    return {"reason": turn.form.cleaned_data["reason"], "draft_revision": turn.sheet.revision}


def _done(placement_id: UUID, word: str) -> HttpResponse:
    return redirect(f"{reverse('desk:placement', args=[placement_id])}?klart={word}")


def _require(allowed: bool, action: str, kind: str, subject: UUID) -> None:
    """Answer a role that does not do this as if the page were not there; the wall is asked by the operation."""
    if not allowed:
        raise NotVisible(action, kind, subject)


def _words_of(refused: UnableToChoose | UnableToDecide | RegisterUnusable) -> str:
    if isinstance(refused, RegisterUnusable):
        return SENTENCES[word_for(refused)]
    return _REFUSALS[Refusal(refused.refusal)]
