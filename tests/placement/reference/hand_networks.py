"""Hand-worked cases of networks: one's own, their members, their rivals, and homes too near to one another."""

from __future__ import annotations

from tests.placement.reference.hand_world import (
    KIRUNA,
    Entry,
    HandCase,
    at,
    clear,
    conflict,
    excluded,
    hand,
    home,
    member,
    person,
    stay,
    threat,
)

N1, N2 = {"id": "N1"}, {"id": "N2"}
NEAR = excluded("threat_near")
FAR_HOME = home("H2", building="B2", lat=55.77)


def _q(*areas: Entry) -> list[Entry]:
    return [person("Q", whereabouts=list(areas))]


NETWORK_CASES: list[HandCase] = [
    # own network
    hand("own network, 18.9 km", NEAR, networks=[{**N1, "presence": [at(55.77)]}], memberships=[member("X", "N1")]),
    hand(
        "own network, 20.02 km",
        clear(80.0),
        networks=[{**N1, "presence": [at(55.78)]}],
        memberships=[member("X", "N1")],
    ),
    hand(
        "left five years and a day ago",
        clear(),
        networks=[{**N1, "presence": [at(55.6)]}],
        memberships=[member("X", "N1", None, "2021-02-01")],
    ),
    hand(
        "left less than five years ago",
        NEAR,
        networks=[{**N1, "presence": [at(55.6)]}],
        memberships=[member("X", "N1", None, "2021-02-02")],
    ),
    hand(
        "a membership from the end",
        clear(),
        networks=[{**N1, "presence": [at(55.6)]}],
        memberships=[member("X", "N1", "2026-03-01")],
    ),
    hand(
        "a membership from the last night",
        NEAR,
        networks=[{**N1, "presence": [at(55.6)]}],
        memberships=[member("X", "N1", "2026-02-28")],
    ),
    hand(
        "no past years, left on the start",
        clear(),
        networks=[{**N1, "presence": [at(55.6)]}],
        memberships=[member("X", "N1", "2020-01-01", "2026-02-01")],
        top={"parameters": {"past_membership_years": 0}},
    ),
    hand(
        "start on 29 February, left on 28 February",
        clear(),
        networks=[{**N1, "presence": [at(55.6)]}],
        memberships=[member("X", "N1", None, "2023-02-28")],
        case={"start": "2028-02-29"},
    ),
    hand(
        "start on 29 February, left on 1 March",
        NEAR,
        networks=[{**N1, "presence": [at(55.6)]}],
        memberships=[member("X", "N1", None, "2023-03-01")],
        case={"start": "2028-02-29"},
    ),
    # members of a threatening network: current ones threaten now
    hand(
        "a current member of the own network",
        NEAR,
        networks=[N1],
        persons=_q(at(55.77)),
        memberships=[member("X", "N1"), member("Q", "N1")],
    ),
    hand(
        "a member who left 365 days before the start",
        clear(),
        networks=[N1],
        persons=_q(at(55.6)),
        memberships=[member("X", "N1"), member("Q", "N1", None, "2025-02-01")],
    ),
    hand(
        "a member who left 364 days before the start",
        NEAR,
        networks=[N1],
        persons=_q(at(55.6)),
        memberships=[member("X", "N1"), member("Q", "N1", None, "2025-02-02")],
    ),
    hand(
        "a member from the end",
        clear(),
        networks=[N1],
        persons=_q(at(55.6)),
        memberships=[member("X", "N1"), member("Q", "N1", "2026-03-01")],
    ),
    hand(
        "a member from the last night",
        NEAR,
        networks=[N1],
        persons=_q(at(55.6)),
        memberships=[member("X", "N1"), member("Q", "N1", "2026-02-28")],
    ),
    hand(
        "members at the level of the network",
        NEAR,
        networks=[N1],
        persons=_q(at(56.04)),
        memberships=[member("Q", "N1")],
        threats=[threat("N1", "X")],
    ),
    hand(
        "a member brings its own network no further",
        clear(),
        networks=[N1, {**N2, "presence": [at(55.6)]}],
        persons=_q(),
        memberships=[member("X", "N1"), member("Q", "N1"), member("Q", "N2")],
    ),
    hand(
        "the household is left out",
        clear(),
        networks=[N1],
        persons=[person("Y", born="2015-01-01", whereabouts=[at(55.6)])],
        memberships=[member("X", "N1"), member("Y", "N1")],
        case={"companions": ["Y"]},
    ),
    # rival
    hand(
        "rival of an active network, as given",
        NEAR,
        networks=[N1, {**N2, "presence": [at(55.86)]}],
        memberships=[member("X", "N1")],
        conflicts=[conflict("N2", "N1", "latent")],
    ),
    hand(
        "rival of an active network, at both levels",
        NEAR,
        top={"parameters": {"distance_km": {"rival": 60}}},
        networks=[N1, {**N2, "presence": [at(56.04)]}],
        memberships=[member("X", "N1")],
        conflicts=[conflict("N2", "N1", "latent")],
    ),
    hand(
        "rival of a past network, at 28.9 km",
        clear(83.78),
        networks=[N1, {**N2, "presence": [at(55.86)]}],
        memberships=[member("X", "N1", None, "2026-02-01")],
        conflicts=[conflict("N2", "N1", "latent")],
    ),
    hand(
        "rival of a past network, at 8.9 km",
        NEAR,
        networks=[N1, {**N2, "presence": [at(55.68)]}],
        memberships=[member("X", "N1", None, "2026-02-01")],
        conflicts=[conflict("N2", "N1", "latent")],
    ),
    hand(
        "a person who threatens the own network",
        NEAR,
        networks=[N1],
        persons=_q(at(56.04)),
        memberships=[member("X", "N1")],
        threats=[threat("Q", "N1")],
    ),
    hand(
        "a rival's current member",
        NEAR,
        networks=[N1, N2],
        persons=_q(at(56.04)),
        memberships=[member("X", "N1"), member("Q", "N2")],
        conflicts=[conflict("N1", "N2")],
    ),
    hand(
        "the own network's threat comes back, 8.9 km",
        NEAR,
        networks=[N1, {**N2, "presence": [at(55.68)]}],
        memberships=[member("X", "N1")],
        threats=[threat("N1", "N2")],
    ),
    hand(
        "the own network's threat comes back, 10.01 km",
        clear(80.0),
        networks=[N1, {**N2, "presence": [at(55.69)]}],
        memberships=[member("X", "N1")],
        threats=[threat("N1", "N2")],
    ),
    hand(
        "a rival's rival is none",
        clear(),
        networks=[N1, N2, {"id": "N3", "presence": [at(55.6)]}],
        memberships=[member("X", "N1")],
        conflicts=[conflict("N1", "N2"), conflict("N2", "N3")],
    ),
    hand(
        "the party with several bases has all levels",
        NEAR,
        networks=[N1],
        persons=_q(at(55.86)),
        memberships=[member("X", "N1"), member("Q", "N1")],
        conflicts=[conflict("Q", "X", "latent")],
    ),
    # protected_near; H2 is 18.9 km from H1, and Z lives there since 2025
    hand(
        "threatened by who lives 18.9 km away",
        excluded("protected_near", H2=["address_known", "protected_near"]),
        persons=[person("Z", whereabouts=[KIRUNA])],
        homes=[FAR_HOME],
        placements=[stay("L1", "Z", home="H2")],
        threats=[threat("Z", "X")],
    ),
    hand(
        "threatens who lives 18.9 km away",
        excluded("protected_near", H2=["address_known", "protected_near"]),
        persons=[person("Z")],
        homes=[FAR_HOME],
        placements=[stay("L1", "Z", home="H2")],
        threats=[threat("X", "Z", "latent")],
    ),
    hand(
        "who lives there leaves on the start",
        excluded(H2=["address_known"]),
        persons=[person("Z")],
        homes=[FAR_HOME],
        placements=[stay("L1", "Z", home="H2", until="2026-02-01")],
        threats=[threat("X", "Z", "latent")],
    ),
    hand(
        "who lives there comes on the end",
        excluded(),
        persons=[person("Z")],
        homes=[FAR_HOME],
        placements=[stay("L1", "Z", home="H2", **{"from": "2026-03-01"})],
        threats=[threat("X", "Z", "latent")],
    ),
    hand(
        "a former rival at 18.9 km is far enough",
        excluded(H2=["address_known", "protected_near"]),
        persons=[person("Z")],
        homes=[FAR_HOME],
        networks=[N1, N2],
        placements=[stay("L1", "Z", home="H2")],
        memberships=[member("X", "N1", None, "2026-02-01"), member("Z", "N2", None, "2026-02-01")],
        conflicts=[conflict("N1", "N2")],
    ),
    # Z's network is still Z's, so to Z the known members of N1, X among them, are a threat as given: 50 km.
    hand(
        "a rival who is still active at 18.9 km is not",
        excluded("protected_near", H2=["address_known", "protected_near"]),
        persons=[person("Z")],
        homes=[FAR_HOME],
        networks=[N1, N2],
        placements=[stay("L1", "Z", home="H2")],
        memberships=[member("X", "N1", None, "2026-02-01"), member("Z", "N2")],
        conflicts=[conflict("N1", "N2")],
    ),
    hand(
        "a placed companion is protected too",
        excluded("protected_near", H2=["address_known", "protected_near"]),
        persons=[person("A"), person("Z")],
        homes=[FAR_HOME],
        placements=[stay("L1", "A", companions=["Z"], home="H2")],
        threats=[threat("X", "Z", "latent")],
    ),
    hand(
        "a known member, though no longer current",
        excluded("protected_near", H2=["address_known", "former_ties", "protected_near"]),
        networks=[N1],
        persons=[person("Z", whereabouts=[at(55.6)])],
        homes=[FAR_HOME],
        placements=[stay("L1", "Z", home="H2")],
        memberships=[member("X", "N1"), member("Z", "N1", None, "2022-01-01")],
    ),
]
