"""Read a whole register file: bytes to document, document to facts and parameters."""

import json
from typing import Any, Final

from utvag.placement.engine.facts import Facts
from utvag.placement.engine.faults import Fault, Faults, RegisterInvalid
from utvag.placement.engine.reading.links import check_links
from utvag.placement.engine.reading.records import FORMAT, LISTS, PARAMETERS, municipality
from utvag.placement.engine.reading.shapes import (
    BROKEN,
    Broken,
    DuplicateKeys,
    Field,
    day,
    one_of,
)
from utvag.placement.engine.vocabulary import DEFAULT_PARAMETERS, Parameters

BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
# Python refuses to read longer whole numbers; none in a register is even near.
LONGEST_WHOLE: Final = 400

HEAD: Final[dict[str, Field[Any]]] = {
    "format": Field(one_of(FORMAT)),
    "as_of": Field(day),
    "municipality": Field(municipality),
    "parameters": Field(PARAMETERS, DEFAULT_PARAMETERS),
}


def parse_bytes(content: bytes) -> object:
    """Turn the bytes of a register file into a JSON document.

    :raises RegisterInvalid: when they are not one JSON text in UTF-8.
    """
    if content.startswith(BYTE_ORDER_MARK):
        raise _unreadable("filen börjar med ett BOM-tecken", "spara filen som UTF-8 utan BOM")
    try:
        decoded = content.decode("utf-8")
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        raise _unreadable(f"rad {row} är inte UTF-8", "spara filen som UTF-8") from None
    if not decoded.strip():
        raise _unreadable("filen är tom", f'skriv ett register: {{"format": "{FORMAT}", …}}')
    try:
        return json.loads(decoded, object_pairs_hook=_object, parse_int=_whole)
    except json.JSONDecodeError as error:
        problem = f"rad {error.lineno}, tecken {error.colno}: filen är inte giltig JSON"
        raise _unreadable(problem, "rätta raden; ofta saknas ett komma eller citattecken") from None
    except RecursionError:
        raise _unreadable("filen är nästlad för djupt", "följ formatets nivåer") from None


def _unreadable(problem: str, remedy: str) -> RegisterInvalid:
    return RegisterInvalid((Fault("$", "hela filen", problem, remedy),))


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    if len(made) == len(pairs):
        return made
    keys = [key for key, _ in pairs]
    return DuplicateKeys(pairs, tuple(key for key in made if keys.count(key) > 1))


def _whole(digits: str) -> int | float:
    return int(digits) if len(digits) <= LONGEST_WHOLE else float("inf")


def read_document(document: object) -> tuple[Facts, Parameters]:
    """Read and check a whole document.

    :raises RegisterInvalid: with every fault in it.
    """
    faults = Faults()
    if not isinstance(document, dict):
        faults.add(None, document, "ska vara ett objekt", f'skriv {{"format": "{FORMAT}", …}}')
        raise RegisterInvalid(tuple(faults.found))
    _check_keys(document, faults)
    head = {key: _read_head(document, key, field, faults) for key, field in HEAD.items()}
    entries = {name: _read_list(document, name, faults) for name in LISTS}
    check_links(document, entries, faults)
    faults.raise_if_any()
    kept: dict[str, Any] = {name: tuple(rows) for name, rows in entries.items()}
    return Facts(as_of=head["as_of"], **kept), head["parameters"]


def _check_keys(document: dict[str, object], faults: Faults) -> None:
    for key, value in document.items():
        if key not in HEAD and key not in LISTS:
            known = ", ".join([*HEAD, *LISTS])
            faults.add((None, key), value, "okänd nyckel", f"ta bort den; kända är {known}")
    if isinstance(document, DuplicateKeys):
        for key in document.repeated:
            faults.add((None, key), document[key], "nyckeln står flera gånger", "behåll en av dem")


def _read_head(document: dict[str, object], key: str, field: Field[Any], faults: Faults) -> Any:
    value = document.get(key)
    if value is not None:
        return field.shape(value, (None, key), faults)
    if key == "parameters":
        return field.default
    faults.add((None, key), None, "nyckeln saknas", f"ange {key}")
    return BROKEN


def _read_list(document: dict[str, object], name: str, faults: Faults) -> list[Any | Broken]:
    """Read one list; a broken entry stays as ``BROKEN`` so that positions are kept."""
    value = document.get(name)
    if value is None:
        return []
    if not isinstance(value, list):
        faults.add((None, name), value, "ska vara en lista", "skriv [ … ]")
        return []
    shape, at = LISTS[name], (None, name)
    return [shape(entry, (at, index), faults) for index, entry in enumerate(value)]
