"""Who registers what was done: those who handle the case. Who reads it: those who are named on it."""

from datetime import date
from uuid import UUID

from utvag.cases.access import may_choose
from utvag.drafts.rules import DraftKey, FormKind
from utvag.foundation.actors import Actor
from utvag.foundation.errors import NotVisible
from utvag.placement.access import PLACEMENT, OpenedPlacement, placement_for


def placement_to_follow(actor: Actor, placement_id: UUID, today: date, *, action: str) -> OpenedPlacement:
    """Give a placement to somebody who handles its case.

    :raises NotVisible: for everybody else, and when there is no such placement.
    """
    if not may_choose(actor):
        raise NotVisible(action, PLACEMENT, placement_id)
    return placement_for(actor, placement_id, today, action=action)


def followup_draft(actor: Actor, placement_id: UUID, form: FormKind, today: date) -> tuple[UUID, DraftKey]:
    """Give the case of a placement, and the key of the actor's draft of a contact or a visit in it.

    :raises NotVisible: when she does not handle its case.
    """
    opened = placement_to_follow(actor, placement_id, today, action=form.value)
    case_id = opened.placement.case_id
    return case_id, DraftKey(form, case_id, placement_id)
