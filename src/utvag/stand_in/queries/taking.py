"""Who may stand in for whom, in which case, and where the text about a case belongs."""

from uuid import UUID

from utvag.cases.models import CaseStaff, Denial
from utvag.cases.rules import NamedDays
from utvag.foundation.actors import Actor
from utvag.organisation.queries import StaffShape, staff_in_role
from utvag.organisation.rules import Role
from utvag.secrecy.rules import KeyKind, Owner, Place
from utvag.stand_in.rules import LeftOut


def staff_to_stand_in(actor: Actor) -> tuple[StaffShape, ...]:
    """Give the employees who could stand in for the actor: of her own role. Names of staff, no person."""
    return tuple(one for one in staff_in_role(Role(actor.role)) if one.id != actor.id)


def why_left_out(case_id: UUID, stand_in_id: UUID, days: NamedDays) -> LeftOut | None:
    """Say why a case cannot go to a stand-in: she is kept out of it, or named already. The caller has its wall."""
    if Denial.objects.filter(case=case_id, account=stand_in_id, lifted_at__isnull=True).exists():
        return LeftOut.DENIED
    named = CaseStaff.objects.filter(case=case_id, account=stand_in_id)
    is_named = named.filter(from_date__lt=days.until_date, until_date__gt=days.from_date).exists()
    return LeftOut.NAMED if is_named else None


def note_place(case_id: UUID, handed_id: UUID) -> Place:
    """Say where what a stand-in is to know belongs: under its case's key."""
    return Place(Owner(KeyKind.CASE, case_id), "stand_in_handedcase", handed_id)
