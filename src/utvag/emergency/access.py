"""Who may see reserve homes and disclosed addresses: those named on the case. The police liaison: by code name."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from utvag.cases.access import CASE, OpenedCase, case_for, purpose_on, visible_to
from utvag.cases.rules import Purpose
from utvag.drafts.rules import DraftKey, FormKind
from utvag.emergency.models import AddressDisclosed, DisclosedStep, ReserveOpening
from utvag.emergency.rules import DisclosedState
from utvag.foundation.actors import Actor
from utvag.foundation.errors import NotVisible
from utvag.organisation.rules import Role
from utvag.placement.access import placement_for
from utvag.threats.access import require_liaison

DISCLOSED, STEP, RESERVES = "ADDRESS_DISCLOSED", "DISCLOSED_STEP", "RESERVE_HOMES"


@dataclass(frozen=True, slots=True)
class OpenedDisclosed:
    """An event on a case that the actor is named on, and why she is."""

    disclosed: AddressDisclosed
    purpose: Purpose


def disclosed_visible_to(actor: Actor, today: date) -> QuerySet[AddressDisclosed]:
    """Give the events of the cases that the actor is named on today."""
    return AddressDisclosed.objects.filter(case__in=visible_to(actor, today))


def disclosed_for(actor: Actor, disclosed_id: UUID, today: date, *, action: str) -> OpenedDisclosed:
    """Give an event to somebody who is named on its case, locked until the transaction ends.

    :raises NotVisible: for everybody else, and when there is no such event.
    """
    row = disclosed_visible_to(actor, today).filter(pk=disclosed_id).select_for_update().first()
    if row is None:
        raise NotVisible(action, DISCLOSED, disclosed_id)
    return OpenedDisclosed(row, purpose_on(actor, row.case_id, today))


def step_for(actor: Actor, step_id: UUID, today: date, *, action: str) -> tuple[DisclosedStep, OpenedDisclosed]:
    """Give a step, and its event locked, to somebody who is named on its case.

    :raises NotVisible: for everybody else, and when there is no such step.
    """
    event = DisclosedStep.objects.filter(pk=step_id).values_list("disclosed", flat=True).first()
    if event is None or not disclosed_visible_to(actor, today).filter(pk=event).exists():
        raise NotVisible(action, STEP, step_id)
    opened = disclosed_for(actor, event, today, action=action)
    return DisclosedStep.objects.get(pk=step_id), opened


def disclosed_for_liaison(actor: Actor, disclosed_id: UUID, *, action: str) -> AddressDisclosed:
    """Give an open event to the police liaison, locked until the transaction ends.

    :raises NotVisible: for everybody else, and when there is no such event, or it is closed.
    """
    require_liaison(actor, action)
    rows = AddressDisclosed.objects.filter(pk=disclosed_id, state=DisclosedState.OPEN.value)
    row = rows.select_for_update().first()
    if row is None:
        raise NotVisible(action, DISCLOSED, disclosed_id)
    return row


def opening_for(actor: Actor, opening_id: UUID, today: date, *, action: str) -> ReserveOpening:
    """Give an opening of reserve homes to somebody who is named on its case.

    :raises NotVisible: for everybody else, and when there is no such opening.
    """
    row = ReserveOpening.objects.filter(pk=opening_id, case__in=visible_to(actor, today)).first()
    if row is None:
        raise NotVisible(action, RESERVES, opening_id)
    return row


def may_place_at_once(actor: Actor) -> bool:
    """Say whether the role places in an emergency: one on call, or the section head; the wall is another question."""
    return actor.role in {Role.ON_CALL, Role.SECTION_HEAD}


def placing_on(actor: Actor, case_id: UUID, today: date, *, action: str) -> OpenedCase:
    """Give a case to somebody named on it whose role places at once: one on call, or the section head.

    :raises NotVisible: for everybody else.
    """
    opened = case_for(actor, case_id, today, action=action)
    if not may_place_at_once(actor):
        raise NotVisible(action, CASE, case_id)
    return opened


def placing_draft(actor: Actor, case_id: UUID, today: date) -> DraftKey:
    """Give the key of the actor's draft of an acute placement.

    :raises NotVisible: unless she may place at once on that case.
    """
    placing_on(actor, case_id, today, action=FormKind.PLACE_AT_ONCE.value)
    return DraftKey(FormKind.PLACE_AT_ONCE, case_id)


def placement_draft(actor: Actor, placement_id: UUID, form: FormKind, today: date, *, action: str) -> DraftKey:
    """Give the key of the actor's draft about a placement.

    :raises NotVisible: when she is not named on its case.
    """
    opened = placement_for(actor, placement_id, today, action=action)
    return DraftKey(form, opened.placement.case_id, placement_id)


def step_draft(actor: Actor, step_id: UUID, today: date, *, action: str) -> DraftKey:
    """Give the key of the actor's draft about a step.

    :raises NotVisible: when she is not named on its case.
    """
    event = DisclosedStep.objects.filter(pk=step_id).values_list("disclosed", flat=True).first()
    found = disclosed_visible_to(actor, today).filter(pk=event).first() if event else None
    if found is None:
        raise NotVisible(action, STEP, step_id)
    return DraftKey(FormKind.DISCLOSED_STEP, found.case_id, step_id)
