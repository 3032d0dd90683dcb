"""The acts of meetings: the named staff read, those who handle the case write, the liaison sees by code."""

from uuid import UUID

from tests.givens import NOW, TODAY, case_id
from tests.house.parts import CHOOSERS, LIAISON, NAMED
from tests.meetings.givens import given_held, given_meeting, given_task
from tests.personas import Personas
from utvag.drafts.rules import FormKind
from utvag.foundation.actors import Actor
from utvag.meetings.access import meeting_draft, plan_draft
from utvag.meetings.models import Meeting, MeetingTask
from utvag.meetings.operations import add_task, cancel_meeting, finish_task, record_answers
from utvag.meetings.queries import meetings_of_case, meetings_with_police, open_meeting


def given(personas: Personas) -> None:
    """One meeting that was held, with a task, and one that is planned."""
    given_held(personas.coordinator, given_meeting(personas.coordinator), tasks=(given_task(),))
    given_meeting(personas.coordinator)


def ids(personas: Personas) -> dict[str, UUID]:
    """A planned meeting and a task."""
    given(personas)
    return {"meeting_id": planned(), "task_id": task()}


def planned() -> UUID:
    """Give the meeting to come."""
    return Meeting.objects.values_list("pk", flat=True).get(state="PLANNED")


def held() -> UUID:
    """Give the meeting that was held."""
    return Meeting.objects.values_list("pk", flat=True).get(state="HELD")


def task() -> UUID:
    """Give the task."""
    return MeetingTask.objects.values_list("pk", flat=True).get()


def _hold(actor: Actor) -> None:
    given_held(actor, planned())


ACTS = {
    "plan_meeting": (given_meeting, CHOOSERS),
    "record_answers": (lambda a: record_answers(actor=a, meeting_id=planned(), answers={}, now=NOW), CHOOSERS),
    "hold_meeting": (_hold, CHOOSERS),
    "cancel_meeting": (lambda a: cancel_meeting(actor=a, meeting_id=planned(), reason="Sjuk", now=NOW), CHOOSERS),
    "add_task": (lambda a: add_task(actor=a, meeting_id=held(), task=given_task(), now=NOW), CHOOSERS),
    "finish_task": (lambda a: finish_task(actor=a, task_id=task(), now=NOW), CHOOSERS),
    "open_meeting": (lambda a: open_meeting(actor=a, meeting_id=held(), now=NOW), NAMED),
    "meetings_of_case": (lambda a: meetings_of_case(actor=a, case_id=case_id(), now=NOW), NAMED),
    "meetings_with_police": (lambda a: meetings_with_police(actor=a, case_ids=[], now=NOW), LIAISON),
    "plan_draft": (lambda a: plan_draft(a, case_id(), TODAY), CHOOSERS),
    "meeting_draft": (lambda a: meeting_draft(a, planned(), FormKind.HOLD_MEETING, TODAY), CHOOSERS),
}
