"""Files of the right shape that say something impossible: codes, references, intervals, duplicates, households."""

from __future__ import annotations

from typing import Any

from tests.placement.reference.broken_base import BrokenFile, Document, put, with_value, without

# Places of every kind of interval in the base document: (its object, a from that is its until, a from after it).
INTERVALS = {
    "$.networks[0].presence[0]": "2027-01-01",
    "$.memberships[0]": "2025-01-01",
    "$.conflicts[0]": "2027-01-01",
    "$.threats[0]": "2027-01-01",
    "$.providers[0].licences[0]": "2030-01-01",
    "$.providers[0].agreements[0]": "2027-02-01",
    "$.providers[0].blocks[0]": "2025-02-01",
    "$.homes[0]": "2030-01-01",
    "$.placements[0]": "2026-06-01",
    "$.police_assessments[0]": "2026-12-31",
}
REFERENCES = (
    "$.memberships[0].person",
    "$.memberships[0].network",
    "$.conflicts[0].between[0]",
    "$.conflicts[0].between[1]",
    "$.threats[0].by",
    "$.threats[0].against",
    "$.providers[0].staff[1]",
    "$.homes[1].provider",
    "$.address_knowledge[0].home",
    "$.address_knowledge[0].person",
    "$.placements[0].person",
    "$.placements[0].companions[0]",
    "$.placements[1].home",
    "$.police_assessments[0].person",
    "$.cases[0].person",
    "$.cases[0].companions[0]",
)
ENUMS = {
    "$.conflicts[0].level": "rival",
    "$.threats[0].level": "CONCRETE",
    "$.providers[0].channel": "municipal",
    "$.providers[0].owner": "framework",
    "$.providers[0].licences[0].form": "flat",
    "$.providers[0].licences[0].status": "valid",
    "$.homes[0].form": "",
}
MUNICIPALITIES = (
    "$.homes[0].municipality",
    "$.persons[0].origin.municipality",
    "$.networks[0].presence[1].municipality",
    "$.police_assessments[0].forbidden[1].municipality",
)
DUPLICATES = {
    "$.providers[0].agreements[0].lots": "A",
    "$.providers[0].staff": "P3",
    "$.homes[0].offers": "arbete",
    "$.placements[0].companions": "P4",
    "$.cases[0].companions": "P2",
    "$.cases[0].required": "arbete",
    "$.cases[0].wanted": "arbete",
}
NEGATIVE = (
    "$.networks[0].presence[0].radius_km",
    "$.police_assessments[0].forbidden[0].radius_km",
    "$.homes[0].beds",
    "$.homes[0].daily_rate",
    "$.cases[0].nights",
    "$.parameters.distance_km.concrete",
    "$.parameters.past_membership_years",
    "$.parameters.recent_membership_days",
    "$.parameters.peer_age_years",
    "$.parameters.shortlist",
)
LIST_LENGTH = {
    "$.providers[0].agreements[0].lots": 2,
    "$.providers[0].staff": 2,
    "$.homes[0].offers": 2,
    "$.cases[0].required": 2,
    "$.cases[0].wanted": 2,
}


def _not_before(parent: str, first: str) -> BrokenFile:
    return put(f"from is not before until in {parent}", f"{parent}.from", first, (f"{parent}.until", parent))


def _twice(path: str, value: str) -> BrokenFile:
    index = LIST_LENGTH.get(path, 1)
    return put(f"a duplicate in {path}", f"{path}[{index}]", value, (path,))


def _together(name: str, changes: dict[str, Any], path: str, *instead: str) -> BrokenFile:
    return BrokenFile(name, lambda document: _changed(document, changes), path, instead=instead)


def _changed(document: Document, changes: dict[str, Any]) -> Document:
    for path, value in changes.items():
        document = with_value(document, path, value)
    return document


def _without_all(document: Document, *paths: str) -> Document:
    for path in paths:
        document = without(document, path)
    return document


_AREA = "$.networks[0].presence[0]"

BROKEN_MEANING: list[BrokenFile] = [
    *(_not_before(parent, until) for parent, until in INTERVALS.items()),
    put("from is after until", "$.homes[0].from", "2030-01-02", ("$.homes[0].until", "$.homes[0]")),
    *(put(f"unknown id at {path}", path, "nobody") for path in REFERENCES),
    put("a network as a member", "$.memberships[0].person", "N2"),
    put("a membership in a person", "$.memberships[0].network", "P2"),
    put("a network as a companion", "$.cases[0].companions[0]", "N1"),
    put("a person as a provider", "$.homes[0].provider", "P1"),
    *(put(f"unknown code at {path}", path, value) for path, value in ENUMS.items()),
    *(put(f"unknown municipality at {path}", path, "9999") for path in MUNICIPALITIES),
    *(_twice(path, value) for path, value in DUPLICATES.items()),
    *(put(f"negative number at {path}", path, -1) for path in NEGATIVE),
    put("nights is 0", "$.cases[0].nights", 0),
    # ids
    put("two networks of one id", "$.networks[1].id", "N1"),
    put("two persons of one id", "$.persons[1].id", "P1"),
    put("two providers of one id", "$.providers[1].id", "U1"),
    put("two agreements of one id", "$.providers[0].agreements[1].id", "R1"),
    put("two homes of one id", "$.homes[1].id", "H1"),
    put("two placements of one id", "$.placements[1].id", "L1"),
    put("two cases of one id", "$.cases[1].id", "C1"),
    _together(
        "a person and a network of one id",
        {"$.persons[4]": {"id": "N2", "born": "1990-01-01"}},
        "$.persons[4].id",
        "$.networks[1].id",
    ),
    # relations
    put("a conflict with itself", "$.conflicts[0].between[1]", "P1", ("$.conflicts[0].between", "$.conflicts[0]")),
    put("a conflict of one", "$.conflicts[0].between", ["P1"]),
    put("a conflict of three", "$.conflicts[0].between", ["P1", "N2", "P3"]),
    put("a threat against itself", "$.threats[0].against", "N1", ("$.threats[0].by", "$.threats[0]")),
    # places
    put("latitude above the pole", "$.homes[0].lat", 90.1),
    put("latitude below the pole", "$.homes[0].lat", -91),
    put("longitude out of range", "$.homes[0].lon", 181),
    put("latitude of an area out of range", f"{_AREA}.lat", 900),
    put("an area of both forms", f"{_AREA}.municipality", "0180", (_AREA, f"{_AREA}.lat")),
    put("an area of neither form", _AREA, {"from": "2025-01-01"}, (f"{_AREA}.lat", f"{_AREA}.municipality")),
    put("an assessment's area with a from", "$.police_assessments[0].forbidden[0].from", "2026-01-01"),
    put("an assessment's area with an until", "$.police_assessments[0].forbidden[1].until", "2027-01-01"),
    # persons and households
    put("a wrong check digit", "$.persons[0].personal_number", "199605050000"),
    put("a personal number of letters", "$.persons[0].personal_number", "abc"),
    put("a personal number of no day", "$.persons[0].personal_number", "199613450000"),
    put("a companion of oneself", "$.cases[0].companions[0]", "P1", ("$.cases[0].companions", "$.cases[0]")),
    put(
        "a placed companion of oneself",
        "$.placements[0].companions[0]",
        "P3",
        ("$.placements[0].companions", "$.placements[0]"),
    ),
    _together(
        "two cases of one person on one night",
        {"$.cases[1].person": "P1", "$.cases[1].start": "2026-02-28"},
        "$.cases[1]",
        *("$.cases[1].person", "$.cases[1].start", "$.cases[0]", "$.cases[0].person", "$.cases[0].start"),
    ),
    _together(
        "two cases that share a companion on one night",
        {"$.cases[1].companions": ["P2"], "$.cases[1].start": "2026-02-28"},
        "$.cases[1]",
        *("$.cases[1].companions[0]", "$.cases[1].companions", "$.cases[1].person", "$.cases[1].start", "$.cases[0]"),
    ),
    _together(
        "the lowest age above the highest",
        {"$.homes[0].min_age": 31},
        "$.homes[0].min_age",
        *("$.homes[0].max_age", "$.homes[0]"),
    ),
    _together(
        "a period past the last day of the calendar",
        {"$.cases[0].start": "9999-12-31"},
        "$.cases[0].nights",
        *("$.cases[0].start", "$.cases[0]"),
    ),
]


def _many(name: str, changes: dict[str, Any], *gone: str) -> BrokenFile:
    """Break many things in one file; every one of them is to be reported in one go."""
    first, *rest = [*changes, *gone]
    return BrokenFile(name, lambda document: _without_all(_changed(document, changes), *gone), first, also=tuple(rest))


MANY_FAULTS: list[BrokenFile] = [
    _many(
        "faults in the homes",
        {
            "$.homes[0].lat": 200,
            "$.homes[0].municipality": "9999",
            "$.homes[0].beds": "many",
            "$.homes[0].form": "castle",
            "$.homes[0].colour": "red",
            "$.homes[1].provider": "nobody",
            "$.homes[1].daily_rate": -5,
            "$.homes[1].shared": None,
            "$.homes[1].from": "yesterday",
        },
        "$.homes[0].building",
        "$.homes[1].offers",
    ),
    _many(
        "a fault in every list",
        {
            "$.as_of": "2026-02-31",
            "$.parameters.shortlist": "five",
            "$.networks[0].presence[1].municipality": "0000",
            "$.persons[1].born": None,
            "$.memberships[0].network": "nothing",
            "$.conflicts[0].level": "hot",
            "$.threats[0].by": "nobody",
            "$.providers[0].licences[0].status": "lost",
            "$.homes[1].lon": -181,
            "$.address_knowledge[0].from": "2025-1-1",
            "$.placements[1].home": "H9",
            "$.police_assessments[0].forbidden[0].until": "2027-01-01",
            "$.cases[1].nights": 0,
        },
    ),
    _many(
        "faults nobody made on purpose",
        {
            "$.format": "utvag-register/1.0",
            "$.municipality": 1280,
            "$.persons[0].personal_number": "199605050000",
            "$.persons[0].origin.distrikt": "Hisingen",
            "$.persons[3].id": None,
            "$.providers[0].agreements[0].usable_for_exit": 1,
            "$.providers[0].agreements[1].lots": None,
            "$.cases[0].start": "2026-02-29",
            "$.cases[0].pets": "nej",
            "$.cases[1].dygn": 7,
        },
        "$.persons[0].origin.district",
        "$.providers[1].owner",
        "$.cases[1].lot",
    ),
]
