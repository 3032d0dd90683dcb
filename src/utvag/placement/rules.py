"""The words of a placement, and what its verdicts mean. No Django here."""

from enum import StrEnum
from typing import Final


class Verdict(StrEnum):
    """The answer of the check about one home: three-valued, never a guess."""

    CLEAR = "CLEAR"
    NOT_CHECKED = "NOT_CHECKED"
    EXCLUDED = "EXCLUDED"


class PlacementState(StrEnum):
    """Where a placement stands. PROPOSED and STANDING hold their bed."""

    PROPOSED = "PROPOSED"
    STANDING = "STANDING"
    ENDED = "ENDED"
    DECLINED = "DECLINED"
    WITHDRAWN = "WITHDRAWN"


LIVE: Final = (PlacementState.PROPOSED, PlacementState.STANDING)
# What happened: a stay that ended still counts, since those who lived there know the address.
IN_REGISTER: Final = (PlacementState.PROPOSED, PlacementState.STANDING, PlacementState.ENDED)


class PlacementOrigin(StrEnum):
    """Whether a placement came with a register file, or was chosen here."""

    IMPORTED = "IMPORTED"
    CHOSEN = "CHOSEN"


class FindingKind(StrEnum):
    """What a re-check found about a placement."""

    COLLIDING = "COLLIDING"
    NOT_CHECKED = "NOT_CHECKED"
