"""Days as people write them in Swedish running text and on documents. No Django here."""

from datetime import date
from typing import Final

_MONTHS: Final = "januari februari mars april maj juni juli augusti september oktober november december".split()


def said(day: date) -> str:
    """Write a day as it is read: 24 december 2026."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
