"""Open the identities of a case. The caller has passed the wall of the case and writes the log."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast
from uuid import UUID

from django.db.models import Q, QuerySet

from utvag.people.models import Identity
from utvag.people.rules import born_of, plain_name
from utvag.secrecy.envelope import Keyring, blind_index
from utvag.secrecy.rules import KeyKind, Owner, Place

TABLE = "people_identity"
NUMBER_INDEX, NAME_INDEX = "people.number", "people.name"


@dataclass(frozen=True, slots=True)
class IdentityShape:
    """Who a person of a household is, and by which id the register knows her."""

    id: UUID
    name: str = field(repr=False)
    personal_number: str | None = field(repr=False)
    register_person: str = field(repr=False)
    relation: str = field(default="", repr=False)
    born: str | None = field(default=None, repr=False)
    origin: str = field(default="", repr=False)
    district: str = field(default="", repr=False)
    has_left: bool = field(default=False, repr=False)

    @property
    def birth_date(self) -> date | None:
        """Give the day of birth: as the number says, or else as it was told."""
        if self.personal_number is not None:
            return born_of(self.personal_number)
        return None if self.born is None else date.fromisoformat(self.born)


def identity_place(case_id: UUID, identity_id: UUID) -> Place:
    """Say where a sealed identity belongs: under its case's key."""
    return Place(Owner(KeyKind.CASE, case_id), TABLE, identity_id)


def identities_of(case_ids: Iterable[UUID]) -> dict[UUID, tuple[IdentityShape, ...]]:
    """Give the newest version of the identities of some cases, by case; those who have left are not among them."""
    wanted = list(case_ids)
    keyring = Keyring().fetch(KeyKind.CASE, wanted)
    found: dict[UUID, tuple[IdentityShape, ...]] = {}
    for row in Identity.objects.filter(case_id__in=wanted, replacement__isnull=True).order_by("pk"):
        shape = _shape(row, keyring)
        if not shape.has_left:
            found[row.case_id] = (*found.get(row.case_id, ()), shape)
    return found


def versions_of(identity_id: UUID) -> tuple[IdentityShape, ...]:
    """Give every version of an identity, the newest first: what was corrected stays."""
    keyring = Keyring()
    found: list[IdentityShape] = []
    row = Identity.objects.filter(pk=identity_id).first()
    while row is not None:
        found.append(_shape(row, keyring))
        row = row.replaces
    return tuple(found)


def birth_dates_of(case_id: UUID) -> tuple[date | None, ...]:
    """Give when each was born who is, or has been, of a case's household; None where it is not known."""
    keyring = Keyring()
    rows = Identity.objects.filter(case_id=case_id, replacement__isnull=True).order_by("pk")
    return tuple(_shape(row, keyring).birth_date for row in rows)


def register_code_with(index: bytes | None) -> str:
    """Give the code by which the register knows the person of a number, where a case has one. Nothing else is said."""
    rows = Identity.objects.filter(number_index=index, number_index__isnull=False).order_by("pk")
    keyring = Keyring()
    codes = (_shape(row, keyring).register_person for row in rows)
    return next((code for code in codes if code), "")


def number_index(digits: str) -> bytes:
    """Give the keyed index of a number in its twelve digits."""
    return blind_index(NUMBER_INDEX, digits)


def name_index(name: str) -> bytes:
    """Give the keyed index of a whole name."""
    return blind_index(NAME_INDEX, plain_name(name))


def case_ids_of_person(case_ids: Iterable[UUID], *, number: bytes, name: bytes) -> frozenset[UUID]:
    """Give those of some cases in which a number or a whole name stands now. Opens nobody."""
    rows = Identity.objects.filter(Q(number_index=number) | Q(name_index=name), replacement__isnull=True)
    return frozenset(rows.filter(case_id__in=list(case_ids)).values_list("case_id", flat=True))


def case_ids_with_number(index: bytes | None) -> QuerySet[Identity, UUID]:
    """Ask for the cases of a number, as a part of a larger question. No number, no case."""
    rows = Identity.objects.filter(number_index=index, number_index__isnull=False, replacement__isnull=True)
    return rows.values_list("case_id", flat=True)


def _shape(row: Identity, keyring: Keyring) -> IdentityShape:
    opened = keyring.open(identity_place(row.case_id, row.id), row.sealed).reveal()
    return IdentityShape(id=row.id, **cast("dict[str, Any]", opened))
