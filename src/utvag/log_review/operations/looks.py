"""Say of who has looked that it is in order, or ask the reviewer about one of them."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from utvag.audit.operations import Subject, one_act, record
from utvag.cases.access import CASE
from utvag.drafts.operations import drop_sent_draft
from utvag.drafts.rules import DraftKey, FormKind
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.foundation.errors import Unable
from utvag.log_review.access import case_of_holder
from utvag.log_review.models import Flag, Item, LookOver
from utvag.log_review.queries import rows_of_case
from utvag.log_review.queries.sealing import flag_place
from utvag.log_review.rules import MOST_ENTRIES, LookOutcome, Origin, Refusal, Row, Rule
from utvag.secrecy.envelope import seal

NOTE, ASK = "NOTE_LOOKS", "ASK_ABOUT_LOOK"
# How far back somebody may ask; the rows are named in the flag, the latest of them.
ASKED_DAYS = timedelta(days=365)


class UnableToReview(Unable):
    """An act of log review that cannot be done."""


def note_looks(*, actor: Actor, case_id: UUID, until_at: datetime, now: datetime) -> None:
    """Write that one who holds a case has gone through who looked up to a moment, and that it is in order.

    :raises NotVisible: for all but the coordinator and section head who are named on it.
    """
    with one_act(actor=actor, now=now):
        opened = case_of_holder(actor, case_id, day_of(now), action=NOTE)
        _look_over(actor, case_id, min(until_at, now), LookOutcome.IN_ORDER, now)
        record(actor=actor, action=NOTE, subject=Subject(CASE, case_id, case_id), purpose=opened.purpose, now=now)


def ask_about_look(
    *, actor: Actor, case_id: UUID, account_id: UUID, text: str, now: datetime, draft_revision: int = 0
) -> UUID:
    """Ask the reviewer why somebody looked in a case: a flag with the question, which only the reviewer opens.

    :raises NotVisible: for all but the coordinator and section head who are named on it.
    :raises UnableToReview: without a question, about oneself, about one who has not looked, and twice on one day.
    """
    with one_act(actor=actor, now=now):
        opened = case_of_holder(actor, case_id, day_of(now), action=ASK)
        rows = rows_of_case(actor=actor, case_id=case_id, from_at=now - ASKED_DAYS, now=now)
        theirs = [row for row in rows if row.account == account_id]
        _refuse(actor, account_id, text, theirs)
        flag_id = _flag(actor, (account_id, case_id), theirs[-MOST_ENTRIES:], text, now)
        _look_over(actor, case_id, rows[-1].at, LookOutcome.ASKED, now)
        key = DraftKey(FormKind.ASK_ABOUT_LOOK, case_id)
        drop_sent_draft(actor=actor, key=key, revision=draft_revision, now=now)
        record(actor=actor, action=ASK, subject=Subject("LOG_FLAG", flag_id, case_id), purpose=opened.purpose, now=now)
    return flag_id


def _refuse(actor: Actor, account_id: UUID, text: str, theirs: list[Row]) -> None:
    if account_id == actor.id:
        raise UnableToReview(Refusal.OWN_LOOK)
    if not theirs:
        raise UnableToReview(Refusal.NOT_AMONG_THEM)
    if not text.strip():
        raise UnableToReview(Refusal.TEXT_MISSING)


def _flag(actor: Actor, about: tuple[UUID, UUID], rows: list[Row], text: str, now: datetime) -> UUID:
    flag_id, (account_id, case_id) = uuid4(), about
    try:
        with transaction.atomic():
            Flag.objects.create(
                id=flag_id,
                rule=Rule.OWNER_ASKS.value,
                account_id=account_id,
                case_id=case_id,
                day=day_of(rows[-1].at),
                entries=[row.id for row in rows],
                made_at=now,
                made_by_id=actor.id,
                sealed=seal(flag_place(account_id, flag_id), {"text": text.strip()}),
            )
            _item(flag_id, (account_id, case_id), rows[-1], now)
    except IntegrityError:
        raise UnableToReview(Refusal.ASKED_ALREADY) from None
    return flag_id


def _item(flag_id: UUID, about: tuple[UUID, UUID], row: Row, now: datetime) -> None:
    """Lay the latest of the rows before the reviewer."""
    account_id, case_id = about
    Item.objects.create(
        origin=Origin.FLAG.value,
        flag_id=flag_id,
        entry=row.id,
        at=row.at,
        account_id=account_id,
        case_id=case_id,
        role=row.role,
        action=row.action,
        purpose=row.purpose,
        is_denied=row.is_denied,
        made_at=now,
    )


def _look_over(actor: Actor, case_id: UUID, until_at: datetime, outcome: LookOutcome, now: datetime) -> None:
    LookOver.objects.create(
        case_id=case_id, account_id=actor.id, until_at=min(until_at, now), outcome=outcome.value, at=now
    )
