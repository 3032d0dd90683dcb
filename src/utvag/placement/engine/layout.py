"""The facts laid out for questions: homes as columns, ties as lists per party.

Homes stand in the order of their ids (Unicode code points), so that an answer by id is an answer
by row. Text stays text only at the edges; inside, a home, a building and a service are numbers.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import Final, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from utvag.foundation.geography import great_circle_km, municipalities
from utvag.foundation.geography.municipality import planar_points
from utvag.placement.engine.days import Span
from utvag.placement.engine.facts import (
    Area,
    Circle,
    Facts,
    Home,
    MunicipalArea,
    Person,
    PlacementFact,
    PoliceAssessment,
    Provider,
)
from utvag.placement.engine.vocabulary import LEVEL_OF_WORD, PROTECTED_HOUSING, Level

Kilometres = NDArray[np.float64]
Flags = NDArray[np.bool_]
Rows = NDArray[np.int64]
T = TypeVar("T")

# Beyond every age in completed years, also of one born in the year 9999.
NO_LEAST_AGE: Final = -(2**40)
NO_HIGHEST_AGE: Final = 2**40


class Tie(NamedTuple):
    """A conflict or threat as seen from one of its ends."""

    other: str
    level: Level
    span: Span


class Belonging(NamedTuple):
    """A membership as seen from the person or from the network."""

    other: str
    span: Span


@dataclass(frozen=True, slots=True)
class Ties:
    """Who stands in what relation to whom, by id of person or network."""

    conflicts: Mapping[str, tuple[Tie, ...]]
    threats_against: Mapping[str, tuple[Tie, ...]]
    threats_by: Mapping[str, tuple[Tie, ...]]
    networks_of: Mapping[str, tuple[Belonging, ...]]
    members_of: Mapping[str, tuple[Belonging, ...]]


def lay_ties(facts: Facts) -> Ties:
    """Sort conflicts, threats and memberships under each of their ends."""
    conflicts: dict[str, list[Tie]] = defaultdict(list)
    against: dict[str, list[Tie]] = defaultdict(list)
    by: dict[str, list[Tie]] = defaultdict(list)
    networks: dict[str, list[Belonging]] = defaultdict(list)
    members: dict[str, list[Belonging]] = defaultdict(list)
    for conflict in facts.conflicts:
        one, two = conflict.between
        level = LEVEL_OF_WORD[conflict.level]
        conflicts[one].append(Tie(two, level, conflict.span))
        conflicts[two].append(Tie(one, level, conflict.span))
    for threat in facts.threats:
        level = LEVEL_OF_WORD[threat.level]
        against[threat.against].append(Tie(threat.by, level, threat.span))
        by[threat.by].append(Tie(threat.against, level, threat.span))
    for membership in facts.memberships:
        networks[membership.person].append(Belonging(membership.network, membership.span))
        members[membership.network].append(Belonging(membership.person, membership.span))
    return Ties(_sealed(conflicts), _sealed(against), _sealed(by), _sealed(networks), _sealed(members))


def _sealed(lists: dict[str, list[T]]) -> dict[str, tuple[T, ...]]:
    return {key: tuple(rows) for key, rows in lists.items()}


@dataclass(frozen=True)
class HomeTable:
    """The homes as columns, one row a home, in the order of their ids."""

    homes: tuple[Home, ...]
    row_of: Mapping[str, int]
    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    building: Rows
    provider: Rows
    offered_from: Rows
    offered_until: Rows
    beds: Rows
    min_age: Rows
    max_age: Rows
    daily_rate: Rows
    shared: Flags
    protected: Flags
    accepts_children: Flags
    accepts_pets: Flags
    offers: Mapping[str, Flags]

    # Where each of these homes stands in the table of all homes.
    rows: Rows

    def __len__(self) -> int:
        """Count the homes."""
        return len(self.homes)

    def only(self, row: int) -> "HomeTable":
        """Give the table of one home, for a question about that home alone."""
        one = slice(row, row + 1)
        columns = {
            column.name: getattr(self, column.name)[one]
            for column in fields(self)
            if isinstance(getattr(self, column.name), np.ndarray)
        }
        home = self.homes[row]
        offers = {service: flags[one] for service, flags in self.offers.items()}
        return replace(self, homes=(home,), row_of={home.id: 0}, offers=offers, **columns)

    @cached_property
    def _points(self) -> NDArray[np.object_]:
        return planar_points(self.lat, self.lon)

    @cached_property
    def _municipal_distances(self) -> dict[str, Kilometres]:
        return {}

    @cached_property
    def municipality(self) -> NDArray[np.str_]:
        """Give the municipality code of each home."""
        return np.array([home.municipality for home in self.homes], dtype="U4")

    def count_offered(self, services: Iterable[str]) -> Rows:
        """Count, for each home, how many of some services it offers."""
        count = np.zeros(len(self.homes), dtype=np.int64)
        for service in services:
            if service in self.offers:
                count += self.offers[service]
        return count

    def distances_km(self, area: Area) -> Kilometres:
        """Measure the distance from each home to an area; 0 inside it."""
        match area:
            case Circle(lat, lon, radius_km):
                return np.maximum(great_circle_km(self.lat, self.lon, lat, lon) - radius_km, 0.0)
            case MunicipalArea(code):
                return self.municipal_distances_km(code)

    def municipal_distances_km(self, code: str) -> Kilometres:
        """Measure the distance from each home to a municipality; measured once and kept.

        A home whose own code it is lies at distance 0 wherever the coarse outline runs.
        """
        known = self._municipal_distances.get(code)
        if known is None:
            outside = municipalities().distance_km(code, self._points)
            known = np.where(self.municipality == code, 0.0, outside)
            self._municipal_distances[code] = known
        return known

    def place_of(self, row: int) -> tuple[float, float]:
        """Give the latitude and longitude of a home."""
        return float(self.lat[row]), float(self.lon[row])

    def distances_from_km(self, place: tuple[float, float]) -> Kilometres:
        """Measure the great-circle distance from each home to a place."""
        return great_circle_km(self.lat, self.lon, *place)


def lay_homes(homes: Iterable[Home], provider_row: Mapping[str, int]) -> HomeTable:
    """Put the homes into columns, in the order of their ids."""
    ordered = tuple(sorted(homes, key=lambda home: home.id))
    building_number: dict[str, int] = {}
    for home in ordered:
        building_number.setdefault(home.building, len(building_number))

    def whole(value: Callable[[Home], int]) -> Rows:
        return np.array([value(home) for home in ordered], dtype=np.int64)

    def real(value: Callable[[Home], float]) -> NDArray[np.float64]:
        return np.array([value(home) for home in ordered], dtype=np.float64)

    def flag(value: Callable[[Home], bool]) -> Flags:
        return np.array([value(home) for home in ordered], dtype=np.bool_)

    return HomeTable(
        rows=np.arange(len(ordered), dtype=np.int64),
        homes=ordered,
        row_of={home.id: row for row, home in enumerate(ordered)},
        lat=real(lambda home: home.lat),
        lon=real(lambda home: home.lon),
        building=whole(lambda home: building_number[home.building]),
        provider=whole(lambda home: provider_row[home.provider]),
        offered_from=whole(lambda home: home.span.start),
        offered_until=whole(lambda home: home.span.end),
        beds=whole(lambda home: home.beds),
        min_age=whole(lambda home: NO_LEAST_AGE if home.min_age is None else home.min_age),
        max_age=whole(lambda home: NO_HIGHEST_AGE if home.max_age is None else home.max_age),
        daily_rate=whole(lambda home: home.daily_rate),
        shared=flag(lambda home: home.shared),
        protected=flag(lambda home: home.form == PROTECTED_HOUSING),
        accepts_children=flag(lambda home: home.accepts_children),
        accepts_pets=flag(lambda home: home.accepts_pets),
        offers={
            service: np.array([service in home.offers for home in ordered], dtype=np.bool_)
            for service in sorted({service for home in ordered for service in home.offers})
        },
    )


@dataclass(frozen=True, slots=True)
class Stay:
    """A placement with its household as a set and its home as a row."""

    id: str
    household: frozenset[str]
    row: int
    span: Span
    fact: PlacementFact


@dataclass(frozen=True)
class Layout:
    """Everything a question needs, made once from the facts."""

    facts: Facts
    persons: Mapping[str, Person]
    areas_of: Mapping[str, tuple[Area, ...]]
    networks: frozenset[str]
    ties: Ties
    providers: tuple[Provider, ...]
    homes: HomeTable
    stays: tuple[Stay, ...]
    stays_of: Mapping[str, tuple[Stay, ...]]
    stays_in: Mapping[int, tuple[Stay, ...]]
    known_addresses: Mapping[str, tuple[tuple[int, int], ...]]
    assessments_of: Mapping[str, tuple[PoliceAssessment, ...]]


def lay_out(facts: Facts) -> Layout:
    """Lay out the facts of a register for questions."""
    providers = tuple(facts.providers)
    homes = lay_homes(facts.homes, {entry.id: row for row, entry in enumerate(providers)})
    stays = tuple(
        Stay(
            id=placement.id,
            household=frozenset((placement.person, *placement.companions)),
            row=homes.row_of[placement.home],
            span=placement.span,
            fact=placement,
        )
        for placement in facts.placements
    )
    stays_of: dict[str, list[Stay]] = defaultdict(list)
    stays_in: dict[int, list[Stay]] = defaultdict(list)
    for stay in stays:
        stays_in[stay.row].append(stay)
        for person in stay.household:
            stays_of[person].append(stay)
    addresses: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for knowledge in facts.address_knowledge:
        addresses[knowledge.person].append((homes.row_of[knowledge.home], knowledge.known_from))
    assessments: dict[str, list[PoliceAssessment]] = defaultdict(list)
    for assessment in facts.police_assessments:
        assessments[assessment.person].append(assessment)
    areas = {network.id: network.presence for network in facts.networks}
    return Layout(
        facts=facts,
        persons={person.id: person for person in facts.persons},
        areas_of=areas | {person.id: person.whereabouts for person in facts.persons},
        networks=frozenset(network.id for network in facts.networks),
        ties=lay_ties(facts),
        providers=providers,
        homes=homes,
        stays=stays,
        stays_of=_sealed(stays_of),
        stays_in={row: tuple(rows) for row, rows in stays_in.items()},
        known_addresses=_sealed(addresses),
        assessments_of=_sealed(assessments),
    )
