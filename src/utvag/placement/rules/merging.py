"""Put a register file together with what is already known.

Entries with an id replace those with the same id; facts without an id are added unless they are there already, word for
word and as many times. Nothing is judged here: the engine judges the whole afterwards.
"""

import json
from collections import defaultdict, deque
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final, cast

from utvag.placement.engine.reading.links import WITH_ID

Entry = dict[str, object]
Document = dict[str, object]

LISTS_WITH_IDS: Final = WITH_ID
LISTS: Final = (
    *("networks", "persons", "memberships", "conflicts", "threats", "providers", "homes"),
    *("address_knowledge", "placements", "police_assessments", "cases"),
)


@dataclass(frozen=True, slots=True)
class Merged:
    """A file and what was known, as one document.

    :ivar origins: for each entry of each list, its position in the file, or None when it was known before.
    :ivar left_out: ids of the file's cases that have a home already and stay as they are.
    """

    document: Document
    origins: dict[str, list[int | None]]
    left_out: tuple[str, ...]


def is_mergeable(document: object) -> bool:
    """Say whether a document has the outer shape that merging needs. One that has not is faulty by itself."""
    if type(document) is not dict:
        return False
    return all(_is_list_of_entries(document.get(name), with_ids=name in LISTS_WITH_IDS) for name in LISTS)


def merge_documents(known: Document, given: Document, *, placed: Collection[str] = ()) -> Merged:
    """Put what a file says on top of what is known; the file's cases that are placed already are left out."""
    document: Document = known | {key: value for key, value in given.items() if key not in LISTS}
    for key in ("format", "as_of", "municipality"):
        if key not in given:
            document.pop(key, None)
    parameters = merge_parameters(known.get("parameters"), given.get("parameters"))
    document.pop("parameters", None)
    if parameters is not None:
        document["parameters"] = parameters
    origins: dict[str, list[int | None]] = {}
    left_out: list[str] = []
    for name in LISTS:
        entries, origin = _entries(known, name), cast("list[int | None]", [None] * len(_entries(known, name)))
        new = [(position, entry) for position, entry in enumerate(_entries(given, name))]
        if name == "cases":
            left_out = [str(entry["id"]) for _, entry in new if entry["id"] in placed]
            new = [(position, entry) for position, entry in new if entry["id"] not in placed]
        _put(entries, origin, new, with_ids=name in LISTS_WITH_IDS)
        document[name], origins[name] = entries, origin
    return Merged(document, origins, tuple(left_out))


def merge_parameters(known: object, given: object) -> object:
    """Put a file's parameters on top of the known ones; null gives the default back."""
    if given is None or known is None:
        return known if given is None else given
    if not (isinstance(known, dict) and isinstance(given, dict)):
        return given
    merged = dict(known)
    for key, value in given.items():
        merged[key] = merge_parameters(known.get(key), value) if isinstance(value, dict) else value
    return merged


def canonical(document: Document) -> Document:
    """Give the one form of a register file: no nulls, no empty lists at the top, entries with ids in their order."""
    plain = cast("Document", without_nulls(document))
    for name in LISTS:
        entries = cast("list[Entry]", plain.pop(name, []))
        if name in LISTS_WITH_IDS:
            entries.sort(key=lambda entry: str(entry["id"]))
        if entries:
            plain[name] = entries
    if not plain.get("parameters"):
        plain.pop("parameters", None)
    return plain


def without_nulls(value: object) -> object:
    """Leave out every key whose value is null: it means the same as a missing one."""
    if isinstance(value, dict):
        return {key: without_nulls(held) for key, held in value.items() if held is not None}
    if isinstance(value, list):
        return [without_nulls(held) for held in value]
    return value


def _put(entries: list[Entry], origin: list[int | None], new: list[tuple[int, Entry]], *, with_ids: bool) -> None:
    """Put new entries in place of the known ones that they are, or at the end."""
    places: dict[str, deque[int]] = defaultdict(deque)
    for index, entry in enumerate(entries):
        places[_identity(entry, with_ids=with_ids)].append(index)
    for position, entry in new:
        same = places[_identity(entry, with_ids=with_ids)]
        if same:
            index = same.popleft()
            entries[index], origin[index] = entry, position
        else:
            entries.append(entry)
            origin.append(position)


def _identity(entry: Entry, *, with_ids: bool) -> str:
    return str(entry["id"]) if with_ids else json.dumps(without_nulls(entry), sort_keys=True)


def _entries(document: Document, name: str) -> list[Entry]:
    return list(cast("list[Entry]", document.get(name) or []))


def _is_list_of_entries(value: object, *, with_ids: bool) -> bool:
    if value is None:
        return True
    return isinstance(value, list) and all(
        isinstance(entry, dict) and (not with_ids or isinstance(entry.get("id"), str)) for entry in value
    )
