"""Compare surnames. What is compared is opened for that moment, and kept nowhere."""

from typing import Final

#: Particles that many names share say nothing of kin.
_PARTICLES: Final = frozenset({"af", "al", "von", "van", "de", "del", "der", "el", "da", "la"})
_SHORTEST: Final = 2


def surnames(*names: str) -> frozenset[str]:
    """Give what follows the first name, each part of a double name for itself, in one way of writing."""
    parts = (part for name in names for word in name.split()[1:] for part in word.split("-"))
    return frozenset(part.casefold() for part in parts if len(part) >= _SHORTEST and part.casefold() not in _PARTICLES)
