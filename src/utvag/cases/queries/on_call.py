"""What those who work on a case are told of an opening out of hours."""

from datetime import datetime
from uuid import UUID

from utvag.cases.access import named_today
from utvag.cases.models import OnCallOpening
from utvag.cases.rules import Purpose
from utvag.foundation.actors import Actor
from utvag.foundation.agenda import Happening, Urgency, Work
from utvag.foundation.clock import day_of
from utvag.secrecy.rules import KeyKind, Owner, Place


def opening_place(case_id: UUID, opening_id: UUID) -> Place:
    """Say where the reason of an opening belongs: under its case's key."""
    return Place(Owner(KeyKind.CASE, case_id), "cases_oncallopening", opening_id)


def on_call_notices(*, actor: Actor, now: datetime) -> tuple[Work, ...]:
    """Tell the staff of a case that one on call has opened it, for as long as she sees it. Opens no text."""
    today = day_of(now)
    named = named_today(actor, today).exclude(purpose=Purpose.ON_CALL).values("case")
    rows = OnCallOpening.objects.filter(case__in=named, until_date__gt=today).exclude(account=actor.id)
    return tuple(
        Work(
            code_name=row.case.code_name,
            tag="Öppnat av jouren",
            why="Jouren öppnade ärendet när kontoret var stängt. Läs vad som har hänt, och ta över.",
            urgency=Urgency.ATTENTION,
            page="desk:case",
            ids={"case_id": row.case_id},
            since=row.at,
        )
        for row in rows.select_related("case").order_by("at")
    )


def on_call_happenings(*, case_id: UUID) -> tuple[Happening, ...]:
    """Give the openings of a case as what has happened. The caller has passed the wall."""
    rows = OnCallOpening.objects.filter(case=case_id).order_by("at").defer("sealed")
    return tuple(Happening(row.at, "Jouren öppnade ärendet", row.account_id) for row in rows)
