"""Hand over one's cases for a leave, write what the stand-in is to know, end it, and say that one has come back."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID, uuid4

from utvag.audit.operations import Subject, one_act, record
from utvag.cases.access import purpose_on
from utvag.cases.models import CaseStaff
from utvag.cases.rules import CaseState, NamedDays, Purpose
from utvag.drafts.operations import drop_sent_draft
from utvag.drafts.rules import DraftKey, FormKind
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.foundation.errors import NotVisible, Unable
from utvag.secrecy.envelope import seal
from utvag.stand_in.access import (
    HANDED,
    HANDOVER,
    As,
    handed_to_end,
    handed_to_write,
    handover_to_read,
    own_to_hand_over,
    require_hander,
)
from utvag.stand_in.models import HandedCase, Handover
from utvag.stand_in.queries.taking import note_place, staff_to_stand_in, why_left_out
from utvag.stand_in.rules import HandedState, Refusal, refused_leave

BEGIN, WRITE, END, RETURN = "HAND_OVER_CASE", "WRITE_HANDOVER_NOTE", "END_STAND_IN", "NOTE_RETURN"


class UnableToHandOver(Unable):
    """The cases cannot be handed over so, or it is answered already."""


def begin_handover(
    *, actor: Actor, stand_in_id: UUID, days: NamedDays, case_ids: Collection[UUID], now: datetime
) -> UUID:
    """Choose who stands in, for which days and in which of one's own cases; each waits for its text. Give the id.

    A case that the stand-in may not take is left out, and stays so.

    :raises NotVisible: for roles that hand nothing over, and for a case that is not the actor's own.
    :raises UnableToHandOver: when she has another role, no case is left, or the days are wrong.
    """
    today = day_of(now)
    with one_act(actor=actor, now=now):
        require_hander(actor, BEGIN)
        own = list(own_to_hand_over(actor, today).filter(case__in=list(case_ids)).exclude(case__state=CaseState.CLOSED))
        if {row.case_id for row in own} != set(case_ids):
            raise NotVisible(BEGIN, HANDOVER, None)
        _refuse(actor, stand_in_id, days, own, today)
        left_out = {row.case_id for row in own if why_left_out(row.case_id, stand_in_id, days) is not None}
        if len(left_out) == len(own):
            raise UnableToHandOver(Refusal.NONE_LEFT)
        handover = Handover.objects.create(
            id=uuid4(),
            by_id=actor.id,
            stand_in_id=stand_in_id,
            from_date=days.from_date,
            until_date=days.until_date,
            made_at=now,
        )
        for row in own:
            handed_id = _add(handover, row, is_left_out=row.case_id in left_out, now=now)
            subject = Subject(HANDED, handed_id, row.case_id)
            record(actor=actor, action=BEGIN, subject=subject, purpose=Purpose(row.purpose), now=now)
    return handover.id


def write_handover_note(*, actor: Actor, handed_id: UUID, text: str, now: datetime, draft_revision: int = 0) -> UUID:
    """Write what the stand-in is to know of a case; from then it waits for its section head. Give the handover.

    :raises NotVisible: for everybody but her who hands the case over.
    :raises UnableToHandOver: without a text, and when it is answered or ended.
    """
    with one_act(actor=actor, now=now):
        handed_to_write(actor, handed_id, day_of(now), action=WRITE)
        row = HandedCase.objects.select_for_update().get(pk=handed_id)
        if row.state not in {HandedState.WRITING, HandedState.WAITING}:
            raise UnableToHandOver(Refusal.DECIDED)
        if not text.strip():
            raise UnableToHandOver(Refusal.NO_NOTE)
        row.state, row.written_at = HandedState.WAITING.value, now
        row.sealed = seal(note_place(row.case_id, row.id), {"text": text})
        row.save(update_fields=["state", "written_at", "sealed"])
        key = DraftKey(FormKind.HANDOVER_NOTE, row.case_id, handed_id)
        drop_sent_draft(actor=actor, key=key, revision=draft_revision, now=now)
        _record(actor, WRITE, row, now)
    return row.handover_id


def end_handover(*, actor: Actor, handover_id: UUID, now: datetime) -> None:
    """End what stands and withdraw what waits, from this moment: all that the actor may end of a handover.

    :raises NotVisible: for all but the two whose handover it is and the section heads of its cases.
    :raises UnableToHandOver: when nothing of it goes on.
    """
    today = day_of(now)
    with one_act(actor=actor, now=now):
        rows = handed_to_end(actor, handover_id, today, action=END)
        if not rows:
            raise UnableToHandOver(Refusal.OVER)
        for row in rows:
            # Before the naming ends: after it a stand-in's own purpose is no longer there to be told.
            subject = Subject(HANDED, row.id, row.case_id)
            record(actor=actor, action=END, subject=subject, purpose=_purpose(actor, row, today), now=now)
        for row in rows:
            if row.state == HandedState.CONFIRMED:
                _end_naming(row, today)
            HandedCase.objects.filter(pk=row.pk).update(state=HandedState.ENDED.value, ended_by=actor.id, ended_at=now)


def note_return(*, actor: Actor, handover_id: UUID, now: datetime) -> None:
    """Say that one is back and has read what was done. Once is enough, and twice does no harm.

    :raises NotVisible: for everybody but her who handed over.
    """
    with one_act(actor=actor, now=now):
        opened = handover_to_read(actor, handover_id, day_of(now), action=RETURN)
        if opened.seen_as is not As.BY:
            raise NotVisible(RETURN, HANDOVER, handover_id)
        Handover.objects.filter(pk=handover_id, read_at__isnull=True).update(read_at=now)
        for row in opened.cases:
            _record(actor, RETURN, row, now)


def _refuse(actor: Actor, stand_in_id: UUID, days: NamedDays, own: list[CaseStaff], today: date) -> None:
    if stand_in_id not in {one.id for one in staff_to_stand_in(actor)}:
        raise UnableToHandOver(Refusal.ROLE)
    if not own:
        raise UnableToHandOver(Refusal.NO_CASES)
    refusal = refused_leave(days, own_ends=[row.until_date for row in own], today=today)
    if refusal is not None:
        raise UnableToHandOver(refusal)


def _add(handover: Handover, naming: CaseStaff, *, is_left_out: bool, now: datetime) -> UUID:
    state = HandedState.LEFT_OUT if is_left_out else HandedState.WRITING
    return HandedCase.objects.create(
        id=uuid4(),
        handover=handover,
        case_id=naming.case_id,
        by_id=handover.by_id,
        stand_in_id=handover.stand_in_id,
        state=state.value,
        added_at=now,
    ).pk


def _end_naming(row: HandedCase, today: date) -> None:
    standing = CaseStaff.objects.filter(case=row.case_id, account=row.stand_in_id, purpose=Purpose.STAND_IN)
    # A day that has begun cannot end before it began: one who was named today was never named.
    standing.filter(from_date__gte=today).delete()
    standing.exclude(until_date__lte=today).update(until_date=today)


def _purpose(actor: Actor, row: HandedCase, today: date) -> Purpose:
    """Say why the actor ends it: a stand-in whose first day has not come is not named yet."""
    is_to_come = row.stand_in_id == actor.id and row.handover.from_date > today
    return Purpose.STAND_IN if is_to_come else purpose_on(actor, row.case_id, today)


def _record(actor: Actor, action: str, row: HandedCase, now: datetime) -> None:
    subject = Subject(HANDED, row.id, row.case_id)
    purpose = purpose_on(actor, row.case_id, day_of(now))
    record(actor=actor, action=action, subject=subject, purpose=purpose, now=now)
