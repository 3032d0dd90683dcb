"""Check what holds between the entries of a register file: ids, references, overlapping cases.

Ids are looked up in the raw document, so that an entry with some other fault does not make
every reference to it a fault as well.
"""

from collections.abc import Iterator
from typing import Any, Final

from utvag.placement.engine.days import FIRST_DAY
from utvag.placement.engine.faults import Faults, Place
from utvag.placement.engine.reading.shapes import BROKEN

Entries = dict[str, list[Any]]

PARTIES: Final = ("persons", "networks")
WITH_ID: Final = ("networks", "persons", "providers", "homes", "placements", "cases")

# (list, key, what it refers to); a key of a list of ids refers with each of them.
REFERENCES: Final = (
    ("memberships", "person", ("persons",)),
    ("memberships", "network", ("networks",)),
    ("conflicts", "between", PARTIES),
    ("threats", "by", PARTIES),
    ("threats", "against", PARTIES),
    ("providers", "staff", ("persons",)),
    ("homes", "provider", ("providers",)),
    ("address_knowledge", "home", ("homes",)),
    ("address_knowledge", "person", ("persons",)),
    ("placements", "person", ("persons",)),
    ("placements", "companions", ("persons",)),
    ("placements", "home", ("homes",)),
    ("police_assessments", "person", ("persons",)),
    ("cases", "person", ("persons",)),
    ("cases", "companions", ("persons",)),
)
SWEDISH: Final = {
    "persons": "person",
    "networks": "nätverk",
    "providers": "utförare",
    "homes": "hem",
}


def check_links(document: dict[str, object], entries: Entries, faults: Faults) -> None:
    """Note every repeated id, unknown reference and pair of overlapping cases."""
    for name in WITH_ID:
        _check_unique(document, name, faults)
    _check_shared_space(document, faults)
    _check_agreements(document, faults)
    known = {name: {key for _, key in _ids(document.get(name))} for name in WITH_ID}
    for name, key, targets in REFERENCES:
        # Where the list referred to is no list, that is the fault, not each reference to it.
        if all(isinstance(document.get(target), list | None) for target in targets):
            allowed = set().union(*(known[target] for target in targets))
            what = " eller ".join(SWEDISH[target] for target in targets)
            _check_references(document, (name, key), allowed, what, faults)
    _check_cases_apart(entries["cases"], faults)


def _ids(value: object) -> Iterator[tuple[int, str]]:
    """Give position and id of every entry that has one."""
    if isinstance(value, list):
        for index, entry in enumerate(value):
            if isinstance(entry, dict) and isinstance(entry.get("id"), str):
                yield index, entry["id"]


def _check_unique(document: dict[str, object], name: str, faults: Faults) -> None:
    _note_repeated(document.get(name), (None, name), faults)


def _note_repeated(value: object, at: Place, faults: Faults) -> None:
    seen: set[str] = set()
    for index, key in _ids(value):
        if key in seen:
            faults.add(((at, index), "id"), key, "finns redan i listan", "ge posten ett eget id")
        seen.add(key)


def _check_shared_space(document: dict[str, object], faults: Faults) -> None:
    networks = {key for _, key in _ids(document.get("networks"))}
    for index, key in _ids(document.get("persons")):
        if key in networks:
            faults.add(
                (((None, "persons"), index), "id"),
                key,
                "är också id för ett nätverk",
                "personer och nätverk delar id-rymd; ge ett eget id",
            )


def _check_agreements(document: dict[str, object], faults: Faults) -> None:
    providers = document.get("providers")
    for index, entry in enumerate(providers if isinstance(providers, list) else ()):
        if isinstance(entry, dict):
            at: Place = (((None, "providers"), index), "agreements")
            _note_repeated(entry.get("agreements"), at, faults)


def _check_references(
    document: dict[str, object],
    where: tuple[str, str],
    allowed: set[str],
    what: str,
    faults: Faults,
) -> None:
    name, key = where
    value = document.get(name)
    for index, entry in enumerate(value if isinstance(value, list) else ()):
        if not isinstance(entry, dict):
            continue
        at: Place = (((None, name), index), key)
        given = entry.get(key)
        if isinstance(given, list):
            for nth, item in enumerate(given):
                _check_reference(item, (at, nth), allowed, what, faults)
        else:
            _check_reference(given, at, allowed, what, faults)


def _check_reference(given: object, at: Place, allowed: set[str], what: str, faults: Faults) -> None:
    # Anything but a text has its own fault already.
    if isinstance(given, str) and given.strip() and given not in allowed:
        faults.add(at, given, f"finns inte som {what} i filen", "lägg till posten eller rätta id")


def _check_cases_apart(cases: list[Any], faults: Faults) -> None:
    """Refuse two cases with a person in common and a day in common."""
    stays: dict[str, list[tuple[int, int, int]]] = {}
    for index, case in enumerate(cases):
        for person in () if case is BROKEN else (case.person, *case.companions):
            stays.setdefault(person, []).append((case.start, case.start + case.nights, index))
    clashes: dict[int, str] = {}
    for person, rows in stays.items():
        # In order of start, each stay must begin when the longest one before it has ended.
        longest_end, longest = FIRST_DAY, -1
        for start, end, index in sorted(rows):
            if start < longest_end:
                clashes.setdefault(max(index, longest), person)
            if end > longest_end:
                longest_end, longest = end, index
    for index in sorted(clashes):
        faults.add(
            ((None, "cases"), index),
            clashes[index],
            "personen har ett annat ärende under samma dagar",
            "låt perioderna inte överlappa, eller slå ihop ärendena",
        )
