"""Do, undo and note the steps after a disclosed address."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from utvag.audit.operations import Subject, one_act, record
from utvag.drafts.operations import drop_sent_draft
from utvag.drafts.rules import DraftKey, FormKind
from utvag.emergency.access import STEP, OpenedDisclosed, step_for
from utvag.emergency.models import AddressDisclosed, DisclosedStep
from utvag.emergency.operations.errors import UnableToHandle
from utvag.emergency.queries.disclosed import notes_of, step_place
from utvag.emergency.rules import DisclosedState, Refusal, StepKind, needs_note
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.secrecy.envelope import Keyring

DO, UNDO = "DO_DISCLOSED_STEP", "UNDO_DISCLOSED_STEP"


@dataclass(frozen=True, slots=True)
class Said:
    """What is written of a step: who was told, or who told, and anything else."""

    told: str = ""
    note: str = ""

    @property
    def is_empty(self) -> bool:
        """Say whether nothing is written."""
        return not (self.told.strip() or self.note.strip())


def do_step(
    *, actor: Actor, step_id: UUID, now: datetime, told: str = "", note: str = "", draft_revision: int = 0
) -> UUID:
    """Mark a step as done, or add a note to one that is; give the placement's id.

    :raises NotVisible: unless the actor is named on the case.
    :raises UnableToHandle: when the event is closed, or the step is nothing without words and has none.
    """
    with one_act(actor=actor, now=now):
        step, opened = _open_step(actor, step_id, now, action=DO)
        said = Said(told, note)
        if said.is_empty and needs_note(StepKind(step.kind)) and step.sealed is None:
            raise UnableToHandle(Refusal.NOTE_MISSING)
        _write(step, opened.disclosed, actor, said, now)
        key = DraftKey(FormKind.DISCLOSED_STEP, opened.disclosed.case_id, step.id)
        drop_sent_draft(actor=actor, key=key, revision=draft_revision, now=now)
        _record(actor, step, opened, DO, now)
    return opened.disclosed.placement_id


def undo_step(*, actor: Actor, step_id: UUID, now: datetime) -> UUID:
    """Say that a step is not done after all; what was written of it stays. Give the placement's id.

    :raises NotVisible: unless the actor is named on the case.
    :raises UnableToHandle: when the event is closed, or the step is not done.
    """
    with one_act(actor=actor, now=now):
        step, opened = _open_step(actor, step_id, now, action=UNDO)
        if step.done_at is None:
            raise UnableToHandle(Refusal.NOT_DONE)
        step.done_at = step.done_by = None
        step.save(update_fields=["done_at", "done_by"])
        _record(actor, step, opened, UNDO, now)
    return opened.disclosed.placement_id


def mark_by_itself(event: AddressDisclosed, kind: StepKind, *, actor: Actor, now: datetime) -> None:
    """Mark a step as done by an act that was it. Part of that act; one that is done stays as it was."""
    DisclosedStep.objects.filter(disclosed=event, kind=kind.value, done_at__isnull=True).update(
        done_at=now, done_by=actor.id
    )


def _open_step(actor: Actor, step_id: UUID, now: datetime, *, action: str) -> tuple[DisclosedStep, OpenedDisclosed]:
    step, opened = step_for(actor, step_id, day_of(now), action=action)
    if opened.disclosed.state != DisclosedState.OPEN:
        raise UnableToHandle(Refusal.CLOSED_ALREADY)
    return step, opened


def _write(step: DisclosedStep, event: AddressDisclosed, actor: Actor, said: Said, now: datetime) -> None:
    if step.done_at is None:
        step.done_at, step.done_by = now, actor.id
    if not said.is_empty:
        keyring = Keyring()
        written = {"at": now.isoformat(), "by": str(actor.id), "told": said.told.strip(), "note": said.note.strip()}
        step.sealed = keyring.seal(step_place(step, event), [*notes_of(step, event, keyring), written])
    step.save(update_fields=["done_at", "done_by", "sealed"])


def _record(actor: Actor, step: DisclosedStep, opened: OpenedDisclosed, action: str, now: datetime) -> None:
    subject = Subject(STEP, step.id, opened.disclosed.case_id)
    record(actor=actor, action=action, subject=subject, purpose=opened.purpose, now=now)
