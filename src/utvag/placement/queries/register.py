"""The engine's register, out of the database: everything that is known, decrypted in memory and nowhere else."""

from datetime import date
from threading import Lock
from typing import cast
from uuid import UUID

from utvag.cases.queries import register_persons, waiting_entries
from utvag.foundation.facts import Version, current_version, lock_facts
from utvag.organisation.queries import municipality
from utvag.placement.engine import Register, RegisterInvalid
from utvag.placement.models import Placement
from utvag.placement.rules import IN_REGISTER
from utvag.providers.queries import home_entries, provider_entries
from utvag.secrecy.envelope import Keyring
from utvag.secrecy.rules import REGISTER, KeyKind, Owner, Place
from utvag.threats.queries import register_entries

FORMAT = "utvag-register/1"
TABLE = "placement_placement"
KEPT = 2
SEALED_FACTS = ("person", "companions")

Entry = dict[str, object]

# By the stamp of the facts, which no other state has, and the day. In the memory of this process only.
_built: dict[tuple[UUID, date], Register] = {}
_door = Lock()


class RegisterUnusable(Exception):
    """What the database holds is no valid register, so nothing can be checked. The text carries no value of it."""


def build_register(*, today: date) -> tuple[Register, int]:
    """Give the register of today and the version of the facts in it.

    :raises RegisterUnusable: when the database holds no valid register.
    """
    version = current_version()
    held = _built.get((version.stamp, today))
    if held is not None:
        return held, version.number
    # Held still while it is read: half of a change would be a register that never was.
    version = lock_facts()
    return _keep(version, today), version.number


def register_document(*, today: date) -> Entry:
    """Give the register file of what the database holds now. The caller holds the facts still."""
    place = municipality()
    if place is None:
        raise RegisterUnusable("the municipality has not been set up")
    keyring = Keyring().fetch(KeyKind.REGISTER).fetch(KeyKind.PROVIDER).fetch(KeyKind.HOME).fetch(KeyKind.CASE)
    document: Entry = {
        "format": FORMAT,
        "as_of": today.isoformat(),
        "municipality": place.code,
        **_with_persons_of_cases(register_entries(keyring)),
        "providers": provider_entries(keyring),
        "homes": home_entries(keyring),
        "placements": placement_entries(keyring),
        "cases": waiting_entries(keyring),
    }
    return document | ({"parameters": place.parameters} if place.parameters else {})


def _with_persons_of_cases(lists: dict[str, list[Entry]]) -> dict[str, list[Entry]]:
    """Add the persons of the product's own cases whom the threat register lacks: known, and not assessed."""
    known = lists.get("persons", [])
    codes = {person["id"] for person in known}
    return lists | {"persons": [*known, *(person for person in register_persons() if person["id"] not in codes)]}


def own_persons(keyring: Keyring) -> frozenset[str]:
    """Give the codes of the persons that only the product's own cases know: the threat register lacks them."""
    held = {str(person["id"]) for person in register_entries(keyring).get("persons", [])}
    return frozenset(str(person["id"]) for person in register_persons()) - held


def placement_place(case_id: UUID, placement_id: UUID) -> Place:
    """Say where a placement's sealed part belongs: under its case's key."""
    return Place(Owner(KeyKind.CASE, case_id), TABLE, placement_id)


def snapshot_place(snapshot_id: UUID) -> Place:
    """Say where a kept register belongs: under the register's key."""
    return Place(REGISTER, "placement_registersnapshot", snapshot_id)


def sealed_placement(row: Placement, keyring: Keyring) -> Entry:
    """Open the sealed part of a placement. For operations of this floor."""
    return cast("Entry", keyring.open(placement_place(row.case_id, row.id), row.sealed).reveal())


def placement_entries(keyring: Keyring) -> list[Entry]:
    """Give the placements that stand, are proposed or have ended, as entries of the register file."""
    states = [state.value for state in IN_REGISTER]
    rows = Placement.objects.filter(state__in=states).select_related("home").order_by("code")
    return [entry_of(row, sealed_placement(row, keyring)) for row in rows]


def entry_of(row: Placement, sealed: Entry) -> Entry:
    """Write a placement as the register file does."""
    people = {key: sealed[key] for key in SEALED_FACTS if key in sealed}
    until = {} if row.until_date is None else {"until": row.until_date.isoformat()}
    return {"id": row.code, "home": row.home.code, "from": row.from_date.isoformat(), **until, **people}


def _keep(version: Version, today: date) -> Register:
    with _door:
        held = _built.get((version.stamp, today))
        if held is not None:
            return held
        try:
            register = Register.from_document(register_document(today=today))
        except RegisterInvalid as invalid:
            # The faults quote values: they may not travel with the exception.
            raise RegisterUnusable(f"{len(invalid.faults)} faults in the register of the database") from None
        while len(_built) >= KEPT:
            del _built[next(iter(_built))]
        _built[version.stamp, today] = register
        return register
