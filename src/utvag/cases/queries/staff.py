"""Read who is, has been and will be named on a case; a section head's own page."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from utvag.cases.access import CASE, may_name_staff
from utvag.cases.models import CaseStaff
from utvag.cases.rules import Purpose
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.foundation.errors import NotVisible
from utvag.organisation.queries import StaffShape, staff_in_role, staff_shapes
from utvag.organisation.rules import Role


@dataclass(frozen=True, slots=True)
class Naming:
    """One employee on a case for some days, and why."""

    staff: StaffShape
    purpose: Purpose
    from_date: date
    until_date: date | None


def namings_of(*, actor: Actor, case_id: UUID, now: datetime) -> tuple[Naming, ...]:
    """Give those who are or will be named on a case, department by department. Names of staff, no person.

    :raises NotVisible: for all but the case's section head.
    """
    today = day_of(now)
    if not may_name_staff(actor, case_id, today):
        raise NotVisible("LIST_STAFF", CASE, case_id)
    rows = list(CaseStaff.objects.filter(Q(until_date__isnull=True) | Q(until_date__gt=today), case=case_id))
    shapes, order = staff_shapes(row.account_id for row in rows), list(Purpose)
    namings = [Naming(shapes[row.account_id], Purpose(row.purpose), row.from_date, row.until_date) for row in rows]
    return tuple(sorted(namings, key=lambda one: (order.index(one.purpose), one.staff.username)))


def staff_to_name() -> tuple[StaffShape, ...]:
    """Give those whose roles work on cases. Names of staff, no person."""
    return tuple(one for role in (Role.COORDINATOR, Role.CASE_WORKER, Role.SECTION_HEAD) for one in staff_in_role(role))
