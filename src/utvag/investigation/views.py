"""The pages of an investigation: its task list, one page for each part, the preconditions, and its end."""

from typing import Any, Final, TypeVar
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from utvag.cases.access import may_choose
from utvag.cases.queries import open_case
from utvag.drafts.rules import FormKind
from utvag.drafts.views import Refusals, Turn, answer_form
from utvag.foundation import forms
from utvag.foundation.clock import day_of, now
from utvag.foundation.http import StaffRequest, actor_of, case_bound, posted_only
from utvag.investigation.access import investigation_draft
from utvag.investigation.forms import (
    AnswerPrecondition,
    NoteHousing,
    StopInvestigation,
    TellLate,
    WriteSection,
    section_form,
    shown,
    values_in,
)
from utvag.investigation.operations import (
    UnableToInvestigate,
    answer_precondition,
    complete_investigation,
    discontinue_investigation,
    note_housing,
    open_investigation,
    save_section,
    tell_late,
)
from utvag.investigation.queries import (
    InvestigationShape,
    SectionShape,
    days_said,
    may_write_section,
    open_investigation_of,
    open_section,
)
from utvag.investigation.rules import CloseReason, HousingKind, Met, Precondition, Refusal, SectionKind

F = TypeVar("F", bound=forms.Form)

REFUSALS: Final[Refusals] = {
    Refusal.OPEN_ALREADY: (None, "En utredning pågår redan."),
    Refusal.NOT_OPEN: (None, "Ingen utredning pågår längre. Ladda om sidan."),
    Refusal.CASE_CLOSED: (None, "Ärendet är avslutat. Då kan ingen utredning öppnas."),
    Refusal.CHANGED_MEANWHILE: (
        None,
        "Någon annan har sparat delen medan du skrev. Läs den texten här nedanför. Spara igen om din ska gälla.",
    ),
    Refusal.NO_TEXT: ("text", "Skriv något i delen innan du sparar den."),
    Refusal.NOT_WHOLE: (None, "Utredningen kan inte bli klar än. Det som fattas står i listan."),
    Refusal.NO_MEETING: (None, "Inget samordningsmöte med polisen har hållits. Planera ett under Möten."),
    Refusal.NO_REASON: (None, "Skriv varför."),
    Refusal.NOT_LATE: (None, "Utredningen är inte sen, och har mer än tre arbetsdagar kvar."),
    Refusal.NO_TELLER: ("told_by", "Skriv vem som sa det."),
    Refusal.DAY_TO_COME: ("told_date", "Skriv i dag eller en dag som har varit."),
    Refusal.DATES_REVERSED: ("until_date", "Skriv en slutdag som kommer efter den första dagen."),
}
PAGES: Final = {kind: f"investigation:{kind.lower()}" for kind in SectionKind}
_TOLD = {
    "oppnad": "Utredningen är öppnad",
    "sparad": "Det är sparat",
    "klar": "Utredningen är klar",
    "avslutad": "Utredningen är avslutad utan att bli klar",
}


@case_bound
def of_case(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Show a case's investigation as a task list."""
    return _list(request, case_id, "")


@case_bound
@posted_only
def open_new(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Open an investigation with one click."""
    try:
        open_investigation(actor=actor_of(request), case_id=case_id, now=now())
    except UnableToInvestigate as refused:
        return _list(request, case_id, REFUSALS[refused.refusal][1])
    return _to(case_id, "oppnad")


@case_bound
def section(request: StaffRequest, case_id: UUID, kind: SectionKind) -> HttpResponse:
    """Write a part; to others than those who handle the case, and when it is done, it is shown."""
    actor = actor_of(request)
    if not may_choose(actor) or not may_write_section(actor=actor, case_id=case_id, now=now()):
        return _read_section(request, case_id, kind)
    key = investigation_draft(actor, case_id, FormKind(f"INVESTIGATION_{kind}"), day_of(now()))
    versions = open_section(actor=actor, case_id=case_id, kind=kind, now=now())
    return answer_form(
        request,
        section_form(kind),
        key,
        act=lambda given, revision: save_section(
            actor=actor,
            case_id=case_id,
            kind=kind,
            values=values_in(given),
            is_done=given["is_done"],
            based_on=given["based_on"] or 0,
            now=now(),
            children_from=given.get("children_from"),
            children_at_once=given.get("children_at_once", False),
            draft_revision=revision,
        ),
        refusals=REFUSALS,
        done=lambda _: _to(case_id, "sparad"),
        page=lambda turn: _section_page(request, case_id, kind, turn),
        initial=_begun(versions),
    )


@case_bound
def precondition(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Write whether one of the police's preconditions is met."""
    actor = actor_of(request)
    return answer_form(
        request,
        AnswerPrecondition,
        investigation_draft(actor, case_id, FormKind.PRECONDITION, day_of(now())),
        act=lambda given, revision: answer_precondition(
            actor=actor,
            case_id=case_id,
            precondition=Precondition(given["precondition"]),
            answer=Met(given["answer"]),
            told_date=given["told_date"],
            told_by=given["told_by"],
            now=now(),
            draft_revision=revision,
        ),
        refusals=REFUSALS,
        done=lambda _: _to(case_id, "sparad"),
        page=lambda turn: _form_page(request, case_id, turn, "Polisens villkor", "Spara svaret"),
    )


@case_bound
def housing(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Write where the person lives meanwhile."""
    actor = actor_of(request)
    return answer_form(
        request,
        NoteHousing,
        investigation_draft(actor, case_id, FormKind.HOUSING_MEANWHILE, day_of(now())),
        act=lambda given, revision: note_housing(
            actor=actor,
            case_id=case_id,
            kind=HousingKind(given["kind"]),
            from_date=given["from_date"],
            until_date=given["until_date"],
            note=given["note"],
            now=now(),
            draft_revision=revision,
        ),
        refusals=REFUSALS,
        done=lambda _: _to(case_id, "sparad"),
        page=lambda turn: _form_page(request, case_id, turn, "Boende under utredningen", "Spara"),
    )


@case_bound
def late(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Write why an investigation is late."""
    actor = actor_of(request)
    return answer_form(
        request,
        TellLate,
        investigation_draft(actor, case_id, FormKind.INVESTIGATION_LATE, day_of(now())),
        act=lambda given, revision: tell_late(
            actor=actor, case_id=case_id, reason=given["reason"], now=now(), draft_revision=revision
        ),
        refusals=REFUSALS,
        done=lambda _: _to(case_id, "sparad"),
        page=lambda turn: _form_page(request, case_id, turn, "Varför utredningen är sen", "Spara orsaken"),
    )


@case_bound
def stop(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """End an investigation before it is done."""
    actor = actor_of(request)
    return answer_form(
        request,
        StopInvestigation,
        investigation_draft(actor, case_id, FormKind.INVESTIGATION_STOP, day_of(now())),
        act=lambda given, revision: discontinue_investigation(
            actor=actor,
            case_id=case_id,
            reason=CloseReason(given["reason"]),
            note=given["note"],
            now=now(),
            draft_revision=revision,
        ),
        refusals=REFUSALS,
        done=lambda _: _to(case_id, "avslutad"),
        page=lambda turn: _form_page(request, case_id, turn, "Avsluta utan att bli klar", "Avsluta utredningen"),
    )


@case_bound
@posted_only
def complete(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Complete an investigation."""
    try:
        complete_investigation(actor=actor_of(request), case_id=case_id, now=now())
    except UnableToInvestigate as refused:
        return _list(request, case_id, REFUSALS[refused.refusal][1])
    return _to(case_id, "klar")


def _list(request: StaffRequest, case_id: UUID, refused: str) -> HttpResponse:
    actor = actor_of(request)
    found = open_investigation_of(actor=actor, case_id=case_id, now=now())
    case = open_case(actor=actor, case_id=case_id, now=now())
    more = {
        "investigation": found,
        "tasks": [(line, reverse(PAGES[line.kind], args=[case_id])) for line in found.sections] if found else [],
        "days": days_said(found.due_date, day_of(now())) if found else "",
        "refused": refused,
        "done": _TOLD.get(request.GET.get("klart", "")),
        "may_open": may_choose(actor) and (found is None or found.state != "OPEN") and case.state != "CLOSED",
        "is_near": _is_near(found),
    }
    return render(request, "investigation/case.html", {"case": case, "section": "investigation"} | more)


def _is_near(found: InvestigationShape | None) -> bool:
    return found is not None and found.working_days <= 3  # as the rule has it


def _read_section(request: StaffRequest, case_id: UUID, kind: SectionKind) -> HttpResponse:
    actor = actor_of(request)
    versions = open_section(actor=actor, case_id=case_id, kind=kind, now=now())
    case = open_case(actor=actor, case_id=case_id, now=now())
    more = {"kind": kind, "versions": _readable(versions), "newest": _readable(versions[:1])}
    return render(request, "investigation/read.html", {"case": case, "section": "investigation"} | more)


def _section_page(request: StaffRequest, case_id: UUID, kind: SectionKind, turn: Turn[WriteSection]) -> HttpResponse:
    """Show a part's form; where somebody else has saved it since, her text too, and sending again is then a choice."""
    versions = open_section(actor=actor_of(request), case_id=case_id, kind=kind, now=now())
    last = versions[0].revision if versions else 0
    form = turn.form
    is_changed = form.is_bound and str(form.data.get("based_on") or "0") != str(last)
    if is_changed:
        form.data = {**dict(form.data.items()), "based_on": str(last)}
    case = open_case(actor=actor_of(request), case_id=case_id, now=now())
    more = {"kind": kind, "versions": _readable(versions), "is_changed": is_changed}
    frame: dict[str, Any] = {"case": case, "section": "investigation", "form": form, "draft": turn.sheet}
    return render(request, "investigation/section.html", frame | more)


def _readable(versions: tuple[SectionShape, ...]) -> list[tuple[SectionShape, list[tuple[str, str]]]]:
    return [(version, list(shown(version.values))) for version in versions]


def _begun(versions: tuple[SectionShape, ...]) -> dict[str, object]:
    if not versions:
        return {"based_on": 0}
    return {**versions[0].values, "is_done": versions[0].is_done, "based_on": versions[0].revision}


def _form_page(request: StaffRequest, case_id: UUID, turn: Turn[F], title: str, submit: str) -> HttpResponse:
    case = open_case(actor=actor_of(request), case_id=case_id, now=now())
    more = {"form": turn.form, "draft": turn.sheet, "title": title, "submit": submit}
    return render(request, "investigation/form.html", {"case": case, "section": "investigation"} | more)


def _to(case_id: UUID, word: str) -> HttpResponse:
    return redirect(f"{reverse('investigation:case', args=[case_id])}?klart={word}")
