"""Days as the screens write them, where a sentence is put together before a template sees it."""

from datetime import date
from typing import Final

_MONTHS: Final = "januari februari mars april maj juni juli augusti september oktober november december".split()


def swedish_day(day: date) -> str:
    """Write a day as "1 mars 2027"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
