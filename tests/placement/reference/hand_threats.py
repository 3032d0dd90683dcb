"""Hand-worked cases of who threatens whom, and of the areas that are too near.

The margin term is 20 x margin / 100: 50.038 km from a concrete threat is 0.0378 km of margin, 0.0076 points.
"""

from __future__ import annotations

from tests.placement.reference.hand_world import (
    KIRUNA,
    Entry,
    HandCase,
    assessed,
    at,
    clear,
    conflict,
    excluded,
    hand,
    member,
    person,
    threat,
    unverified,
)

N1, N2 = {"id": "N1"}, {"id": "N2"}


def _q(*areas: Entry) -> list[Entry]:
    return [person("Q", whereabouts=list(areas))]


NEAR = excluded("threat_near")

THREAT_CASES: list[HandCase] = [
    # named, and the distance of each level
    hand("concrete, 48.9 km", NEAR, persons=_q(at(56.04)), threats=[threat("Q", "X")]),
    hand("concrete, 50.04 km", clear(80.01), persons=_q(at(56.05)), threats=[threat("Q", "X")]),
    hand("a circle of 2 km, 50.04 km to its centre", NEAR, persons=_q(at(56.05, 2)), threats=[threat("Q", "X")]),
    hand("latent, 28.9 km", NEAR, persons=_q(at(55.86)), threats=[threat("Q", "X", "latent")]),
    hand("latent, 30.02 km", clear(80.0), persons=_q(at(55.87)), threats=[threat("Q", "X", "latent")]),
    hand("conflict, as first", NEAR, persons=_q(at(55.86)), conflicts=[conflict("Q", "X", "latent")]),
    hand("conflict, as second", NEAR, persons=_q(at(55.86)), conflicts=[conflict("X", "Q", "latent")]),
    hand("retaliation, 8.9 km", NEAR, persons=_q(at(55.68)), threats=[threat("X", "Q")]),
    hand("retaliation, 10.01 km", clear(80.0), persons=_q(at(55.69)), threats=[threat("X", "Q")]),
    hand(
        "a distance of its own in the file",
        NEAR,
        top={"parameters": {"distance_km": {"rival": 10.01}, "shortlist": None}},
        persons=_q(at(55.69)),
        threats=[threat("X", "Q")],
    ),
    hand(
        "a distance of 0 is never undercut, and its margin is 0",
        clear(80.0),
        top={"parameters": {"distance_km": {"concrete": 0}}},
        persons=_q(at(55.6)),
        threats=[threat("Q", "X")],
    ),
    hand("a threat until the start", clear(), persons=_q(at(55.6)), threats=[threat("Q", "X", until="2026-02-01")]),
    hand("a threat over the first day", NEAR, persons=_q(at(55.6)), threats=[threat("Q", "X", until="2026-02-02")]),
    hand("a threat from the end", clear(), persons=_q(at(55.6)), threats=[threat("Q", "X", **{"from": "2026-03-01"})]),
    hand(
        "a threat over the last night", NEAR, persons=_q(at(55.6)), threats=[threat("Q", "X", **{"from": "2026-02-28"})]
    ),
    hand(
        "all threats of a companion count",
        NEAR,
        persons=[*_q(at(55.6)), person("Y", born="2015-01-01")],
        case={"companions": ["Y"]},
        threats=[threat("Q", "Y")],
    ),
    # areas and their dates; a named party is located at the start or not at all
    hand(
        "an area until the start",
        unverified("threat_not_located", score=80.0),
        persons=_q(at(55.6, until="2026-02-01")),
        threats=[threat("Q", "X")],
    ),
    hand(
        "an area from the day after the start",
        {**NEAR, "unchecked": ["threat_not_located"]},
        persons=_q({**at(55.6), "from": "2026-02-02"}),
        threats=[threat("Q", "X")],
    ),
    hand(
        "an area over the first day",
        {**NEAR, "unchecked": []},
        persons=_q(at(55.6, until="2026-02-02")),
        threats=[threat("Q", "X")],
    ),
    hand(
        "an area from the end, another far away",
        clear(),
        persons=_q(KIRUNA, {**at(55.6), "from": "2026-03-01"}),
        threats=[threat("Q", "X")],
    ),
    hand("the home's own municipality", NEAR, persons=_q({"municipality": "1280"}), threats=[threat("Q", "X")]),
    hand(
        "the code decides, not the coast",
        NEAR,
        person={"origin": {"municipality": "1280", "district": "C"}},
        case={"relocate": False},
        home={"municipality": "2580"},
        persons=_q({"municipality": "2580"}),
        threats=[threat("Q", "X")],
    ),
    hand("a municipality far away", clear(), persons=_q({"municipality": "2584"}), threats=[threat("Q", "X")]),
    # not checked: threats that are nowhere, and threats inside the household
    hand(
        "a named person without areas",
        unverified("threat_not_located", score=80.0),
        persons=_q(),
        threats=[threat("Q", "X", "latent")],
    ),
    hand(
        "a named network without areas",
        unverified("threat_not_located", score=80.0),
        networks=[N1],
        conflicts=[conflict("N1", "X")],
    ),
    hand(
        "located through a current member",
        clear(),
        networks=[N1],
        persons=_q(KIRUNA),
        memberships=[member("Q", "N1")],
        conflicts=[conflict("N1", "X")],
    ),
    hand(
        "not located through a former member",
        unverified("threat_not_located", score=80.0),
        networks=[N1],
        persons=_q(KIRUNA),
        memberships=[member("Q", "N1", None, "2025-02-01")],
        conflicts=[conflict("N1", "X")],
    ),
    hand(
        "not located through the household",
        unverified("threat_not_located", score=80.0),
        networks=[N1],
        person={"whereabouts": [KIRUNA]},
        memberships=[member("X", "N1")],
        conflicts=[conflict("N1", "X")],
    ),
    hand(
        "members that a party brings are not named",
        clear(),
        networks=[{**N1, "presence": [KIRUNA]}],
        persons=_q(),
        memberships=[member("Q", "N1")],
        conflicts=[conflict("N1", "X")],
    ),
    hand(
        "a rival is not named",
        clear(),
        networks=[N1, N2],
        memberships=[member("X", "N1")],
        conflicts=[conflict("N1", "N2")],
    ),
    hand(
        "a threat inside the household",
        unverified("household_threat"),
        persons=[person("Y")],
        police_assessments=[assessed("Y")],
        case={"companions": ["Y"]},
        threats=[threat("Y", "X")],
    ),
    hand(
        "a threat by a network of the household is none inside it",
        clear(),
        networks=[{**N1, "presence": [KIRUNA]}],
        persons=[person("Y")],
        police_assessments=[assessed("Y")],
        case={"companions": ["Y"]},
        memberships=[member("Y", "N1")],
        threats=[threat("N1", "X")],
    ),
]
