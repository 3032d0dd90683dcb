"""The police liaison's pages for entering facts. Everybody else gets 404."""

from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from utvag.drafts.rules import FormKind
from utvag.drafts.views import Turn, take_turn
from utvag.foundation import forms
from utvag.foundation.clock import day_of, now
from utvag.foundation.http import StaffRequest, actor_of, role_bound
from utvag.organisation.rules import Role
from utvag.threats.access import register_draft
from utvag.threats.forms import AddKeepApart, EndKeepApart, RecordAssessment
from utvag.threats.operations import UnableToRecord, add_keep_apart, end_keep_apart, record_assessment
from utvag.threats.queries import parties
from utvag.threats.rules import Level, Refusal

F = TypeVar("F", bound=forms.Form)

# What the register refuses, at the field where it can be mended.
_REFUSALS: dict[StrEnum, tuple[str | None, str]] = {
    Refusal.UNKNOWN_PARTY: (None, "Koden finns inte i registret. Välj en kod ur listan."),
    Refusal.SAME_PARTY: ("second", "Skriv två olika koder."),
    Refusal.DATES_REVERSED: ("until_date", "Skriv en slutdag som kommer efter den första dagen."),
    Refusal.UNKNOWN_AREA: ("forbidden", "Kommunen finns inte. Skriv till exempel Malmö."),
    Refusal.NOT_STANDING: (None, "Uppgiften gäller inte längre."),
}


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


def _turn(request: StaffRequest, kind: type[F], form: FormKind) -> Turn[F]:
    key = register_draft(actor_of(request), form)
    return take_turn(request, kind, key, {"from_date": day_of(now())})


def _page(request: StaffRequest, template: str, turn: Turn[F]) -> HttpResponse:
    known = parties(actor=actor_of(request), now=now())
    return render(request, template, {"form": turn.form, "draft": turn.sheet, "parties": known})


def _back(saved: str) -> HttpResponse:
    return redirect(f"{reverse('desk:liaison')}?sparat={saved}")
