"""Let a stand-in in: the section head of each case answers, and what she confirms names the stand-in for those days."""

from datetime import date, datetime
from uuid import UUID

from django.db import connection

from utvag.audit.operations import Subject, one_act, record
from utvag.cases.operations import write_naming
from utvag.cases.rules import NamedDays, Purpose
from utvag.documents.operations import freeze_document
from utvag.documents.rules import DocumentKind
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.foundation.errors import NotVisible
from utvag.stand_in.access import HANDED, HANDOVER, As, handed_to_decide, handed_under, handover_for
from utvag.stand_in.models import HandedCase
from utvag.stand_in.operations.handing import UnableToHandOver
from utvag.stand_in.queries.brief import brief_of, brief_sheet
from utvag.stand_in.queries.taking import why_left_out
from utvag.stand_in.rules import HandedState, Refusal, days_left

CONFIRM, DECLINE, LEAVE_OUT = "CONFIRM_HANDOVER", "DECLINE_HANDOVER", "LEAVE_OUT_OF_HANDOVER"


def confirm_handover(*, actor: Actor, handover_id: UUID, now: datetime) -> None:
    """Confirm what waits of a handover in the cases that the actor heads; the stand-in is named, and gets her brief.

    A case that she is kept out of, or named on already, is left out.

    :raises NotVisible: for all but the section heads of its cases.
    :raises UnableToHandOver: when nothing waits, or the leave is over.
    """
    today = day_of(now)
    with one_act(actor=actor, now=now):
        opened = handover_for(actor, handover_id, today, action=CONFIRM)
        if opened.seen_as is not As.HEAD:
            raise NotVisible(CONFIRM, HANDOVER, handover_id)
        rows = handed_under(actor, today).filter(handover=handover_id, state=HandedState.WAITING)
        waiting = list(rows.select_related("case", "handover").select_for_update(of=("self",)).order_by("pk"))
        if not waiting:
            raise UnableToHandOver(Refusal.NOTHING_WAITS)
        days = days_left(NamedDays(opened.handover.from_date, opened.handover.until_date), today)
        if days is None:
            raise UnableToHandOver(Refusal.OVER)
        for row in waiting:
            _answer(actor, row, days, now)


def decline_handed(*, actor: Actor, handed_id: UUID, now: datetime) -> UUID:
    """Say no to handing one case over. Give the handover.

    :raises NotVisible: for all but the section head of the case.
    :raises UnableToHandOver: when it does not wait.
    """
    with one_act(actor=actor, now=now):
        row = handed_to_decide(actor, handed_id, day_of(now), action=DECLINE)
        if row.state != HandedState.WAITING:
            raise UnableToHandOver(Refusal.NOTHING_WAITS)
        _decide(actor, row, HandedState.DECLINED, DECLINE, now)
    return row.handover_id


def _answer(actor: Actor, row: HandedCase, days: NamedDays, now: datetime) -> None:
    with connection.cursor() as cursor:
        # The lock of the triggers: who is being denied at this moment is seen here, or sees this.
        cursor.execute("select cases_hold_pair(%s, %s)", [row.case_id, row.stand_in_id])
    if why_left_out(row.case_id, row.stand_in_id, days) is not None:
        _decide(actor, row, HandedState.LEFT_OUT, LEAVE_OUT, now)
        return
    row.brief_id = _freeze(actor, row, day_of(now), now)
    _decide(actor, row, HandedState.CONFIRMED, CONFIRM, now)
    write_naming(row.case_id, row.stand_in_id, Purpose.STAND_IN, days, by=actor)


def _decide(actor: Actor, row: HandedCase, state: HandedState, action: str, now: datetime) -> None:
    row.state, row.decided_by_id, row.decided_at = state.value, actor.id, now
    row.save(update_fields=["state", "decided_by", "decided_at", "brief"])
    subject = Subject(HANDED, row.id, row.case_id)
    record(actor=actor, action=action, subject=subject, purpose=Purpose.DECISION, now=now)


def _freeze(actor: Actor, row: HandedCase, today: date, now: datetime) -> UUID:
    frozen = freeze_document(
        actor=actor,
        case_id=row.case_id,
        code_name=row.case.code_name,
        kind=DocumentKind.HANDOVER_BRIEF,
        subject=row.id,
        sheet=brief_sheet(row.handover, brief_of(row, today)),
        now=now,
    )
    return frozen.id
