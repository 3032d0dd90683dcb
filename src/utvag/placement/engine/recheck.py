"""Which standing and planned placements collide now, and which cannot be vouched for."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from utvag.placement.engine.collision import Matter
from utvag.placement.engine.layout import Layout, Stay
from utvag.placement.engine.match import collision_flags
from utvag.placement.engine.question import question_of_stay, read_question
from utvag.placement.engine.unchecked import unchecked_codes
from utvag.placement.engine.vocabulary import Parameters, Reason, Unchecked

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Colliding:
    """A placement that collides, with every reason, sorted."""

    placement: str
    home: str
    reasons: tuple[Reason, ...]

    def as_json(self) -> dict[str, Any]:
        """Give the placement as in the output."""
        reasons = [str(reason) for reason in self.reasons]
        return {"placement": self.placement, "home": self.home, "reasons": reasons}


@dataclass(frozen=True, slots=True)
class Unverified:
    """A placement about which something has not been checked."""

    placement: str
    home: str
    unchecked: tuple[Unchecked, ...]

    def as_json(self) -> dict[str, Any]:
        """Give the placement as in the output."""
        codes = [str(code) for code in self.unchecked]
        return {"placement": self.placement, "home": self.home, "unchecked": codes}


@dataclass(frozen=True, slots=True)
class Recheck:
    """The answer for all placements that end after the day of the register, by id."""

    colliding: tuple[Colliding, ...]
    not_checked: tuple[Unverified, ...]

    def as_json(self) -> dict[str, Any]:
        """Give the answer as in the output of `utvag recheck`."""
        return {
            "colliding": [one.as_json() for one in self.colliding],
            "not_checked": [one.as_json() for one in self.not_checked],
        }


def recheck_placements(layout: Layout, parameters: Parameters, progress: Progress | None = None) -> Recheck:
    """Judge every placement that ends after the day of the register against all others."""
    as_of = layout.facts.as_of
    ongoing = sorted((stay for stay in layout.stays if stay.span.end > as_of), key=lambda stay: stay.id)
    colliding: list[Colliding] = []
    not_checked: list[Unverified] = []
    for done, stay in enumerate(ongoing):
        if progress is not None:
            progress(done, len(ongoing))
        home = stay.fact.home
        reasons, codes = judge_stay(layout, parameters, stay)
        if reasons:
            colliding.append(Colliding(stay.id, home, reasons))
        if codes:
            not_checked.append(Unverified(stay.id, home, codes))
    return Recheck(tuple(colliding), tuple(not_checked))


def judge_stay(layout: Layout, parameters: Parameters, stay: Stay) -> tuple[tuple[Reason, ...], tuple[Unchecked, ...]]:
    """Give why a placement collides, and what about it has not been checked."""
    question = question_of_stay(stay, layout.facts.as_of, parameters)
    judged = layout.homes.only(stay.row)
    matter = Matter(layout, judged, parameters, question, read_question(layout, question))
    flags = collision_flags(matter)
    reasons = tuple(sorted(reason for reason, flag in flags.items() if flag[0]))
    return reasons, unchecked_codes(matter)
