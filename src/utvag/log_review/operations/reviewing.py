"""Judge an access: attest it, ask the employee's manager, or write a finding; follow it up, and close it."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from utvag.audit.operations import Subject, one_act, record
from utvag.drafts.operations import drop_sent_draft
from utvag.drafts.rules import DraftKey, FormKind
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.foundation.errors import NotVisible
from utvag.log_review.access import ITEM, REVIEW, alarms_for, item_for
from utvag.log_review.models import Alarm, Item, Judgement
from utvag.log_review.operations.looks import UnableToReview
from utvag.log_review.queries.reviewing import last_judgements
from utvag.log_review.queries.sealing import judgement_place
from utvag.log_review.rules import Judged, Refusal, may_follow
from utvag.secrecy.envelope import seal

JUDGE, SEE_ALARM = "JUDGE_ACCESS", "SEE_ALARM"


@dataclass(frozen=True, slots=True)
class Said:
    """What a reviewer says of an access."""

    outcome: Judged
    text: str = field(repr=False)
    follow_up_date: date | None = None


def judge_access(*, actor: Actor, item_id: UUID, said: Said, now: datetime, draft_revision: int = 0) -> UUID:
    """Write what the reviewer says of an access. The database holds that it is neither hers nor her unit's.

    :raises NotVisible: for everybody but the reviewer who may judge it.
    :raises UnableToReview: when it is done with, without words, or without a coming day for what is left open.
    """
    with one_act(actor=actor, now=now):
        row = item_for(actor, item_id, action=JUDGE)
        last = last_judgements([row.id]).get(row.id)
        _refuse(said, None if last is None else Judged(last.outcome), day_of(now))
        judgement_id = _write(actor, row, said, (1 if last is None else last.number + 1, now))
        key = DraftKey(FormKind.JUDGE_ACCESS, None, item_id)
        drop_sent_draft(actor=actor, key=key, revision=draft_revision, now=now)
        subject = Subject(ITEM, row.id, row.case_id)
        record(actor=actor, action=JUDGE, subject=subject, purpose=REVIEW, now=now, verdict=said.outcome.value)
    return judgement_id


def _write(actor: Actor, row: Item, said: Said, turn: tuple[int, datetime]) -> UUID:
    """Write a judgement; of two that are written at once the database takes one."""
    judgement_id, (number, now) = uuid4(), turn
    try:
        with transaction.atomic():
            Judgement.objects.create(
                id=judgement_id,
                item=row,
                number=number,
                account_id=row.account_id,
                reviewer_id=actor.id,
                outcome=said.outcome.value,
                at=now,
                follow_up_date=said.follow_up_date if said.outcome.leaves_open else None,
                sealed=seal(judgement_place(row.account_id, judgement_id), {"text": said.text.strip()}),
            )
    except IntegrityError:
        raise UnableToReview(Refusal.ALREADY_JUDGED) from None
    return judgement_id


def see_alarm(*, actor: Actor, alarm_id: UUID, now: datetime) -> None:
    """Write that a reviewer has seen an alarm and acts on it.

    :raises NotVisible: for everybody else, and for one whom the alarm is about.
    """
    with one_act(actor=actor, now=now):
        row = alarms_for(actor).filter(pk=alarm_id).select_for_update().first()
        if row is None:
            raise NotVisible(SEE_ALARM, "ALARM", alarm_id)
        Alarm.objects.filter(pk=row.pk, seen_at__isnull=True).update(seen_at=now, seen_by=actor.id)
        record(actor=actor, action=SEE_ALARM, subject=Subject("ALARM", row.pk), purpose=REVIEW, now=now)


def _refuse(said: Said, last: Judged | None, today: date) -> None:
    if said.outcome not in may_follow(last):
        raise UnableToReview(Refusal.ALREADY_JUDGED)
    if not said.text.strip():
        raise UnableToReview(Refusal.TEXT_MISSING)
    if not said.outcome.leaves_open:
        return
    if said.follow_up_date is None:
        raise UnableToReview(Refusal.DAY_MISSING)
    if said.follow_up_date <= today:
        raise UnableToReview(Refusal.DAY_NOT_LATER)
