"""Why a home cannot be used for reasons of contract and fit; only `full` among them is secret.

One function a reason; each gives a flag a home, in the order of the table of homes.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import numpy as np

from utvag.placement.engine.days import Span, completed_years
from utvag.placement.engine.facts import CaseFact, Provider
from utvag.placement.engine.layout import Flags, Layout, Stay
from utvag.placement.engine.question import Question
from utvag.placement.engine.vocabulary import (
    ADULT_AGE,
    FRAMEWORK_CHANNELS,
    LICENCE_REQUIRED_FROM,
    PROTECTED_HOUSING,
    Reason,
)


@dataclass(frozen=True, slots=True)
class Fit:
    """A case with its question, to be held against what the homes offer."""

    layout: Layout
    case: CaseFact
    question: Question


ContractRule = Callable[[Fit], Flags]
VALID_LICENCES: Final = frozenset({"granted", "pending"})


def not_offered(fit: Fit) -> Flags:
    """Flag homes that are not offered during the whole period."""
    homes, period = fit.layout.homes, fit.question.period
    offered: Flags = (homes.offered_from <= period.start) & (period.end <= homes.offered_until)
    return ~offered


def no_agreement(fit: Fit) -> Flags:
    """Flag homes bought through a framework without an agreement for the lot at the start."""
    return _of_providers(
        fit.layout,
        lambda provider: (
            provider.channel in FRAMEWORK_CHANNELS
            and not any(
                fit.case.lot in agreement.lots and agreement.usable_for_exit and agreement.span.holds(fit.case.start)
                for agreement in provider.agreements
            )
        ),
    )


def no_licence(fit: Fit) -> Flags:
    """Flag private protected housing without a licence on some night (SoL 2025:400 26 kap. 1 §).

    The duty began on 2024-04-01 (lag 2024:85); a pending application is enough, a revocation not.
    """
    unlicensed = _of_providers(
        fit.layout,
        lambda provider: provider.owner == "private" and not licensed(provider, fit.question.period),
    )
    return fit.layout.homes.protected & unlicensed


def licensed(provider: Provider, period: Span) -> bool:
    """Tell whether a provider's licence for protected housing covers each night that needs one."""
    needing = Span(max(period.start, LICENCE_REQUIRED_FROM), period.end)
    licences = [licence for licence in provider.licences if licence.form == PROTECTED_HOUSING]
    if any(licence.status == "revoked" and licence.span.overlaps(needing) for licence in licences):
        return False
    covered_to = needing.start
    for licence in sorted(licences, key=lambda licence: licence.span):
        if licence.status in VALID_LICENCES and licence.span.start <= covered_to:
            covered_to = max(covered_to, licence.span.end)
    return covered_to >= needing.end


def provider_blocked(fit: Fit) -> Flags:
    """Flag homes of a provider that the board has decided not to use."""
    return _of_providers(
        fit.layout,
        lambda provider: any(block.span.overlaps(fit.question.period) for block in provider.blocks),
    )


def full(fit: Fit) -> Flags:
    """Flag homes with too few beds for the household on some night."""
    flags: Flags = fit.layout.homes.beds < len(fit.question.household)
    for row, stays in fit.layout.stays_in.items():
        if most_persons(stays, fit.question.household, fit.question.period) > fit.layout.homes.beds[row]:
            flags[row] = True
    return flags


def most_persons(stays: Iterable[Stay], household: frozenset[str], period: Span) -> int:
    """Count the most persons in a home on one night, with the household in it.

    A person counts once a night, also when two placements say so.
    """
    steps: list[tuple[int, int]] = []
    nights_of: dict[str, list[Span]] = {}
    for stay in stays:
        if stay.span.overlaps(period):
            for person in stay.household - household:
                nights_of.setdefault(person, []).append(stay.span)
    for spans in nights_of.values():
        for start, end in united(spans):
            steps.append((max(start, period.start), 1))
            steps.append((end, -1))
    most = others = 0
    for _, change in sorted(steps):
        others += change
        most = max(most, others)
    return most + len(household)


def united(spans: Iterable[Span]) -> list[Span]:
    """Join spans that overlap or touch, so that each day stands in one of them."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def age(fit: Fit) -> Flags:
    """Flag homes whose age limits do not hold the case's person at the start."""
    years = completed_years(fit.layout.persons[fit.case.person].born, fit.case.start)
    flags: Flags = (years < fit.layout.homes.min_age) | (fit.layout.homes.max_age < years)
    return flags


def children(fit: Fit) -> Flags:
    """Flag homes that do not take children, where a companion is one at the start."""
    comes_along = any(
        completed_years(fit.layout.persons[companion].born, fit.case.start) < ADULT_AGE
        for companion in fit.case.companions
    )
    return ~fit.layout.homes.accepts_children & comes_along


def pets(fit: Fit) -> Flags:
    """Flag homes that do not take pets, where the case has some."""
    return ~fit.layout.homes.accepts_pets & fit.case.pets


def need_not_met(fit: Fit) -> Flags:
    """Flag homes that lack a required service."""
    return fit.layout.homes.count_offered(fit.case.required) < len(fit.case.required)


def _of_providers(layout: Layout, flagged: Callable[[Provider], bool]) -> Flags:
    """Flag the homes of each provider that a condition holds for."""
    flags = np.array([flagged(provider) for provider in layout.providers], dtype=np.bool_)
    of_homes: Flags = flags[layout.homes.provider]
    return of_homes


CONTRACT_RULES: Final[Mapping[Reason, ContractRule]] = MappingProxyType(
    {
        Reason.NOT_OFFERED: not_offered,
        Reason.NO_AGREEMENT: no_agreement,
        Reason.NO_LICENCE: no_licence,
        Reason.PROVIDER_BLOCKED: provider_blocked,
        Reason.FULL: full,
        Reason.AGE: age,
        Reason.CHILDREN: children,
        Reason.PETS: pets,
        Reason.NEED_NOT_MET: need_not_met,
    }
)
