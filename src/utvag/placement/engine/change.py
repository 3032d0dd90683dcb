"""Changes to a register: put an entry, or take one away."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from utvag.placement.engine.reading.links import WITH_ID


@dataclass(frozen=True, slots=True)
class Put:
    """Put an entry into a list; one with an id replaces the entry that has it.

    An entry without an id that stands there already, just so, is not added again.
    """

    list_name: str
    entry: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Remove:
    """Take away an entry: that with the same id, or, in a list without ids, the equal one."""

    list_name: str
    entry: Mapping[str, Any]


Change = Put | Remove


def changed_document(document: Mapping[str, Any], changes: Iterable[Change]) -> dict[str, Any]:
    """Give a copy of a document with some changes made, in their order.

    :raises KeyError: when a change removes what is not there.
    """
    changed = dict(document)
    for change in changes:
        entries = list(changed.get(change.list_name) or ())
        position = _position(entries, change)
        here = slice(len(entries), None) if position is None else slice(position, position + 1)
        if isinstance(change, Put):
            entries[here] = [dict(change.entry)]
        elif position is None:
            raise KeyError(f"{change.list_name}: posten finns inte")
        else:
            del entries[here]
        changed[change.list_name] = entries
    return changed


def _position(entries: list[Any], change: Change) -> int | None:
    with_id = change.list_name in WITH_ID
    for index, entry in enumerate(entries):
        if entry["id"] == change.entry.get("id") if with_id else entry == change.entry:
            return index
    return None
