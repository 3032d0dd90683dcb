"""Who sees a cut of her own, and why: nobody without an assignment that stands today, whatever her role.

A provider's receiver sees a placement if, and only if, she is named on it, her assignment is of the home's provider
and stands, she is not denied the case, and the rule of reach leaves it open. A controller sees the days and invoices of
every placement that came about. The database's own view (`assignments_ownstay`) says the same by itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from utvag.assignments.models import Assignment, Invoice, OwnStay, Receiver
from utvag.assignments.rules import SETTLED, Reach, Stay, is_bound, reach_of
from utvag.cases.access import denied_cases
from utvag.foundation.actors import OPERATOR, Actor
from utvag.foundation.errors import NotVisible
from utvag.organisation.rules import Role
from utvag.placement.access import PLACEMENT, OpenedPlacement, placement_for

ASSIGNMENT, INVOICE = "ASSIGNMENT", "INVOICE"


@dataclass(frozen=True, slots=True)
class OpenedStay:
    """A placement in a receiver's cut, and how far she reaches into it."""

    row: OwnStay
    reach: Reach


@dataclass(frozen=True, slots=True)
class Received:
    """All that a receiver reaches today, and for which assignment."""

    assignment: Assignment
    stays: tuple[OpenedStay, ...]


def standing_of(actor: Actor, today: date) -> Assignment | None:
    """Give the actor's assignment in her role, if one stands today."""
    if not is_bound(actor.role):
        return None
    rows = Assignment.objects.filter(account=actor.id, role=actor.role, ended_at__isnull=True)
    return rows.filter(from_date__lte=today, until_date__gt=today).select_related("provider").first()


def require_assignment(actor: Actor, role: Role, today: date, *, action: str) -> Assignment:
    """Give the actor's standing assignment in a role.

    :raises NotVisible: when she has another role, or none that stands today.
    """
    found = standing_of(actor, today) if actor.role == role else None
    if found is None:
        raise NotVisible(action, ASSIGNMENT, None)
    return found


def require_giver(actor: Actor, action: str) -> None:
    """Let only those through who give and end assignments: a section head, or the operator.

    :raises NotVisible: for everybody else.
    """
    if actor != OPERATOR and actor.role != Role.SECTION_HEAD:
        raise NotVisible(action, ASSIGNMENT, None)


def may_hand_over(actor: Actor) -> bool:
    """Say whether the role names who receives a placement; the wall is another question."""
    return actor.role == Role.COORDINATOR


def placement_to_hand_over(actor: Actor, placement_id: UUID, today: date, *, action: str) -> OpenedPlacement:
    """Give a placement to the coordinator who is named on its case: she says who receives it.

    :raises NotVisible: for everybody else, and when there is no such placement.
    """
    if not may_hand_over(actor):
        raise NotVisible(action, PLACEMENT, placement_id)
    return placement_for(actor, placement_id, today, action=action)


def controlled(actor: Actor, today: date, *, action: str) -> QuerySet[OwnStay]:
    """Give the placements whose invoices a controller handles.

    :raises NotVisible: for everybody else, and without an assignment that stands.
    """
    require_assignment(actor, Role.CONTROLLER, today, action=action)
    return OwnStay.objects.filter(state__in=SETTLED).exclude(case_id__in=denied_cases(actor))


def received(actor: Actor, today: date, *, action: str) -> Received:
    """Give the placements that a provider's receiver still reaches.

    :raises NotVisible: for everybody else, and without an assignment that stands.
    """
    assignment = require_assignment(actor, Role.PROVIDER, today, action=action)
    named = Receiver.objects.filter(account=actor.id, provider=assignment.provider_id, ended_at__isnull=True)
    rows = list(
        OwnStay.objects.filter(pk__in=named.values("placement"), provider_id=assignment.provider_id)
        .exclude(case_id__in=denied_cases(actor))
        .order_by("code")
    )
    unpaid = set(unpaid_of(rows).values_list("placement", flat=True))
    opened = (OpenedStay(row, _reach(row, row.id in unpaid, today)) for row in rows)
    return Received(assignment, tuple(one for one in opened if one.reach is not Reach.CLOSED))


def received_one(actor: Actor, placement_id: UUID, today: date, *, action: str) -> Received:
    """Give the one placement, if it is open to a provider's receiver.

    :raises NotVisible: for everybody else, and when its time is over.
    """
    found = received(actor, today, action=action)
    hers = tuple(one for one in found.stays if one.row.id == placement_id and one.reach is Reach.OPEN)
    if not hers:
        raise NotVisible(action, PLACEMENT, placement_id)
    return Received(found.assignment, hers)


def unpaid_of(rows: Iterable[OwnStay]) -> QuerySet[Invoice]:
    """Give the invoices of some placements that nobody has paid. The caller has passed their wall."""
    return Invoice.objects.filter(placement__in=[row.id for row in rows], paid_date__isnull=True)


def _reach(row: OwnStay, has_unpaid: bool, today: date) -> Reach:
    return reach_of(Stay(row.state, row.until_date, row.report_days or 0, has_unpaid), today)
