"""Who may have nothing to do with a case: its section head keeps somebody out, or one steps out by one's own word."""

from typing import Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from utvag.cases.access import declaring_draft, denying_draft
from utvag.cases.forms.staff import DeclareConflict, DenyStaff
from utvag.cases.operations import declare_conflict, deny_staff, lift_denial
from utvag.cases.queries import open_case, staff_to_deny
from utvag.cases.rules import DenialGround, DenialRefusal
from utvag.drafts.views import Refusals, Turn, answer_form
from utvag.foundation import forms
from utvag.foundation.clock import day_of, now
from utvag.foundation.http import StaffRequest, actor_of, case_bound, posted_only

REFUSALS: Final[Refusals] = {
    DenialRefusal.DENIED_ALREADY: ("account", "Hon eller han är redan spärrad i ärendet."),
    DenialRefusal.NO_REASON: ("reason", "Skriv vad det bygger på."),
    DenialRefusal.OWN_BY_DECLARING: ("account", "Det är du själv. Anmäl jäv i stället, från ärendets översikt."),
    DenialRefusal.UNKNOWN: ("account", "Välj någon i listan."),
    DenialRefusal.NOBODY_ELSE_DECIDES: (
        None,
        "Ingen annan beslutar i ärendet. Utse först en annan sektionschef, som tar över, och anmäl sedan.",
    ),
}


@case_bound
def deny(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Keep somebody out of a case."""
    actor = actor_of(request)
    return answer_form(
        request,
        _among_staff(),
        denying_draft(actor, case_id, day_of(now())),
        act=lambda given, revision: deny_staff(
            actor=actor,
            case_id=case_id,
            account_id=UUID(given["account"]),
            ground=DenialGround(given["ground"]),
            reason=given["reason"],
            now=now(),
            draft_revision=revision,
        ),
        refusals=REFUSALS,
        done=lambda _: redirect(f"{reverse('cases:staff', args=[case_id])}?klart=sparrad"),
        page=lambda turn: _page(request, case_id, turn, "cases/deny_staff.html"),
    )


@case_bound
def declare(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Step out of a case by one's own word."""
    actor = actor_of(request)
    return answer_form(
        request,
        DeclareConflict,
        declaring_draft(actor, case_id, day_of(now())),
        act=lambda given, revision: declare_conflict(
            actor=actor,
            case_id=case_id,
            ground=DenialGround(given["ground"]),
            reason=given["reason"],
            now=now(),
            draft_revision=revision,
        ),
        refusals=REFUSALS,
        done=lambda _: redirect(f"{reverse('desk:my-day')}?klart=jav"),
        page=lambda turn: _page(request, case_id, turn, "cases/declare_conflict.html"),
    )


@case_bound
@posted_only
def lift(request: StaffRequest, case_id: UUID, account_id: UUID) -> HttpResponse:
    """Let somebody be named on the case again."""
    lift_denial(actor=actor_of(request), case_id=case_id, account_id=account_id, now=now())
    return redirect(f"{reverse('cases:staff', args=[case_id])}?klart=havd")


def _among_staff() -> type[DenyStaff]:
    """Give the form with the employees of today to choose among."""
    staff = [(str(one.id), f"{one.display_name}, {one.role.swedish.lower()}") for one in staff_to_deny()]
    field = forms.ChoiceField(label="Vem ska spärras?", choices=staff, widget=forms.RadioSelect)
    return type("DenyStaffOfToday", (DenyStaff,), {"account": field})


def _page(
    request: StaffRequest, case_id: UUID, turn: Turn[DenyStaff] | Turn[DeclareConflict], template: str
) -> HttpResponse:
    case = open_case(actor=actor_of(request), case_id=case_id, now=now())
    shown = {"case": case, "section": "staff", "form": turn.form, "draft": turn.sheet}
    return render(request, template, shown)
