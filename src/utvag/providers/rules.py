"""A home's street address, and the file that it comes in. No Django here."""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Final

COLUMNS: Final = ("home", "street", "postal_code", "town", "municipality", "area", "way_in", "contact")
OPTIONAL: Final = frozenset({"area", "way_in", "contact"})
LONGEST: Final = 300
POSTAL_CODE: Final = re.compile(r"\d{3} ?\d{2}")


@dataclass(frozen=True, slots=True, repr=False)
class HomeAddress:
    """Where a home is, and how one gets in: the worst that can be lost (OSL 26 kap. 14 c §)."""

    street: str
    postal_code: str
    town: str
    municipality: str
    area: str = ""
    way_in: str = ""
    contact: str = ""

    def as_entry(self) -> dict[str, str]:
        """Give it as it is sealed."""
        return asdict(self)

    @classmethod
    def of_entry(cls, entry: Mapping[str, object]) -> "HomeAddress":
        """Read what ``as_entry`` gave."""
        return cls(**{one.name: str(entry[one.name]) for one in fields(cls)})


@dataclass(frozen=True, slots=True)
class AddressFault:
    """One error in a file of addresses, in Swedish: where, which value, why, and what to write instead."""

    row: int
    column: str
    value: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        """Write the fault on one line."""
        return f"rad {self.row}, {self.column}: {self.problem} (värde: {self.value!r}). Åtgärd: {self.remedy}"


class AddressesInvalid(ValueError):
    """A file of addresses cannot be used; ``faults`` holds every error in it."""

    def __init__(self, faults: tuple[AddressFault, ...]) -> None:
        super().__init__(f"{len(faults)} fel i adressfilen")
        self.faults = faults


@dataclass(frozen=True, slots=True, repr=False)
class AddressRow:
    """One row of the file: which home, and where it is."""

    row: int
    home: str
    address: HomeAddress


def read_addresses(content: bytes) -> tuple[AddressRow, ...]:
    """Read a CSV file with a heading row; semicolon or comma, UTF-8.

    :raises AddressesInvalid: with every fault that shows without the register.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        remedy = "spara filen som UTF-8"
        raise AddressesInvalid((AddressFault(1, "filen", "visas inte", "är inte UTF-8", remedy),)) from None
    lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=";" if ";" in text.partition("\n")[0] else ","))
    heads = [head.strip().lower() for head in lines[0]] if lines else []
    faults = list(_faults_in_heads(heads))
    if faults:
        raise AddressesInvalid(tuple(faults))
    rows = [(number, line) for number, line in enumerate(lines[1:], start=2) if any(value.strip() for value in line)]
    faults = [fault for number, line in rows for fault in _faults_in_row(number, heads, line)]
    faults += _repeated(
        [(number, line[heads.index("home")].strip()) for number, line in rows if len(line) == len(heads)]
    )
    if faults:
        raise AddressesInvalid(tuple(sorted(faults, key=lambda fault: fault.row)))
    return tuple(_row(number, dict(zip(heads, line, strict=True))) for number, line in rows)


def _faults_in_heads(heads: list[str]) -> Iterator[AddressFault]:
    known = ", ".join(COLUMNS)
    for head in heads:
        if head not in COLUMNS:
            yield AddressFault(1, "rubrikraden", head, "okänd rubrik", f"ta bort den; kända är {known}")
        elif heads.count(head) > 1:
            yield AddressFault(1, "rubrikraden", head, "rubriken står flera gånger", "behåll en av dem")
    for needed in COLUMNS:
        if needed not in OPTIONAL and needed not in heads:
            yield AddressFault(1, "rubrikraden", "", f"rubriken {needed} saknas", "lägg till kolumnen")


def _faults_in_row(number: int, heads: list[str], line: list[str]) -> Iterator[AddressFault]:
    if len(line) != len(heads):
        problem = f"raden har {len(line)} fält, rubrikraden {len(heads)}"
        yield AddressFault(number, "raden", "visas inte", problem, "skriv ett fält för varje rubrik")
        return
    for head, given in zip(heads, line, strict=True):
        value = given.strip()
        if not value and head not in OPTIONAL:
            yield AddressFault(number, head, value, "är tomt", f"skriv {head}")
        elif len(value) > LONGEST:
            yield AddressFault(number, head, value[:20] + "…", "är för långt", f"skriv högst {LONGEST} tecken")
        elif not value.replace("\n", "").replace("\r", "").isprintable():
            yield AddressFault(number, head, "visas inte", "har ett osynligt tecken", "skriv om texten")
        elif head == "postal_code" and value and not POSTAL_CODE.fullmatch(value):
            yield AddressFault(number, head, value, "är inget postnummer", "skriv fem siffror, till exempel 123 45")


def _repeated(homes: list[tuple[int, str]]) -> Iterator[AddressFault]:
    seen: dict[str, int] = {}
    for number, home in homes:
        if home and home in seen:
            problem = f"hemmet står också på rad {seen[home]}"
            yield AddressFault(number, "home", home, problem, "behåll en av raderna")
        seen.setdefault(home, number)


def _row(number: int, values: Mapping[str, str]) -> AddressRow:
    stripped = {head: value.strip() for head, value in values.items()}
    return AddressRow(number, stripped.pop("home"), HomeAddress(**stripped))
