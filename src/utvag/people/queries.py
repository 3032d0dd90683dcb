"""Open the identities of a case. The caller has passed the wall of the case and writes the log."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import cast
from uuid import UUID

from django.db.models import QuerySet

from utvag.people.models import Identity
from utvag.secrecy.envelope import Keyring, blind_index
from utvag.secrecy.rules import KeyKind, Owner, Place

TABLE = "people_identity"
NUMBER_INDEX = "people.number"


@dataclass(frozen=True, slots=True)
class IdentityShape:
    """Who a person of a household is, and by which id the register knows her."""

    id: UUID
    name: str = field(repr=False)
    personal_number: str | None = field(repr=False)
    register_person: str = field(repr=False)


def identity_place(case_id: UUID, identity_id: UUID) -> Place:
    """Say where a sealed identity belongs: under its case's key."""
    return Place(Owner(KeyKind.CASE, case_id), TABLE, identity_id)


def identities_of(case_ids: Iterable[UUID]) -> dict[UUID, tuple[IdentityShape, ...]]:
    """Give the identities of some cases, by case."""
    wanted = list(case_ids)
    keyring = Keyring().fetch(KeyKind.CASE, wanted)
    found: dict[UUID, tuple[IdentityShape, ...]] = {}
    for row in Identity.objects.filter(case_id__in=wanted).order_by("pk"):
        opened = keyring.open(identity_place(row.case_id, row.id), row.sealed).reveal()
        shape = IdentityShape(id=row.id, **cast("dict[str, str]", opened))
        found[row.case_id] = (*found.get(row.case_id, ()), shape)
    return found


def number_index(digits: str) -> bytes:
    """Give the keyed index of a number in its twelve digits."""
    return blind_index(NUMBER_INDEX, digits)


def case_ids_with_number(index: bytes | None) -> QuerySet[Identity, UUID]:
    """Ask for the cases of a number, as a part of a larger question. No number, no case."""
    return Identity.objects.filter(number_index=index, number_index__isnull=False).values_list("case_id", flat=True)
