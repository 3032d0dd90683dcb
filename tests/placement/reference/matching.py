"""The placement rules, slowly: match, match_all, match_none and recheck over plain dicts."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from tests.placement.reference import geography
from tests.placement.reference.reasons import (
    COLLISION,
    CONTRACT,
    codes_of,
    near_areas,
    unchecked,
)
from tests.placement.reference.world import (
    Document,
    Entry,
    Judged,
    World,
    ends_after,
    judged_case,
    judged_placement,
    rows,
    stays,
)

STEPS = {"own": 1, "framework": 2, "regional_framework": 2, "other": 3}
OPEN_CODES = {
    "not_offered",
    "no_agreement",
    "no_licence",
    "provider_blocked",
    "age",
    "children",
    "pets",
    "need_not_met",
}


def match(document: Document, case_id: str) -> dict[str, Any]:
    """Answer as `utvag match FILE --case ID --format json`."""
    case = judged_case(World(document), case_id)
    codes = unchecked(case)
    usable, excluded = _sorted_out(case)
    options = []
    for home in usable:
        score = _rounded(_open_terms(case, home) + _margin_term(case, home, codes))
        options.append((_order(case, home, score), {**_option(case, home), "score": float(score)}))
    options.sort(key=lambda option: option[0])
    listed = [option for _, option in options]
    return {
        "case": case_id,
        "as_of": case.world.as_of_text,
        "unchecked": codes,
        "candidates": [] if codes else listed,
        "not_checked": listed if codes else [],
        "excluded": excluded,
    }


def match_all(document: Document) -> list[dict[str, Any]]:
    """Answer as `utvag match FILE --all --format json`."""
    return [match(document, case_id) for case_id in sorted(World(document).by_id("cases"))]


def match_none(document: Document, case_id: str) -> dict[str, Any]:
    """Answer as `utvag match FILE --case ID --clearance none --format json`."""
    case = judged_case(World(document), case_id)
    codes = unchecked(case)
    usable, excluded = _sorted_out(case)
    usable.sort(key=lambda home: _order(case, home, _rounded(_open_terms(case, home))))
    listed = [_option(case, home) for home in usable[: case.world.shortlist]]
    shown = {"no_police_assessment" if one == "threat_not_located" else one for one in codes}
    open_only = [
        {"home": one["home"], "reasons": [code for code in one["reasons"] if code in OPEN_CODES]} for one in excluded
    ]
    return {
        "case": case_id,
        "as_of": case.world.as_of_text,
        "unchecked": sorted(shown - {"household_threat"}),
        "candidates": [] if codes else listed,
        "not_checked": listed if codes else [],
        "excluded": [one for one in open_only if one["reasons"]],
    }


def recheck(document: Document) -> dict[str, Any]:
    """Answer as `utvag recheck FILE --format json`."""
    world = World(document)
    colliding, not_checked = [], []
    for stay in sorted(stays(world), key=lambda one: one.id):
        if not ends_after(stay, world.as_of):
            continue
        case = judged_placement(world, stay)
        reasons = codes_of(COLLISION, case, world.homes[stay.home])
        codes = unchecked(case)
        where = {"placement": stay.id, "home": stay.home}
        if reasons:
            colliding.append({**where, "reasons": reasons})
        if codes:
            not_checked.append({**where, "unchecked": codes})
    return {"colliding": colliding, "not_checked": not_checked}


def _sorted_out(case: Judged) -> tuple[list[Entry], list[dict[str, Any]]]:
    """Part the homes into those without a reason and those with all their reasons."""
    usable, excluded = [], []
    for home_id in sorted(case.world.homes):
        home = case.world.homes[home_id]
        reasons = codes_of(CONTRACT + COLLISION, case, home)
        if reasons:
            excluded.append({"home": home_id, "reasons": reasons})
        else:
            usable.append(home)
    return usable, excluded


def _option(case: Judged, home: Entry) -> dict[str, Any]:
    step = STEPS[case.world.providers[home["provider"]]["channel"]]
    return {"home": home["id"], "provider": home["provider"], "step": step}


def _order(case: Judged, home: Entry, score: Fraction) -> tuple[int, Fraction, Fraction, str]:
    step = _option(case, home)["step"]
    return step, -score, Fraction(home["daily_rate"]), home["id"]


def _open_terms(case: Judged, home: Entry) -> Fraction:
    wanted = rows(case.entry, "wanted")
    offered = [service for service in wanted if service in home["offers"]]
    share = Fraction(len(offered), len(wanted)) if wanted else Fraction(1)
    return 50 * share + 30 * _clamped(Fraction(4500 - Fraction(home["daily_rate"])) / 3750)


def _margin_term(case: Judged, home: Entry, codes: list[str]) -> Fraction:
    if "threat_not_located" in codes:
        return Fraction(0)
    margins = [geography.to_area(home, area) - case.world.distance_km[level] for area, level in near_areas(case)]
    if not margins:
        return Fraction(20)
    return 20 * _clamped(Fraction(min(margins)) / 100)


def _clamped(value: Fraction) -> Fraction:
    return min(max(value, Fraction(0)), Fraction(1))


def _rounded(value: Fraction) -> Fraction:
    """Round half to even to two decimals, exactly."""
    return Fraction(round(value * 100), 100)
