"""Make the threat register that of a register file. Part of the load, which the operator runs with every key."""

import json
from collections import defaultdict, deque
from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID, uuid4

from utvag.foundation.actors import NOBODY, Actor
from utvag.secrecy.envelope import Keyring
from utvag.threats.models import RegisterEntry, RegisterList
from utvag.threats.operations.register import WITH_IDS, index_of
from utvag.threats.queries import entry_place, standing_rows, whereabouts_place, whole_entry
from utvag.threats.rules import WHERE, Entry


def hold_exactly(lists: Mapping[str, Sequence[Entry]], *, actor: Actor, now: datetime) -> None:
    """Make the threat register hold exactly these lists. Part of a larger operation; what goes is kept as withdrawn."""
    keyring = Keyring()
    for name in RegisterList:
        _hold_list(name, lists.get(name.value, ()), keyring, actor=actor, now=now)


def seal_whereabouts_apart() -> int:
    """Move where somebody is out of what the register's key opens; say how many. Part of a larger operation.

    What has been withdrawn is moved too: it says where somebody was.
    """
    keyring = Keyring()
    rows = list(RegisterEntry.objects.filter(list_name__in=list(WHERE), sealed_place__isnull=True).select_for_update())
    for row in rows:
        sealed = _sealed_apart(row.id, RegisterList(row.list_name), whole_entry(row, keyring), keyring)
        RegisterEntry.objects.filter(pk=row.pk).update(**sealed)
    return len(rows)


def _hold_list(
    list_name: RegisterList, entries: Sequence[Entry], keyring: Keyring, *, actor: Actor, now: datetime
) -> None:
    waiting: dict[str, deque[tuple[RegisterEntry, Entry]]] = defaultdict(deque)
    for row in standing_rows(list_name):
        entry = whole_entry(row, keyring)
        waiting[_identity(list_name, entry)].append((row, entry))
    changed: list[RegisterEntry] = []
    made: list[RegisterEntry] = []
    for position, entry in enumerate(entries):
        same = waiting[_identity(list_name, entry)]
        if not same:
            made.append(_row(list_name, entry, position, keyring=keyring, actor=actor, now=now))
            continue
        row, held = same.popleft()
        if row.position != position or held != entry:
            row.position = position
            for column, sealed in _sealed_apart(row.id, list_name, entry, keyring).items():
                setattr(row, column, sealed)
            changed.append(row)
    gone = [row.pk for rest in waiting.values() for row, _ in rest]
    RegisterEntry.objects.filter(pk__in=gone).update(withdrawn_at=now)
    RegisterEntry.objects.bulk_update(changed, ["position", "sealed", "sealed_place"], batch_size=500)
    RegisterEntry.objects.bulk_create(made, batch_size=500)


def _identity(list_name: RegisterList, entry: Entry) -> str:
    """Give what makes an entry the same entry: its id, or where it has none, all that it says."""
    return str(entry["id"]) if list_name in WITH_IDS else json.dumps(entry, sort_keys=True)


def _row(
    list_name: RegisterList, entry: Entry, position: int, *, keyring: Keyring, actor: Actor, now: datetime
) -> RegisterEntry:
    entry_id = uuid4()
    return RegisterEntry(
        id=entry_id,
        list_name=list_name.value,
        position=position,
        key_index=index_of(list_name, str(entry["id"])) if list_name in WITH_IDS else None,
        entered_by=None if actor.id == NOBODY else actor.id,
        entered_at=now,
        **_sealed_apart(entry_id, list_name, entry, keyring),
    )


def _sealed_apart(entry_id: UUID, list_name: RegisterList, entry: Entry, keyring: Keyring) -> dict[str, bytes | None]:
    """Seal an entry as two columns: what the police's side may read, and where it says that somebody is."""
    key = WHERE.get(list_name.value)
    rest = {name: value for name, value in entry.items() if name != key}
    sealed: dict[str, bytes | None] = {"sealed": keyring.seal(entry_place(entry_id), rest), "sealed_place": None}
    if key is not None:
        place = {name: value for name, value in entry.items() if name == key}
        sealed["sealed_place"] = keyring.seal(whereabouts_place(entry_id), place)
    return sealed
