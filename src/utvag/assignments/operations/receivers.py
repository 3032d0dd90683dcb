"""Name who at the provider receives a placement, and end it."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from utvag.assignments.access import placement_to_hand_over
from utvag.assignments.models import Receiver
from utvag.assignments.queries.assignments import receivers_at
from utvag.assignments.queries.stays import report_days
from utvag.assignments.rules import Refusal
from utvag.audit.operations import Subject, one_act, record
from utvag.cases.operations.staff import denied
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.foundation.errors import Unable
from utvag.placement.access import PLACEMENT, OpenedPlacement
from utvag.placement.rules import PlacementState

_AHEAD_OR_NOW = {PlacementState.PLANNED, PlacementState.STANDING}


class UnableToHandOver(Unable):
    """Somebody who cannot receive the placement, or nobody who could be ended."""


def name_receiver(*, actor: Actor, placement_id: UUID, account_id: UUID, now: datetime) -> None:
    """Let one person at the home's provider see a placement by code until its reports are due.

    :raises NotVisible: for everybody but the coordinator of its case.
    :raises UnableToHandOver: for one who has no assignment at that provider or is denied the case, where there is a
        receiver, and where nobody lives or is to live there.
    """
    with one_act(actor=actor, now=now):
        opened = placement_to_hand_over(actor, placement_id, day_of(now), action="NAME_RECEIVER")
        _refuse(opened, account_id, now)
        try:
            with transaction.atomic():
                Receiver.objects.create(
                    placement_id=placement_id,
                    account_id=account_id,
                    provider_id=opened.placement.home.provider_id,
                    report_days=report_days(),
                    named_by_id=actor.id,
                    named_at=now,
                )
        except IntegrityError:
            raise UnableToHandOver(Refusal.HAS_RECEIVER) from None
        _record(actor, "NAME_RECEIVER", opened, now)


def end_receiver(*, actor: Actor, placement_id: UUID, now: datetime) -> None:
    """Let the receiver of a placement see it no more, from this moment.

    :raises NotVisible: for everybody but the coordinator of its case.
    :raises UnableToHandOver: where nobody receives it.
    """
    with one_act(actor=actor, now=now):
        opened = placement_to_hand_over(actor, placement_id, day_of(now), action="END_RECEIVER")
        row = Receiver.objects.filter(placement=placement_id, ended_at__isnull=True).select_for_update().first()
        if row is None:
            raise UnableToHandOver(Refusal.NO_RECEIVER)
        row.ended_at, row.ended_by_id = now, actor.id
        row.save(update_fields=["ended_at", "ended_by"])
        _record(actor, "END_RECEIVER", opened, now)


def _refuse(opened: OpenedPlacement, account_id: UUID, now: datetime) -> None:
    row = opened.placement
    if row.state not in _AHEAD_OR_NOW:
        raise UnableToHandOver(Refusal.NOT_LIVED_IN)
    if account_id not in {one.id for one in receivers_at(row.home.provider_id, day_of(now))}:
        raise UnableToHandOver(Refusal.NOT_A_RECEIVER)
    if denied(row.case_id, account_id):
        raise UnableToHandOver(Refusal.DENIED)


def _record(actor: Actor, action: str, opened: OpenedPlacement, now: datetime) -> None:
    subject = Subject(PLACEMENT, opened.placement.id, opened.placement.case_id)
    record(actor=actor, action=action, subject=subject, purpose=opened.purpose, now=now)
