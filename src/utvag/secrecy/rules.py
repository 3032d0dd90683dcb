"""What can be sealed, where a sealed value belongs, and how its length is hidden. No Django here."""

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Generic, NoReturn, TypeVar
from uuid import UUID

T = TypeVar("T")

PADDED_TO: Final = 64
LENGTH_BYTES: Final = 4


class KeyKind(StrEnum):
    """Whose data a key seals. Each kind has its own key-encryption key.

    LOCATION is the street address of a home, GEOGRAPHY where it lies for the check, REVIEW what a review of the log
    found about an employee.
    """

    CASE = "case"
    HOME = "home"
    PROVIDER = "provider"
    REGISTER = "register"
    STAFF = "staff"
    LOCATION = "location"
    GEOGRAPHY = "geography"
    REVIEW = "review"


# The threat register is one subject: one key for all of it, on the police's side of the wall.
REGISTER_SUBJECT: Final = UUID("7d9f3c52-6a1e-4b0e-9a55-0c2f8a4d1e67")


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose key a value is sealed under."""

    kind: KeyKind
    subject: UUID


REGISTER: Final = Owner(KeyKind.REGISTER, REGISTER_SUBJECT)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sealed value belongs; it opens nowhere else."""

    owner: Owner
    table: str
    row: UUID
    field: str = "sealed"


class Secret(Generic[T]):
    """A value in the clear that must not reach a text, a file or a copy by mistake: only ``reveal`` gives it.

    Its repr raises too, so that whoever writes it anywhere finds out at once. Where that happens while another error
    is handled, the first one is kept as its context, which our log and Django's pages show.
    """

    __slots__ = ("_value",)

    def __init__(self, value: T) -> None:
        self._value = value

    def reveal(self) -> T:
        """Give the value. Call it where the value is used, not where it is passed on."""
        return self._value

    def __repr__(self) -> NoReturn:
        raise TypeError("a secret is not a text")

    def __str__(self) -> NoReturn:
        raise TypeError("a secret is not a text")

    def __format__(self, spec: str) -> NoReturn:
        raise TypeError("a secret is not a text")

    def __bytes__(self) -> NoReturn:
        raise TypeError("a secret is not a text")

    def __iter__(self) -> NoReturn:
        raise TypeError("a secret is not a list")

    def __copy__(self) -> NoReturn:
        raise TypeError("a secret is not copied")

    def __deepcopy__(self, memo: object) -> NoReturn:
        raise TypeError("a secret is not copied")

    def __reduce__(self) -> NoReturn:
        raise TypeError("a secret is not pickled")

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError("a secret is not pickled")

    def __getstate__(self) -> NoReturn:
        raise TypeError("a secret is not pickled")


def padded(value: object) -> bytes:
    """Write a value as JSON, with its length in front, filled up to a multiple of 64 bytes."""
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"), allow_nan=False).encode("ascii")
    body = len(text).to_bytes(LENGTH_BYTES, "big") + text
    return body + bytes(-len(body) % PADDED_TO)


def unpadded(body: bytes) -> object:
    """Read a value that ``padded`` wrote."""
    length = int.from_bytes(body[:LENGTH_BYTES], "big")
    value: object = json.loads(body[LENGTH_BYTES : LENGTH_BYTES + length])
    return value
