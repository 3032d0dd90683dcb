"""The follow-up of a case: what is late, what comes, what is done; and the forms where it is registered."""

from typing import TypeVar
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from utvag.cases.queries import open_case
from utvag.drafts.rules import FormKind
from utvag.drafts.views import Refusals, Turn, answer_form
from utvag.followup.access import followup_draft
from utvag.followup.forms import RecordContact, RecordVisit, contact_in, visit_in
from utvag.followup.operations import record_contact, record_visit
from utvag.followup.queries import follow_up
from utvag.followup.rules import Refusal, Way, WithWhom
from utvag.foundation import forms
from utvag.foundation.clock import SWEDEN, day_of, now
from utvag.foundation.http import StaffRequest, actor_of, case_bound
from utvag.placement.queries import placements_of_case

F = TypeVar("F", bound=forms.Form)

_CONTACT_REFUSALS: Refusals = {
    Refusal.NOT_STANDING: (None, "Placeringen gäller inte längre. Gå till ärendet och läs vad som har hänt."),
    Refusal.BEFORE_START: ("day", "Skriv en dag då placeringen hade börjat."),
    Refusal.IN_FUTURE: ("day", "Skriv en dag och en tid som har varit."),
    Refusal.NEXT_NOT_LATER: ("next_date", "Skriv en dag efter kontakten, eller lämna tomt."),
}
_VISIT_REFUSALS: Refusals = {
    Refusal.NOT_STANDING: _CONTACT_REFUSALS[Refusal.NOT_STANDING],
    Refusal.BEFORE_START: ("held_date", "Skriv en dag då placeringen hade börjat."),
    Refusal.IN_FUTURE: ("held_date", "Skriv i dag eller en dag som har varit."),
    Refusal.OFFER_AFTER_VISIT: ("held_date", "Båda erbjudandena ska ha kommit före besöket. Kontrollera dagarna."),
}
# What has just been done, by the word in the address.
_DONE = {"kontakt": "Kontakten är registrerad", "besok": "Besöket är registrerat"}
# The words of the buttons' addresses.
_WHOM = {"personen": WithWhom.PERSON, "utforaren": WithWhom.PROVIDER}


@case_bound
def case(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Show the follow-up of a case."""
    actor, moment = actor_of(request), now()
    shape = open_case(actor=actor, case_id=case_id, now=moment)
    page = follow_up(actor=actor, case_id=case_id, now=moment)
    context = {"case": shape, "page": page, "today": day_of(moment), "section": "followup"}
    return render(request, "followup/case.html", context | {"done": _DONE.get(request.GET.get("klart", ""))})


@case_bound
def contact(request: StaffRequest, placement_id: UUID) -> HttpResponse:
    """Register a contact with the person or the provider."""
    actor = actor_of(request)
    case_id, key = followup_draft(actor, placement_id, FormKind.RECORD_CONTACT, day_of(now()))
    return answer_form(
        request,
        RecordContact,
        key,
        act=lambda given, revision: record_contact(
            actor=actor, placement_id=placement_id, contact=contact_in(given), now=now(), draft_revision=revision
        ),
        refusals=_CONTACT_REFUSALS,
        done=lambda _: _back(case_id, "kontakt"),
        page=lambda turn: _page(request, "followup/contact.html", case_id, placement_id, turn),
        initial=_this_moment(_WHOM.get(request.GET.get("med", ""))),
    )


@case_bound
def visit(request: StaffRequest, placement_id: UUID) -> HttpResponse:
    """Register a visit, with both offers."""
    actor = actor_of(request)
    case_id, key = followup_draft(actor, placement_id, FormKind.RECORD_VISIT, day_of(now()))
    return answer_form(
        request,
        RecordVisit,
        key,
        act=lambda given, revision: record_visit(
            actor=actor, placement_id=placement_id, visit=visit_in(given), now=now(), draft_revision=revision
        ),
        refusals=_VISIT_REFUSALS,
        done=lambda _: _back(case_id, "besok"),
        page=lambda turn: _page(request, "followup/visit.html", case_id, placement_id, turn),
        initial={"held_date": day_of(now()).isoformat()},
    )


def _page(request: StaffRequest, template: str, case_id: UUID, placement_id: UUID, turn: Turn[F]) -> HttpResponse:
    actor, moment = actor_of(request), now()
    shape = open_case(actor=actor, case_id=case_id, now=moment)
    lines = placements_of_case(actor=actor, case_id=case_id, now=moment)
    context = {"case": shape, "section": "followup", "form": turn.form, "draft": turn.sheet}
    placement = next(line for line in lines if line.id == placement_id)
    return render(request, template, context | {"from_date": placement.from_date})


def _back(case_id: UUID, word: str) -> HttpResponse:
    return redirect(f"{reverse('followup:case', args=[case_id])}?klart={word}")


def _this_moment(with_whom: WithWhom | None) -> dict[str, object]:
    moment = now().astimezone(SWEDEN)
    begun: dict[str, object] = {"way": Way.PHONE.value, "day": moment.date().isoformat(), "time": f"{moment:%H.%M}"}
    return begun | ({} if with_whom is None else {"with_whom": with_whom.value})
