"""Rows for the desk: the register checks that are due, and those that were made. They open no sealed text."""

from datetime import datetime
from uuid import UUID

from utvag.foundation.actors import Actor
from utvag.foundation.agenda import Happening, Urgency, Work
from utvag.foundation.clock import day_of
from utvag.organisation.rules import Role
from utvag.threats.models import RegisterCheck
from utvag.threats.queries.sheet import checks_due, open_cases
from utvag.threats.rules import CheckOutcome

SHEET = "threats:weekly-sheet"


def work_of(*, actor: Actor, now: datetime) -> tuple[Work, ...]:
    """Give the police liaison the register checks that must be made before coordination meetings."""
    if actor.role != Role.POLICE_LIAISON:
        return ()
    today = day_of(now)
    return tuple(
        Work(
            code_name=line.code_name,
            tag="Registerslagning",
            why="Ska vara gjord före samordningsmötet. Svara på veckobladet.",
            urgency=Urgency.ATTENTION,
            page=SHEET,
            due_date=line.due_date,
        )
        for line in checks_due(open_cases(today), today)
    )


def happenings_of(*, case_id: UUID) -> tuple[Happening, ...]:
    """Give the register checks of a case: that they were made, as one word. The caller has passed the wall."""
    rows = RegisterCheck.objects.filter(case=case_id).order_by("done_at")
    return tuple(
        Happening(row.done_at, f"Polisens registerslagning: {CheckOutcome(row.outcome).swedish.lower()}", row.done_by)
        for row in rows
    )
