"""Why a home would bring a person near those who threaten, or who are threatened. All secret.

One function a reason; each gives a flag a home, in the order of the table of homes.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Final

import numpy as np

from utvag.placement.engine.layout import Flags, HomeTable, Kilometres, Layout
from utvag.placement.engine.question import Question, Reading, assessment_in_force
from utvag.placement.engine.threats import own_networks
from utvag.placement.engine.vocabulary import DAYS_PER_YEAR, Parameters, Reason


@dataclass(frozen=True)
class Matter:
    """A question with what is needed to judge it, and the homes that are judged: all, or one."""

    layout: Layout
    homes: HomeTable
    parameters: Parameters
    question: Question
    reading: Reading

    @cached_property
    def threat_margin_km(self) -> Kilometres | None:
        """Measure how far outside the nearest threatened area each home lies.

        :return: km, negative inside, one row a home; None when no area is looked at.
        """
        least: Kilometres | None = None
        for party, levels in self.reading.now.items():
            reach = self.parameters.reach_km[levels]
            for area in self.layout.areas_of.get(party, ()):
                if area.span.overlaps(self.question.period):
                    margin = self.homes.distances_km(area) - reach
                    least = margin if least is None else np.minimum(least, margin)
        return least


CollisionRule = Callable[[Matter], Flags]


def threat_near(matter: Matter) -> Flags:
    """Flag homes too near an area of a party that threatens a member now."""
    margin = matter.threat_margin_km
    return _none(matter) if margin is None else margin < 0


def protected_near(matter: Matter) -> Flags:
    """Flag homes too near somebody placed who threatens a member, or whom a member threatens."""
    layout, reading = matter.layout, matter.reading
    levels_at: dict[int, int] = {}
    for stay, others in reading.neighbours:
        for other in others:
            levels = reading.known.get(other, 0) | reading.targets.get(other, 0)
            levels_at[stay.row] = levels_at.get(stay.row, 0) | levels
    flags = _none(matter)
    for row, levels in levels_at.items():
        if levels:
            reach = matter.parameters.reach_km[levels]
            flags |= matter.homes.distances_from_km(layout.homes.place_of(row)) < reach
    return flags


def former_ties(matter: Matter) -> Flags:
    """Flag homes in a building with somebody who shares an own network with a member."""
    layout, question, own = matter.layout, matter.question, matter.reading.own
    rows = (
        stay.row
        for stay, others in matter.reading.neighbours
        if any(own & own_networks(layout.ties, other, question.window).all for other in others)
    )
    return _same_buildings(matter, rows)


def peer(matter: Matter) -> Flags:
    """Flag homes in a building with somebody of the same origin and age, when breaking free."""
    question = matter.question
    if not question.breaking_from_network:
        return _none(matter)
    rows = (
        stay.row
        for stay, others in matter.reading.neighbours
        if any(are_peers(matter, question.person, other) for other in others)
    )
    return _same_buildings(matter, rows)


def are_peers(matter: Matter, one: str, two: str) -> bool:
    """Tell whether two persons come from the same district and are about as old."""
    first, second = matter.layout.persons[one], matter.layout.persons[two]
    if first.origin is None or first.origin != second.origin:
        return False
    return abs(first.born - second.born) <= matter.parameters.peer_age_years * DAYS_PER_YEAR


def shared_flat(matter: Matter) -> Flags:
    """Flag shared homes in which somebody of another household is placed."""
    taken = [stay.row for stay, _ in matter.reading.neighbours]
    return np.isin(matter.homes.rows, taken) & matter.homes.shared


def address_known(matter: Matter) -> Flags:
    """Flag homes in a building where an address is known to somebody who threatens a member.

    Known by a recorded fact, or because that person has lived there before the start.
    """
    layout, question = matter.layout, matter.question
    rows = []
    for person in matter.reading.known:
        rows += [row for row, known_from in layout.known_addresses.get(person, ()) if known_from < question.period.end]
        rows += [
            stay.row
            for stay in layout.stays_of.get(person, ())
            if stay.id != question.judged_stay and stay.span.start < question.start
        ]
    return _same_buildings(matter, rows)


def origin_near(matter: Matter) -> Flags:
    """Flag homes too near the municipality that a member comes from, when relocating."""
    flags = _none(matter)
    if not matter.question.relocate:
        return flags
    for member in matter.question.household:
        origin = matter.layout.persons[member].origin
        if origin is not None:
            distance = matter.homes.municipal_distances_km(origin.municipality)
            flags |= distance < matter.parameters.origin_km
    return flags


def police_forbids(matter: Matter) -> Flags:
    """Flag homes in an area that the police's placement assessment forbids for a member."""
    flags = _none(matter)
    for member in matter.question.household:
        assessment = assessment_in_force(matter.layout, member, matter.question.start)
        for area in assessment.forbidden if assessment else ():
            flags |= matter.homes.distances_km(area) <= 0
    return flags


def staff_tie(matter: Matter) -> Flags:
    """Flag homes of a provider with a staff member who threatens a member."""
    layout, known = matter.layout, matter.reading.known
    tied = np.array(
        [any(person in known for person in provider.staff) for provider in layout.providers],
        dtype=np.bool_,
    )
    flags: Flags = tied[matter.homes.provider]
    return flags


def _none(matter: Matter) -> Flags:
    return np.zeros(len(matter.homes), dtype=np.bool_)


def _same_buildings(matter: Matter, rows: Iterable[int]) -> Flags:
    """Flag every judged home in the buildings of some homes."""
    buildings = {int(matter.layout.homes.building[row]) for row in rows}
    return np.isin(matter.homes.building, list(buildings))


COLLISION_RULES: Final[Mapping[Reason, CollisionRule]] = MappingProxyType(
    {
        Reason.THREAT_NEAR: threat_near,
        Reason.PROTECTED_NEAR: protected_near,
        Reason.FORMER_TIES: former_ties,
        Reason.PEER: peer,
        Reason.SHARED_FLAT: shared_flat,
        Reason.ADDRESS_KNOWN: address_known,
        Reason.ORIGIN_NEAR: origin_near,
        Reason.POLICE_FORBIDS: police_forbids,
        Reason.STAFF_TIE: staff_tie,
    }
)
