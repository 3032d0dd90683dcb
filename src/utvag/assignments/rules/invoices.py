"""An invoice against the days of its placement, and how numbers and amounts are written. No Django here."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from utvag.assignments.rules.words import Refusal

#: Large letters, digits, hyphen and slash: a number, and no room for a name.
NUMBER_FORM: Final = r"^[A-Z0-9][A-Z0-9/-]{0,19}$"
#: What is written like a Swedish personal identity number is refused, whoever's it is.
LIKE_A_PERSON: Final = r"^[0-9]{6}([0-9]{2})?-[0-9]{4}$"
#: A hundred million kronor.
MOST_ORE: Final = 10_000_000_000
_AMOUNT: Final = re.compile(r"(\d{1,9})(?:[,.](\d{1,2}))?")
_ONE_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Days:
    """Half-open days; no end where nobody has set it."""

    from_date: date
    until_date: date | None


@dataclass(frozen=True, slots=True)
class Told:
    """An invoice as somebody types it; the days half-open."""

    number: str
    from_date: date
    until_date: date
    amount_ore: int
    received_date: date


def refused(told: Told, today: date) -> Refusal | None:
    """Refuse an invoice that cannot be one."""
    if not re.fullmatch(NUMBER_FORM, told.number) or re.fullmatch(LIKE_A_PERSON, told.number):
        return Refusal.NUMBER_FORM
    if told.until_date <= told.from_date:
        return Refusal.DATES_REVERSED
    if not 0 < told.amount_ore <= MOST_ORE:
        return Refusal.AMOUNT
    return Refusal.NOT_RECEIVED_YET if told.received_date > today else None


def days_outside(invoiced: Days, stayed: Days | None) -> tuple[int, int]:
    """Count the invoiced days before and after those of the placement; all are before where nobody has moved in."""
    assert invoiced.until_date is not None  # noqa: S101  # an invoice always has its end
    if stayed is None:
        return (invoiced.until_date - invoiced.from_date).days, 0
    before = (min(invoiced.until_date, stayed.from_date) - invoiced.from_date).days
    if stayed.until_date is None:
        return max(0, before), 0
    after = (invoiced.until_date - max(invoiced.from_date, stayed.until_date)).days
    return max(0, before), max(0, after)


def deviation(invoiced: Days, stayed: Days | None) -> str:
    """Say in words which invoiced days lie outside the placement; nothing where all are inside."""
    if stayed is None:
        return "Ingen har flyttat in än, så inga dygn ska faktureras."
    before, after = days_outside(invoiced, stayed)
    parts = [
        *([f"{_nights(before)} före placeringens första dag"] if before else []),
        *([f"{_nights(after)} efter placeringens sista dag"] if after else []),
    ]
    return f"Fakturan gäller {' och '.join(parts)}." if parts else ""


def ore_of(text: str) -> int:
    """Read an amount in kronor, such as 31 400 or 31400,50; nothing where it is none, or may be read in two ways."""
    found = _AMOUNT.fullmatch(re.sub(r"[\s\u00a0]|kr$", "", text.strip()))
    if found is None:
        return 0
    return int(found[1]) * 100 + int((found[2] or "").ljust(2, "0"))


def kronor(amount_ore: int) -> str:
    """Write an amount: 31 400,50 kr."""
    whole, rest = divmod(amount_ore, 100)
    spaced = f"{whole:,}".replace(",", "\u00a0")
    return f"{spaced},{rest:02d}\u00a0kr" if rest else f"{spaced}\u00a0kr"


def last_day(until_date: date) -> date:
    """Give the last day of half-open days, as people write them."""
    return until_date - _ONE_DAY


def end_after(day: date) -> date:
    """Give the half-open end of days whose last is this."""
    return day + _ONE_DAY


def _nights(count: int) -> str:
    return f"{count} dygn"
