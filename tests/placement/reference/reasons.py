"""Why a home cannot be used, one function a code, and what is not checked."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from fractions import Fraction

from tests.placement.reference import geography
from tests.placement.reference.days import (
    Day,
    completed_years,
    contains_day,
    contains_span,
    day,
    overlap,
    span,
)
from tests.placement.reference.relations import (
    current_members,
    left_out,
    named,
    own_networks,
    threatening_known,
    threatening_now,
)
from tests.placement.reference.world import Entry, Judged, World, rows

LICENCES_FROM = day("2024-04-01")
Rule = Callable[[Judged, Entry], bool]


# --- contract and fit -----------------------------------------------------------------------


def not_offered(case: Judged, home: Entry) -> bool:
    return not contains_span(span(home), case.period)


def no_agreement(case: Judged, home: Entry) -> bool:
    provider = case.world.providers[home["provider"]]
    if provider["channel"] not in ("framework", "regional_framework"):
        return False
    return not any(
        case.entry["lot"] in agreement["lots"]
        and agreement["usable_for_exit"]
        and contains_day(span(agreement), case.start)
        for agreement in rows(provider, "agreements")
    )


def no_licence(case: Judged, home: Entry) -> bool:
    provider = case.world.providers[home["provider"]]
    if home["form"] != "protected_housing" or provider["owner"] != "private":
        return False
    licences = [one for one in rows(provider, "licences") if one["form"] == "protected_housing"]
    bounds: set[Day] = {case.start, LICENCES_FROM}
    for licence in licences:
        bounds.update(bound for bound in span(licence) if not math.isinf(bound))
    # Between two bounds nothing changes, so the first night of each stretch speaks for all of it.
    nights = [one for one in bounds if contains_day(case.period, one) and one >= LICENCES_FROM]
    return any(not _licensed(licences, night) for night in nights)


def _licensed(licences: list[Entry], night: Day) -> bool:
    statuses = {one["status"] for one in licences if contains_day(span(one), night)}
    return bool(statuses & {"granted", "pending"}) and "revoked" not in statuses


def provider_blocked(case: Judged, home: Entry) -> bool:
    provider = case.world.providers[home["provider"]]
    return any(overlap(span(block), case.period) for block in rows(provider, "blocks"))


def full(case: Judged, home: Entry) -> bool:
    inside = [stay for stay in case.others if stay.home == home["id"]]
    # Beds fill only on the first night of a stay: no other night can be the fullest.
    nights: set[Day] = {case.start}
    nights.update(stay.span[0] for stay in inside if contains_day(case.period, stay.span[0]))
    household = set(case.household)
    for night in nights:
        placed: set[str] = set()
        for stay in inside:
            if contains_day(stay.span, night):
                placed.update(stay.household)
        if len(placed | household) > home["beds"]:
            return True
    return False


def age(case: Judged, home: Entry) -> bool:
    years = completed_years(case.world.persons[case.person]["born"], case.start)
    lowest, highest = home.get("min_age"), home.get("max_age")
    return (lowest is not None and years < lowest) or (highest is not None and years > highest)


def children(case: Judged, home: Entry) -> bool:
    if home["accepts_children"]:
        return False
    return any(
        completed_years(case.world.persons[companion]["born"], case.start) < 18 for companion in case.household[1:]
    )


def pets(case: Judged, home: Entry) -> bool:
    return bool(case.entry.get("pets")) and not home["accepts_pets"]


def need_not_met(case: Judged, home: Entry) -> bool:
    return any(service not in home["offers"] for service in rows(case.entry, "required"))


# --- collision ------------------------------------------------------------------------------


def near_areas(case: Judged) -> Iterator[tuple[Entry, str]]:
    """Give each (area, level) that `threat_near` looks at."""
    for member in case.household:
        for party, levels in threatening_now(case, member).items():
            for area in areas_of(case.world, party):
                if overlap(span(area), case.period):
                    for level in levels:
                        yield area, level


def areas_of(world: World, party: str) -> list[Entry]:
    if party in world.networks:
        return rows(world.networks[party], "presence")
    return rows(world.persons[party], "whereabouts")


def threat_near(case: Judged, home: Entry) -> bool:
    return any(geography.to_area(home, area) < case.world.distance_km[level] for area, level in near_areas(case))


def _placed(case: Judged) -> Iterator[tuple[str, Entry]]:
    """Give every (Z, home of Z) of a stay that overlaps the period, Z not of the household."""
    for stay in case.others:
        if overlap(stay.span, case.period):
            for person in stay.household:
                if person not in case.household:
                    yield person, case.world.homes[stay.home]


def protected_near(case: Judged, home: Entry) -> bool:
    for other, other_home in _placed(case):
        distance = geography.between_homes(home, other_home)
        for member in case.household:
            levels = threatening_known(case, member).get(other, set())
            levels = levels | threatening_known(case, other).get(member, set())
            if any(distance < case.world.distance_km[level] for level in levels):
                return True
    return False


def former_ties(case: Judged, home: Entry) -> bool:
    return any(
        other_home["building"] == home["building"] and bool(own_networks(case, member) & own_networks(case, other))
        for other, other_home in _placed(case)
        for member in case.household
    )


def peer(case: Judged, home: Entry) -> bool:
    if not case.breaking:
        return False
    return any(
        other_home["building"] == home["building"] and _peers(case, case.person, other)
        for other, other_home in _placed(case)
    )


def _peers(case: Judged, one: str, other: str) -> bool:
    first, second = case.world.persons[one], case.world.persons[other]
    origin, other_origin = first.get("origin"), second.get("origin")
    if origin is None or other_origin is None:
        return False
    if (origin["municipality"], origin["district"]) != (
        other_origin["municipality"],
        other_origin["district"],
    ):
        return False
    apart = abs(day(first["born"]) - day(second["born"]))
    return apart <= Fraction(case.world.peer_age_years) * Fraction("365.25")


def shared_flat(case: Judged, home: Entry) -> bool:
    return home["shared"] and any(other_home["id"] == home["id"] for _, other_home in _placed(case))


def address_known(case: Judged, home: Entry) -> bool:
    knowing = _who_know(case, home["building"])
    return any(knowing & set(threatening_known(case, member)) for member in case.household)


def _who_know(case: Judged, building: str) -> set[str]:
    homes = {one["id"] for one in case.world.list("homes") if one["building"] == building}
    knowing = {
        known["person"]
        for known in case.world.list("address_knowledge")
        if known["home"] in homes and span(known)[0] < case.end
    }
    for stay in case.others:
        if stay.home in homes and stay.span[0] < case.start:
            knowing.update(stay.household)
    return knowing


def origin_near(case: Judged, home: Entry) -> bool:
    if not case.relocate:
        return False
    origins = [case.world.persons[member].get("origin") for member in case.household]
    return any(
        geography.to_municipality(home, origin["municipality"]) < case.world.distance_km["origin"]
        for origin in origins
        if origin is not None
    )


def latest_assessment(case: Judged, person: str) -> Entry | None:
    """Give the assessment that counts for the person at the start, or none."""
    latest: Entry | None = None
    for assessment in case.world.list("police_assessments"):
        made = day(assessment["from"])
        if assessment["person"] != person or made > case.world.as_of:
            continue
        if not contains_day(span(assessment), case.start):
            continue
        if latest is None or made >= day(latest["from"]):
            latest = assessment
    return latest


def police_forbids(case: Judged, home: Entry) -> bool:
    assessments = [latest_assessment(case, member) for member in case.household]
    return any(
        geography.to_area(home, area) == 0
        for assessment in assessments
        if assessment is not None
        for area in assessment["forbidden"]
    )


def staff_tie(case: Judged, home: Entry) -> bool:
    staff = set(rows(case.world.providers[home["provider"]], "staff"))
    return any(staff & set(threatening_known(case, member)) for member in case.household)


CONTRACT: tuple[Rule, ...] = (
    not_offered,
    no_agreement,
    no_licence,
    provider_blocked,
    full,
    age,
    children,
    pets,
    need_not_met,
)
COLLISION: tuple[Rule, ...] = (
    threat_near,
    protected_near,
    former_ties,
    peer,
    shared_flat,
    address_known,
    origin_near,
    police_forbids,
    staff_tie,
)


def codes_of(rules: tuple[Rule, ...], case: Judged, home: Entry) -> list[str]:
    return sorted(rule.__name__ for rule in rules if rule(case, home))


# --- not checked ----------------------------------------------------------------------------


def unchecked(case: Judged) -> list[str]:
    """Give the codes of what is not checked, sorted."""
    found = {
        "no_police_assessment": any(
            completed_years(case.world.persons[member]["born"], case.start) >= 18
            and latest_assessment(case, member) is None
            for member in case.household
        ),
        "origin_unknown": case.relocate and case.world.persons[case.person].get("origin") is None,
        "threat_not_located": any(
            not _located(case, party)
            for member in case.household
            for party in named(case, member) - left_out(case, member)
        ),
        "household_threat": any(named(case, one) & set(case.household) for one in case.household),
    }
    return sorted(code for code, holds in found.items() if holds)


def _located(case: Judged, party: str) -> bool:
    areas = areas_of(case.world, party)
    if party in case.world.networks:
        for member in current_members(case, party) - set(case.household):
            areas = areas + areas_of(case.world, member)
    return any(contains_day(span(area), case.start) for area in areas)
