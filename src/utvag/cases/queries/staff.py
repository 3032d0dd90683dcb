"""Read who is, has been and will be named on a case; a section head's own page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import cast
from uuid import UUID

from utvag.audit.operations import Subject, one_act, record
from utvag.cases.access import CASE, may_decide, may_name_staff, named_today
from utvag.cases.models import CaseStaff, Denial
from utvag.cases.rules import LENT, TOLD_BEFORE, DenialGround, Purpose
from utvag.foundation.actors import Actor
from utvag.foundation.agenda import Urgency, Work
from utvag.foundation.clock import day_of
from utvag.foundation.errors import NotVisible
from utvag.organisation.queries import StaffShape, staff_in_role, staff_shapes
from utvag.organisation.rules import Role
from utvag.secrecy.envelope import Keyring
from utvag.secrecy.rules import KeyKind, Owner, Place


@dataclass(frozen=True, slots=True)
class Naming:
    """One employee on a case for some days, and why."""

    staff: StaffShape
    purpose: Purpose
    from_date: date
    until_date: date
    granted_by: StaffShape | None
    ends_soon: bool


@dataclass(frozen=True, slots=True)
class DenialLine:
    """One employee who is kept out of a case, by whom and on what ground."""

    staff: StaffShape
    ground: DenialGround
    by: StaffShape
    at: datetime
    reason: str = field(repr=False)


def namings_of(*, actor: Actor, case_id: UUID, now: datetime) -> tuple[Naming, ...]:
    """Give those who are or will be named on a case, department by department. Names of staff, no person.

    :raises NotVisible: for all but the case's section head.
    """
    today = day_of(now)
    if not may_name_staff(actor, case_id, today):
        raise NotVisible("LIST_STAFF", CASE, case_id)
    rows = list(CaseStaff.objects.filter(until_date__gt=today, case=case_id))
    ids = {row.account_id for row in rows} | {row.granted_by_id for row in rows if row.granted_by_id is not None}
    shapes, order = staff_shapes(ids), list(Purpose)
    namings = [_naming(row, shapes, today) for row in rows]
    return tuple(sorted(namings, key=lambda one: (order.index(one.purpose), one.staff.username)))


def _naming(row: CaseStaff, shapes: Mapping[UUID, StaffShape], today: date) -> Naming:
    return Naming(
        staff=shapes[row.account_id],
        purpose=Purpose(row.purpose),
        from_date=row.from_date,
        until_date=row.until_date,
        granted_by=None if row.granted_by_id is None else shapes[row.granted_by_id],
        ends_soon=row.until_date <= today + TOLD_BEFORE,
    )


def denials_of(*, actor: Actor, case_id: UUID, now: datetime) -> tuple[DenialLine, ...]:
    """Open who is kept out of a case and why, and write that it was opened.

    :raises NotVisible: for all but the case's section head.
    """
    with one_act(actor=actor, now=now):
        if not may_name_staff(actor, case_id, day_of(now)):
            raise NotVisible("LIST_DENIALS", CASE, case_id)
        rows = list(Denial.objects.filter(case=case_id, lifted_at__isnull=True).order_by("at"))
        if rows:
            subject = Subject(CASE, case_id, case_id)
            record(actor=actor, action="LIST_DENIALS", subject=subject, purpose=Purpose.DECISION, now=now)
        shapes = staff_shapes([row.account_id for row in rows] + [row.by_id for row in rows])
        keyring = Keyring()
        return tuple(
            DenialLine(
                staff=shapes[row.account_id],
                ground=DenialGround(row.ground),
                by=shapes[row.by_id],
                at=row.at,
                reason=_reason(keyring.open(denial_place(row.case_id, row.id), row.sealed).reveal()),
            )
            for row in rows
        )


def namings_that_end(*, actor: Actor, now: datetime) -> tuple[Work, ...]:
    """Tell a section head which namings end within two weeks. Opens no text."""
    today = day_of(now)
    if not may_decide(actor):
        return ()
    mine = named_today(actor, today).values("case")
    ending = CaseStaff.objects.filter(case__in=mine, until_date__gt=today, until_date__lte=today + TOLD_BEFORE)
    rows = ending.exclude(purpose__in=LENT).select_related("case").order_by("until_date", "case__code_name")
    return tuple(
        Work(
            code_name=row.case.code_name,
            tag="Uppdrag tar slut",
            why=f"{_whose(row, actor)} uppdrag på ärendet ({Purpose(row.purpose).swedish.lower()}) slutar. "
            "Förläng det, eller låt det ta slut.",
            urgency=Urgency.ATTENTION,
            page="cases:staff",
            ids={"case_id": row.case_id},
            due_date=row.until_date,
        )
        for row in rows
    )


def denial_place(case_id: UUID, denial_id: UUID) -> Place:
    """Say where the reason of a denial belongs: under its case's key."""
    return Place(Owner(KeyKind.CASE, case_id), "cases_denial", denial_id)


def staff_to_deny() -> tuple[StaffShape, ...]:
    """Give those who could ever come to see a case, or something of it. Names of staff, no person."""
    roles = (Role.ON_CALL, Role.POLICE_LIAISON, Role.COMMITTEE, Role.PROVIDER, Role.CONTROLLER)
    return (*staff_to_name(), *(one for role in roles for one in staff_in_role(role)))


def _whose(row: CaseStaff, actor: Actor) -> str:
    return "Ditt eget" if row.account_id == actor.id else "En kollegas"


def _reason(opened: object) -> str:
    return str(cast("Mapping[str, object]", opened)["reason"])


def staff_to_name() -> tuple[StaffShape, ...]:
    """Give those whose roles work on cases. Names of staff, no person."""
    return tuple(one for role in (Role.COORDINATOR, Role.CASE_WORKER, Role.SECTION_HEAD) for one in staff_in_role(role))
