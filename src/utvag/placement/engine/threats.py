"""Who threatens whom in a period: named, own network, rival, retaliation, and their members.

Two directions are read from the same ties. ``threats_to`` asks who threatens X, with some people
left out; ``threatened_by`` asks whom X threatens, where nobody but each of them is left out.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from utvag.placement.engine.days import Span, Window
from utvag.placement.engine.layout import Belonging, Ties
from utvag.placement.engine.vocabulary import Level

# Party or person id -> the levels of all its bases together.
Levels = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Threats:
    """Who threatens one person in a period.

    :ivar named: the parties that themselves stand in a threat or conflict with the person.
    :ivar now: every party with its levels, networks with their current members.
    :ivar known: the same, networks with their known members.
    """

    named: frozenset[str]
    now: Levels
    known: Levels


@dataclass(frozen=True, slots=True)
class OwnNetworks:
    """The networks that count as a person's own, and those with a membership in the period."""

    all: frozenset[str]
    active: frozenset[str]


def own_networks(ties: Ties, person: str, window: Window) -> OwnNetworks:
    """Find the networks of which a person is or lately was a member."""
    belongings = ties.networks_of.get(person, ())
    active = frozenset(b.other for b in belongings if b.span.overlaps(window.period))
    lately = frozenset(b.other for b in belongings if b.span.overlaps(window.past))
    return OwnNetworks(all=active | lately, active=active)


def current_members(ties: Ties, network: str, window: Window) -> frozenset[str]:
    """Find a network's current members: in it at any time in the recent window."""
    return _members(ties.members_of.get(network, ()), (window.recent,))


def known_members(ties: Ties, network: str, window: Window) -> frozenset[str]:
    """Find a network's known members: current ones, and those of the past window."""
    return _members(ties.members_of.get(network, ()), (window.recent, window.past))


def _members(belongings: tuple[Belonging, ...], spans: tuple[Span, ...]) -> frozenset[str]:
    return frozenset(b.other for b in belongings if any(b.span.overlaps(span) for span in spans))


def threats_to(ties: Ties, person: str, window: Window, left_out: frozenset[str]) -> Threats:
    """Find who threatens a person in a period.

    :param left_out: persons who never count, among them the person.
    """
    period = window.period
    direct: dict[str, int] = defaultdict(int)
    named: set[str] = set()
    for other, level in _attackers(ties, person, period):
        direct[other] |= level
        named.add(other)
    own = own_networks(ties, person, window)
    for network in own.all:
        direct[network] |= Level.OWN_NETWORK
        for rival, level in _attackers(ties, network, period):
            direct[rival] |= Level.RIVAL | (level if network in own.active else 0)
    for side in (person, *own.all):
        for target in _targets(ties, side, period):
            direct[target] |= Level.RIVAL
    now, known = dict(direct), dict(direct)
    for party, levels in direct.items():
        if party in ties.members_of:
            _add(now, current_members(ties, party, window), levels)
            _add(known, known_members(ties, party, window), levels)
    return Threats(
        named=frozenset(named) - left_out,
        now=_without(now, left_out),
        known=_without(known, left_out),
    )


def _attackers(ties: Ties, party: str, period: Span) -> Iterator[tuple[str, Level]]:
    """Give everyone with a conflict with a party, or a threat against it, in a period."""
    for sources in (ties.conflicts, ties.threats_against):
        for tie in sources.get(party, ()):
            if tie.span.overlaps(period):
                yield tie.other, tie.level


def _targets(ties: Ties, party: str, period: Span) -> Iterator[str]:
    """Give everyone against whom a party has a threat in a period."""
    return (tie.other for tie in ties.threats_by.get(party, ()) if tie.span.overlaps(period))


def _add(levels_of: dict[str, int], persons: frozenset[str], levels: int) -> None:
    for person in persons:
        levels_of[person] = levels_of.get(person, 0) | levels


def _without(levels_of: Levels, left_out: frozenset[str]) -> Levels:
    return {party: levels for party, levels in levels_of.items() if party not in left_out}


def threatened_by(ties: Ties, person: str, window: Window) -> Levels:
    """Find every person whom someone threatens, known, in a period; with the levels.

    The same relation as ``threats_to(...).known``, read from the one who threatens.
    """
    period = window.period
    found: dict[str, int] = defaultdict(int)
    sides = [person] + [
        belonging.other
        for belonging in ties.networks_of.get(person, ())
        if any(belonging.span.overlaps(span) for span in (window.recent, window.past))
    ]
    for side in dict.fromkeys(sides):
        for target, level in _attacked(ties, side, period):
            found[target] |= level
            for member, active in _owners(ties, target, window):
                found[member] |= Level.RIVAL | (level if active else 0)
        for member, _ in _owners(ties, side, window):
            found[member] |= Level.OWN_NETWORK
        for attacker in _aggressors(ties, side, period):
            found[attacker] |= Level.RIVAL
            for member, _ in _owners(ties, attacker, window):
                found[member] |= Level.RIVAL
    found.pop(person, None)
    return found


def _attacked(ties: Ties, party: str, period: Span) -> Iterator[tuple[str, Level]]:
    """Give everyone with whom a party has a conflict, or against whom it has a threat."""
    for sources in (ties.conflicts, ties.threats_by):
        for tie in sources.get(party, ()):
            if tie.span.overlaps(period):
                yield tie.other, tie.level


def _aggressors(ties: Ties, party: str, period: Span) -> Iterator[str]:
    """Give everyone who has a threat against a party in a period."""
    return (tie.other for tie in ties.threats_against.get(party, ()) if tie.span.overlaps(period))


def _owners(ties: Ties, party: str, window: Window) -> Iterator[tuple[str, bool]]:
    """Give everyone whose own network a party is, and whether as a member in the period."""
    for member, span in ties.members_of.get(party, ()):
        active = span.overlaps(window.period)
        if active or span.overlaps(window.past):
            yield member, active
