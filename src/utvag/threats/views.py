"""The police liaison's pages for entering facts. Everybody else gets 404."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from utvag.foundation.clock import day_of, now
from utvag.foundation.http import StaffRequest, actor_of, role_bound
from utvag.organisation.rules import Role
from utvag.threats.forms import AddKeepApart, EndKeepApart, RecordAssessment
from utvag.threats.operations import UnableToRecord, add_keep_apart, end_keep_apart, record_assessment
from utvag.threats.queries import parties
from utvag.threats.rules import Level, Refusal

# What the register refuses, at the field where it can be mended.
_REFUSALS: dict[Refusal, tuple[str | None, str]] = {
    Refusal.UNKNOWN_PARTY: (None, "Koden finns inte i registret. Välj en kod ur listan."),
    Refusal.SAME_PARTY: ("second", "Skriv två olika koder."),
    Refusal.DATES_REVERSED: ("until_date", "Skriv en slutdag som kommer efter den första dagen."),
    Refusal.UNKNOWN_AREA: ("forbidden", "Kommunen finns inte. Skriv till exempel Malmö."),
    Refusal.NOT_STANDING: (None, "Uppgiften gäller inte längre."),
}


@role_bound(Role.POLICE_LIAISON)
def add(request: StaffRequest) -> HttpResponse:
    """Enter that two must be kept apart."""
    form = AddKeepApart(request.POST if request.method == "POST" else None, initial={"from_date": day_of(now())})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            add_keep_apart(
                actor=actor_of(request),
                between=(given["first"], given["second"]),
                level=Level(given["level"]),
                from_date=given["from_date"],
                until_date=given["until_date"],
                now=now(),
            )
        except UnableToRecord as refused:
            form.add_error(*_REFUSALS[refused.refusal])
        else:
            return _back("lank")
    return _page(request, "threats/add_keep_apart.html", form)


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
    form = RecordAssessment(request.POST if request.method == "POST" else None, initial={"from_date": day_of(now())})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            record_assessment(
                actor=actor_of(request),
                person=given["person"],
                from_date=given["from_date"],
                until_date=given["until_date"],
                forbidden=given["forbidden"],
                now=now(),
            )
        except UnableToRecord as refused:
            form.add_error(*_REFUSALS[refused.refusal])
        else:
            return _back("bedomning")
    return _page(request, "threats/record_assessment.html", form)


def _page(request: StaffRequest, template: str, form: AddKeepApart | RecordAssessment) -> HttpResponse:
    return render(request, template, {"form": form, "parties": parties(actor=actor_of(request), now=now())})


def _back(saved: str) -> HttpResponse:
    return redirect(f"{reverse('desk:liaison')}?sparat={saved}")
