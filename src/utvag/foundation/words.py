"""Closed lists of words as the database keeps them."""

from enum import StrEnum


def words_of(kind: type[StrEnum]) -> list[str]:
    """Give the words of an enumeration as plain texts, so that migrations do not lean on today's code."""
    return [word.value for word in kind]
