"""The register file as plain dicts, with its defaults filled in, and the case that is judged."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any

from tests.placement.reference.days import Day, Span, day, span, years_before

Entry = dict[str, Any]
Document = dict[str, Any]

DISTANCES = {"concrete": 50, "latent": 30, "own_network": 20, "rival": 10, "origin": 30}
NUMBERS = {
    "past_membership_years": 5,
    "recent_membership_days": 365,
    "peer_age_years": 5,
    "shortlist": 5,
}


def rows(entry: Entry, key: str) -> list[Any]:
    """Give a list; a missing or null list is empty."""
    value = entry.get(key)
    return [] if value is None else list(value)


def flag(entry: Entry, key: str, default: bool) -> bool:
    value = entry.get(key)
    return default if value is None else bool(value)


class World:
    """A register file and what it says by id."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.as_of_text: str = document["as_of"]
        self.as_of = day(document["as_of"])
        given = document.get("parameters") or {}
        self.distance_km = _filled(given.get("distance_km") or {}, DISTANCES)
        numbers = _filled(given, NUMBERS)
        self.past_membership_years: int = numbers["past_membership_years"]
        self.recent_membership_days: int = numbers["recent_membership_days"]
        self.peer_age_years = numbers["peer_age_years"]
        self.shortlist: int = numbers["shortlist"]
        self.persons: dict[str, Entry] = self.by_id("persons")
        self.networks: dict[str, Entry] = self.by_id("networks")
        self.providers: dict[str, Entry] = self.by_id("providers")
        self.homes: dict[str, Entry] = self.by_id("homes")

    def list(self, name: str) -> list[Entry]:
        return rows(self.document, name)

    def by_id(self, name: str) -> dict[str, Entry]:
        return {entry["id"]: entry for entry in self.list(name)}


def _filled(given: Entry, defaults: dict[str, int]) -> dict[str, Any]:
    return {key: default if given.get(key) is None else given[key] for key, default in defaults.items()}


@dataclass
class Stay:
    """A placement, or a case treated as one."""

    id: str
    household: tuple[str, ...]
    home: str
    span: Span


def stays(world: World) -> list[Stay]:
    return [Stay(entry["id"], household_of(entry), entry["home"], span(entry)) for entry in world.list("placements")]


def household_of(entry: Entry) -> tuple[str, ...]:
    return (entry["person"], *rows(entry, "companions"))


@dataclass
class Judged:
    """The case that homes are judged for, with the stays it is judged against."""

    world: World
    id: str
    person: str
    household: tuple[str, ...]
    start: int
    end: Day
    breaking: bool
    relocate: bool
    others: list[Stay]
    entry: Entry = field(default_factory=dict)
    threats_read: dict[tuple[str, bool], dict[str, set[str]]] = field(default_factory=dict)

    @property
    def period(self) -> Span:
        return (self.start, self.end)

    @property
    def past(self) -> Span:
        return (years_before(self.start, self.world.past_membership_years), self.start)

    @property
    def recent(self) -> Span:
        return (self.start - self.world.recent_membership_days, self.end)


def judged_case(world: World, case_id: str, more: tuple[Stay, ...] = ()) -> Judged:
    """Read a case of the file, judged against its placements and any further stays."""
    entry = world.by_id("cases")[case_id]
    start = day(entry["start"])
    return Judged(
        world=world,
        id=case_id,
        person=entry["person"],
        household=household_of(entry),
        start=start,
        end=start + entry["nights"],
        breaking=flag(entry, "breaking_from_network", False),
        relocate=flag(entry, "relocate", True),
        others=[*stays(world), *more],
        entry=entry,
    )


def judged_placement(world: World, stay: Stay) -> Judged:
    """Judge a placement as a case of its household against all other placements."""
    return Judged(
        world=world,
        id=stay.id,
        person=stay.household[0],
        household=stay.household,
        start=int(max(world.as_of, stay.span[0])),
        end=stay.span[1],
        breaking=True,
        relocate=False,
        others=[other for other in stays(world) if other.id != stay.id],
    )


def ends_after(stay: Stay, moment: Day) -> bool:
    return stay.span[1] > moment or stay.span[1] == math.inf
