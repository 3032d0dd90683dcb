"""Which two cases may not be placed in which two homes, read both ways.

Were the one a placement of its household, the other's home would be excluded by
`protected_near`, `former_ties`, `peer`, `shared_flat` or `address_known`. Beds are counted apart,
over all cases at once.
"""

from dataclasses import dataclass

import numpy as np

from utvag.placement.engine.collision import Matter, are_peers
from utvag.placement.engine.layout import Flags, HomeTable, Layout
from utvag.placement.engine.question import Question, read_question
from utvag.placement.engine.threats import own_networks
from utvag.placement.engine.vocabulary import Parameters


@dataclass(frozen=True, slots=True)
class Apart:
    """What two cases must keep apart.

    :ivar levels: their homes must not be nearer than the distance of these levels; 0 is none.
    :ivar building: their homes must not stand in one building.
    :ivar shared: they must not share a shared home.
    """

    levels: int
    building: bool
    shared: bool


@dataclass(frozen=True, slots=True)
class Side:
    """One case as the pair rules see it."""

    question: Question
    matter: Matter


def side_of(layout: Layout, parameters: Parameters, question: Question) -> Side:
    """Read the ties of one case."""
    return Side(question, Matter(layout, layout.homes, parameters, question, read_question(layout, question)))


def apart(one: Side, two: Side) -> Apart | None:
    """Find what two cases must keep apart; None when nothing."""
    together = one.question.period.overlaps(two.question.period)
    levels = (_levels(one, two) | _levels(two, one)) if together else 0
    building = (
        (together and (_tied(one, two) or _tied(two, one))) or _address_known(one, two) or _address_known(two, one)
    )
    found = Apart(levels=levels, building=building, shared=together)
    return found if levels or building or together else None


def _levels(judged: Side, placed: Side) -> int:
    """Give the levels between the judged case and those of the placed one (`protected_near`)."""
    reading, levels = judged.matter.reading, 0
    for other in placed.question.household - judged.question.household:
        levels |= reading.known.get(other, 0) | reading.targets.get(other, 0)
    return levels


def _tied(judged: Side, placed: Side) -> bool:
    """Tell whether the two share an own network, or are peers."""
    question, matter = judged.question, judged.matter
    ties = matter.layout.ties
    return any(
        matter.reading.own & own_networks(ties, other, question.window).all
        or (question.breaking_from_network and are_peers(matter, question.person, other))
        for other in placed.question.household - question.household
    )


def _address_known(judged: Side, placed: Side) -> bool:
    """Tell whether one placed before the start would know the building and threatens."""
    if placed.question.start >= judged.question.start:
        return False
    return any(other in judged.matter.reading.known for other in placed.question.household)


def forbidden_homes(homes: HomeTable, row: int, kept: Apart, parameters: Parameters) -> Flags:
    """Flag the homes that the other case may not have when the one is in the home of ``row``."""
    flags = np.zeros(len(homes), dtype=np.bool_)
    if kept.levels:
        flags |= homes.distances_from_km(homes.place_of(row)) < parameters.reach_km[kept.levels]
    if kept.building:
        flags |= homes.building == homes.building[row]
    if kept.shared and homes.shared[row]:
        flags[row] = True
    return flags
