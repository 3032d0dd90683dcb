"""Small registers for joint assignment, with real contention, small enough to try every choice."""

from __future__ import annotations

import random
from datetime import date, timedelta

from tests.placement.reference import geography
from tests.placement.reference.generate_parts import (
    KM_PER_DEGREE,
    REGIONS,
    SERVICES,
    Entry,
    chance,
    maybe,
    odd_ids,
    some,
)

AS_OF = date(2026, 1, 15)
FAR_AWAY = (67.85, 20.22)


def small_assign_register(rng: random.Random) -> Entry:
    """Make 3 to 6 cases that want the same few beds and cannot all stand each other."""
    cases = odd_ids(rng, "C", rng.randint(3, 6))
    households = [[f"p{number}.{member}" for member in range(rng.choice((1, 1, 1, 2)))] for number in range(len(cases))]
    persons = [person for household in households for person in household]
    placed = [f"q{number}" for number in range(rng.randint(0, 3))]
    homes = _homes(rng)
    return {
        "format": "utvag-register/1",
        "as_of": AS_OF.isoformat(),
        "municipality": "1280",
        "parameters": {"shortlist": 3, "peer_age_years": rng.choice((1, 3, 5))},
        "networks": [{"id": f"N{number}"} for number in range(3)],
        "persons": [_person(rng, person) for person in [*persons, *placed]],
        "memberships": _memberships(rng, [*persons, *placed]),
        "conflicts": _conflicts(rng, households),
        "threats": _threats(rng, households),
        "providers": [
            {"id": "U1", "channel": "own", "owner": "own"},
            {"id": "U2", "channel": "other", "owner": "municipal"},
        ],
        "homes": homes,
        "placements": [_placement(rng, person, homes) for person in placed],
        "police_assessments": [
            {"person": person, "from": "2025-12-01", "until": "2027-01-01", "forbidden": []}
            for person in [*persons, *placed]
        ],
        "cases": [_case(rng, case, household) for case, household in zip(cases, households, strict=True)],
    }


def _person(rng: random.Random, person: str) -> Entry:
    """Everybody is to be found far from every home, so that named threats are located and near nothing."""
    born = date(rng.choice((1996, 1998, 2000, 2002, 2004)), rng.randint(1, 12), rng.randint(1, 28))
    return {
        "id": person,
        "born": born.isoformat(),
        "origin": {"municipality": "2584", "district": rng.choice(("Norr", "Söder"))},
        "whereabouts": [{"lat": FAR_AWAY[0], "lon": FAR_AWAY[1], "radius_km": 0}],
    }


def _homes(rng: random.Random) -> list[Entry]:
    lat, lon = rng.choice(REGIONS[:5])
    buildings = [
        (f"Hus {number}", round(lat + km / KM_PER_DEGREE, 6))
        for number, km in enumerate(rng.sample((0, 5, 9.9, 19.9, 20.1, 30.1, 51, 80, 120, 200), rng.randint(2, 5)))
    ]
    return [_home(rng, home, rng.choice(buildings), lon) for home in odd_ids(rng, "H", rng.randint(3, 8))]


def _home(rng: random.Random, home_id: str, building: tuple[str, float], lon: float) -> Entry:
    home: Entry = {
        "id": home_id,
        "provider": rng.choice(("U1", "U2")),
        "building": building[0],
        "lat": building[1],
        "lon": lon,
        "municipality": geography.municipality_at(building[1], lon),
        "form": "housing_with_support",
        "beds": rng.choice((1, 1, 2, 2, 3)),
        "shared": chance(rng, 0.25),
        "accepts_children": True,
        "accepts_pets": True,
        "offers": some(rng, SERVICES, 4),
        "daily_rate": rng.randint(600, 4600),
    }
    maybe(rng, home, "max_age", 24, 0.15)
    return home


def _memberships(rng: random.Random, persons: list[str]) -> list[Entry]:
    made: list[Entry] = []
    for person in persons:
        if chance(rng, 0.4):
            until = rng.choice(("2021-01-16", "2023-05-01", "2025-06-01", None))
            made.append({"person": person, "network": f"N{rng.randrange(3)}", "from": "2018-01-01", "until": until})
    return made


def _conflicts(rng: random.Random, households: list[list[str]]) -> list[Entry]:
    made = []
    for _ in range(rng.randint(0, 3)):
        one, other = rng.sample(households, 2)
        between = [rng.choice(one), rng.choice(other)]
        made.append({"between": between, "level": rng.choice(("concrete", "latent"))})
    return made


def _threats(rng: random.Random, households: list[list[str]]) -> list[Entry]:
    made: list[Entry] = []
    if chance(rng, 0.5):
        one, other = rng.sample(households, 2)
        made.append({"by": rng.choice(one), "against": rng.choice(other), "level": "latent"})
    return made


def _placement(rng: random.Random, person: str, homes: list[Entry]) -> Entry:
    first = date(2025, 10, 1) + timedelta(days=rng.randint(0, 150))
    return {
        "id": f"L{person}",
        "person": person,
        "home": rng.choice(homes)["id"],
        "from": first.isoformat(),
        "until": rng.choice((None, (first + timedelta(days=rng.choice((10, 60, 120)))).isoformat())),
    }


def _case(rng: random.Random, case_id: str, household: list[str]) -> Entry:
    case: Entry = {
        "id": case_id,
        "person": household[0],
        "start": (AS_OF + timedelta(days=rng.choice((0, 0, 1, 10, 30)))).isoformat(),
        "nights": rng.choice((10, 30, 31, 60)),
        "lot": "A",
        "wanted": some(rng, SERVICES, 3),
        "breaking_from_network": chance(rng, 0.5),
    }
    if household[1:]:
        case["companions"] = household[1:]
    return case
