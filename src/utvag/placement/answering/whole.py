"""The whole register, out of the database: everything that is known, opened in memory and nowhere else."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from threading import Lock
from typing import cast
from uuid import UUID, uuid4
from zlib import compress, decompress

from django.db import connection, transaction

from utvag.cases.queries import register_persons, waiting_entries
from utvag.foundation.facts import Version, current_version
from utvag.organisation.queries import municipality
from utvag.placement.engine import Put, Register, RegisterInvalid
from utvag.placement.models import Check, Placement, RegisterSnapshot
from utvag.placement.queries.asking import RegisterUnusable
from utvag.placement.queries.placements import check_place
from utvag.placement.queries.register import Entry, entry_of, sealed_placement
from utvag.placement.rules import IN_REGISTER
from utvag.providers.queries import home_entries, provider_entries
from utvag.secrecy.envelope import Keyring
from utvag.secrecy.rules import KeyKind, Place
from utvag.threats.queries import GEOGRAPHY, register_entries

FORMAT = "utvag-register/1"
KEPT = 2

# By the stamp of the facts, which no other state has, and the day. In the memory of this process only.
_built: dict[tuple[UUID, date], Register] = {}
_door = Lock()


@contextmanager
def one_state() -> Iterator[None]:
    """Read the database as it was at one moment: half of a change would be a register that never was.

    Inside a transaction of somebody else's, who holds the facts still, there is nothing more to do.
    """
    if connection.in_atomic_block:
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("set transaction isolation level repeatable read, read only")
        yield


def build_register(*, today: date) -> tuple[Register, Version]:
    """Give the register of today and the version of the facts in it. Part of ``one_state``.

    :raises RegisterUnusable: when the database holds no valid register.
    """
    version = current_version()
    with _door:
        held = _built.get((version.stamp, today))
        if held is None:
            held = _read(today)
            # An earlier state of the facts may hold what has been disposed of since.
            for older in [one for one in _built if one[0] != version.stamp]:
                del _built[older]
            while len(_built) >= KEPT:
                del _built[next(iter(_built))]
            _built[version.stamp, today] = held
        return held, version


def register_document(*, today: date) -> Entry:
    """Give the register file of what the database holds now. The caller holds the facts still."""
    place = municipality()
    if place is None:
        raise RegisterUnusable("the municipality has not been set up")
    keyring = Keyring()
    for kind in (KeyKind.REGISTER, KeyKind.GEOGRAPHY, KeyKind.PROVIDER, KeyKind.HOME, KeyKind.CASE):
        keyring.fetch(kind)
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


def own_persons(keyring: Keyring) -> frozenset[str]:
    """Give the codes of the persons that only the product's own cases know: the threat register lacks them."""
    held = {str(person["id"]) for person in register_entries(keyring).get("persons", [])}
    return frozenset(str(person["id"]) for person in register_persons()) - held


def placement_entries(keyring: Keyring) -> list[Entry]:
    """Give the placements that stand, are proposed or have ended, as entries of the register file."""
    states = [state.value for state in IN_REGISTER]
    whole = Placement.objects.filter(case__disposed_at__isnull=True)
    rows = whole.filter(state__in=states).select_related("home").order_by("code")
    return [entry_of(row, sealed_placement(row, keyring)) for row in rows]


def asking(register: Register, question: Entry) -> Register:
    """Give the register with a case in it that asks just this.

    :raises RegisterUnusable: when the case does not say what it needs.
    """
    try:
        return register.apply(Put("cases", question))
    except RegisterInvalid as invalid:
        # The faults quote values: they may not travel with the exception.
        raise RegisterUnusable(f"{len(invalid.faults)} faults in what the case needs") from None


def snapshot_place(snapshot_id: UUID) -> Place:
    """Say where a kept register belongs: under the engine's key, for it says where everybody is."""
    return Place(GEOGRAPHY, "placement_registersnapshot", snapshot_id)


def keep_snapshot(register: Register, version: Version, *, today: date, now: datetime) -> UUID:
    """Keep the whole register file that was asked, sealed: one for each state of the facts and day. Give its id."""
    rows = RegisterSnapshot.objects.filter(stamp=version.stamp, as_of=today)
    kept = rows.values_list("pk", flat=True).first()
    if kept is not None:
        return kept
    snapshot_id = uuid4()
    document = json.dumps(register.document, separators=(",", ":"), ensure_ascii=False)
    packed = b64encode(compress(document.encode())).decode()
    made = RegisterSnapshot(
        id=snapshot_id,
        stamp=version.stamp,
        as_of=today,
        register_version=version.number,
        made_at=now,
        sealed=Keyring().seal(snapshot_place(snapshot_id), packed),
    )
    # Of two that ask at once, the first is kept: both hold the same.
    RegisterSnapshot.objects.bulk_create([made], ignore_conflicts=True)
    return rows.values_list("pk", flat=True)[0]


def register_of_check(check: Check) -> tuple[Register, str]:
    """Give the register that a check asked, as it was then, and the id of the case in it.

    :raises RegisterUnusable: when nothing was kept with it.
    """
    if check.snapshot is None:
        raise RegisterUnusable("nothing was kept with this check")
    keyring = Keyring()
    packed = cast("str", keyring.open(snapshot_place(check.snapshot.id), check.snapshot.sealed).reveal())
    question = cast("Entry", cast("Entry", keyring.open(check_place(check), check.sealed).reveal())["question"])
    return asking(Register.from_bytes(decompress(b64decode(packed))), question), str(question["id"])


def _with_persons_of_cases(lists: dict[str, list[Entry]]) -> dict[str, list[Entry]]:
    """Add the persons of the product's own cases whom the threat register lacks: known, and not assessed."""
    known = lists.get("persons", [])
    codes = {person["id"] for person in known}
    return lists | {"persons": [*known, *(person for person in register_persons() if person["id"] not in codes)]}


def _read(today: date) -> Register:
    try:
        return Register.from_document(register_document(today=today))
    except RegisterInvalid as invalid:
        # The faults quote values: they may not travel with the exception.
        raise RegisterUnusable(f"{len(invalid.faults)} faults in the register of the database") from None
