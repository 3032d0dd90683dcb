"""Who the persons of a case are, and what a home must manage for them."""

from typing import Final, TypeVar
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from utvag.cases.access import may_write_in_case, write_draft
from utvag.cases.forms.case import RecordMember, member_in, needs_as_given, needs_form, needs_in
from utvag.cases.operations import record_member, state_needs
from utvag.cases.queries import CaseShape, open_case, open_member, stated_needs
from utvag.cases.rules import CaseState, HouseholdRefusal, NeedsRefusal, Relation
from utvag.drafts.rules import FormKind
from utvag.drafts.views import Refusals, Turn, answer_form
from utvag.foundation import forms
from utvag.foundation.clock import day_of, now
from utvag.foundation.http import StaffRequest, actor_of, case_bound

F = TypeVar("F", bound=forms.Form)

HOUSEHOLD_REFUSALS: Final[Refusals] = {
    HouseholdRefusal.NUMBER_FORM: ("number", "Skriv numret med tio eller tolv siffror, till exempel 19980101-2395."),
    HouseholdRefusal.NUMBER_CHECK_SUM: (
        "number",
        "Numret stämmer inte: någon siffra är fel. Läs det igen, siffra för siffra.",
    ),
    HouseholdRefusal.NUMBER_NEAR: (
        "number",
        "Numret stämmer inte. Det liknar ett nummer som redan finns i ärendet, men en siffra skiljer. Läs det igen.",
    ),
    HouseholdRefusal.NUMBER_TWICE: ("number", "En annan person i ärendet har redan numret. Läs båda igen."),
    HouseholdRefusal.BORN_LATER: ("born", "Personen kan inte vara född efter i dag. Skriv en dag som har varit."),
    HouseholdRefusal.BORN_DIFFERS: ("born", "Dagen är inte den som står i numret. Skriv rätt dag, eller lämna tomt."),
    HouseholdRefusal.ORIGIN_UNKNOWN: ("origin", "Kommunen finns inte. Skriv till exempel Malmö."),
    HouseholdRefusal.NOTHING_WRITTEN: (None, "Skriv namn, nummer eller födelsedag."),
    HouseholdRefusal.MAIN_STAYS: ("has_left", "Den som vill lämna kan inte tas ur sitt eget ärende."),
    HouseholdRefusal.MOVES_IN: (
        "has_left",
        "Personen står som någon som flyttar med. Ändra först vad boendet ska klara.",
    ),
    HouseholdRefusal.CORRECTED_ALREADY: (
        None,
        "Någon annan har rättat uppgifterna under tiden. Öppna personen på nytt från listan.",
    ),
}
NEEDS_REFUSALS: Final[Refusals] = {
    NeedsRefusal.NO_MAIN_PERSON: (None, "Skriv först vem ärendet gäller, under Personerna i ärendet."),
    NeedsRefusal.BIRTH_UNKNOWN: (
        None,
        "Någon som flyttar saknar födelsedag. Skriv nummer eller födelsedag under Personerna i ärendet.",
    ),
    NeedsRefusal.COMPANION_UNKNOWN: (None, "Någon som skulle flytta med hör inte längre till ärendet. Ladda om sidan."),
    NeedsRefusal.START_PASSED: ("start_date", "Skriv i dag eller en dag som kommer."),
    NeedsRefusal.NIGHTS: ("nights", "Skriv ett antal dygn mellan 1 och 730."),
    NeedsRefusal.LOT_UNKNOWN: ("lot", "Välj ett område i listan."),
    NeedsRefusal.SERVICE_UNKNOWN: (None, "Välj ett svar i listan för varje stöd."),
    NeedsRefusal.NOT_NOW: (None, "Ärendet har redan ett hem eller är avslutat. Då kan behoven inte ändras här."),
    NeedsRefusal.OTHER_CASE_OF_PERSON: (
        None,
        "Någon av dem som flyttar väntar redan på ett hem i ett annat ärende samma tid. Tala med sektionschefen.",
    ),
}


@case_bound
def household(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Show the persons of a case."""
    case = open_case(actor=actor_of(request), case_id=case_id, now=now())
    shown = {"may_write": may_write_in_case(actor_of(request)), "relations": {word.value: word for word in Relation}}
    return render(request, "cases/household.html", _frame(case) | shown | {"is_saved": "klart" in request.GET})


@case_bound
def add_member(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Add a person to a case."""
    return _member(request, case_id, None)


@case_bound
def correct_member(request: StaffRequest, case_id: UUID, identity_id: UUID) -> HttpResponse:
    """Correct a person of a case; the earlier version stays."""
    return _member(request, case_id, identity_id)


@case_bound
def needs(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """State what a home must manage."""
    actor = actor_of(request)
    key = write_draft(actor, case_id, FormKind.STATE_NEEDS, day_of(now()))
    case = open_case(actor=actor, case_id=case_id, now=now())
    others = [one for one in case.household if one.register_person != case.main_person]
    return answer_form(
        request,
        needs_form([(one.register_person, _who(one.name, one.relation)) for one in others if one.register_person]),
        key,
        act=lambda given, revision: state_needs(
            actor=actor, case_id=case_id, needs=needs_in(given), now=now(), draft_revision=revision
        ),
        refusals=NEEDS_REFUSALS,
        done=lambda _: redirect("desk:case", case_id),
        page=lambda turn: _page(request, "cases/state_needs.html", case, turn),
        initial=needs_as_given(stated_needs(case)) if case.state is CaseState.WAITING else None,
    )


def _member(request: StaffRequest, case_id: UUID, identity_id: UUID | None) -> HttpResponse:
    actor = actor_of(request)
    form = FormKind.ADD_MEMBER if identity_id is None else FormKind.CORRECT_MEMBER
    key = write_draft(actor, case_id, form, day_of(now()), subject=identity_id)
    versions = (
        () if identity_id is None else open_member(actor=actor, case_id=case_id, identity_id=identity_id, now=now())
    )
    case = open_case(actor=actor, case_id=case_id, now=now())
    return answer_form(
        request,
        RecordMember,
        key,
        act=lambda given, revision: record_member(
            actor=actor,
            case_id=case_id,
            member=member_in(given),
            now=now(),
            identity_id=identity_id,
            draft_revision=revision,
        ),
        refusals=HOUSEHOLD_REFUSALS,
        done=lambda _: redirect(f"{reverse('cases:household', args=[case_id])}?klart=sparad"),
        page=lambda turn: _page(request, "cases/member.html", case, turn, versions=versions[1:], is_new=not versions),
        initial=versions[0].as_given() if versions else None,
    )


def _who(name: str, relation: str) -> str:
    words = Relation(relation).swedish if relation else "Den som vill lämna"
    return f"{name}, {words.lower()}" if name else words


def _frame(case: CaseShape) -> dict[str, object]:
    return {"case": case, "section": "household"}


def _page(request: StaffRequest, template: str, case: CaseShape, turn: Turn[F], **more: object) -> HttpResponse:
    return render(request, template, _frame(case) | {"form": turn.form, "draft": turn.sheet} | more)
