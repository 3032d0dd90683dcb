"""Swedish identity numbers: personnummer (FBL 18 §) and samordningsnummer (day of birth + 60). No Django here."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

COORDINATION_DAYS: Final = 60
CENTURY: Final = 100
FORM: Final = re.compile(
    r"(?P<century>\d{2})?(?P<year>\d{2})(?P<month>\d{2})(?P<day>\d{2})(?P<sign>[-+]?)(?P<serial>\d{4})", re.ASCII
)


@dataclass(frozen=True, slots=True)
class NumberInvalid:
    """What was written is no identity number; it is not repeated here."""


@dataclass(frozen=True, slots=True, repr=False)
class IdentityNumber:
    """A valid number: twelve digits, the birth date in it, and whether it is a samordningsnummer."""

    digits: str
    born: date
    is_coordination_number: bool


def plain_name(name: str) -> str:
    """Give a name as it is compared: whatever the letters' size and the spaces between."""
    return " ".join(name.split()).casefold()


def read_number(text: str, *, today: date) -> IdentityNumber | NumberInvalid:
    """Read an identity number in any of its usual forms, with or without century, sign and spaces.

    Without a century the person is under a hundred years old today, or over with a plus sign.
    """
    found = FORM.fullmatch("".join(text.split()))
    if found is None:
        return NumberInvalid()
    tail = found["month"] + found["day"] + found["serial"]
    if _check_sum(found["year"] + tail) % 10 or found["serial"].startswith("000"):
        return NumberInvalid()
    year = _full_year(found["century"], int(found["year"]), found["sign"], today)
    is_coordination = int(found["day"]) > COORDINATION_DAYS
    try:
        born = date(year, int(found["month"]), int(found["day"]) - (COORDINATION_DAYS if is_coordination else 0))
    except ValueError:
        return NumberInvalid()
    return IdentityNumber(f"{year:04}{tail}", born, is_coordination)


def born_of(digits: str) -> date:
    """Give the birth date in the twelve digits of a valid number."""
    day = int(digits[6:8])
    return date(int(digits[:4]), int(digits[4:6]), day - COORDINATION_DAYS if day > COORDINATION_DAYS else day)


def has_form(text: str) -> bool:
    """Say whether what was written looks like an identity number, so that only a digit may be wrong."""
    return FORM.fullmatch("".join(text.split())) is not None


def is_near(text: str, digits: str) -> bool:
    """Say whether a number is another one with one digit wrong, or two neighbours in each other's place."""
    written = re.sub(r"\D", "", text)
    known = digits[-len(written) :] if written else ""
    if len(written) not in {10, 12} or written == known:
        return False
    wrong = [place for place, (one, other) in enumerate(zip(written, known, strict=True)) if one != other]
    if len(wrong) == 1:
        return True
    first = wrong[0]
    is_pair = wrong == [first, first + 1]
    return is_pair and written[first] == known[first + 1] and written[first + 1] == known[first]


def _full_year(century: str | None, year: int, sign: str, today: date) -> int:
    if century is not None:
        return int(century) * CENTURY + year
    latest = today.year - (CENTURY if sign == "+" else 0)
    return latest - (latest - year) % CENTURY


def _check_sum(digits: str) -> int:
    """Add up ten digits as Luhn does: every other doubled, the digits of the products added."""
    doubled = (int(digit) * (2 - position % 2) for position, digit in enumerate(digits))
    return sum(value // 10 + value % 10 for value in doubled)
