"""What is wrong in a register file: where, which value, why, and what to write instead."""

import json
import math
from dataclasses import dataclass
from typing import Final

# A place in the file, as a chain from the leaf to the root; written out only for a fault.
Place = tuple["Place | None", str | int] | None

LONGEST_VALUE: Final = 60


@dataclass(frozen=True, slots=True)
class Fault:
    """One error in a register file, in Swedish.

    :ivar path: JSONPath (RFC 9535) of the value, such as ``$.homes[3].lat``.
    :ivar value: the value as found, shortened.
    :ivar problem: what is wrong.
    :ivar remedy: what to write instead.
    """

    path: str
    value: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        """Write the fault on one line."""
        return f"{self.path}: {self.problem} (värde: {self.value}). Åtgärd: {self.remedy}"


class RegisterInvalid(ValueError):
    """The register file cannot be used; ``faults`` holds every error in it."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(f"{len(faults)} fel i registerfilen")
        self.faults = faults


class Faults:
    """Collect the faults of one file."""

    def __init__(self) -> None:
        self.found: list[Fault] = []

    def add(self, place: Place, value: object, problem: str, remedy: str) -> None:
        """Note one fault at a place."""
        self.found.append(Fault(path_of(place), shortened(value), problem, remedy))

    def raise_if_any(self) -> None:
        """Stop when something is wrong.

        :raises RegisterInvalid: with every fault, in the order of the file.
        """
        if self.found:
            raise RegisterInvalid(tuple(self.found))


def path_of(place: Place) -> str:
    """Write a place as JSONPath."""
    steps: list[str] = []
    while place is not None:
        place, step = place
        steps.append(f"[{step}]" if isinstance(step, int) else _member(step))
    return "$" + "".join(reversed(steps))


def _member(key: str) -> str:
    if key.isidentifier():
        return f".{key}"
    return f"[{shortened(key)}]"


def shortened(value: object) -> str:
    """Write a value as JSON on one line of at most ``LONGEST_VALUE`` signs; never raises."""
    match value:
        case str():
            return _quoted(value)
        case list():
            return f"en lista med {len(value)} poster"
        case dict():
            return f"ett objekt med {len(value)} nycklar"
        case float() if not math.isfinite(value):
            return "ej ett ändligt tal"
        case int() if abs(value) >= 10**LONGEST_VALUE:
            return "ett mycket stort tal"
        case _:
            return json.dumps(value, default=lambda other: type(other).__name__)


def _quoted(text: str) -> str:
    """Quote a text without control signs or lone surrogates, which no terminal can show."""
    shown = text if len(text) <= LONGEST_VALUE else text[:LONGEST_VALUE] + "…"
    safe = shown.encode("utf-8", "backslashreplace").decode("utf-8")
    return '"' + "".join(sign if sign.isprintable() else repr(sign)[1:-1] for sign in safe) + '"'
