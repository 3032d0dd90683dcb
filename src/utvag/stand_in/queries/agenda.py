"""What waits because of a leave: a text to write, an answer to give, cases to take over, a digest to read."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Count

from utvag.cases.access import may_choose
from utvag.foundation.actors import Actor
from utvag.foundation.agenda import Happening, Urgency, Work
from utvag.foundation.clock import day_of
from utvag.foundation.dates import swedish_day
from utvag.stand_in.access import handed_by, handed_to, handed_under
from utvag.stand_in.models import HandedCase
from utvag.stand_in.rules import HandedState

PAGE: Final = "stand_in:handover"
#: So long after a leave is she reminded that she has not read what was done.
REMINDED: Final = timedelta(days=30)


def work_of(*, actor: Actor, now: datetime) -> tuple[Work, ...]:
    """Give what waits for her who hands over, for the section head and for the stand-in. Opens no text."""
    today = day_of(now)
    if not may_choose(actor):
        # It is asked on every page of everybody: of no role more than it may have.
        return tuple(_to_answer(actor, today))
    return (*_to_write(actor, today), *_to_take(actor, today), *_to_read(actor, today))


def happenings_of(*, case_id: UUID) -> tuple[Happening, ...]:
    """Give when a case went to a stand-in and came back. The caller has passed its wall."""
    rows = HandedCase.objects.filter(case=case_id, brief__isnull=False).select_related("handover").defer("sealed")
    found = []
    for row in rows.order_by("decided_at"):
        ids = {"case_id": case_id}
        if row.decided_at is not None:
            days = f"{swedish_day(row.handover.from_date)}–{swedish_day(row.handover.until_date)}"
            title = f"Ersättare bekräftad, {days}"
            found.append(Happening(row.decided_at, title, row.decided_by_id, "documents:case", ids))
        if row.ended_at is not None:
            found.append(Happening(row.ended_at, "Ersättningen avslutades i förtid", row.ended_by_id))
    return tuple(found)


def _to_answer(actor: Actor, today: date) -> Iterator[Work]:
    rows = handed_under(actor, today).filter(state=HandedState.WAITING, handover__until_date__gt=today)
    for row in rows.select_related("case", "handover").defer("sealed").order_by("written_at"):
        yield Work(
            code_name=row.case.code_name,
            tag="Bekräfta ersättare",
            why="Någon ska vara ledig och lämnar över ärendet. Ersättaren ser det först när du har bekräftat.",
            urgency=Urgency.ATTENTION,
            page=PAGE,
            ids={"handover_id": row.handover_id},
            since=row.written_at,
            due_date=row.handover.from_date,
        )


def _to_write(actor: Actor, today: date) -> Iterator[Work]:
    rows = handed_by(actor, today).filter(state=HandedState.WRITING, handover__until_date__gt=today)
    for row in rows.select_related("case", "handover").order_by("case__code_name"):
        yield Work(
            code_name=row.case.code_name,
            tag="Skriv till ersättaren",
            why="Du lämnar över ärendet. Skriv vad ersättaren behöver veta, så går det till sektionschefen.",
            urgency=Urgency.ATTENTION,
            page="stand_in:note",
            ids={"handed_id": row.pk},
            since=row.added_at,
            due_date=row.handover.from_date,
        )


def _to_take(actor: Actor, today: date) -> Iterator[Work]:
    rows = handed_to(actor, today).values("handover", "handover__until_date").annotate(cases=Count("pk"))
    for row in rows.order_by("handover__until_date"):
        number = row["cases"]
        yield Work(
            code_name="Ett ärende" if number == 1 else f"{number} ärenden",
            tag="Du är ersättare",
            why="Läs överlämningen. Ärendena är dina till dagen som står här.",
            urgency=Urgency.INFO,
            page=PAGE,
            ids={"handover_id": row["handover"]},
            due_date=row["handover__until_date"],
        )


def _to_read(actor: Actor, today: date) -> Iterator[Work]:
    rows = handed_by(actor, today).filter(
        brief__isnull=False,
        handover__read_at__isnull=True,
        handover__until_date__lte=today,
        handover__until_date__gt=today - REMINDED,
    )
    for row in rows.values("handover", "handover__until_date").annotate(cases=Count("pk")):
        number = row["cases"]
        yield Work(
            code_name="Ett ärende" if number == 1 else f"{number} ärenden",
            tag="Välkommen tillbaka",
            why="Läs vad ersättaren gjorde medan du var borta.",
            urgency=Urgency.ATTENTION,
            page="stand_in:digest",
            ids={"handover_id": row["handover"]},
            due_date=row["handover__until_date"],
        )
