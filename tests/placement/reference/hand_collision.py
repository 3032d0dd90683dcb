"""Hand-worked cases of the other collisions: ties, peers, flats, addresses, origins, police, staff."""

from __future__ import annotations

from tests.placement.reference.hand_world import (
    KIRUNA,
    HandCase,
    assessed,
    at,
    clear,
    excluded,
    hand,
    home,
    member,
    person,
    stay,
    threat,
    unverified,
)

N1 = {"id": "N1"}
# A distance of 0 shuts the nearness rules off, so that only the ties show.
NO_OWN = {"parameters": {"distance_km": {"own_network": 0}}}
FROM_START = {"from": "2026-02-01"}
NORTH = {"municipality": "1280", "district": "Norr"}
BREAKING = {"breaking_from_network": True, "relocate": False}
Q = person("Q", whereabouts=[KIRUNA])
H2_SAME = home("H2", beds=1, daily_rate=9000, offers=[])


def _knows(first: str | None = None, where: str = "H1") -> list[dict[str, object]]:
    return [{"home": where, "person": "Q", "from": first}]


def _forbids(**changes: object) -> dict[str, object]:
    return {**assessed("X"), "forbidden": [at(55.6)], **changes}


COLLISION_CASES: list[HandCase] = [
    # former_ties
    hand(
        "an own network in common",
        excluded("former_ties"),
        top=NO_OWN,
        networks=[N1],
        persons=[person("Z")],
        memberships=[member("X", "N1"), member("Z", "N1")],
        placements=[stay("L1", "Z", **FROM_START)],
    ),
    hand(
        "Z left it five years and a day ago",
        clear(80.0),
        top=NO_OWN,
        networks=[{**N1, "presence": [at(55.6)]}],
        persons=[person("Z")],
        memberships=[member("X", "N1"), member("Z", "N1", None, "2021-02-01")],
        placements=[stay("L1", "Z", **FROM_START)],
    ),
    hand(
        "in another building",
        excluded(H2=["former_ties"]),
        top=NO_OWN,
        networks=[N1],
        persons=[person("Z")],
        homes=[home("H2", building="B2")],
        memberships=[member("X", "N1"), member("Z", "N1")],
        placements=[stay("L1", "Z", home="H2", **FROM_START)],
    ),
    hand(
        "in another home of the building",
        excluded("former_ties", H2=["former_ties", "full"]),
        top=NO_OWN,
        networks=[N1],
        persons=[person("Z")],
        homes=[H2_SAME],
        memberships=[member("X", "N1"), member("Z", "N1")],
        placements=[stay("L1", "Z", home="H2", **FROM_START)],
    ),
    # peer: 5 x 365.25 days is 1826.25; from 1996-05-05 it is 1826 days to 2001-05-05
    hand(
        "of one district, 1826 days apart",
        excluded("peer"),
        case=BREAKING,
        person={"origin": NORTH},
        persons=[person("Z", born="2001-05-05", origin=NORTH)],
        placements=[stay("L1", "Z")],
    ),
    hand(
        "1827 days apart",
        clear(),
        case=BREAKING,
        person={"origin": NORTH},
        persons=[person("Z", born="2001-05-06", origin=NORTH)],
        placements=[stay("L1", "Z")],
    ),
    hand(
        "1827 days the other way",
        clear(),
        case=BREAKING,
        person={"origin": NORTH},
        persons=[person("Z", born="1991-05-05", origin=NORTH)],
        placements=[stay("L1", "Z")],
    ),
    hand(
        "1826 days the other way",
        excluded("peer"),
        case=BREAKING,
        person={"origin": NORTH},
        persons=[person("Z", born="1991-05-06", origin=NORTH)],
        placements=[stay("L1", "Z")],
    ),
    hand(
        "not breaking from a network",
        clear(),
        case={"relocate": False},
        person={"origin": NORTH},
        persons=[person("Z", born="1996-05-05", origin=NORTH)],
        placements=[stay("L1", "Z")],
    ),
    hand(
        "of another district",
        clear(),
        case=BREAKING,
        person={"origin": NORTH},
        persons=[person("Z", born="1996-05-05", origin={**NORTH, "district": "Söder"})],
        placements=[stay("L1", "Z")],
    ),
    hand(
        "both of no known origin",
        clear(),
        case=BREAKING,
        person={"origin": None},
        persons=[person("Z", born="1996-05-05")],
        placements=[stay("L1", "Z")],
    ),
    hand(
        "a companion's peer is none",
        clear(),
        home={"beds": 3},
        case={**BREAKING, "companions": ["Y"]},
        persons=[person("Y", born="2015-01-01", origin=NORTH), person("Z", born="2015-01-01", origin=NORTH)],
        placements=[stay("L1", "Z")],
    ),
    # shared_flat
    hand(
        "a shared flat that somebody has",
        excluded("shared_flat"),
        home={"shared": True},
        persons=[person("Z")],
        placements=[stay("L1", "Z")],
    ),
    hand(
        "a shared flat left on the start",
        clear(),
        home={"shared": True},
        persons=[person("Z")],
        placements=[stay("L1", "Z", until="2026-02-01")],
    ),
    hand("a shared flat of one's own household", clear(), home={"shared": True}, placements=[stay("L1", "X")]),
    hand(
        "another flat of the building",
        excluded(H2=["full"]),
        home={"shared": True},
        persons=[person("Z")],
        homes=[H2_SAME],
        placements=[stay("L1", "Z", home="H2")],
    ),
    # address_known
    hand(
        "named as knowing it",
        excluded("address_known"),
        persons=[Q],
        threats=[threat("Q", "X")],
        address_knowledge=_knows(),
    ),
    hand(
        "knowing a home of the same building",
        excluded("address_known", H2=["address_known"]),
        persons=[Q],
        homes=[H2_SAME],
        threats=[threat("Q", "X")],
        address_knowledge=_knows(where="H2"),
    ),
    hand(
        "knowing it from the last night",
        excluded("address_known"),
        persons=[Q],
        threats=[threat("Q", "X")],
        address_knowledge=_knows("2026-02-28"),
    ),
    hand(
        "knowing it from the end",
        clear(),
        persons=[Q],
        threats=[threat("Q", "X")],
        address_knowledge=_knows("2026-03-01"),
    ),
    hand("known by who threatens nobody", clear(), persons=[Q], address_knowledge=_knows()),
    hand(
        "having lived there years ago",
        excluded("address_known"),
        persons=[Q],
        threats=[threat("Q", "X")],
        placements=[stay("L1", "Q", **{"from": "2019-01-01", "until": "2019-02-01"})],
    ),
    hand(
        "having been a companion there",
        excluded("address_known"),
        persons=[Q, person("A")],
        threats=[threat("Q", "X")],
        placements=[stay("L1", "A", companions=["Q"], **{"from": "2019-01-01", "until": "2019-02-01"})],
    ),
    hand(
        "moving in on the start is not knowing before it",
        excluded("protected_near"),
        persons=[Q],
        threats=[threat("Q", "X")],
        placements=[stay("L1", "Q", **FROM_START)],
    ),
    hand(
        "a former member of the own network knows it",
        excluded("address_known"),
        networks=[N1],
        persons=[Q],
        memberships=[member("X", "N1"), member("Q", "N1", None, "2021-02-02")],
        address_knowledge=_knows(),
    ),
    # origin_near
    hand("in the municipality of origin", excluded("origin_near"), person={"origin": NORTH}),
    hand("in the municipality of origin, no move", clear(), person={"origin": NORTH}, case={"relocate": False}),
    hand(
        "a companion's origin",
        excluded("origin_near"),
        persons=[person("Y", born="2015-01-01", origin=NORTH)],
        case={"companions": ["Y"]},
    ),
    hand(
        "a neighbour of the municipality of origin",
        excluded("origin_near"),
        person={"origin": NORTH},
        home={"lat": 55.70, "lon": 13.19, "municipality": "1281"},
    ),
    hand(
        "a distance of 0 to the origin is never undercut",
        clear(),
        person={"origin": NORTH},
        top={"parameters": {"distance_km": {"origin": 0}}},
    ),
    # police_forbids and no_police_assessment: the same assessment
    hand("the police forbid it", excluded("police_forbids"), unassessed=True, police_assessments=[_forbids()]),
    hand(
        "the police forbid the municipality",
        excluded("police_forbids"),
        unassessed=True,
        police_assessments=[_forbids(forbidden=[{"municipality": "1280"}])],
    ),
    hand(
        "just outside what they forbid",
        clear(),
        unassessed=True,
        police_assessments=[_forbids(forbidden=[at(55.69, 10)])],
    ),
    hand(
        "just inside what they forbid",
        excluded("police_forbids"),
        unassessed=True,
        police_assessments=[_forbids(forbidden=[at(55.69, 10.01)])],
    ),
    hand(
        "valid until the start",
        unverified("no_police_assessment"),
        unassessed=True,
        police_assessments=[_forbids(until="2026-02-01")],
    ),
    hand(
        "valid until the day after",
        excluded("police_forbids"),
        unassessed=True,
        police_assessments=[_forbids(until="2026-02-02")],
    ),
    hand(
        "made on the day of the file",
        excluded("police_forbids"),
        unassessed=True,
        police_assessments=[_forbids(**{"from": "2026-01-15"})],
    ),
    hand(
        "made after the day of the file",
        unverified("no_police_assessment"),
        unassessed=True,
        police_assessments=[_forbids(**{"from": "2026-01-16"})],
    ),
    hand("the latest counts", clear(), police_assessments=[_forbids(**{"from": "2019-12-31"})]),
    hand("of two from one day the later in the list", excluded("police_forbids"), police_assessments=[_forbids()]),
    hand(
        "the latest that is valid",
        excluded("police_forbids"),
        unassessed=True,
        police_assessments=[_forbids(), assessed("X", **{"from": "2025-01-01", "until": "2026-02-01"})],
    ),
    hand(
        "what is forbidden for a companion of 17",
        excluded("police_forbids"),
        persons=[person("Y", born="2015-01-01")],
        case={"companions": ["Y"]},
        police_assessments=[{**_forbids(), "person": "Y"}],
    ),
    # staff_tie
    hand(
        "a threat on the staff",
        excluded("staff_tie"),
        persons=[Q],
        threats=[threat("Q", "X")],
        provider={"staff": ["Q"]},
    ),
    hand(
        "a former member of the own network on the staff",
        excluded("staff_tie"),
        networks=[N1],
        persons=[Q],
        memberships=[member("X", "N1"), member("Q", "N1", None, "2021-02-02")],
        provider={"staff": ["Q"]},
    ),
    hand(
        "one who left it more than five years ago",
        clear(),
        networks=[N1],
        persons=[Q],
        memberships=[member("X", "N1"), member("Q", "N1", None, "2021-02-01")],
        provider={"staff": ["Q"]},
    ),
    hand(
        "the household itself on the staff",
        clear(),
        networks=[N1],
        memberships=[member("X", "N1")],
        provider={"staff": ["X"]},
    ),
]
