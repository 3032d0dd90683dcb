"""What the controller sees: placements by code with their days and step, invoices, and where the two do not agree."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from utvag.assignments.access import ASSIGNMENT, controlled, require_assignment
from utvag.assignments.models import Invoice, OwnStay
from utvag.assignments.rules import Days, deviation, kronor, last_day
from utvag.audit.operations import Subject, one_act, record
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.organisation.rules import Role
from utvag.placement.rules import PlacementState

_ACTION = "READ_INVOICES"


@dataclass(frozen=True, slots=True)
class CostLine:
    """A placement as the controller sees it."""

    id: UUID
    code: str
    provider_code: str
    step: int | None
    state: PlacementState
    from_date: date
    last_date: date | None


@dataclass(frozen=True, slots=True)
class InvoiceRow:
    """An invoice as the controller sees it.

    :ivar deviation: which of its days lie outside the placement, in words; nothing where none do.
    """

    id: UUID
    number: str
    placement_code: str
    provider_code: str
    from_date: date
    last_date: date
    amount: str
    received_date: date
    paid_date: date | None
    deviation: str


@dataclass(frozen=True, slots=True)
class InvoicesPage:
    """The controller's own cut, and until when she has it."""

    last_date: date
    stays: tuple[CostLine, ...]
    unpaid: tuple[InvoiceRow, ...]
    paid: tuple[InvoiceRow, ...]


def invoices_page(*, actor: Actor, now: datetime) -> InvoicesPage:
    """Give the placements by code and the invoices; that they were read is logged.

    :raises NotVisible: for everybody but a controller whose assignment stands.
    """
    today = day_of(now)
    with one_act(actor=actor, now=now):
        assignment = require_assignment(actor, Role.CONTROLLER, today, action=_ACTION)
        stays = {row.id: row for row in controlled(actor, today, action=_ACTION).order_by("code")}
        subject = Subject(ASSIGNMENT, assignment.id)
        record(actor=actor, action=_ACTION, subject=subject, purpose=assignment.reason, now=now)
        rows = Invoice.objects.filter(placement__in=stays).order_by("-received_date", "number")
        lines = [_row(row, stays[row.placement_id]) for row in rows]
        return InvoicesPage(
            last_date=last_day(assignment.until_date),
            stays=tuple(_line(row) for row in stays.values()),
            unpaid=tuple(line for line in lines if line.paid_date is None),
            paid=tuple(line for line in lines if line.paid_date is not None),
        )


def stayed_days(row: OwnStay) -> Days | None:
    """Give the days of a placement; None where nobody has moved in."""
    return None if row.state == PlacementState.PLANNED else Days(row.from_date, row.until_date)


def _line(row: OwnStay) -> CostLine:
    return CostLine(
        id=row.id,
        code=row.code,
        provider_code=row.provider_code,
        step=row.step,
        state=PlacementState(row.state),
        from_date=row.from_date,
        last_date=last_day(row.until_date) if row.until_date else None,
    )


def _row(row: Invoice, stay: OwnStay) -> InvoiceRow:
    return InvoiceRow(
        id=row.id,
        number=row.number,
        placement_code=stay.code,
        provider_code=stay.provider_code,
        from_date=row.from_date,
        last_date=last_day(row.until_date),
        amount=kronor(row.amount_ore),
        received_date=row.received_date,
        paid_date=row.paid_date,
        deviation=deviation(Days(row.from_date, row.until_date), stayed_days(stay)),
    )
