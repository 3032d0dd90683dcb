"""Hand-worked cases of contract and fit, and of the score."""

from __future__ import annotations

from tests.placement.reference.hand_world import (
    HandCase,
    assessed,
    clear,
    excluded,
    hand,
    home,
    person,
    stay,
    unverified,
)

PRIVATE = {"channel": "other", "owner": "private"}
PROTECTED = {"form": "protected_housing"}


def _licences(*licences: tuple[str, str | None, str | None]) -> dict[str, object]:
    rows = [
        {"form": "protected_housing", "status": status, "from": first, "until": until}
        for status, first, until in licences
    ]
    return {**PRIVATE, "licences": rows}


def _agreed(channel: str = "framework", **changes: object) -> dict[str, object]:
    agreement = {"id": "R1", "lots": ["A", "B"], "usable_for_exit": True, **changes}
    return {"channel": channel, "agreements": [agreement]}


EARLY = {"as_of": "2024-02-15"}

CONTRACT_CASES: list[HandCase] = [
    hand("nothing is in the way", clear(step=1)),
    # not_offered: [from, until) contains [2026-02-01, 2026-03-01)
    hand("offered from the start", clear(), home={"from": "2026-02-01"}),
    hand("offered from the day after the start", excluded("not_offered"), home={"from": "2026-02-02"}),
    hand("offered until the end", clear(), home={"until": "2026-03-01"}),
    hand("offered until the day before the end", excluded("not_offered"), home={"until": "2026-02-28"}),
    # no_agreement
    hand("framework without an agreement", excluded("no_agreement"), provider={"channel": "framework"}),
    hand("regional framework without one", excluded("no_agreement"), provider={"channel": "regional_framework"}),
    hand("other channel without one", clear(step=3), provider={"channel": "other"}),
    hand("framework with an open agreement", clear(step=2), provider=_agreed()),
    hand("regional framework with an open agreement", clear(step=2), provider=_agreed("regional_framework")),
    hand("agreement of another lot", excluded("no_agreement"), provider=_agreed(lots=["B"])),
    hand("agreement not usable for exit", excluded("no_agreement"), provider=_agreed(usable_for_exit=False)),
    hand("agreement until the start", excluded("no_agreement"), provider=_agreed(until="2026-02-01")),
    hand("agreement until the day after the start", clear(), provider=_agreed(until="2026-02-02")),
    hand("agreement from the start", clear(), provider=_agreed(**{"from": "2026-02-01"})),
    hand("agreement from the day after", excluded("no_agreement"), provider=_agreed(**{"from": "2026-02-02"})),
    # no_licence
    hand("private protected home without a licence", excluded("no_licence"), provider=PRIVATE, home=PROTECTED),
    hand("municipal owner needs none", clear(), provider={"owner": "municipal"}, home=PROTECTED),
    hand("support needs none", clear(step=3), provider=PRIVATE),
    hand("a pending licence counts", clear(), provider=_licences(("pending", None, None)), home=PROTECTED),
    hand("licence until the end", clear(), provider=_licences(("granted", None, "2026-03-01")), home=PROTECTED),
    hand(
        "licence not on the last night",
        excluded("no_licence"),
        provider=_licences(("granted", None, "2026-02-28")),
        home=PROTECTED,
    ),
    hand(
        "two licences side by side",
        clear(),
        provider=_licences(("granted", None, "2026-02-10"), ("pending", "2026-02-10", None)),
        home=PROTECTED,
    ),
    hand(
        "a night between two licences",
        excluded("no_licence"),
        provider=_licences(("granted", None, "2026-02-10"), ("granted", "2026-02-11", None)),
        home=PROTECTED,
    ),
    hand(
        "revoked on the last night",
        excluded("no_licence"),
        provider=_licences(("granted", None, None), ("revoked", "2026-02-28", None)),
        home=PROTECTED,
    ),
    hand(
        "revoked from the end",
        clear(),
        provider=_licences(("granted", None, None), ("revoked", "2026-03-01", None)),
        home=PROTECTED,
    ),
    hand(
        "a licence of the other form",
        excluded("no_licence"),
        provider={**PRIVATE, "licences": [{"form": "housing_with_support", "status": "granted"}]},
        home=PROTECTED,
    ),
    hand(
        "the other form revoked",
        clear(),
        provider={
            **PRIVATE,
            "licences": [
                {"form": "protected_housing", "status": "granted"},
                {"form": "housing_with_support", "status": "revoked"},
            ],
        },
        home=PROTECTED,
    ),
    hand(
        "all nights before licences were needed",
        clear(),
        top=EARLY,
        provider=PRIVATE,
        home=PROTECTED,
        case={"start": "2024-03-01", "nights": 31},
    ),
    hand(
        "the last night is the first that needs one",
        excluded("no_licence"),
        top=EARLY,
        provider=PRIVATE,
        home=PROTECTED,
        case={"start": "2024-03-01", "nights": 32},
    ),
    hand(
        "licence from the first day that needs one",
        clear(),
        top=EARLY,
        provider=_licences(("granted", "2024-04-01", None)),
        home=PROTECTED,
        case={"start": "2024-03-01", "nights": 60},
    ),
    hand(
        "revoked only before licences were needed",
        clear(),
        top=EARLY,
        provider=_licences(("granted", None, None), ("revoked", None, "2024-04-01")),
        home=PROTECTED,
        case={"start": "2024-03-01", "nights": 60},
    ),
    # provider_blocked
    hand("block until the start", clear(), provider={"blocks": [{"reason": "r", "until": "2026-02-01"}]}),
    hand(
        "block over the first day",
        excluded("provider_blocked"),
        provider={"blocks": [{"reason": "r", "until": "2026-02-02"}]},
    ),
    hand("block from the end", clear(), provider={"blocks": [{"reason": "r", "from": "2026-03-01"}]}),
    hand(
        "block over the last night",
        excluded("provider_blocked"),
        provider={"blocks": [{"reason": "r", "from": "2026-02-28"}]},
    ),
    # full: two beds
    hand("one other in two beds", clear(), persons=[person("A")], placements=[stay("L1", "A")]),
    hand(
        "two others in two beds",
        excluded("full"),
        persons=[person("A"), person("B")],
        placements=[stay("L1", "A"), stay("L2", "B")],
    ),
    hand(
        "a placed companion takes a bed",
        excluded("full"),
        persons=[person("A"), person("B")],
        placements=[stay("L1", "A", companions=["B"])],
    ),
    hand(
        "two others one after the other",
        clear(),
        persons=[person("A"), person("B")],
        placements=[stay("L1", "A", until="2026-02-10"), stay("L2", "B", **{"from": "2026-02-10"})],
    ),
    hand(
        "two others share one night",
        excluded("full"),
        persons=[person("A"), person("B")],
        placements=[stay("L1", "A", until="2026-02-11"), stay("L2", "B", **{"from": "2026-02-10"})],
    ),
    hand(
        "the second leaves on the start",
        clear(),
        persons=[person("A"), person("B")],
        placements=[stay("L1", "A"), stay("L2", "B", until="2026-02-01")],
    ),
    hand(
        "the second comes on the last night",
        excluded("full"),
        persons=[person("A"), person("B")],
        placements=[stay("L1", "A"), stay("L2", "B", **{"from": "2026-02-28"})],
    ),
    hand(
        "the second comes on the end",
        clear(),
        persons=[person("A"), person("B")],
        placements=[stay("L1", "A"), stay("L2", "B", **{"from": "2026-03-01"})],
    ),
    hand(
        "one person placed twice counts once",
        clear(),
        persons=[person("A")],
        placements=[stay("L1", "A"), stay("L2", "A")],
    ),
    hand(
        "the case's own person placed there counts once",
        clear(),
        persons=[person("A")],
        placements=[stay("L1", "A"), stay("L2", "X")],
    ),
    hand(
        "the household alone is too many",
        excluded("full"),
        home={"beds": 1},
        persons=[person("Y")],
        police_assessments=[assessed("Y")],
        case={"companions": ["Y"]},
    ),
    # age
    hand("just old enough", clear(), person={"born": "1996-02-01"}, home={"min_age": 30}),
    hand("a day too young", excluded("age"), person={"born": "1996-02-02"}, home={"min_age": 30}),
    hand("not too old", clear(), person={"born": "1996-02-01"}, home={"max_age": 30}),
    hand("too old from the birthday", excluded("age"), person={"born": "1996-02-01"}, home={"max_age": 29}),
    hand("not too old the day before", clear(), person={"born": "1996-02-02"}, home={"max_age": 29}),
    hand(
        "born on 29 February, start on the 28th",
        excluded("age"),
        person={"born": "2004-02-29"},
        home={"min_age": 22},
        case={"start": "2026-02-28"},
    ),
    hand(
        "born on 29 February, start on 1 March",
        clear(),
        person={"born": "2004-02-29"},
        home={"min_age": 22},
        case={"start": "2026-03-01"},
    ),
    hand(
        "born on 29 February, start on 29 February",
        clear(),
        person={"born": "2004-02-29"},
        home={"min_age": 24},
        case={"start": "2028-02-29"},
    ),
    hand(
        "only the case's person has an age limit",
        clear(),
        home={"min_age": 20},
        persons=[person("Y", born="2015-01-01")],
        case={"companions": ["Y"]},
    ),
    # children, pets, need_not_met
    hand(
        "a child of 17",
        excluded("children"),
        home={"accepts_children": False},
        persons=[person("Y", born="2008-02-02")],
        case={"companions": ["Y"]},
    ),
    hand(
        "a companion who turns 18 on the start",
        clear(),
        home={"accepts_children": False},
        persons=[person("Y", born="2008-02-01")],
        police_assessments=[assessed("Y")],
        case={"companions": ["Y"]},
    ),
    hand("the person of 17 is no child", clear(), home={"accepts_children": False}, person={"born": "2008-02-02"}),
    hand("pets where none may be", excluded("pets"), home={"accepts_pets": False}, case={"pets": True}),
    hand("pets is null", clear(), home={"accepts_pets": False}, case={"pets": None}),
    hand("a need not met", excluded("need_not_met"), home={"offers": ["s1"]}, case={"required": ["s1", "s2"]}),
    hand("all needs met", clear(), home={"offers": ["s2", "s1"]}, case={"required": ["s1", "s2"]}),
    hand(
        "all reasons, never only the first",
        excluded("age", "need_not_met", "no_agreement", "pets"),
        home={"max_age": 20, "accepts_pets": False},
        provider={"channel": "framework"},
        case={"pets": True, "required": ["s"]},
    ),
    # score: 50 x wanted + 30 x clamp((4500 - rate) / 3750) + 20
    hand("one wanted of three", clear(66.67), home={"offers": ["a"]}, case={"wanted": ["a", "b", "c"]}),
    hand("two wanted of three", clear(83.33), home={"offers": ["a", "b"]}, case={"wanted": ["a", "b", "c"]}),
    hand("the rate of no points", clear(70.0), home={"daily_rate": 4500}),
    hand("a higher rate takes nothing more", clear(70.0), home={"daily_rate": 9000}),
    hand("a rate of 2000 is 20 points", clear(90.0), home={"daily_rate": 2000}),
    hand("a rate of 4499 is 0.008 points", clear(70.01), home={"daily_rate": 4499}),
    hand("a rate of nothing is 30 points", clear(100.0), home={"daily_rate": 0}),
    hand(
        "a half goes to the even: 3.125 + 20",
        clear(23.12),
        home={"daily_rate": 4500, "offers": ["1"]},
        case={"wanted": [str(number) for number in range(1, 17)]},
    ),
    hand(
        "a half goes to the even: 9.375 + 20",
        clear(29.38),
        home={"daily_rate": 4500, "offers": ["1", "2", "3"]},
        case={"wanted": [str(number) for number in range(1, 17)]},
    ),
    # order: step, score downward, daily_rate, id by code point
    hand(
        "the order of the rest",
        {
            "candidates": [
                {"home": "H1", "step": 1, "score": 94.0},
                {"home": "H10", "step": 1, "score": 94.0},
                {"home": "H9", "step": 1, "score": 94.0},
                {"home": "HZ", "step": 1, "score": 94.0},
                {"home": "Ha", "step": 1, "score": 94.0},
                {"home": "Hå", "step": 1, "score": 94.0},
                {"home": "Hﬁ", "step": 1, "score": 94.0},
                {"home": "H🏠", "step": 1, "score": 94.0},
                {"home": "A dear", "step": 1, "score": 90.0},
                {"home": "A free", "step": 3, "score": 100.0},
                {"home": "A cheap", "step": 3, "score": 100.0},
            ]
        },
        home={"daily_rate": 1500},
        providers=[{"id": "U2", "channel": "other", "owner": "own"}],
        homes=[
            *(home(f"H{tail}", daily_rate=1500) for tail in ("🏠", "ﬁ", "å", "a", "Z", "9", "10")),
            home("A dear", daily_rate=2000),
            home("A cheap", daily_rate=750, provider="U2"),
            home("A free", daily_rate=700, provider="U2"),
        ],
    ),
    # not checked
    hand("no police assessment", unverified("no_police_assessment"), unassessed=True),
    hand("17 needs none", clear(), unassessed=True, person={"born": "2008-02-02"}),
    hand("18 on the start", unverified("no_police_assessment"), unassessed=True, person={"born": "2008-02-01"}),
    hand(
        "a grown-up companion without one",
        unverified("no_police_assessment"),
        persons=[person("Y")],
        case={"companions": ["Y"]},
    ),
    hand("no origin", unverified("origin_unknown"), person={"origin": None}),
    hand("no origin, no move", clear(), person={"origin": None}, case={"relocate": False}),
    hand("relocate null is true", unverified("origin_unknown"), person={"origin": None}, case={"relocate": None}),
    hand(
        "reasons go before not checked",
        {**excluded("pets"), "unchecked": ["no_police_assessment"], "not_checked": [], "candidates": []},
        unassessed=True,
        home={"accepts_pets": False},
        case={"pets": True},
    ),
]
