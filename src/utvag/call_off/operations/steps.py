"""Open a call-off, pass a step, and close it."""

from datetime import datetime
from uuid import UUID, uuid4

from utvag.audit.operations import Subject, one_act, record
from utvag.call_off.access import case_to_call_off
from utvag.call_off.models import CallOff, CallOffStep
from utvag.call_off.queries.steps import OpenStep, asked_in, open_step, sealed_place
from utvag.call_off.rules import CallOffState, PassedReason, Refusal, Shown, Step, refused_pass
from utvag.cases.rules import CaseState
from utvag.drafts.operations import drop_sent_draft
from utvag.drafts.rules import DraftKey, FormKind
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.foundation.errors import Unable
from utvag.secrecy.envelope import seal

CALL_OFF = "CALL_OFF"
OPEN_CALL_OFF, PASS_STEP = "OPEN_CALL_OFF", "PASS_STEP"


class UnableToCallOff(Unable):
    """The step or the enquiry cannot be made as asked."""


def open_call_off(*, actor: Actor, case_id: UUID, now: datetime) -> UUID:
    """Begin the search for a home in the first step, and give the call-off's id. A second opening finds the first.

    :raises NotVisible: unless the actor is named on the case and chooses homes.
    :raises UnableToCallOff: when the case is over.
    """
    with one_act(actor=actor, now=now):
        opened = case_to_call_off(actor, case_id, day_of(now), action=OPEN_CALL_OFF)
        if opened.case.state == CaseState.CLOSED:
            raise UnableToCallOff(Refusal.NOT_OPEN)
        held = _held(case_id)
        if held is not None:
            return held
        call_off = CallOff.objects.create(id=uuid4(), case_id=case_id, opened_at=now, opened_by=actor.id)
        _enter(call_off.id, case_id, actor, now, step=Step.OWN, words="", shown=Shown())
        subject = Subject(CALL_OFF, call_off.id, case_id)
        record(actor=actor, action=OPEN_CALL_OFF, subject=subject, purpose=opened.purpose, now=now)
        return call_off.id


def pass_step(
    *,
    actor: Actor,
    case_id: UUID,
    step: int,
    reason: PassedReason,
    words: str,
    shown: Shown,
    now: datetime,
    draft_revision: int = 0,
) -> Step:
    """Leave a step without a home, for a reason, and give the next. What the check showed is kept with it.

    :param step: the step that is left: one that somebody has left meanwhile is not left twice.
    :param shown: what the check showed the actor of the case.
    :raises NotVisible: unless the actor is named on the case and chooses homes.
    :raises UnableToCallOff: when the reason is missing or not true, or the step is not the one that is open.
    """
    with one_act(actor=actor, now=now):
        opened = case_to_call_off(actor, case_id, day_of(now), action=PASS_STEP)
        held = hold_open_step(case_id)
        if held.step != step:
            raise UnableToCallOff(Refusal.STEP_CHANGED)
        asked = asked_in(held.call_off_id, step)
        refusal = refused_pass(step=step, reason=reason, words=words, shown=shown, asked=asked, today=day_of(now))
        if refusal is not None:
            raise UnableToCallOff(refusal)
        entered = Step(step + 1)
        _enter(held.call_off_id, case_id, actor, now, step=entered, words=words, shown=shown, reason=reason)
        drop_sent_draft(actor=actor, key=DraftKey(FormKind.LEAVE_STEP, case_id), revision=draft_revision, now=now)
        subject, purpose = Subject(CALL_OFF, held.call_off_id, case_id), opened.purpose
        record(actor=actor, action=PASS_STEP, subject=subject, purpose=purpose, now=now, verdict=reason.value)
        return entered


def close_call_off(*, actor: Actor, case_id: UUID, now: datetime) -> None:
    """Say that the search is over. Part of a larger operation, which has asked access and writes the log."""
    rows = CallOff.objects.filter(case=case_id, state=CallOffState.OPEN.value)
    rows.update(state=CallOffState.CLOSED.value, closed_at=now, closed_by=actor.id)


def hold_open_step(case_id: UUID) -> OpenStep:
    """Give the open step of a case, and let nobody else pass it or ask in it until the transaction ends.

    :raises UnableToCallOff: when no call-off is open.
    """
    found = open_step(case_id=case_id) if _held(case_id) else None
    if found is None:
        raise UnableToCallOff(Refusal.NOT_OPEN)
    return found


def _held(case_id: UUID) -> UUID | None:
    rows = CallOff.objects.filter(case=case_id, state=CallOffState.OPEN.value).select_for_update()
    return rows.values_list("pk", flat=True).first()


def _enter(
    call_off_id: UUID,
    case_id: UUID,
    actor: Actor,
    now: datetime,
    *,
    step: Step,
    words: str,
    shown: Shown,
    reason: PassedReason | None = None,
) -> None:
    step_id = uuid4()
    told = {
        "words": words.strip(),
        "homes": [[home.code, home.step, home.is_clear] for home in shown.homes],
        "is_usable": shown.is_usable,
        "register_version": shown.register_version,
    }
    CallOffStep.objects.create(
        id=step_id,
        call_off_id=call_off_id,
        case_id=case_id,
        step=step.value,
        previous_step=None if step is Step.OWN else step.value - 1,
        passed_reason=None if reason is None else reason.value,
        entered_at=now,
        entered_by=actor.id,
        sealed=seal(sealed_place(case_id, "calloffstep", step_id), told),
    )
