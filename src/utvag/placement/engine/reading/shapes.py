"""Small readers that are put together to the shape of a register file.

Each takes a value, its place and the collected faults, and gives the value as the engine wants it,
or ``BROKEN`` after having noted why. None of them raises.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from re import compile as pattern
from typing import Any, Final, Generic, Literal, TypeVar
from unicodedata import category

from utvag.placement.engine.faults import Faults, Place


class _Mark(Enum):
    """Signs that are no value."""

    BROKEN = 1
    REQUIRED = 2


BROKEN: Final = _Mark.BROKEN
REQUIRED: Final = _Mark.REQUIRED
Broken = Literal[_Mark.BROKEN]

T = TypeVar("T")
Shape = Callable[[object, Place, Faults], T | Broken]

ISO_DAY: Final = pattern(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# Small enough that a date and this many nights stay within the days of the engine.
LARGEST_WHOLE: Final = 1_000_000_000


class DuplicateKeys(dict[str, object]):
    """A JSON object in which some key stands more than once."""

    def __init__(self, pairs: list[tuple[str, object]], repeated: tuple[str, ...]) -> None:
        super().__init__(pairs)
        self.repeated = repeated


@dataclass(frozen=True, slots=True)
class Field(Generic[T]):
    """A key of a record: its shape, and its value where it is missing or null."""

    shape: Shape[T]
    default: object = REQUIRED


@dataclass(frozen=True, slots=True)
class Record(Generic[T]):
    """An object with known keys, read into ``build(**values)``."""

    build: Callable[..., T]
    fields: dict[str, Field[Any]]
    # A last look at the values together; it notes faults and gives what to build from, or BROKEN.
    together: Callable[[dict[str, Any], Place, Faults], dict[str, Any] | Broken] | None = None

    def __call__(self, value: object, place: Place, faults: Faults) -> T | Broken:
        """Read one object; unknown and repeated keys are faults."""
        if not isinstance(value, dict):
            faults.add(place, value, "ska vara ett objekt", "skriv { … } med nycklarna")
            return BROKEN
        sound = _known_keys(value, self.fields, place, faults)
        values: dict[str, Any] = {}
        for key, field in self.fields.items():
            read = _read_field(value, key, field, place, faults)
            if read is BROKEN:
                sound = False
            else:
                values[key] = read
        if not sound:
            return BROKEN
        if self.together is None:
            return self.build(**values)
        agreed = self.together(values, place, faults)
        return BROKEN if agreed is BROKEN else self.build(**agreed)


def _known_keys(value: dict[str, object], fields: dict[str, Field[Any]], place: Place, faults: Faults) -> bool:
    found = len(faults.found)
    for key, given in value.items():
        if key not in fields:
            known = ", ".join(fields)
            faults.add((place, key), given, "okänd nyckel", f"ta bort den; kända är {known}")
    if isinstance(value, DuplicateKeys):
        for key in value.repeated:
            faults.add((place, key), value[key], "nyckeln står flera gånger", "behåll en av dem")
    return len(faults.found) == found


def _read_field(value: dict[str, object], key: str, field: Field[Any], place: Place, faults: Faults) -> object:
    given = value.get(key)
    if given is None:
        if field.default is not REQUIRED:
            return field.default
        problem = "får inte vara null" if key in value else "nyckeln saknas"
        faults.add((place, key), None, problem, f"ange {key}")
        return BROKEN
    return field.shape(given, (place, key), faults)


def list_of(shape: Shape[T], *, distinct: bool = False) -> Shape[tuple[T, ...]]:
    """Read a list; where it must be distinct, a repeated entry is a fault."""

    def read(value: object, place: Place, faults: Faults) -> tuple[T, ...] | Broken:
        if not isinstance(value, list):
            faults.add(place, value, "ska vara en lista", "skriv [ … ]")
            return BROKEN
        entries: list[T] = []
        sound = True
        for index, item in enumerate(value):
            entry = shape(item, (place, index), faults)
            if entry is BROKEN:
                sound = False
            elif distinct and entry in entries:
                faults.add((place, index), item, "står två gånger i listan", "ta bort den ena")
                sound = False
            else:
                entries.append(entry)
        return tuple(entries) if sound else BROKEN

    return read


def text(value: object, place: Place, faults: Faults) -> str | Broken:
    """Read any text that can be written as UTF-8."""
    if not isinstance(value, str):
        faults.add(place, value, "ska vara text", 'skriv texten inom citattecken: "…"')
        return BROKEN
    if any(category(sign) == "Cs" for sign in value):
        faults.add(place, value, "texten har ett halvt tecken", "skriv om texten som UTF-8")
        return BROKEN
    return value


def code(value: object, place: Place, faults: Faults) -> str | Broken:
    """Read an id or a code: a text that is not empty and has no control signs."""
    read = text(value, place, faults)
    if read is BROKEN:
        return BROKEN
    if not read.strip() or any(category(sign) == "Cc" for sign in read):
        faults.add(place, value, "är ingen användbar beteckning", "skriv minst ett synligt tecken")
        return BROKEN
    return read


def flag(value: object, place: Place, faults: Faults) -> bool | Broken:
    """Read true or false."""
    if isinstance(value, bool):
        return value
    faults.add(place, value, "ska vara sant eller falskt", "skriv true eller false")
    return BROKEN


def one_of(*words: str) -> Shape[str]:
    """Read one of some words."""
    allowed = " eller ".join(f'"{word}"' for word in words)

    def read(value: object, place: Place, faults: Faults) -> str | Broken:
        if isinstance(value, str) and value in words:
            return value
        faults.add(place, value, "är inget av de tillåtna orden", f"skriv {allowed}")
        return BROKEN

    return read


def whole(least: int) -> Shape[int]:
    """Read a whole number between ``least`` and ``LARGEST_WHOLE``."""

    def read(value: object, place: Place, faults: Faults) -> int | Broken:
        if isinstance(value, int) and not isinstance(value, bool):
            if least <= value <= LARGEST_WHOLE:
                return value
            problem = "ligger utanför det tillåtna"
        else:
            problem = "ska vara ett heltal"
        remedy = f"skriv ett heltal från {least} till {LARGEST_WHOLE}"
        faults.add(place, value, problem, remedy)
        return BROKEN

    return read


def number(least: float, most: float) -> Shape[float]:
    """Read a finite number between two bounds, both allowed."""

    def read(value: object, place: Place, faults: Faults) -> float | Broken:
        if isinstance(value, bool) or not isinstance(value, int | float):
            faults.add(place, value, "ska vara ett tal", f"skriv ett tal från {least} till {most}")
            return BROKEN
        # Compared before it becomes a float: a huge whole number would overflow.
        if (isinstance(value, float) and not math.isfinite(value)) or not least <= value <= most:
            faults.add(place, value, "ligger utanför det tillåtna", f"skriv ett tal från {least} till {most}")
            return BROKEN
        return float(value)

    return read


def day(value: object, place: Place, faults: Faults) -> int | Broken:
    """Read a date YYYY-MM-DD as its ordinal."""
    if isinstance(value, str) and ISO_DAY.fullmatch(value):
        try:
            return date.fromisoformat(value).toordinal()
        except ValueError:
            faults.add(place, value, "dagen finns inte i kalendern", "skriv en riktig dag")
            return BROKEN
    faults.add(place, value, "är inget datum", "skriv ÅÅÅÅ-MM-DD, till exempel 2026-03-01")
    return BROKEN
