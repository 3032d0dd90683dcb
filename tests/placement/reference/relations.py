"""Who threatens X, in the period of the judged case."""

from __future__ import annotations

from collections.abc import Iterator

from tests.placement.reference.days import overlap, span
from tests.placement.reference.world import Judged

Levels = dict[str, set[str]]


def _sides(judged: Judged) -> Iterator[tuple[str, str, str]]:
    """Give (party, target, level) of each conflict active in the period, both ways."""
    for conflict in judged.world.list("conflicts"):
        if overlap(span(conflict), judged.period):
            one, other = conflict["between"]
            yield one, other, conflict["level"]
            yield other, one, conflict["level"]


def _threats(judged: Judged) -> Iterator[tuple[str, str, str]]:
    """Give (by, against, level) of each threat active in the period."""
    for threat in judged.world.list("threats"):
        if overlap(span(threat), judged.period):
            yield threat["by"], threat["against"], threat["level"]


def _hostile(judged: Judged) -> Iterator[tuple[str, str, str]]:
    yield from _sides(judged)
    yield from _threats(judged)


def active_networks(judged: Judged, person: str) -> set[str]:
    """Give the networks in which the person has a membership active in the period."""
    return {
        membership["network"]
        for membership in judged.world.list("memberships")
        if membership["person"] == person and overlap(span(membership), judged.period)
    }


def own_networks(judged: Judged, person: str) -> set[str]:
    """Give the networks of the person in the period or in the years before it."""
    past = {
        membership["network"]
        for membership in judged.world.list("memberships")
        if membership["person"] == person and overlap(span(membership), judged.past)
    }
    return past | active_networks(judged, person)


def current_members(judged: Judged, network: str) -> set[str]:
    return {
        membership["person"]
        for membership in judged.world.list("memberships")
        if membership["network"] == network and overlap(span(membership), judged.recent)
    }


def known_members(judged: Judged, network: str) -> set[str]:
    past = {
        membership["person"]
        for membership in judged.world.list("memberships")
        if membership["network"] == network and overlap(span(membership), judged.past)
    }
    return past | current_members(judged, network)


def left_out(judged: Judged, person: str) -> set[str]:
    """Give who is not counted when the threats against a person are read."""
    return set(judged.household) if person in judged.household else {person}


def named(judged: Judged, person: str) -> set[str]:
    """Give every party that itself stands in a threat against, or conflict with, the person."""
    return {party for party, target, _ in _hostile(judged) if target == person}


def _bases(judged: Judged, person: str) -> Iterator[tuple[str, str]]:
    """Give (party, level) for each row of the table: own network, named, rival, retaliation."""
    own = own_networks(judged, person)
    active = active_networks(judged, person)
    for network in own:
        yield network, "own_network"
    for party, target, level in _hostile(judged):
        if target == person or target in active:
            yield party, level
        if target in own:
            yield party, "rival"
    for by, against, _ in _threats(judged):
        if by == person or by in own:
            yield against, "rival"


def parties(judged: Judged, person: str) -> Levels:
    """Give every party with a basis of its own, with all its levels, nobody left out."""
    found: Levels = {}
    for party, level in _bases(judged, person):
        found.setdefault(party, set()).add(level)
    return found


def threatening_now(judged: Judged, person: str) -> Levels:
    """Give all who threaten the person now: parties, and networks' current members."""
    return _remembered(judged, person, known=False)


def threatening_known(judged: Judged, person: str) -> Levels:
    """Give all who threaten the person, counting also networks' known members."""
    return _remembered(judged, person, known=True)


def _remembered(judged: Judged, person: str, *, known: bool) -> Levels:
    """Read each person's threats once for a judged case; they are the same for every home."""
    key = (person, known)
    if key not in judged.threats_read:
        judged.threats_read[key] = _with_members(judged, person, known=known)
    return judged.threats_read[key]


def _with_members(judged: Judged, person: str, *, known: bool) -> Levels:
    direct = parties(judged, person)
    found: Levels = {party: set(levels) for party, levels in direct.items()}
    for party, levels in direct.items():
        if party in judged.world.networks:
            members = known_members(judged, party) if known else current_members(judged, party)
            for member in members:
                found.setdefault(member, set()).update(levels)
    for person_left_out in left_out(judged, person):
        found.pop(person_left_out, None)
    return found
