"""The municipality and its staff. Names are opened only for those who work beside them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import cast
from uuid import UUID

from django.db.models import Exists

from utvag.organisation.models import DemoMark, Municipality, StaffAccount
from utvag.organisation.rules import Role, Staffing, Weakening, is_weakened
from utvag.secrecy.envelope import Keyring
from utvag.secrecy.rules import KeyKind, Owner, Place

TABLE = "organisation_staffaccount"


@dataclass(frozen=True, slots=True)
class StaffShape:
    """An employee as a page shows her."""

    id: UUID
    username: str
    role: Role
    display_name: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class MunicipalityShape:
    """The municipality whose system this is."""

    code: str
    name: str
    parameters: dict[str, object]
    is_demo: bool


@dataclass(frozen=True, slots=True)
class StaffingShape:
    """Whether there are others to turn to, and since when it is said so; None where nobody has said anything."""

    staffing: Staffing
    since: date | None


def name_place(account_id: UUID) -> Place:
    """Say where an account's sealed name belongs."""
    return Place(Owner(KeyKind.STAFF, account_id), TABLE, account_id)


def staff_shapes(account_ids: Iterable[UUID]) -> dict[UUID, StaffShape]:
    """Give the employees with these ids. The caller has asked whether the actor may see whom."""
    wanted = list(account_ids)
    keyring = Keyring().fetch(KeyKind.STAFF, wanted)
    return {row.id: _shape(row, keyring) for row in StaffAccount.objects.filter(pk__in=wanted)}


def staff_in_role(role: Role) -> tuple[StaffShape, ...]:
    """Give the active employees with a role, by name. The caller has asked whether the actor may see whom."""
    ids = StaffAccount.objects.filter(is_active=True, role=role).values_list("pk", flat=True)
    return tuple(sorted(staff_shapes(ids).values(), key=lambda shape: shape.display_name))


def demo_staff() -> tuple[StaffShape, ...]:
    """Give every account of the demo, by role, for its sign-in page; nothing at all outside the demo."""
    if not is_demo():
        return ()
    keyring = Keyring().fetch(KeyKind.STAFF)
    rows = StaffAccount.objects.filter(is_active=True).order_by("username")
    order = list(Role)
    return tuple(sorted((_shape(row, keyring) for row in rows), key=lambda shape: order.index(shape.role)))


def account_named(username: str) -> UUID | None:
    """Give the id of the active account with a username."""
    return StaffAccount.objects.filter(username=username, is_active=True).values_list("pk", flat=True).first()


def municipality() -> MunicipalityShape | None:
    """Give the municipality, or None before it is set up."""
    row = Municipality.objects.first()
    if row is None:
        return None
    return MunicipalityShape(row.code, row.name, cast("dict[str, object]", row.parameters), row.is_demo)


def staffing() -> StaffingShape:
    """Give whether there are others to turn to; before the municipality is set up every control is whole."""
    row = Municipality.objects.values_list("staffing", "staffing_since").first()
    return StaffingShape(Staffing.FULL, None) if row is None else StaffingShape(Staffing(row[0]), row[1])


def keeps_weakly(weakening: Weakening) -> bool:
    """Say whether this municipality keeps a control more weakly."""
    return is_weakened(staffing().staffing, weakening)


def is_demo() -> bool:
    """Say whether everything in the database is made up: the municipality says so, and the mark is there."""
    return Municipality.objects.filter(Exists(DemoMark.objects.all()), is_demo=True).exists()


def _shape(row: StaffAccount, keyring: Keyring) -> StaffShape:
    opened = keyring.open(name_place(row.id), row.sealed).reveal()
    return StaffShape(row.id, row.username, Role(row.role), str(cast("dict[str, object]", opened)["display_name"]))
