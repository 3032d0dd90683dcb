"""What a joint assignment answers."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Assigned:
    """A case with the home it gets and the home's score for it."""

    case: str
    home: str
    score: float

    def as_json(self) -> dict[str, Any]:
        """Give the row as in the output."""
        return {"case": self.case, "home": self.home, "score": self.score}


@dataclass(frozen=True, slots=True)
class Assignment:
    """A joint assignment with proven bounds.

    :ivar placed_bound: no assignment places more cases than this.
    :ivar score_bound: none that places as many cases as this one has a greater sum of scores.
    :ivar optimal: whether the assignment reaches both bounds.
    """

    assigned: tuple[Assigned, ...]
    unplaced: tuple[str, ...]
    placed_bound: int
    score_bound: float
    optimal: bool

    def as_json(self) -> dict[str, Any]:
        """Give the answer as in the output of `utvag assign`."""
        return {
            "assigned": [row.as_json() for row in self.assigned],
            "unplaced": list(self.unplaced),
            "placed_bound": self.placed_bound,
            "score_bound": self.score_bound,
            "optimal": self.optimal,
        }
