"""Tell the person of a decision, take her appeal in, and answer it."""

from datetime import date, datetime
from typing import cast
from uuid import UUID, uuid4

from utvag.audit.operations import Subject, one_act, record
from utvag.decisions.access import (
    APPEAL,
    DECISION,
    OpenedDecision,
    appeal_to_answer,
    decision_to_handle,
    decision_to_notify,
    is_secretary,
)
from utvag.decisions.models import Appeal, Decision, Notice
from utvag.decisions.operations.sheet import notice_sheet
from utvag.decisions.queries.shapes import appeal_place, notice_place
from utvag.decisions.rules import (
    PURCHASES,
    AppealState,
    AppealStep,
    DecisionState,
    NoticeWay,
    Refusal,
    is_in_time,
    last_appeal_day,
    refused_step,
    state_after,
)
from utvag.documents.operations import freeze_document
from utvag.documents.rules import DocumentKind
from utvag.drafts.operations import drop_sent_draft
from utvag.drafts.rules import DraftKey, FormKind
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.foundation.errors import Unable
from utvag.secrecy.envelope import Keyring, seal

NOTICE, REGISTER, ANSWER = "GIVE_NOTICE", "REGISTER_APPEAL", "ANSWER_APPEAL"


class UnableToNotify(Unable):
    """Notice cannot be given so."""


class UnableToAppeal(Unable):
    """The appeal cannot be taken in or answered so."""


def give_notice(
    *,
    actor: Actor,
    decision_id: UUID,
    given_date: date,
    way: NoticeWay,
    to_whom: str,
    now: datetime,
    draft_revision: int = 0,
) -> UUID:
    """Write that the person got the decision; the time to appeal runs from that day (FL 33 and 44 §§).

    What she is told is frozen as a paper, with the last day.

    :raises NotVisible: unless the actor is named on the case to handle or decide it, or entered it for the committee.
    :raises UnableToNotify: when it is not taken, known to her already, a purchase, or the day cannot be right.
    """
    with one_act(actor=actor, now=now):
        opened = decision_to_notify(actor, decision_id, day_of(now), action=NOTICE)
        row = opened.decision
        refused = _refused(row, given_date, day_of(now))
        if refused is None and Notice.objects.filter(decision=row).exists():
            refused = Refusal.ALREADY_NOTIFIED
        if refused is None and not to_whom.strip():
            refused = Refusal.TEXT_MISSING
        if refused is not None:
            raise UnableToNotify(refused)
        notice = Notice(
            id=uuid4(),
            decision=row,
            case_id=row.case_id,
            given_date=given_date,
            last_appeal_date=last_appeal_day(given_date),
            way=way.value,
            given_by_id=actor.id,
            recorded_at=now,
        )
        notice.sealed = seal(notice_place(notice), {"to_whom": to_whom.strip()})
        notice.save(force_insert=True)
        _freeze_notice(actor, notice, to_whom.strip(), now)
        form = FormKind.GIVE_COMMITTEE_NOTICE if is_secretary(actor) else FormKind.GIVE_NOTICE
        _finish(actor, opened, form, draft_revision, now)
    return notice.id


def register_appeal(
    *, actor: Actor, decision_id: UUID, received_date: date, text: str, now: datetime, draft_revision: int = 0
) -> UUID:
    """Take an appeal in; whether it came in time follows from the notice (FL 44 and 45 §§).

    :raises NotVisible: unless the actor is named on the case to handle or decide it.
    :raises UnableToAppeal: when the decision is not taken, a purchase, appealed already, or the day cannot be right.
    """
    with one_act(actor=actor, now=now):
        opened = decision_to_handle(actor, decision_id, day_of(now), action=REGISTER)
        row = opened.decision
        refused = _refused(row, received_date, day_of(now))
        open_states = [AppealState.RECEIVED.value, AppealState.FORWARDED.value]
        if refused is None and Appeal.objects.filter(decision=row, state__in=open_states).exists():
            refused = Refusal.ALREADY_APPEALED
        if refused is None and not text.strip():
            refused = Refusal.TEXT_MISSING
        if refused is not None:
            raise UnableToAppeal(refused)
        notice = Notice.objects.filter(decision=row).first()
        last_day = None if notice is None else notice.last_appeal_date
        appeal = Appeal(
            id=uuid4(),
            decision=row,
            case_id=row.case_id,
            notice=notice,
            last_date=last_day,
            received_date=received_date,
            is_in_time=is_in_time(received_date, last_day),
            state=AppealState.RECEIVED.value,
            registered_by_id=actor.id,
            registered_at=now,
        )
        appeal.sealed = seal(appeal_place(appeal), {"text": text.strip(), "answer": ""})
        appeal.save(force_insert=True)
        _finish(actor, opened, FormKind.REGISTER_APPEAL, draft_revision, now)
    return appeal.id


def answer_appeal(
    *, actor: Actor, appeal_id: UUID, step: AppealStep, answer: str, now: datetime, draft_revision: int = 0
) -> None:
    """Dismiss a late appeal, hand one in time on after reconsidering, or write what the court said (FL 39, 45, 46 §§).

    :raises NotVisible: unless the actor is the section head named on the case.
    :raises UnableToAppeal: when the step does not follow from where the appeal stands.
    """
    with one_act(actor=actor, now=now):
        row, purpose = appeal_to_answer(actor, appeal_id, day_of(now), action=ANSWER)
        refused = refused_step(step, state=AppealState(row.state), in_time=row.is_in_time)
        if refused is None and not answer.strip():
            refused = Refusal.TEXT_MISSING
        if refused is not None:
            raise UnableToAppeal(refused)
        keyring = Keyring()
        texts = cast("dict[str, str]", keyring.open(appeal_place(row), row.sealed).reveal())
        said = "\n".join(part for part in (texts["answer"], answer.strip()) if part)
        state, outcome = state_after(step)
        row.state, row.outcome = state.value, None if outcome is None else outcome.value
        row.handled_by_id, row.handled_at = actor.id, now
        row.sealed = keyring.seal(appeal_place(row), {"text": texts["text"], "answer": said})
        row.save(force_update=True)
        key = DraftKey(FormKind.ANSWER_APPEAL, row.case_id, row.id)
        drop_sent_draft(actor=actor, key=key, revision=draft_revision, now=now)
        record(actor=actor, action=ANSWER, subject=Subject(APPEAL, row.id, row.case_id), purpose=purpose, now=now)


def _freeze_notice(actor: Actor, notice: Notice, to_whom: str, now: datetime) -> None:
    """Keep the paper that tells of the decision, with the last day that was counted."""
    row = notice.decision
    freeze_document(
        actor=actor,
        case_id=row.case_id,
        code_name=row.case.code_name,
        kind=DocumentKind.DECISION_NOTICE,
        subject=row.id,
        sheet=notice_sheet(notice, to_whom=to_whom),
        now=now,
    )


def _refused(row: Decision, day: date, today: date) -> Refusal | None:
    if row.state != DecisionState.TAKEN or row.decision_date is None:
        return Refusal.NOT_TAKEN
    if row.decision_type in PURCHASES:
        return Refusal.PURCHASE
    if day > today:
        return Refusal.DAY_TO_COME
    return Refusal.DAY_BEFORE_DECISION if day < row.decision_date else None


def _finish(actor: Actor, opened: OpenedDecision, form: FormKind, revision: int, now: datetime) -> None:
    row = opened.decision
    drop_sent_draft(actor=actor, key=DraftKey(form, row.case_id, row.id), revision=revision, now=now)
    subject = Subject(DECISION, row.id, row.case_id)
    record(actor=actor, action=form.value, subject=subject, purpose=opened.purpose, now=now)
