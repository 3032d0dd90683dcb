"""Why a home cannot be used for reasons of contract and fit; only `full` among them is secret.

One function a reason; each gives a flag a home, in the order of the table of homes.
"""

from collections.abc import Callable, Iterable, Mapping
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

ContractRule = Callable[[Layout, CaseFact, Question], Flags]
VALID_LICENCES: Final = frozenset({"granted", "pending"})


def not_offered(layout: Layout, case: CaseFact, question: Question) -> Flags:
    """Flag homes that are not offered during the whole period."""
    homes, period = layout.homes, question.period
    offered: Flags = (homes.offered_from <= period.start) & (period.end <= homes.offered_until)
    return ~offered


def no_agreement(layout: Layout, case: CaseFact, question: Question) -> Flags:
    """Flag homes bought through a framework without an agreement for the lot at the start."""
    return _of_providers(
        layout,
        lambda provider: (
            provider.channel in FRAMEWORK_CHANNELS
            and not any(
                case.lot in agreement.lots and agreement.usable_for_exit and agreement.span.holds(case.start)
                for agreement in provider.agreements
            )
        ),
    )


def no_licence(layout: Layout, case: CaseFact, question: Question) -> Flags:
    """Flag private protected housing without a licence on some night (SoL 2025:400 26 kap. 1 §).

    The duty began on 2024-04-01 (lag 2024:85); a pending application is enough, a revocation not.
    """
    unlicensed = _of_providers(
        layout,
        lambda provider: provider.owner == "private" and not licensed(provider, question.period),
    )
    return layout.homes.protected & unlicensed


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


def provider_blocked(layout: Layout, case: CaseFact, question: Question) -> Flags:
    """Flag homes of a provider that the board has decided not to use."""
    return _of_providers(
        layout,
        lambda provider: any(block.span.overlaps(question.period) for block in provider.blocks),
    )


def full(layout: Layout, case: CaseFact, question: Question) -> Flags:
    """Flag homes with too few beds for the household on some night."""
    flags: Flags = layout.homes.beds < len(question.household)
    for row, stays in layout.stays_in.items():
        if most_persons(stays, question.household, question.period) > layout.homes.beds[row]:
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


def age(layout: Layout, case: CaseFact, question: Question) -> Flags:
    """Flag homes whose age limits do not hold the case's person at the start."""
    years = completed_years(layout.persons[case.person].born, case.start)
    flags: Flags = (years < layout.homes.min_age) | (layout.homes.max_age < years)
    return flags


def children(layout: Layout, case: CaseFact, question: Question) -> Flags:
    """Flag homes that do not take children, where a companion is one at the start."""
    comes_along = any(
        completed_years(layout.persons[companion].born, case.start) < ADULT_AGE for companion in case.companions
    )
    return ~layout.homes.accepts_children & comes_along


def pets(layout: Layout, case: CaseFact, question: Question) -> Flags:
    """Flag homes that do not take pets, where the case has some."""
    return ~layout.homes.accepts_pets & case.pets


def need_not_met(layout: Layout, case: CaseFact, question: Question) -> Flags:
    """Flag homes that lack a required service."""
    return layout.homes.count_offered(case.required) < len(case.required)


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
