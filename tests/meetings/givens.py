"""Meetings in one line each, through the product's own operations."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from tests.givens import NOW, TODAY, case_id
from utvag.foundation.actors import Actor
from utvag.meetings.models import Participant
from utvag.meetings.operations import hold_meeting, plan_meeting
from utvag.meetings.rules import Invitation, MeetingKind, ParticipantRole, PlaceKind, TaskToDo

INVITED = (Invitation(ParticipantRole.CASE_WORKER, "Handläggarkanarie"), Invitation(ParticipantRole.PERSON))
TASK_ROLE = ParticipantRole.PROBATION
IN_A_WEEK = TODAY + timedelta(days=7)


def given_meeting(
    actor: Actor,
    *,
    kind: MeetingKind = MeetingKind.COORDINATION,
    planned_at: datetime = NOW,
    case: UUID | None = None,
    invited: tuple[Invitation, ...] = INVITED,
) -> UUID:
    """Plan a meeting; give its id."""
    return plan_meeting(
        actor=actor,
        case_id=case or case_id(),
        kind=kind,
        planned_at=planned_at,
        place_kind=PlaceKind.VIDEO,
        invited=invited,
        where="Platskanarie",
        about="Dagordningskanarie",
        now=NOW,
    )


def given_held(
    actor: Actor,
    meeting_id: UUID,
    *,
    with_police: bool = True,
    as_other: bool = False,
    tasks: tuple[TaskToDo, ...] = (),
    held_at: datetime = NOW,
) -> None:
    """Hold a meeting with all who were invited, with or without the police."""
    invited = Participant.objects.filter(meeting=meeting_id)
    there = invited if with_police else invited.exclude(role=ParticipantRole.POLICE.value)
    hold_meeting(
        actor=actor,
        meeting_id=meeting_id,
        held_at=held_at,
        present=list(there.values_list("pk", flat=True)),
        also_present=(),
        minutes="Anteckningskanarie",
        decided="Beslutskanarie",
        tasks=tasks,
        now=NOW,
        as_other=as_other,
    )


def given_task(*, account_id: UUID | None = None, due_date: date = IN_A_WEEK) -> TaskToDo:
    """Write a task of an employee, or of the probation service."""
    return TaskToDo("Uppgiftskanarie", due_date, account_id, None if account_id else TASK_ROLE)
