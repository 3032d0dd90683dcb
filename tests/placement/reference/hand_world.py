"""The tiny register of the hand-worked cases: one person, one home, nothing in the way.

X stays from 2026-02-01, 28 nights, so until 2026-03-01. H1 lies in Malmö, X comes from Kiruna. Along a meridian a
degree is 6371.0088 x pi / 180 = 111.19508 km, so from H1 (55.6 N):
55.68 is 8.896 km away, 55.69 is 10.008, 55.77 is 18.903, 55.78 is 20.015, 55.86 is 28.911, 55.87 is 30.023,
56.04 is 48.926, 56.05 is 50.038.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import Any

Entry = dict[str, Any]

START, END = "2026-02-01", "2026-03-01"
HOME: Entry = {
    "id": "H1",
    "provider": "U1",
    "building": "B1",
    "lat": 55.6,
    "lon": 13.0,
    "municipality": "1280",
    "form": "housing_with_support",
    "beds": 2,
    "shared": False,
    "accepts_children": True,
    "accepts_pets": True,
    "offers": [],
    "daily_rate": 750,
}
LAWFUL: Entry = {"person": "X", "from": "2020-01-01", "until": "2040-01-01", "forbidden": []}
KIRUNA: Entry = {"lat": 67.85, "lon": 20.22, "radius_km": 0}


@dataclass(frozen=True)
class HandCase:
    """A register, a case in it, and what the answer of match must hold, worked out by hand."""

    name: str
    document: Entry
    case_id: str
    expected_subset: Entry


def tiny(**changes: Any) -> Entry:
    """Make the tiny register: person, home, provider and case are updated, lists are added to or put in."""
    own = {name: changes.pop(name, {}) for name in ("person", "home", "provider", "case", "top")}
    unassessed = changes.pop("unassessed", False)
    document: Entry = {
        "format": "utvag-register/1",
        "as_of": "2026-01-15",
        "municipality": "1280",
        **own["top"],
        "persons": [
            {
                "id": "X",
                "born": "1996-05-05",
                "origin": {"municipality": "2584", "district": "Centrum"},
                **own["person"],
            }
        ],
        "providers": [{"id": "U1", "channel": "own", "owner": "own", **own["provider"]}],
        "homes": [{**HOME, **own["home"]}],
        "cases": [{"id": "C1", "person": "X", "start": START, "nights": 28, "lot": "A", **own["case"]}],
        "police_assessments": [] if unassessed else [dict(LAWFUL)],
    }
    for name, entries in changes.items():
        document[name] = document.get(name, []) + entries
    return copy.deepcopy(document)


def person(identity: str, **more: Any) -> Entry:
    """Make another grown-up, of no known origin and no known whereabouts."""
    return {"id": identity, "born": "1980-01-01", **more}


def assessed(identity: str, **more: Any) -> Entry:
    return {**LAWFUL, "person": identity, **more}


def at(lat: float, radius_km: float = 0, **dates: Any) -> Entry:
    """Make a circle due north of H1."""
    return {"lat": lat, "lon": 13.0, "radius_km": radius_km, **dates}


def home(identity: str, **changes: Any) -> Entry:
    return {**HOME, "id": identity, "beds": 9, **changes}


def stay(identity: str, who: str, **changes: Any) -> Entry:
    """Make a placement of somebody in H1 from long before the start, open at the end."""
    return {"id": identity, "person": who, "home": "H1", "from": "2025-06-01", **changes}


def member(who: str, network: str, first: str | None = None, until: str | None = None) -> Entry:
    return {"person": who, "network": network, "from": first, "until": until}


def threat(by: str, against: str, level: str = "concrete", **dates: str) -> Entry:
    return {"by": by, "against": against, "level": level, **dates}


def conflict(one: str, other: str, level: str = "concrete", **dates: str) -> Entry:
    return {"between": [one, other], "level": level, **dates}


def clear(score: float = 100.0, **more: Any) -> Entry:
    """Expect H1 to be the only home and a candidate."""
    option = {"home": "H1", "provider": "U1", "score": score, **more}
    return {"unchecked": [], "candidates": [option], "not_checked": [], "excluded": []}


def unverified(*codes: str, score: float = 100.0) -> Entry:
    """Expect H1 to be the only home and not checked."""
    option = {"home": "H1", "provider": "U1", "step": 1, "score": score}
    return {"unchecked": sorted(codes), "candidates": [], "not_checked": [option], "excluded": []}


def excluded(*codes: str, **others: list[str]) -> Entry:
    """Expect H1 to be excluded for these reasons, and the other homes named for theirs."""
    rows = {"H1": list(codes), **others}
    return {"excluded": [{"home": one, "reasons": sorted(rows[one])} for one in sorted(rows) if rows[one]]}


def hand(name: str, expected: Entry, **changes: Any) -> HandCase:
    return HandCase(name, tiny(**changes), "C1", {"case": "C1", **expected})


def holds(expected: Any, actual: Any) -> bool:
    """Say whether the answer holds all that is expected; lists must be of one length."""
    if isinstance(expected, dict):
        return isinstance(actual, dict) and all(
            key in actual and holds(value, actual[key]) for key, value in expected.items()
        )
    if isinstance(expected, list):
        return (
            isinstance(actual, list)
            and len(expected) == len(actual)
            and all(holds(one, other) for one, other in zip(expected, actual, strict=True))
        )
    return bool(expected == actual)
