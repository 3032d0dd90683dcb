"""The assignments that a section head gives and ends, and whether one's own stands."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db.models import Q

from utvag.assignments.access import ASSIGNMENT, require_giver, standing_of
from utvag.assignments.models import Assignment
from utvag.assignments.rules import REASONS_OF, Reason, is_bound, stands
from utvag.audit.operations import Subject, one_act, record
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.organisation.models import StaffAccount
from utvag.organisation.queries import StaffShape, staff_in_role, staff_shapes
from utvag.providers.models import Provider, SupplyState

PURPOSE: Final = "ASSIGNMENT"


@dataclass(frozen=True, slots=True)
class AssignmentLine:
    """An assignment as the section head sees it."""

    id: UUID
    staff: StaffShape
    provider_code: str
    reason: Reason
    from_date: date
    until_date: date
    granted_by: str = field(repr=False)
    stands: bool


@dataclass(frozen=True, slots=True)
class AssignmentsPage:
    """The assignments that stand or are to come, and what one may be given."""

    lines: tuple[AssignmentLine, ...]
    staff: tuple[StaffShape, ...]
    providers: tuple[tuple[UUID, str], ...]


def has_assignment(*, actor: Actor, now: datetime) -> bool:
    """Say whether the actor sees what her role is for today: all but outsiders do. Opens nothing."""
    return not is_bound(actor.role) or standing_of(actor, day_of(now)) is not None


def assignments_page(*, actor: Actor, now: datetime) -> AssignmentsPage:
    """Give the assignments that are not over; that they were read is logged.

    :raises NotVisible: for everybody but a section head and the operator.
    """
    with one_act(actor=actor, now=now):
        require_giver(actor, "READ_ASSIGNMENTS")
        record(actor=actor, action="READ_ASSIGNMENTS", subject=Subject(ASSIGNMENT), purpose=PURPOSE, now=now)
        today = day_of(now)
        rows = Assignment.objects.filter(ended_at__isnull=True, until_date__gt=today).select_related("provider")
        return AssignmentsPage(
            lines=_lines(list(rows.order_by("until_date", "id")), today),
            staff=tuple(one for role in REASONS_OF for one in staff_in_role(role)),
            providers=tuple(
                Provider.objects.filter(state=SupplyState.ACTIVE).order_by("code").values_list("pk", "code")
            ),
        )


def role_of_account(account_id: UUID) -> str:
    """Give the role of an active account, or nothing. For operations of this floor."""
    rows = StaffAccount.objects.filter(pk=account_id, is_active=True)
    return rows.values_list("role", flat=True).first() or ""


def receivers_at(provider_id: UUID, today: date) -> tuple[StaffShape, ...]:
    """Give those at a provider whose assignments stand. The caller has passed the wall of a placement there."""
    rows = Assignment.objects.filter(provider=provider_id, ended_at__isnull=True)
    rows = rows.filter(Q(from_date__lte=today, until_date__gt=today), account__is_active=True)
    found = staff_shapes(rows.values_list("account", flat=True)).values()
    return tuple(sorted(found, key=lambda one: one.display_name))


def _lines(rows: list[Assignment], today: date) -> tuple[AssignmentLine, ...]:
    wanted = {row.account_id for row in rows} | {row.granted_by_id for row in rows if row.granted_by_id}
    staff = staff_shapes(wanted)
    return tuple(
        AssignmentLine(
            id=row.id,
            staff=staff[row.account_id],
            provider_code=row.provider.code if row.provider else "",
            reason=Reason(row.reason),
            from_date=row.from_date,
            until_date=row.until_date,
            granted_by=staff[row.granted_by_id].display_name if row.granted_by_id else "Driften",
            stands=stands(row.from_date, row.until_date, is_ended=False, today=today),
        )
        for row in rows
    )
