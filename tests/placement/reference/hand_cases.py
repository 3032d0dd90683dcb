"""All hand-worked cases of match in one table, and the small ones of recheck, clearance none and assign."""

from __future__ import annotations

from dataclasses import dataclass

from tests.placement.reference.hand_collision import COLLISION_CASES
from tests.placement.reference.hand_contract import CONTRACT_CASES
from tests.placement.reference.hand_networks import NETWORK_CASES
from tests.placement.reference.hand_threats import THREAT_CASES
from tests.placement.reference.hand_world import (
    KIRUNA,
    Entry,
    HandCase,
    assessed,
    at,
    hand,
    holds,
    home,
    member,
    person,
    stay,
    threat,
    tiny,
)

__all__ = ["HAND_ASSIGN", "HAND_CASES", "HAND_NONE", "HAND_RECHECK", "HandCase", "HandFile", "holds"]


@dataclass(frozen=True)
class HandFile:
    """A register, and what the whole answer must hold (for assign: (placed, sum of scores) under `best`)."""

    name: str
    document: Entry
    expected_subset: Entry


HAND_CASES: list[HandCase] = [*CONTRACT_CASES, *THREAT_CASES, *NETWORK_CASES, *COLLISION_CASES]

_THREE = [home("H2", daily_rate=1500), home("H3", lat=56.6, building="B3"), home("H4", daily_rate=900)]
_Q = person("Q", whereabouts=[at(56.05)])

HAND_NONE: list[HandCase] = [
    hand(
        "no score, and the order does not show the margin",
        {
            "candidates": [
                {"home": "H1", "provider": "U1", "step": 1},
                {"home": "H3", "provider": "U1", "step": 1},
            ],
            "not_checked": [],
            "excluded": [],
        },
        # With the margin H3 (61.1 km from Q, margin 11.1 km) would come before H1 (margin 0.04 km).
        top={"parameters": {"shortlist": 2}},
        persons=[_Q],
        threats=[threat("Q", "X")],
        homes=_THREE,
    ),
    hand(
        "full and too near are not told apart, and not told",
        {"candidates": [], "excluded": [{"home": "H3", "reasons": ["pets"]}]},
        persons=[person("Q", whereabouts=[at(55.6)]), person("A"), person("B")],
        threats=[threat("Q", "X")],
        case={"pets": True},
        placements=[stay("L1", "A"), stay("L2", "B")],
        homes=[home("H3", accepts_pets=False)],
    ),
    hand(
        "a threat that is nowhere shows as no assessment",
        {"unchecked": ["no_police_assessment"], "candidates": [], "not_checked": [{"home": "H1"}]},
        unassessed=True,
        persons=[person("Q")],
        threats=[threat("Q", "X")],
    ),
    hand(
        "a threat inside the household is not shown",
        {"unchecked": [], "candidates": [], "not_checked": [{"home": "H1"}]},
        persons=[person("Y")],
        police_assessments=[assessed("Y")],
        case={"companions": ["Y"]},
        threats=[threat("Y", "X")],
    ),
]


def _placed(name: str, expected: Entry, **changes: object) -> HandFile:
    return HandFile(name, tiny(**changes), expected)


def _nothing() -> Entry:
    return {"colliding": [], "not_checked": []}


def _collides(*reasons: str, placement: str = "L1") -> Entry:
    return {"colliding": [{"placement": placement, "home": "H1", "reasons": sorted(reasons)}], "not_checked": []}


_PEERS = [person("Z", born="1996-05-05", origin={"municipality": "2584", "district": "Centrum"})]

HAND_RECHECK: list[HandFile] = [
    _placed("a placement that nothing threatens", _nothing(), placements=[stay("L1", "X")]),
    _placed(
        "a threat that comes long after an open placement began",
        _collides("threat_near"),
        placements=[stay("L1", "X")],
        persons=[person("Q", whereabouts=[at(55.6)])],
        threats=[threat("Q", "X", **{"from": "2031-01-01"})],
    ),
    _placed(
        "a placement that ends on the day of the file is over",
        _nothing(),
        placements=[stay("L1", "X", until="2026-01-15")],
        persons=[person("Q", whereabouts=[at(55.6)])],
        threats=[threat("Q", "X")],
    ),
    _placed(
        "a placement that ends the day after is not",
        _collides("threat_near"),
        placements=[stay("L1", "X", until="2026-01-16")],
        persons=[person("Q", whereabouts=[at(55.6)])],
        threats=[threat("Q", "X")],
    ),
    _placed(
        "the past of a placement is not judged",
        _nothing(),
        placements=[stay("L1", "X")],
        persons=[person("Q", whereabouts=[at(55.6)])],
        threats=[threat("Q", "X", until="2026-01-15")],
    ),
    _placed(
        "contract and origin are not judged",
        _nothing(),
        placements=[stay("L1", "X", companions=["Y"])],
        person={"origin": {"municipality": "1280", "district": "C"}},
        persons=[person("Y", born="2015-01-01")],
        home={"beds": 1, "accepts_children": False, "min_age": 80},
    ),
    _placed("no origin is no fault of a placement", _nothing(), placements=[stay("L1", "X")], person={"origin": None}),
    _placed(
        "two peers in a building, each found, and one without assessment",
        {
            "colliding": [
                {"placement": "L1", "home": "H1", "reasons": ["peer"]},
                {"placement": "L2", "home": "H1", "reasons": ["peer"]},
            ],
            "not_checked": [{"placement": "L2", "home": "H1", "unchecked": ["no_police_assessment"]}],
        },
        placements=[stay("L2", "Z"), stay("L1", "X")],
        persons=_PEERS,
    ),
    _placed(
        "the members of a network are current before the day of the file, not before the placement",
        _nothing(),
        placements=[stay("L1", "X", **{"from": "2024-01-01"})],
        networks=[{"id": "N1"}],
        persons=[person("Q", whereabouts=[at(55.6)])],
        memberships=[member("X", "N1"), member("Q", "N1", None, "2025-01-15")],
    ),
    _placed(
        "a planned placement is judged from its own start",
        _collides("police_forbids"),
        placements=[stay("L1", "X", **{"from": "2026-06-01"})],
        police_assessments=[{**assessed("X"), "from": "2026-01-01", "until": "2026-06-02", "forbidden": [at(55.6)]}],
    ),
    _placed(
        "who threatens and once lived there knows the address",
        _collides("address_known"),
        placements=[stay("L1", "X"), stay("L0", "Q", **{"from": "2026-01-14", "until": "2026-01-15"})],
        persons=[person("Q", whereabouts=[KIRUNA])],
        threats=[threat("Q", "X")],
    ),
]


def _two(name: str, best: tuple[int, float], **changes: object) -> HandFile:
    """Make two cases, X and Y, that both want H1 (100 points) or H2 (94 points); each home has `beds` 1 or 2."""
    second = {"id": "C2", "person": "Y", "start": "2026-02-01", "nights": 28, "lot": "A"}
    second.update(changes.pop("second", {}))  # type: ignore[call-overload]
    changes.setdefault("homes", [home("H2", building="B2", daily_rate=1500, beds=1)])
    changes.setdefault("home", {"beds": 1})
    grown = person("Y", origin={"municipality": "2584", "district": "Norr"})
    changes["persons"] = [grown]
    changes["police_assessments"] = [assessed("Y")]
    return HandFile(name, tiny(cases=[second], **changes), {"best": best})


HAND_ASSIGN: list[HandFile] = [
    _two("two cases share the homes", (2, 194.0)),
    _two("one home with a bed for each", (2, 200.0), home={"beds": 2}),
    _two("one bed for two", (1, 100.0), homes=[]),
    _two("one after the other in one bed", (2, 200.0), homes=[], second={"start": "2026-03-01"}),
    _two("a shared flat takes one household", (2, 194.0), home={"beds": 2, "shared": True}),
    _two(
        "retaliation keeps them 10 km apart",
        (1, 100.0),
        threats=[threat("X", "Y", "concrete")],
        person={"whereabouts": [KIRUNA]},
    ),
    _two(
        "a threat to a home far enough",
        (2, 194.0),
        person={"whereabouts": [KIRUNA]},
        threats=[threat("X", "Y")],
        homes=[home("H2", building="B2", daily_rate=1500, beds=1, lat=57.0)],
    ),
]
