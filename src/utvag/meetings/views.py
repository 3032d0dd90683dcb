"""The pages of meetings: the list of a case, plan, one meeting, hold, cancel, tasks."""

from typing import Final, TypeVar
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from utvag.cases.access import may_choose
from utvag.cases.queries import CaseShape, open_case
from utvag.drafts.rules import FormKind
from utvag.drafts.views import Refusals, Turn, answer_form
from utvag.foundation import forms
from utvag.foundation.clock import SWEDEN, day_of, now
from utvag.foundation.http import StaffRequest, actor_of, case_bound, posted_only
from utvag.meetings.access import meeting_draft, plan_draft
from utvag.meetings.forms import (
    AddTask,
    Answers,
    CancelMeeting,
    HoldMeeting,
    PlanMeeting,
    also_in,
    hold_form,
    invited_in,
    moment_in,
    present_in,
    task_form,
    task_of,
    tasks_in,
)
from utvag.meetings.operations import (
    UnableToMeet,
    add_task,
    cancel_meeting,
    finish_task,
    hold_meeting,
    plan_meeting,
    record_answers,
)
from utvag.meetings.queries import MeetingShape, ParticipantShape, meetings_of_case, open_meeting
from utvag.meetings.rules import MeetingKind, MeetingState, PlaceKind, Refusal

F = TypeVar("F", bound=forms.Form)

REFUSALS: Final[Refusals] = {
    Refusal.POLICE_ABSENT: (
        None,
        (
            "Polisen var inte med. Ett samordningsmöte utan polisen räknas inte: boka ett nytt. "
            "Vill du spara det ni sa, kryssa i att det ska sparas som ett annat möte."
        ),
    ),
    Refusal.NOT_PLANNED: (None, "Mötet är redan avslutat. Ladda om sidan."),
    Refusal.HELD_TOO_EARLY: ("day", "Skriv dagen och klockslaget när mötet började. De kan inte ligga framåt i tiden."),
    Refusal.NOBODY_INVITED: (None, "Kryssa i minst en som bjuds in."),
    Refusal.NO_MINUTES: ("minutes", "Skriv vad som sades."),
    Refusal.NO_REASON: ("reason", "Skriv varför mötet ställs in."),
    Refusal.NOT_HELD: (None, "Mötet har inte hållits. Skriv först vilka som var med."),
    Refusal.DAY_PASSED: (None, "Skriv i dag eller en dag som kommer för varje uppgift."),
    Refusal.NOT_NAMED: (None, "Den som ska göra uppgiften är inte utsedd på ärendet. Välj någon i listan."),
}
_DONE = {
    "planerat": "Mötet är planerat",
    "svar": "Svaren är sparade",
    "hallet": "Mötet är avslutat",
    "installt": "Mötet är inställt",
    "uppgift": "Uppgiften är sparad",
    "klar": "Uppgiften är klar",
}


@case_bound
def of_case(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """List a case's meetings."""
    actor = actor_of(request)
    case = open_case(actor=actor, case_id=case_id, now=now())
    lines = meetings_of_case(actor=actor, case_id=case_id, now=now())
    return render(request, "meetings/case.html", _frame(case) | {"lines": lines, "may_write": may_choose(actor)})


@case_bound
def plan(request: StaffRequest, case_id: UUID) -> HttpResponse:
    """Plan a meeting."""
    actor = actor_of(request)
    return answer_form(
        request,
        PlanMeeting,
        plan_draft(actor, case_id, day_of(now())),
        act=lambda given, revision: plan_meeting(
            actor=actor,
            case_id=case_id,
            kind=MeetingKind(given["kind"]),
            planned_at=moment_in(given),
            place_kind=PlaceKind(given["place_kind"]),
            invited=invited_in(given),
            where=given["where"],
            about=given["about"],
            now=now(),
            draft_revision=revision,
        ),
        refusals=REFUSALS,
        done=lambda meeting_id: _to(meeting_id, "planerat"),
        page=lambda turn: _case_page(request, "meetings/plan.html", case_id, turn),
    )


@case_bound
def meeting(request: StaffRequest, meeting_id: UUID) -> HttpResponse:
    """Show a meeting."""
    shape = open_meeting(actor=actor_of(request), meeting_id=meeting_id, now=now())
    case = open_case(actor=actor_of(request), case_id=shape.line.case_id, now=now())
    shown = {"meeting": shape, "answers": _answers(shape), "done": _DONE.get(request.GET.get("klart", ""))}
    return render(request, "meetings/meeting.html", _frame(case) | shown | {"actor_id": actor_of(request).id})


@case_bound
@posted_only
def answers(request: StaffRequest, meeting_id: UUID) -> HttpResponse:
    """Write what those who are invited answered."""
    shape = open_meeting(actor=actor_of(request), meeting_id=meeting_id, now=now())
    form = _answers(shape, request.POST)
    if form.is_valid():
        record_answers(actor=actor_of(request), meeting_id=meeting_id, answers=form.answers(), now=now())
    return _to(meeting_id, "svar")


@case_bound
def hold(request: StaffRequest, meeting_id: UUID) -> HttpResponse:
    """Write who came, what was said and who does what."""
    actor = actor_of(request)
    key = meeting_draft(actor, meeting_id, FormKind.HOLD_MEETING, day_of(now()))
    shape = open_meeting(actor=actor, meeting_id=meeting_id, now=now())
    case = open_case(actor=actor, case_id=shape.line.case_id, now=now())
    begun = shape.line.planned_at.astimezone(SWEDEN)
    return answer_form(
        request,
        _hold_form(shape, case),
        key,
        act=lambda given, revision: hold_meeting(
            actor=actor,
            meeting_id=meeting_id,
            held_at=moment_in(given),
            present=present_in(given),
            also_present=tuple(also_in(given)),
            minutes=given["minutes"],
            decided=given["decided"],
            tasks=tuple(tasks_in(given)),
            now=now(),
            as_other=given.get("as_other", False),
            draft_revision=revision,
        ),
        refusals=REFUSALS,
        done=lambda _: _to(meeting_id, "hallet"),
        page=lambda turn: _page(request, "meetings/hold.html", case, turn, meeting=shape),
        initial={"day": begun.date(), "time": f"{begun:%H.%M}"},
    )


@case_bound
def cancel(request: StaffRequest, meeting_id: UUID) -> HttpResponse:
    """Cancel a meeting."""
    actor = actor_of(request)
    key = meeting_draft(actor, meeting_id, FormKind.CANCEL_MEETING, day_of(now()))
    shape = open_meeting(actor=actor, meeting_id=meeting_id, now=now())
    return answer_form(
        request,
        CancelMeeting,
        key,
        act=lambda given, revision: cancel_meeting(
            actor=actor, meeting_id=meeting_id, reason=given["reason"], now=now(), draft_revision=revision
        ),
        refusals=REFUSALS,
        done=lambda _: _to(meeting_id, "installt"),
        page=lambda turn: _case_page(request, "meetings/cancel.html", shape.line.case_id, turn, meeting=shape),
    )


@case_bound
def add(request: StaffRequest, meeting_id: UUID) -> HttpResponse:
    """Write one more task."""
    actor = actor_of(request)
    key = meeting_draft(actor, meeting_id, FormKind.ADD_MEETING_TASK, day_of(now()))
    shape = open_meeting(actor=actor, meeting_id=meeting_id, now=now())
    case = open_case(actor=actor, case_id=shape.line.case_id, now=now())
    return answer_form(
        request,
        _task_form(case),
        key,
        act=lambda given, revision: add_task(
            actor=actor,
            meeting_id=meeting_id,
            task=task_of(given["task"], given["who"], given["due"]),
            now=now(),
            draft_revision=revision,
        ),
        refusals={**REFUSALS, Refusal.DAY_PASSED: ("due", "Skriv i dag eller en dag som kommer.")},
        done=lambda _: _to(meeting_id, "uppgift"),
        page=lambda turn: _page(request, "meetings/add_task.html", case, turn, meeting=shape),
    )


@case_bound
@posted_only
def task_done(request: StaffRequest, task_id: UUID) -> HttpResponse:
    """Write that a task is done."""
    try:
        meeting_id = finish_task(actor=actor_of(request), task_id=task_id, now=now())
    except UnableToMeet:
        return redirect("/")
    return _to(meeting_id, "klar")


def _hold_form(shape: MeetingShape, case: CaseShape) -> type[HoldMeeting]:
    invited = [(one.id, _words(one)) for one in shape.participants]
    return hold_form(invited, _staff(case), needs_police=shape.line.kind is MeetingKind.COORDINATION)


def _task_form(case: CaseShape) -> type[AddTask]:
    return task_form(_staff(case))


def _staff(case: CaseShape) -> list[tuple[str, str]]:
    return [(str(one.staff.id), f"{one.staff.display_name}, {one.purpose.swedish.lower()}") for one in case.staff]


def _words(one: ParticipantShape) -> str:
    return f"{one.role.swedish}, {one.name}" if one.name else one.role.swedish


def _answers(shape: MeetingShape, sent: object = None) -> Answers:
    is_open = shape.may_write and shape.line.state is MeetingState.PLANNED
    invited = [(one.id, _words(one), one.answer) for one in shape.participants if is_open and one.was_invited]
    return Answers(invited, sent)


def _to(meeting_id: UUID, word: str) -> HttpResponse:
    return redirect(f"{reverse('meetings:meeting', args=[meeting_id])}?klart={word}")


def _frame(case: CaseShape) -> dict[str, object]:
    return {"case": case, "section": "meetings"}


def _case_page(request: StaffRequest, template: str, case_id: UUID, turn: Turn[F], **more: object) -> HttpResponse:
    return _page(request, template, open_case(actor=actor_of(request), case_id=case_id, now=now()), turn, **more)


def _page(request: StaffRequest, template: str, case: CaseShape, turn: Turn[F], **more: object) -> HttpResponse:
    return render(request, template, _frame(case) | {"form": turn.form, "draft": turn.sheet} | more)
