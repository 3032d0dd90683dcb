"""What a provider's receiver sees of her placements, and what the coordinator sees of the receiver."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from utvag.assignments.access import ASSIGNMENT, OpenedStay, placement_to_hand_over, received, received_one, unpaid_of
from utvag.assignments.models import Invoice, Receiver
from utvag.assignments.queries.assignments import receivers_at
from utvag.assignments.rules import Reach, Stay, kronor, last_day, open_until
from utvag.audit.operations import Subject, one_act, record
from utvag.followup.queries import programme_in_force
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.organisation.queries import StaffShape, staff_shapes
from utvag.placement.access import PLACEMENT
from utvag.placement.models import Placement
from utvag.placement.rules import PlacementState

#: What the programme asks of the provider herself.
THEIR_DUTIES: Final = ("SAFETY_PLAN", "SUPPORT_TALK", "SERIOUS_EVENT", "PLANNED_CHANGE")


@dataclass(frozen=True, slots=True)
class InvoiceLine:
    """An invoice that is not paid, as the provider who sent it sees it."""

    number: str
    placement_code: str
    from_date: date
    last_date: date
    amount: str
    received_date: date


@dataclass(frozen=True, slots=True)
class StayLine:
    """A placement in the provider's list: its code, its days, and the last day on which it is shown."""

    id: UUID
    code: str
    state: PlacementState
    from_date: date
    last_date: date | None
    shown_to: date | None


@dataclass(frozen=True, slots=True)
class OwnStays:
    """What a provider's receiver sees: the placements that are open to her, and what she has not been paid for."""

    provider_code: str
    last_date: date
    stays: tuple[StayLine, ...]
    unpaid: tuple[InvoiceLine, ...]


@dataclass(frozen=True, slots=True)
class TheirDuty:
    """What the programme asks of the provider, in words."""

    title: str
    why: str


@dataclass(frozen=True, slots=True)
class OwnPlacement:
    """One placement as its receiver sees it."""

    line: StayLine
    report_days: int
    duties: tuple[TheirDuty, ...]
    unpaid: tuple[InvoiceLine, ...]


@dataclass(frozen=True, slots=True)
class ReceiverPage:
    """Who receives a placement at the provider, and who else may."""

    placement_id: UUID
    code: str
    case_id: UUID
    case_code: str
    provider_code: str
    report_days: int
    receiver: StaffShape | None
    shown_to: date | None
    may_be_named: bool
    choices: tuple[StaffShape, ...]


def own_stays(*, actor: Actor, now: datetime) -> OwnStays:
    """Give a receiver her placements and unpaid invoices, by code; that she read them is logged.

    :raises NotVisible: for everybody else, and without an assignment that stands.
    """
    with one_act(actor=actor, now=now):
        found = received(actor, day_of(now), action="READ_OWN_STAYS")
        mine = found.assignment
        subject = Subject(ASSIGNMENT, mine.id)
        record(actor=actor, action="READ_OWN_STAYS", subject=subject, purpose=mine.reason, now=now)
        assert mine.provider is not None  # noqa: S101  # a constraint of the table
        return OwnStays(
            provider_code=mine.provider.code,
            last_date=last_day(mine.until_date),
            stays=tuple(_line(one) for one in found.stays if one.reach is Reach.OPEN),
            unpaid=_unpaid(found.stays),
        )


def own_placement(*, actor: Actor, placement_id: UUID, now: datetime) -> OwnPlacement:
    """Open one placement for its receiver: days, what she is to do, and what is unpaid; the opening is logged.

    :raises NotVisible: for everybody else, and from the moment that its time is over.
    """
    with one_act(actor=actor, now=now):
        found = received_one(actor, placement_id, day_of(now), action="OPEN_OWN_STAY")
        (one,) = found.stays
        subject = Subject(PLACEMENT, placement_id, one.row.case_id)
        record(actor=actor, action="OPEN_OWN_STAY", subject=subject, purpose=found.assignment.reason, now=now)
        rules = programme_in_force().duties
        return OwnPlacement(
            line=_line(one),
            report_days=one.row.report_days or 0,
            duties=tuple(TheirDuty(rule.title, rule.why) for rule in rules if rule.kind in THEIR_DUTIES),
            unpaid=_unpaid(found.stays),
        )


def receiver_page(*, actor: Actor, placement_id: UUID, now: datetime) -> ReceiverPage:
    """Give who receives a placement at the provider, to the coordinator of its case; the reading is logged.

    :raises NotVisible: for everybody else.
    """
    with one_act(actor=actor, now=now):
        opened = placement_to_hand_over(actor, placement_id, day_of(now), action="READ_RECEIVER")
        row = opened.placement
        subject = Subject(PLACEMENT, placement_id, row.case_id)
        record(actor=actor, action="READ_RECEIVER", subject=subject, purpose=opened.purpose, now=now)
        named = Receiver.objects.filter(placement=placement_id, ended_at__isnull=True).first()
        return _receiver_page(row, named, day_of(now))


def report_days() -> int:
    """Give how many days the programme lets a provider's last report take."""
    return programme_in_force().provider["reports_within_days"].number


def _receiver_page(row: Placement, named: Receiver | None, today: date) -> ReceiverPage:
    days = named.report_days if named else report_days()
    until = open_until(Stay(row.state, row.until_date, days, has_unpaid=False))
    return ReceiverPage(
        placement_id=row.id,
        code=row.code,
        case_id=row.case_id,
        case_code=row.case.code_name,
        provider_code=row.home.provider.code,
        report_days=days,
        receiver=staff_shapes([named.account_id])[named.account_id] if named else None,
        shown_to=last_day(until) if until else None,
        may_be_named=row.state in {PlacementState.PLANNED, PlacementState.STANDING},
        choices=receivers_at(row.home.provider_id, today),
    )


def _line(one: OpenedStay) -> StayLine:
    row = one.row
    until = open_until(Stay(row.state, row.until_date, row.report_days or 0, has_unpaid=False))
    return StayLine(
        id=row.id,
        code=row.code,
        state=PlacementState(row.state),
        from_date=row.from_date,
        last_date=last_day(row.until_date) if row.until_date else None,
        shown_to=last_day(until) if until else None,
    )


def _unpaid(opened: tuple[OpenedStay, ...]) -> tuple[InvoiceLine, ...]:
    codes = {one.row.id: one.row.code for one in opened}
    rows = unpaid_of(one.row for one in opened).order_by("received_date", "number")
    return tuple(_invoice(row, codes[row.placement_id]) for row in rows)


def _invoice(row: Invoice, code: str) -> InvoiceLine:
    return InvoiceLine(
        row.number, code, row.from_date, last_day(row.until_date), kronor(row.amount_ore), row.received_date
    )
