"""Read first contacts. What opens one writes the log."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import cast
from uuid import UUID

from utvag.audit.operations import Subject, one_act, record
from utvag.cases.access import (
    CONTACT,
    case_for,
    contact_for,
    contacts_of_cases_of,
    contacts_waiting_for,
    coordinated_by,
    coordinates,
    purpose_on,
)
from utvag.cases.models import FirstContact
from utvag.cases.rules import (
    INTAKE,
    Answer,
    ContactState,
    Custody,
    HouseholdMember,
    Missing,
    NoNumber,
    Protection,
    Purpose,
    Relation,
    Source,
    Told,
    Wait,
    is_open,
    missing_from,
    wait_of,
)
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.foundation.errors import NotVisible
from utvag.organisation.queries import StaffShape, staff_in_role
from utvag.organisation.rules import Role
from utvag.secrecy.envelope import Keyring
from utvag.secrecy.rules import KeyKind, Owner, Place

TABLE = "cases_firstcontact"


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the registrar may keep: a code and a time, the same whoever the person is."""

    code: str
    received_at: datetime


@dataclass(frozen=True, slots=True)
class ContactLine:
    """A first contact in a list: code and dates, nothing that opens a person."""

    id: UUID
    receipt: str
    state: ContactState
    received_at: datetime
    waiting_until: date | None
    wait: Wait | None
    case_id: UUID | None
    case_code: str
    is_handled: bool


@dataclass(frozen=True, slots=True)
class ContactShape:
    """A first contact as the section head, or the named staff of its case, may read it.

    :ivar same_person: other open contacts with the same number; a section head's only.
    """

    line: ContactLine
    told: Told = field(repr=False)
    missing: tuple[Missing, ...] = field(repr=False)
    same_person: tuple[ContactLine, ...]
    may_handle: bool
    may_acknowledge: bool


def contact_place(contact_id: UUID) -> Place:
    """Say where what a contact told belongs: under a key of its own."""
    return Place(Owner(KeyKind.CASE, contact_id), TABLE, contact_id)


def receipt_of(*, actor: Actor, contact_id: UUID) -> Receipt:
    """Give the receipt to the one who registered; it never changes with what becomes of the contact.

    :raises NotVisible: for everybody else.
    """
    row = FirstContact.objects.filter(pk=contact_id, registered_by=actor.id).only("receipt", "received_at").first()
    if row is None:
        raise NotVisible("READ_RECEIPT", CONTACT, contact_id)
    return Receipt(row.receipt, row.received_at)


def contact_queue(*, actor: Actor, now: datetime) -> tuple[ContactLine, ...]:
    """Give the contacts that wait for a section head: new first, then by day. Opens no person, so writes no log."""
    rows = contacts_waiting_for(actor).order_by("received_at")
    lines = (contact_line(row, day_of(now)) for row in rows)
    return tuple(sorted(lines, key=lambda line: (line.waiting_until is not None, line.waiting_until or date.min)))


def contact_notices(*, actor: Actor, now: datetime) -> tuple[ContactLine, ...]:
    """Give the contacts about persons whose cases the actor coordinates, until she has seen them."""
    today = day_of(now)
    mine = coordinated_by(actor, today).values("case")
    rows = FirstContact.objects.filter(state=ContactState.LINKED, handled_at__isnull=True, case__in=mine)
    return tuple(contact_line(row, today) for row in rows.select_related("case").order_by("received_at"))


def contacts_of_case(*, actor: Actor, case_id: UUID, now: datetime) -> tuple[ContactLine, ...]:
    """Give the first contacts of a case, the newest first.

    :raises NotVisible: when the actor is not named on it.
    """
    today = day_of(now)
    case_for(actor, case_id, today, action="LIST_CONTACTS")
    rows = contacts_of_cases_of(actor, today).filter(case=case_id).select_related("case").order_by("-received_at")
    return tuple(contact_line(row, today) for row in rows)


def open_contact(*, actor: Actor, contact_id: UUID, now: datetime) -> ContactShape:
    """Open what a contact told, and write that it was opened (lag 2001:454, 10 §).

    :raises NotVisible: for all but section heads, while it is open, and the named staff of its case.
    """
    today = day_of(now)
    with one_act(actor=actor, now=now):
        row = contact_for(actor, contact_id, today, action="OPEN_CONTACT")
        purpose = INTAKE if row.case_id is None else purpose_on(actor, row.case_id, today)
        subject = Subject(CONTACT, contact_id, row.case_id)
        record(actor=actor, action="OPEN_CONTACT", subject=subject, purpose=purpose, now=now)
        told = told_in(row)
        line = contact_line(row, today)
        is_coordinator = row.case_id is not None and coordinates(actor, Purpose(purpose))
        return ContactShape(
            line=line,
            told=told,
            missing=missing_from(told),
            same_person=tuple(contact_line(other, today) for other in same_person(row)) if is_open(line.state) else (),
            may_handle=is_open(line.state),
            may_acknowledge=is_coordinator and line.state is ContactState.LINKED and not line.is_handled,
        )


def staff_to_choose() -> tuple[StaffShape, ...]:
    """Give the coordinators and case workers whom a section head may name. Names of staff, no person."""
    return (*staff_in_role(Role.COORDINATOR), *staff_in_role(Role.CASE_WORKER))


def same_person(row: FirstContact) -> tuple[FirstContact, ...]:
    """Give the other open contacts with the same number. For operations and for a section head."""
    if row.number_index is None:
        return ()
    still_open = [state.value for state in ContactState if is_open(state)]
    rows = FirstContact.objects.filter(number_index=bytes(row.number_index), state__in=still_open)
    return tuple(rows.exclude(pk=row.pk).order_by("received_at", "pk"))


def told_in(row: FirstContact) -> Told:
    """Open what a contact told. The caller has passed the wall and writes the log."""
    opened = cast("Mapping[str, object]", Keyring().open(contact_place(row.id), row.sealed).reveal())
    return _told(opened)


def sealable(told: Told) -> dict[str, object]:
    """Write what was told as values that JSON can hold."""
    value = asdict(told)
    value["release_date"] = told.release_date and told.release_date.isoformat()
    value["household"] = [
        {"relation": one.relation, "name": one.name, "born": one.born and one.born.isoformat()}
        for one in told.household
    ]
    return value


def contact_line(row: FirstContact, today: date) -> ContactLine:
    """Write a row as a line of a list."""
    return ContactLine(
        id=row.id,
        receipt=row.receipt,
        state=ContactState(row.state),
        received_at=row.received_at,
        waiting_until=row.waiting_until,
        wait=None if row.waiting_until is None else wait_of(row.waiting_until, today=today),
        case_id=row.case_id,
        case_code="" if row.case is None else row.case.code_name,
        is_handled=row.handled_at is not None,
    )


def _told(opened: Mapping[str, object]) -> Told:
    household = cast("list[dict[str, str | None]]", opened["household"])
    no_number = opened["no_number"]
    return Told(
        source=Source(str(opened["source"])),
        name=str(opened["name"]),
        number=cast("str | None", opened["number"]),
        no_number=None if no_number is None else NoNumber(str(no_number)),
        protection=Protection(str(opened["protection"])),
        reach=str(opened["reach"]),
        wish=str(opened["wish"]),
        threat=str(opened["threat"]),
        custody=Custody(str(opened["custody"])),
        release_date=_day(cast("str | None", opened["release_date"])),
        meets_police_definition=Answer(str(opened["meets_police_definition"])),
        meets_national_definition=Answer(str(opened["meets_national_definition"])),
        household=tuple(
            HouseholdMember(Relation(str(one["relation"])), str(one["name"]), _day(one["born"])) for one in household
        ),
    )


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
