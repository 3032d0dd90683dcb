"""Every change to meetings and their tasks."""

from utvag.meetings.operations.meetings import (
    UnableToMeet,
    add_task,
    cancel_meeting,
    finish_task,
    hold_meeting,
    plan_meeting,
    record_answers,
)

__all__ = [
    "UnableToMeet",
    "add_task",
    "cancel_meeting",
    "finish_task",
    "hold_meeting",
    "plan_meeting",
    "record_answers",
]
