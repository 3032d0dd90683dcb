"""Searching among one's own cases. No Django here."""

from datetime import timedelta
from enum import StrEnum
from typing import Final

from utvag.people.rules import plain_name

#: So many searches may one employee make in any hour.
MOST: Final = 20
WITHIN: Final = timedelta(hours=1)


class SearchRefusal(StrEnum):
    """Why nothing is searched for."""

    TOO_MANY = "TOO_MANY"


def is_same_word(one: str, other: str) -> bool:
    """Say whether two code names are the same, whatever the letters' size and the spaces between."""
    return plain_name(one) == plain_name(other)
