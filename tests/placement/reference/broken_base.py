"""A whole, valid register to break, and the three ways of breaking it: put, drop, add."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Document = dict[str, Any]
Broken = Document | str | bytes
_STEP = re.compile(r"\.([a-z_]+)|\[(\d+)\]")


@dataclass(frozen=True)
class BrokenFile:
    """A kind of broken file: how it is made of `base_document()`, and where its faults are.

    `path` must be among the paths reported, and so must each of `also`. Where the page does not say on which node
    a fault stands, any of `instead` is as good as `path`.
    """

    name: str
    make: Callable[[Document], Broken]
    path: str
    also: tuple[str, ...] = ()
    instead: tuple[str, ...] = ()

    def missing(self, reported: set[str]) -> list[str]:
        """List the expected paths that a report lacks."""
        lacking = [path for path in self.also if path not in reported]
        if not reported & {self.path, *self.instead}:
            lacking.insert(0, self.path)
        return lacking


def as_bytes(broken: Broken) -> bytes:
    """Write a broken file as it would lie on disk."""
    if isinstance(broken, bytes):
        return broken
    if isinstance(broken, str):
        return broken.encode()
    return json.dumps(broken).encode()


def base_document() -> Document:
    """Make a valid register with an entry of every kind and every optional key."""
    return copy.deepcopy(_BASE)


def steps(path: str) -> list[str | int]:
    """Read a JSON path: `$.homes[2].lat` is homes, 2, lat."""
    return [name or int(number) for name, number in _STEP.findall(path)]


def put(name: str, path: str, value: Any, instead: tuple[str, ...] = ()) -> BrokenFile:
    """Set what stands at a path."""
    return BrokenFile(name, lambda document: with_value(document, path, value), path, instead=instead)


def drop(path: str) -> BrokenFile:
    """Take a required key away."""
    parent = path.rpartition(".")[0]
    return BrokenFile(f"missing {path}", lambda document: without(document, path), path, instead=(parent,))


def unknown(parent: str) -> BrokenFile:
    """Add a key that nobody knows."""
    return put(f"unknown key in {parent}", f"{parent}.colour", "red")


def with_value(document: Document, path: str, value: Any) -> Document:
    *way, last = steps(path)
    node: Any = document
    for step in way:
        node = node[step]
    if isinstance(node, list) and last == len(node):
        node.append(copy.deepcopy(value))
    else:
        node[last] = copy.deepcopy(value)
    return document


def without(document: Document, path: str) -> Document:
    *way, last = steps(path)
    node: Any = document
    for step in way:
        node = node[step]
    del node[last]
    return document


_BASE: Document = {
    "format": "utvag-register/1",
    "as_of": "2026-01-15",
    "municipality": "1280",
    "parameters": {
        "distance_km": {"concrete": 50, "latent": 30, "own_network": 20, "rival": 10, "origin": 30},
        "past_membership_years": 5,
        "recent_membership_days": 365,
        "peer_age_years": 5,
        "shortlist": 5,
    },
    "networks": [
        {
            "id": "N1",
            "name": "Första nätet",
            "presence": [
                {"lat": 59.3, "lon": 18.0, "radius_km": 2, "from": "2025-01-01", "until": "2027-01-01"},
                {"municipality": "0180"},
            ],
        },
        {"id": "N2"},
    ],
    "persons": [
        {
            "id": "P1",
            "born": "1996-05-05",
            "origin": {"municipality": "1480", "district": "Hisingen"},
            "whereabouts": [{"lat": 57.7, "lon": 11.97, "radius_km": 1.5}],
        },
        {"id": "P2", "born": "2012-02-29"},
        {"id": "P3", "born": "1990-01-01"},
        {"id": "P4", "born": "1985-12-31"},
    ],
    "memberships": [{"person": "P1", "network": "N1", "from": "2020-01-01", "until": "2025-01-01"}],
    "conflicts": [{"between": ["P1", "N2"], "level": "concrete", "from": "2024-01-01", "until": "2027-01-01"}],
    "threats": [{"by": "N1", "against": "P1", "level": "latent", "from": "2024-01-01", "until": "2027-01-01"}],
    "providers": [
        {
            "id": "U1",
            "name": "Första utföraren",
            "channel": "framework",
            "owner": "private",
            "licences": [
                {"form": "protected_housing", "status": "granted", "from": "2024-04-01", "until": "2030-01-01"},
            ],
            "agreements": [
                {"id": "R1", "lots": ["A", "B"], "usable_for_exit": True, "from": "2023-02-01", "until": "2027-02-01"},
                {"id": "R2", "lots": ["C"], "usable_for_exit": False},
            ],
            "blocks": [{"from": "2025-01-01", "until": "2025-02-01", "reason": "Tillsyn"}],
            "staff": ["P3", "P4"],
        },
        {"id": "U2", "channel": "own", "owner": "own"},
    ],
    "homes": [
        {
            "id": "H1",
            "provider": "U1",
            "building": "B1",
            "lat": 55.6,
            "lon": 13.0,
            "municipality": "1280",
            "form": "protected_housing",
            "beds": 3,
            "shared": False,
            "min_age": 18,
            "max_age": 30,
            "accepts_children": True,
            "accepts_pets": False,
            "offers": ["arbete", "skuld"],
            "daily_rate": 2500,
            "from": "2024-01-01",
            "until": "2030-01-01",
        },
        {
            "id": "H2",
            "provider": "U2",
            "building": "B2",
            "lat": 63.8,
            "lon": 20.3,
            "municipality": "2480",
            "form": "housing_with_support",
            "beds": 1,
            "shared": True,
            "accepts_children": False,
            "accepts_pets": True,
            "offers": [],
            "daily_rate": 0,
        },
    ],
    "address_knowledge": [{"home": "H1", "person": "P4", "from": "2025-01-01"}],
    "placements": [
        {"id": "L1", "person": "P3", "companions": ["P4"], "home": "H1", "from": "2025-06-01", "until": "2026-06-01"},
        {"id": "L2", "person": "P4", "home": "H2", "from": "2026-06-01"},
    ],
    "police_assessments": [
        {
            "person": "P1",
            "from": "2026-01-01",
            "until": "2026-12-31",
            "forbidden": [{"lat": 59.3, "lon": 18.0, "radius_km": 10}, {"municipality": "1480"}],
        },
    ],
    "cases": [
        {
            "id": "C1",
            "person": "P1",
            "companions": ["P2"],
            "start": "2026-02-01",
            "nights": 28,
            "lot": "A",
            "required": ["arbete", "skuld"],
            "wanted": ["arbete", "skuld"],
            "pets": False,
            "breaking_from_network": True,
            "relocate": True,
        },
        {"id": "C2", "person": "P3", "start": "2026-03-01", "nights": 1, "lot": "B"},
    ],
}
