"""Who may open a case in an emergency, and who reviews it: a section head of the case, or the log's reviewer."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from utvag.break_glass.models import BreakGlass
from utvag.break_glass.rules import MAY_OPEN, Opening, is_locked
from utvag.cases.access import named_today
from utvag.cases.rules import Purpose
from utvag.drafts.rules import DraftKey, FormKind
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.foundation.errors import NotVisible
from utvag.organisation.queries import keeps_weakly
from utvag.organisation.rules import Role, Weakening

BREAK_GLASS = "BREAK_GLASS"
COLLEAGUES = frozenset({Role.COORDINATOR, Role.CASE_WORKER})


@dataclass(frozen=True, slots=True)
class Standing:
    """How an account stands at a moment.

    :ivar has_run_out: an opening of its own is past its hour and not ended.
    :ivar is_locked: an opening of its own was not reviewed in its time.
    """

    has_run_out: bool
    is_locked: bool


def require_helper(actor: Actor, action: str) -> None:
    """Let only those through whose role helps people.

    :raises NotVisible: for everybody else.
    """
    if actor.role not in MAY_OPEN:
        raise NotVisible(action, BREAK_GLASS, None)


def open_now(actor: Actor, now: datetime) -> QuerySet[BreakGlass]:
    """Give the opening of the actor's own that holds now; there is one at most."""
    return BreakGlass.objects.filter(account=actor.id, ended_at__isnull=True, until_at__gt=now)


def standing(actor: Actor, now: datetime) -> Standing:
    """Say what of the actor's own has run out and is not ended, and whether her account is locked. One question."""
    today = day_of(now)
    theirs = BreakGlass.objects.filter(account=actor.id).filter(
        Q(ended_at__isnull=True, until_at__lte=now) | Q(reviewed_at__isnull=True, review_date__lt=today)
    )
    rows = list(theirs.values_list("ended_at", "review_date", "reviewed_at"))
    return Standing(
        has_run_out=any(ended is None for ended, _, _ in rows),
        is_locked=is_locked((Opening(day, reviewed is not None) for _, day, reviewed in rows), today),
    )


def to_review(actor: Actor, today: date) -> QuerySet[BreakGlass]:
    """Give the openings that the actor may read and review: of the cases she heads, or all; never her own.

    In a small municipality those who work with a case review what its only section head has opened.
    """
    rows = BreakGlass.objects.exclude(account=actor.id)
    if actor.role == Role.REVIEWER:
        return rows
    if actor.role in COLLEAGUES and keeps_weakly(Weakening.EMERGENCY_BY_A_COLLEAGUE):
        named = named_today(actor, today).exclude(purpose=Purpose.BREAK_GLASS)
        return rows.filter(account__role=Role.SECTION_HEAD, case__in=named.values("case"))
    if actor.role != Role.SECTION_HEAD:
        return rows.none()
    return rows.filter(case__in=named_today(actor, today).filter(purpose=Purpose.DECISION).values("case"))


def opening_to_review(actor: Actor, glass_id: UUID, today: date, *, action: str) -> BreakGlass:
    """Give an opening to somebody who reviews it, locked until the transaction ends.

    :raises NotVisible: for everybody else, who opened it among them, and when there is no such opening.
    """
    rows = to_review(actor, today).filter(pk=glass_id)
    row = rows.select_related("case").select_for_update(of=("self",)).first()
    if row is None:
        raise NotVisible(action, BREAK_GLASS, glass_id)
    return row


def review_draft(actor: Actor, glass_id: UUID, today: date) -> DraftKey:
    """Give the key of the actor's draft of a review.

    :raises NotVisible: unless she may review it.
    """
    row = to_review(actor, today).filter(pk=glass_id).defer("sealed").first()
    if row is None:
        raise NotVisible(FormKind.REVIEW_BREAK_GLASS.value, BREAK_GLASS, glass_id)
    return DraftKey(FormKind.REVIEW_BREAK_GLASS, None, glass_id)
