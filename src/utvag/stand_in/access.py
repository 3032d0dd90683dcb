"""Who sees a handover: she who hands over, her stand-in while she is named, and the section head of each case.

Each sees the cases that the wall lets her see today, and no other. Being named a stand-in is what lets her in: the
wall itself is in `cases/access.py`, and a naming for this purpose rests on a confirmed case of a handover.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from utvag.cases.access import denied_cases, may_choose, may_decide, named_today
from utvag.cases.models import CaseStaff
from utvag.cases.rules import Purpose
from utvag.drafts.rules import DraftKey, FormKind
from utvag.foundation.actors import Actor
from utvag.foundation.errors import NotVisible
from utvag.stand_in.models import HandedCase, Handover
from utvag.stand_in.rules import HANDS_OVER, OPEN, HandedState

HANDED: Final = "HANDED_CASE"
HANDOVER: Final = "HANDOVER"


class As(StrEnum):
    """What somebody is to a handover."""

    BY = "BY"
    STAND_IN = "STAND_IN"
    HEAD = "HEAD"


@dataclass(frozen=True, slots=True)
class OpenedHandover:
    """A handover with those of its cases that the actor may see, and what she is to it."""

    handover: Handover
    cases: tuple[HandedCase, ...]
    seen_as: As


def may_hand_over(actor: Actor, purpose: Purpose) -> bool:
    """Say whether one who is named on a case for a purpose may hand it over."""
    return may_choose(actor) and purpose in HANDS_OVER


def has_part(actor: Actor, purpose: Purpose) -> bool:
    """Say whether one named on a case for a purpose may have a handover of her own: to somebody, or from somebody."""
    return may_choose(actor) and (purpose in HANDS_OVER or purpose is Purpose.STAND_IN)


def heads(actor: Actor, purpose: Purpose) -> bool:
    """Say whether one named on a case for a purpose answers what is handed over of it."""
    return may_decide(actor) and purpose is Purpose.DECISION


def require_hander(actor: Actor, action: str) -> None:
    """Let only those through whose role hands cases over.

    :raises NotVisible: for everybody else.
    """
    if not may_choose(actor):
        raise NotVisible(action, HANDOVER, None)


def own_to_hand_over(actor: Actor, today: date) -> QuerySet[CaseStaff]:
    """Give the actor's own places in the wall that she may hand over."""
    if not may_choose(actor):
        return CaseStaff.objects.none()
    return named_today(actor, today).filter(purpose__in=HANDS_OVER)


def handed_by(actor: Actor, today: date) -> QuerySet[HandedCase]:
    """Give what the actor has handed over of cases that she still sees."""
    return HandedCase.objects.filter(by=actor.id, case__in=named_today(actor, today).values("case"))


def handed_to(actor: Actor, today: date) -> QuerySet[HandedCase]:
    """Give what the actor stands in for today."""
    standing = named_today(actor, today).filter(purpose=Purpose.STAND_IN).values("case")
    return HandedCase.objects.filter(stand_in=actor.id, state=HandedState.CONFIRMED, case__in=standing)


def handed_under(actor: Actor, today: date) -> QuerySet[HandedCase]:
    """Give what is handed over of the cases that the actor heads, never by or to herself."""
    rows = HandedCase.objects.exclude(Q(by=actor.id) | Q(stand_in=actor.id))
    if not may_decide(actor):
        return rows.none()
    return rows.filter(case__in=named_today(actor, today).filter(purpose=Purpose.DECISION).values("case"))


def handover_for(actor: Actor, handover_id: UUID, today: date, *, action: str) -> OpenedHandover:
    """Give a handover to one who has a part in it, with the cases that she may see.

    :raises NotVisible: for everybody else.
    """
    ways = ((As.BY, handed_by), (As.STAND_IN, handed_to), (As.HEAD, handed_under))
    for seen_as, way in ways:
        rows = tuple(_of(way(actor, today), handover_id))
        if rows:
            return OpenedHandover(rows[0].handover, rows, seen_as)
    raise NotVisible(action, HANDOVER, handover_id)


def handed_to_write(actor: Actor, handed_id: UUID, today: date, *, action: str) -> HandedCase:
    """Give a case that the actor hands over.

    :raises NotVisible: for everybody else.
    """
    found = handed_by(actor, today).filter(pk=handed_id).select_related("case", "handover").first()
    if found is None:
        raise NotVisible(action, HANDED, handed_id)
    return found


def handed_to_decide(actor: Actor, handed_id: UUID, today: date, *, action: str) -> HandedCase:
    """Give a handed-over case to its section head, locked.

    :raises NotVisible: for everybody else.
    """
    rows = handed_under(actor, today).filter(pk=handed_id).select_related("case", "handover")
    found = rows.select_for_update(of=("self",)).first()
    if found is None:
        raise NotVisible(action, HANDED, handed_id)
    return found


def handed_to_end(actor: Actor, handover_id: UUID, today: date, *, action: str) -> tuple[HandedCase, ...]:
    """Give those cases of a handover that the actor may end, locked; a stand-in also before her first day.

    :raises NotVisible: for all but the two whose handover it is and the section heads of its cases.
    """
    mine = HandedCase.objects.filter(stand_in=actor.id, state=HandedState.CONFIRMED)
    ways = (handed_by(actor, today), mine.exclude(case__in=denied_cases(actor)), handed_under(actor, today))
    for way in ways:
        # Without the case itself, which is not there yet for one whose first day has not come.
        found = way.filter(handover=handover_id).select_related("handover").order_by("pk")
        rows = tuple(found.select_for_update(of=("self",)))
        if rows:
            return tuple(row for row in rows if HandedState(row.state) in OPEN)
    raise NotVisible(action, HANDOVER, handover_id)


def handover_to_read(actor: Actor, handover_id: UUID, today: date, *, action: str) -> OpenedHandover:
    """Give a handover to her who comes back, and to the section heads of its cases: what was done in it is theirs.

    :raises NotVisible: for everybody else, the stand-in among them.
    """
    opened = handover_for(actor, handover_id, today, action=action)
    if opened.seen_as is As.STAND_IN:
        raise NotVisible(action, HANDOVER, handover_id)
    return opened


def note_draft(actor: Actor, handed_id: UUID, today: date) -> DraftKey:
    """Give the key of the draft of what a stand-in is to know of a case.

    :raises NotVisible: for everybody but her who hands it over.
    """
    row = handed_to_write(actor, handed_id, today, action=FormKind.HANDOVER_NOTE.value)
    return DraftKey(FormKind.HANDOVER_NOTE, row.case_id, handed_id)


def _of(rows: QuerySet[HandedCase], handover_id: UUID) -> QuerySet[HandedCase]:
    return rows.filter(handover=handover_id).select_related("case", "handover").order_by("case__code_name")
