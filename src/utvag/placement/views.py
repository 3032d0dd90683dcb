"""The acts of a placement: choose a home, decide a proposal, take it back, take note of a finding."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from utvag.cases.access import CASE, may_choose, may_decide
from utvag.cases.queries import open_case
from utvag.foundation import forms
from utvag.foundation.clock import now
from utvag.foundation.errors import NotVisible
from utvag.foundation.http import StaffRequest, actor_of, case_bound, posted_only
from utvag.placement.access import PLACEMENT
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
from utvag.placement.rules import PlacementState, Refusal

CANNOT_CHECK = "Kontrollen går inte att göra just nu. Försök igen om en stund. Det du skrev står kvar."

_REFUSALS = {
    Refusal.HOME_NOT_AVAILABLE: "Hemmet går inte längre att välja. Gå tillbaka till ärendet och välj ett annat.",
    Refusal.CASE_NOT_WAITING: "Ärendet väntar inte längre på ett hem. Gå tillbaka till ärendet och läs vad som hänt.",
    Refusal.ALREADY_PROPOSED: "Ärendet har redan ett förslag. Gå tillbaka till ärendet för att se det.",
    Refusal.NOT_PROPOSED: "Förslaget är redan avgjort. Gå tillbaka till Min dag.",
    Refusal.OWN_PROPOSAL: "Du kan inte besluta om ditt eget förslag. En annan sektionschef måste göra det.",
    Refusal.REASON_MISSING: "Skriv varför.",
}


@case_bound
def choose(request: StaffRequest, case_id: UUID, home_id: UUID) -> HttpResponse:
    """Choose a home, with a reason."""
    _require(may_choose(actor_of(request)), "CHOOSE_HOME", CASE, case_id)
    form = ChooseHome(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            chosen = choose_home(actor=actor_of(request), case_id=case_id, home_id=home_id, reason=reason, now=now())
        except (UnableToChoose, RegisterUnusable) as refused:
            form.add_error(None, _words_of(refused))
        else:
            return _done(chosen, "vald")
    return _choose_page(request, case_id, home_id, form)


@case_bound
def decide(request: StaffRequest, placement_id: UUID) -> HttpResponse:
    """Say yes or no to a proposal, as the second person."""
    _require(may_decide(actor_of(request)), "DECIDE_PROPOSAL", PLACEMENT, placement_id)
    form = DecideProposal(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        act = confirm_placement if given["decision"] == DecideProposal.CONFIRM else decline_placement
        try:
            act(actor=actor_of(request), placement_id=placement_id, reason=given["reason"], now=now())
        except (UnableToDecide, RegisterUnusable) as refused:
            form.add_error(None, _words_of(refused))
        else:
            return _done(placement_id, "ja" if given["decision"] == DecideProposal.CONFIRM else "nej")
    return _proposal_page(request, placement_id, form, "placement/decide.html")


@case_bound
def withdraw(request: StaffRequest, placement_id: UUID) -> HttpResponse:
    """Take a proposal back, with a reason."""
    _require(may_choose(actor_of(request)), "WITHDRAW_PROPOSAL", PLACEMENT, placement_id)
    form = WithdrawProposal(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            withdraw_proposal(actor=actor_of(request), placement_id=placement_id, reason=reason, now=now())
        except UnableToDecide as refused:
            form.add_error(None, _words_of(refused))
        else:
            return _done(placement_id, "tillbaka")
    return _proposal_page(request, placement_id, form, "placement/withdraw.html")


@posted_only
@case_bound
def acknowledge(request: StaffRequest, finding_id: UUID) -> HttpResponse:
    """Take note of a finding."""
    acknowledge_finding(actor=actor_of(request), finding_id=finding_id, now=now())
    return redirect("desk:my-day")


def _choose_page(request: StaffRequest, case_id: UUID, home_id: UUID, form: forms.Form) -> HttpResponse:
    moment, actor = now(), actor_of(request)
    case = open_case(actor=actor, case_id=case_id, now=moment)
    try:
        homes = check_homes(actor=actor, case_id=case_id, now=moment)
    except (UnableToChoose, RegisterUnusable):
        return redirect("desk:case", case_id)
    offered = next((one for one in (*homes.candidates, *homes.not_checked) if one.home.id == home_id), None)
    if offered is None and not form.is_bound:
        # The same answer whether the home is taken, too near, or has never been.
        raise NotVisible("OPEN_HOME", "HOME", home_id)
    context = {"case": case, "offered": offered, "is_unchecked": bool(homes.unchecked), "form": form}
    return render(request, "placement/choose.html", context)


def _proposal_page(request: StaffRequest, placement_id: UUID, form: forms.Form, template: str) -> HttpResponse:
    moment, actor = now(), actor_of(request)
    placement = placement_shape(actor=actor, placement_id=placement_id, now=moment)
    if placement.line.state is not PlacementState.PROPOSED and not form.is_bound:
        return redirect("desk:placement", placement_id)
    case = open_case(actor=actor, case_id=placement.line.case_id, now=moment)
    return render(request, template, {"case": case, "placement": placement, "form": form})


def _done(placement_id: UUID, word: str) -> HttpResponse:
    return redirect(f"{reverse('desk:placement', args=[placement_id])}?klart={word}")


def _require(allowed: bool, action: str, kind: str, subject: UUID) -> None:
    """Answer a role that does not do this as if the page were not there; the wall is asked by the operation."""
    if not allowed:
        raise NotVisible(action, kind, subject)


def _words_of(refused: UnableToChoose | UnableToDecide | RegisterUnusable) -> str:
    return CANNOT_CHECK if isinstance(refused, RegisterUnusable) else _REFUSALS[refused.refusal]
