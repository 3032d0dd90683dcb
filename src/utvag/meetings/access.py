"""Who may see a meeting: the named staff of its case, and nobody else. Who plans and holds it: those who handle it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from utvag.cases.access import case_for, may_choose, named_today, purpose_on
from utvag.cases.models import Case
from utvag.cases.rules import Purpose
from utvag.drafts.rules import DraftKey, FormKind
from utvag.foundation.actors import Actor
from utvag.foundation.errors import NotVisible
from utvag.meetings.models import Meeting, MeetingTask

MEETING, TASK = "MEETING", "MEETING_TASK"


@dataclass(frozen=True, slots=True)
class OpenedMeeting:
    """A meeting of a case that the actor is named on, and why she is."""

    meeting: Meeting
    purpose: Purpose


def case_to_handle(actor: Actor, case_id: UUID, today: date, *, action: str) -> tuple[Case, Purpose]:
    """Give a case to its coordinator or case worker.

    :raises NotVisible: for everybody else.
    """
    opened = case_for(actor, case_id, today, action=action)
    if not may_choose(actor):
        raise NotVisible(action, MEETING, case_id)
    return opened.case, opened.purpose


def meeting_for(actor: Actor, meeting_id: UUID, today: date, *, action: str, to_write: bool = False) -> OpenedMeeting:
    """Give a meeting to the named staff of its case; to write, to those who handle it, locked.

    :raises NotVisible: for everybody else.
    """
    rows = Meeting.objects.filter(pk=meeting_id, case__in=named_today(actor, today).values("case"))
    rows = rows.select_related("case")
    row = rows.select_for_update(of=("self",)).first() if to_write else rows.first()
    if row is None or (to_write and not may_choose(actor)):
        raise NotVisible(action, MEETING, meeting_id)
    return OpenedMeeting(row, purpose_on(actor, row.case_id, today))


def task_for(actor: Actor, task_id: UUID, today: date, *, action: str) -> tuple[MeetingTask, Purpose]:
    """Give a task, locked, to the one who is responsible for it while she is named, and to those who handle the case.

    :raises NotVisible: for everybody else.
    """
    rows = MeetingTask.objects.filter(pk=task_id, meeting__case__in=named_today(actor, today).values("case"))
    row = rows.select_related("meeting").select_for_update(of=("self",)).first()
    if row is None or not (may_choose(actor) or row.responsible_id == actor.id):
        raise NotVisible(action, TASK, task_id)
    return row, purpose_on(actor, row.meeting.case_id, today)


def plan_draft(actor: Actor, case_id: UUID, today: date) -> DraftKey:
    """Give the key of the draft of a plan to one who may plan."""
    case_to_handle(actor, case_id, today, action="PLAN_MEETING")
    return DraftKey(FormKind.PLAN_MEETING, case_id)


def meeting_draft(actor: Actor, meeting_id: UUID, form: FormKind, today: date) -> DraftKey:
    """Give the key of a draft about a meeting to one who may write about it."""
    row = Meeting.objects.filter(pk=meeting_id, case__in=named_today(actor, today).values("case")).first()
    if row is None or not may_choose(actor):
        raise NotVisible(form.value, MEETING, meeting_id)
    return DraftKey(form, row.case_id, meeting_id)
