"""Placements as entries of the register file, and where their sealed parts belong."""

from typing import cast
from uuid import UUID

from utvag.placement.models import Placement
from utvag.secrecy.envelope import Keyring
from utvag.secrecy.rules import KeyKind, Owner, Place

TABLE = "placement_placement"
SEALED_FACTS = ("person", "companions")

Entry = dict[str, object]


def placement_place(case_id: UUID, placement_id: UUID) -> Place:
    """Say where a placement's sealed part belongs: under its case's key."""
    return Place(Owner(KeyKind.CASE, case_id), TABLE, placement_id)


def sealed_placement(row: Placement, keyring: Keyring) -> Entry:
    """Open the sealed part of a placement. For operations of this floor."""
    return cast("Entry", keyring.open(placement_place(row.case_id, row.id), row.sealed).reveal())


def entry_of(row: Placement, sealed: Entry) -> Entry:
    """Write a placement as the register file does."""
    people = {key: sealed[key] for key in SEALED_FACTS if key in sealed}
    until = {} if row.until_date is None else {"until": row.until_date.isoformat()}
    return {"id": row.code, "home": row.home.code, "from": row.from_date.isoformat(), **until, **people}
