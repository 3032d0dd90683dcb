"""What was said in contacts and seen on visits. The caller has passed the wall of the case and writes the log."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import cast
from uuid import UUID

from utvag.followup.models import Contact, Visit
from utvag.followup.queries.agenda import title_of_contact
from utvag.followup.queries.records import contact_place, visit_place
from utvag.followup.rules import Way
from utvag.organisation.queries import StaffShape, staff_shapes
from utvag.secrecy.envelope import Keyring
from utvag.secrecy.rules import Place


@dataclass(frozen=True, slots=True)
class ContactShape:
    """A contact as the named staff of its case read it."""

    title: str
    at: datetime
    way: Way
    was_reached: bool
    next_date: date | None
    by: StaffShape
    note: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class VisitShape:
    """A visit as the named staff of its case read it."""

    held_date: date
    police_offered_date: date
    police_attended: bool
    social_worker_offered_date: date
    social_worker_attended: bool
    by: StaffShape
    note: str = field(repr=False)


def contacts_of(case_id: UUID) -> tuple[ContactShape, ...]:
    """Give the contacts of a case, the latest first."""
    rows = list(Contact.objects.filter(placement__case=case_id).order_by("-at"))
    staff, keyring = staff_shapes({row.registered_by_id for row in rows}), Keyring()
    return tuple(
        ContactShape(
            title=title_of_contact(row),
            at=row.at,
            way=Way(row.way),
            was_reached=row.was_reached,
            next_date=row.next_date,
            by=staff[row.registered_by_id],
            note=_note(contact_place(case_id, row.id), row.sealed, keyring),
        )
        for row in rows
    )


def visits_of(case_id: UUID) -> tuple[VisitShape, ...]:
    """Give the visits of a case, the latest first."""
    rows = list(Visit.objects.filter(placement__case=case_id).order_by("-held_date"))
    staff, keyring = staff_shapes({row.registered_by_id for row in rows}), Keyring()
    return tuple(
        VisitShape(
            held_date=row.held_date,
            police_offered_date=row.police_offered_date,
            police_attended=row.police_attended,
            social_worker_offered_date=row.social_worker_offered_date,
            social_worker_attended=row.social_worker_attended,
            by=staff[row.registered_by_id],
            note=_note(visit_place(case_id, row.id), row.sealed, keyring),
        )
        for row in rows
    )


def _note(place: Place, sealed: bytes | memoryview, keyring: Keyring) -> str:
    return cast("dict[str, str]", keyring.open(place, sealed).reveal())["note"]
