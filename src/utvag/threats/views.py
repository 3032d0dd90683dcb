"""The police liaison's pages for entering facts. Everybody else gets 404."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from utvag.drafts.rules import FormKind
from utvag.drafts.views import Turn, answer_form, take_turn
from utvag.foundation import forms
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of, now
from utvag.foundation.http import StaffRequest, actor_of, posted_only, role_bound
from utvag.organisation.rules import Role
from utvag.threats.access import register_draft
from utvag.threats.forms import AddKeepApart, AnswerSheet, EndKeepApart, RecordAssessment, RecordThreat
from utvag.threats.operations import (
    NewThreat,
    UnableToCheck,
    UnableToRecord,
    add_keep_apart,
    end_keep_apart,
    print_weekly_sheet,
    record_assessment,
    record_register_checks,
    record_threat,
)
from utvag.threats.queries import parties, weekly_sheet
from utvag.threats.rules import Level, Method, Refusal, ThreatLevel

F = TypeVar("F", bound=forms.Form)

# What the register refuses, at the field where it can be mended.
_REFUSALS: dict[StrEnum, tuple[str | None, str]] = {
    Refusal.UNKNOWN_PARTY: (None, "Koden finns inte i registret. Välj en kod ur listan."),
    Refusal.SAME_PARTY: ("second", "Skriv två olika koder."),
    Refusal.DATES_REVERSED: ("until_date", "Skriv en slutdag som kommer efter den första dagen."),
    Refusal.UNKNOWN_AREA: ("forbidden", "Kommunen finns inte. Skriv till exempel Malmö."),
    Refusal.NOT_STANDING: (None, "Uppgiften gäller inte längre."),
    Refusal.ENGINE_SILENT: (
        None,
        "Kontrollen svarar inte just nu, så områdena går inte att försegla. Inget är sparat. Försök igen om en stund.",
    ),
    Refusal.METHOD_NAME_MISSING: ("method_name", "Skriv vilken metod, eller välj att metoden inte är strukturerad."),
}
_OF_THREAT = _REFUSALS | {
    Refusal.DATES_REVERSED: ("valid_until", "Skriv en slutdag som kommer efter den första dagen."),
    Refusal.UNKNOWN_PARTY: ("person", "Koden finns inte i registret. Välj en kod ur listan."),
}
_OF_ANSWERS = {
    Refusal.NOT_OPEN: "Ärendet är inte längre öppet för polisen. Välj Inget svar än på raden och spara igen.",
    Refusal.UNKNOWN_SHEET: "Det finns inget blad med det numret. Läs på bladet, eller lämna tomt.",
}
_NO_ANSWER = "Svara på minst en rad."
# What has just been done on the sheet, by the word in the address.
_ON_SHEET = {"svar": "Svaren är sparade", "hot": "Hotbedömningen är sparad"}


@role_bound(Role.POLICE_LIAISON)
def add(request: StaffRequest) -> HttpResponse:
    """Enter that two must be kept apart."""
    turn = _turn(request, AddKeepApart, FormKind.KEEP_APART)
    form = turn.form
    if turn.is_sent and form.is_valid():
        given = form.cleaned_data
        try:
            add_keep_apart(
                actor=actor_of(request),
                between=(given["first"], given["second"]),
                level=Level(given["level"]),
                from_date=given["from_date"],
                until_date=given["until_date"],
                now=now(),
                draft_revision=turn.sheet.revision,
            )
        except UnableToRecord as refused:
            form.add_error(*_REFUSALS[refused.refusal])
        else:
            return _back("lank")
    return turn.answer or _page(request, "threats/add_keep_apart.html", turn)


@role_bound(Role.POLICE_LIAISON)
def end(request: StaffRequest, link_id: UUID) -> HttpResponse:
    """Say from which day a link no longer holds."""
    form = EndKeepApart(request.POST if request.method == "POST" else None, initial={"until_date": day_of(now())})
    if request.method == "POST" and form.is_valid():
        end_keep_apart(actor=actor_of(request), link_id=link_id, until_date=form.cleaned_data["until_date"], now=now())
        return _back("avslutad")
    return render(request, "threats/end_keep_apart.html", {"form": form})


@role_bound(Role.POLICE_LIAISON)
def assess(request: StaffRequest) -> HttpResponse:
    """Enter the police's assessment of one person."""
    turn = _turn(request, RecordAssessment, FormKind.POLICE_ASSESSMENT)
    form = turn.form
    if turn.is_sent and form.is_valid():
        given = form.cleaned_data
        try:
            record_assessment(
                actor=actor_of(request),
                person=given["person"],
                from_date=given["from_date"],
                until_date=given["until_date"],
                forbidden=given["forbidden"],
                now=now(),
                draft_revision=turn.sheet.revision,
            )
        except UnableToRecord as refused:
            form.add_error(*_REFUSALS[refused.refusal])
        else:
            return _back("bedomning")
    return turn.answer or _page(request, "threats/record_assessment.html", turn)


@role_bound(Role.POLICE_LIAISON)
def threat(request: StaffRequest) -> HttpResponse:
    """Enter the police's threat assessment of one person."""
    actor, moment = actor_of(request), now()
    return answer_form(
        request,
        RecordThreat,
        register_draft(actor, FormKind.THREAT_ASSESSMENT),
        act=lambda given, revision: record_threat(
            actor=actor, new=_threat_of(given), now=moment, draft_revision=revision
        ),
        refusals=_OF_THREAT,
        done=lambda _: redirect(f"{reverse('threats:weekly-sheet')}?sparat=hot"),
        page=lambda turn: _page(request, "threats/record_threat.html", turn),
        initial={"from_date": day_of(moment)},
    )


@role_bound(Role.POLICE_LIAISON)
def sheet(request: StaffRequest) -> HttpResponse:
    """Show what is due this week, and take the answers: all of them or none."""
    actor, moment = actor_of(request), now()
    shown = weekly_sheet(actor=actor, now=moment)
    names = {line.case_id: line.code_name for line in shown.due}
    form = AnswerSheet(request.POST if request.method == "POST" else None, names=names, due=shown.checks)
    if request.method == "POST" and form.is_valid() and _is_saved(actor, form, moment):
        return redirect(f"{reverse('threats:weekly-sheet')}?sparat=svar")
    saved = _ON_SHEET.get(request.GET.get("sparat", ""))
    return render(request, "threats/weekly_sheet.html", {"sheet": shown, "form": form, "saved": saved})


@role_bound(Role.POLICE_LIAISON)
@posted_only
def print_sheet(request: StaffRequest) -> HttpResponse:
    """Freeze the week's sheet as a PDF to print."""
    paper = print_weekly_sheet(actor=actor_of(request), now=now())
    named = {"Content-Disposition": f'inline; filename="veckoblad-{paper.number}.pdf"'}
    return HttpResponse(paper.content, content_type="application/pdf", headers=named)


def _is_saved(actor: Actor, form: AnswerSheet, moment: datetime) -> bool:
    """Enter the answers; where that cannot be, say so at each row."""
    answers = form.answers()
    if not answers:
        form.add_error(None, _NO_ANSWER)
        return False
    number = form.cleaned_data["sheet"]
    try:
        record_register_checks(actor=actor, answers=[one for _, one in answers], now=moment, sheet_number=number)
    except UnableToCheck as refused:
        for place, refusal in refused.refusals.items():
            form.add_error("sheet" if place is None else answers[place][0], _OF_ANSWERS[refusal])
        return False
    return True


def _threat_of(given: Mapping[str, Any]) -> NewThreat:
    return NewThreat(
        person=given["person"],
        level=ThreatLevel(given["level"]),
        method=Method(given["method"]),
        method_name=given["method_name"],
        from_date=given["from_date"],
        valid_until=given["valid_until"],
        unit=given["unit"],
        reasons=given["reasons"],
    )


def _turn(request: StaffRequest, kind: type[F], form: FormKind) -> Turn[F]:
    key = register_draft(actor_of(request), form)
    return take_turn(request, kind, key, {"from_date": day_of(now())})


def _page(request: StaffRequest, template: str, turn: Turn[F]) -> HttpResponse:
    known = parties(actor=actor_of(request), now=now())
    return render(request, template, {"form": turn.form, "draft": turn.sheet, "parties": known})


def _back(saved: str) -> HttpResponse:
    return redirect(f"{reverse('desk:liaison')}?sparat={saved}")
