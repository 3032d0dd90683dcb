"""How many there are to keep an eye on each other, and what a small municipality keeps more weakly. No Django here.

Two who work with everything cannot review each other from outside. Rather than a control that nobody can carry out,
and that is passed by in silence, a small municipality says so: each weakening has a name, is read by one rule, and
stands on the auditor's page. What is not named here is as strong for two as for twenty.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final, NamedTuple


class Staffing(StrEnum):
    """Whether there are others to turn to."""

    FULL = "FULL"
    SMALL = "SMALL"

    @property
    def swedish(self) -> str:
        """Give the word on the screens."""
        return "Full bemanning" if self is Staffing.FULL else "Liten kommun"


class Weakening(StrEnum):
    """A control that a small municipality keeps more weakly."""

    REVIEWER_IN_THE_UNIT = "REVIEWER_IN_THE_UNIT"
    EMERGENCY_BY_A_COLLEAGUE = "EMERGENCY_BY_A_COLLEAGUE"

    @property
    def told(self) -> "Told":
        """Give what the auditor is told of it."""
        return _TOLD[self]


class Told(NamedTuple):
    """What the auditor is told: the whole control, what is kept instead, and what she can do about it."""

    whole: str
    instead: str
    advice: str


#: One place: the rules ask it, the auditor's page shows it.
WEAKENINGS: Final[Mapping[Staffing, frozenset[Weakening]]] = MappingProxyType(
    {Staffing.FULL: frozenset(), Staffing.SMALL: frozenset(Weakening)}
)

_TOLD: Final = {
    Weakening.REVIEWER_IN_THE_UNIT: Told(
        "Den som granskar loggen arbetar inte i samma enhet som den hon granskar.",
        "Granskaren får vara från samma enhet. Sina egna läsningar granskar hon aldrig.",
        "Låt en granskare från en annan kommun eller från revisionen göra stickproven.",
    ),
    Weakening.EMERGENCY_BY_A_COLLEAGUE: Told(
        "En sektionschefs nödöppning granskas av en annan sektionschef på ärendet eller av loggens granskare.",
        "En samordnare eller handläggare som är utsedd på ärendet får också granska den. Ingen granskar sin egen.",
        "Läs de nödöppningar som sektionschefen har gjort, och vem som granskade dem.",
    ),
}


def is_weakened(staffing: Staffing, weakening: Weakening) -> bool:
    """Say whether a control is kept more weakly."""
    return weakening in WEAKENINGS[staffing]
