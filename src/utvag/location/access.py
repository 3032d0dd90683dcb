"""Who may see where somebody lives: those who handle the case, her stand-in, and one on call while she has it open.

The section head, the other department, the police's liaison, the committee, and those who look after the system are not
among them, whatever else of a case they may see. In an emergency, who has opened the case may.
"""

from datetime import date
from typing import Final
from uuid import UUID

from utvag.cases.access import case_for, may_write_in_case
from utvag.cases.rules import Purpose
from utvag.drafts.rules import DraftKey, FormKind
from utvag.foundation.actors import Actor
from utvag.foundation.errors import NotVisible
from utvag.location.models import RevealNotice
from utvag.placement.access import PLACEMENT, OpenedPlacement, placement_for
from utvag.placement.rules import PlacementState

REVEAL, LIST, READ = "REVEAL_ADDRESS", "LIST_REVEALS", "READ_REVEAL_NOTICE"
NOTICE = "REVEAL_NOTICE"
WORKS_THERE: Final = frozenset({Purpose.COORDINATION, Purpose.CASE_WORK, Purpose.ON_CALL, Purpose.STAND_IN})
# Where somebody lives or will live: before that it is only a proposal, after it is history.
HAS_ADDRESS: Final = frozenset({PlacementState.PLANNED, PlacementState.STANDING})


def may_reveal(actor: Actor, purpose: Purpose) -> bool:
    """Say whether one who is named on a case for a purpose may see where its household lives."""
    return purpose is Purpose.BREAK_GLASS or (may_write_in_case(actor) and purpose in WORKS_THERE)


def placement_to_reveal(actor: Actor, placement_id: UUID, today: date) -> OpenedPlacement:
    """Give a placement that is lived in or planned to one who may see where it is.

    :raises NotVisible: for everybody else, and for any other placement.
    """
    opened = placement_for(actor, placement_id, today, action=REVEAL)
    is_there = PlacementState(opened.placement.state) in HAS_ADDRESS
    if not (is_there and may_reveal(actor, opened.purpose)):
        raise NotVisible(REVEAL, PLACEMENT, placement_id)
    return opened


def reveal_draft(actor: Actor, placement_id: UUID, today: date) -> DraftKey:
    """Give the key of the actor's draft of why she asks.

    :raises NotVisible: for all but those who may see the address.
    """
    opened = placement_to_reveal(actor, placement_id, today)
    return DraftKey(FormKind.REVEAL_ADDRESS, opened.placement.case_id, placement_id)


def notice_for(actor: Actor, notice_id: UUID, today: date) -> RevealNotice:
    """Give the actor's own notice, of a case that she is named on.

    :raises NotVisible: for everybody else.
    """
    rows = RevealNotice.objects.filter(pk=notice_id, account=actor.id).select_related("reveal")
    found = rows.first()
    if found is None:
        raise NotVisible(READ, NOTICE, notice_id)
    case_for(actor, found.reveal.case_id, today, action=READ)
    return found
