"""The rows that plans hand up to the desk. They open no text and name no person."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from utvag.cases.access import may_choose, visible_to
from utvag.cases.queries import code_names
from utvag.cases.rules import CaseState
from utvag.foundation.actors import Actor
from utvag.foundation.agenda import Coming, Happening, Urgency, Work
from utvag.foundation.clock import day_of
from utvag.plans.queries.plans import PlanLine, latest, lines_of


def work_of(*, actor: Actor, now: datetime) -> tuple[Work, ...]:
    """Give the plans whose day to be gone through has come, for those who write them."""
    if not may_choose(actor):
        return ()
    today = day_of(now)
    going_on = visible_to(actor, today).exclude(state=CaseState.CLOSED.value)
    due = [line for line in _current_of(going_on.values_list("pk", flat=True)) if _is_due(line, today)]
    names = code_names(line.case_id for line in due)
    return tuple(
        Work(
            code_name=names[line.case_id],
            tag=f"{line.kind.swedish} ska gås igenom",
            why="Dagen som sattes när planen skrevs är här. Skriv en ny version, också om inget har ändrats.",
            urgency=Urgency.ATTENTION,
            page="plans:case",
            ids={"case_id": line.case_id},
            due_date=line.review_date,
        )
        for line in due
    )


def coming_of(*, case_ids: Iterable[UUID], today: date) -> tuple[Coming, ...]:
    """Give the days on which plans are to be gone through."""
    lines = [line for line in _current_of(case_ids) if line.review_date >= today]
    names = code_names(line.case_id for line in lines)
    return tuple(
        Coming(
            day=line.review_date,
            title=f"{line.kind.swedish} ska gås igenom",
            why="Dagen sattes när planen skrevs.",
            who="Samordnare eller handläggare",
            page="plans:case",
            ids={"case_id": line.case_id},
            code_name=names[line.case_id],
        )
        for line in lines
    )


def happenings_of(*, case_id: UUID) -> tuple[Happening, ...]:
    """Tell when the plans of a case were written. The caller has passed the wall."""
    return tuple(
        Happening(
            line.made_at,
            f"{line.kind.swedish} skriven, version {line.revision}",
            line.made_by,
            "documents:document",
            {"document_id": line.document_id},
        )
        for line in lines_of(case_id)
    )


def _current_of(case_ids: Iterable[UUID]) -> tuple[PlanLine, ...]:
    return latest(lines_of(*case_ids))


def _is_due(line: PlanLine, today: date) -> bool:
    return line.review_date <= today
