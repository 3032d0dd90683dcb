"""What may be proposed by whom, and on which ground a decision is changed. No Django here."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from utvag.decisions.rules.words import ABOUT_ANOTHER, ChangeGround, Refusal
from utvag.law.decision_types import DecisionType, WhyNoBasis

# Two departments work on one case, each with its own decisions.
OF_HOUSING_AND_FINANCE: Final = frozenset({DecisionType.FINANCIAL_ASSISTANCE, DecisionType.HOUSING_SUPPORT})
OF_THE_EXIT_TEAM: Final = frozenset(DecisionType) - {DecisionType.FINANCIAL_ASSISTANCE}

_BY_PURPOSE: Final = {
    "COORDINATION": OF_THE_EXIT_TEAM,
    "CASE_WORK": OF_THE_EXIT_TEAM,
    "HOUSING_AND_FINANCE": OF_HOUSING_AND_FINANCE,
}
_WITHOUT_BASIS: Final = {
    WhyNoBasis.NOT_IN_FORCE: Refusal.NOT_IN_FORCE,
    WhyNoBasis.AGE_UNKNOWN: Refusal.AGE_UNKNOWN,
    WhyNoBasis.TOO_YOUNG: Refusal.TOO_YOUNG,
    WhyNoBasis.TOO_OLD: Refusal.TOO_OLD,
}


@dataclass(frozen=True, slots=True)
class Change:
    """Which standing decision is prolonged or ended, and why.

    :ivar decision_id: None means the latest one that opens housing.
    :ivar ground: why, where it is ended; a prolonging needs none.
    """

    decision_id: UUID | None = None
    ground: ChangeGround | None = None


def proposed_by(purpose: str) -> frozenset[DecisionType]:
    """Give the decisions that somebody named on a case for this purpose may propose."""
    return _BY_PURPOSE.get(purpose, frozenset())


def refusal_of(reason: WhyNoBasis) -> Refusal:
    """Say in the package's own words why no section carries a decision."""
    return _WITHOUT_BASIS[reason]


def needs_another(decision_type: DecisionType) -> bool:
    """Say whether the decision is about an earlier one of the case."""
    return decision_type in ABOUT_ANOTHER


def refused_period(from_date: date, until_date: date | None) -> Refusal | None:
    """Refuse days that end before they begin."""
    return Refusal.PERIOD_WRONG if until_date is not None and until_date <= from_date else None


def refused_ground(ground: ChangeGround | None, *, ends_on: date | None, has_conditions: bool) -> Refusal | None:
    """Refuse a change to the person's detriment on a ground that the law or the decision itself does not give.

    SoL (2025:400) 14 kap. 9 §: the circumstances have changed essentially. Besides that only what the decision itself
    holds, its time limit and its conditions, or the person's own wish.

    :param ends_on: the last day that the decision itself sets, if any.
    :param has_conditions: whether the decision was made on condition.
    """
    if ground is None:
        return Refusal.GROUND_MISSING
    if ground is ChangeGround.TIME_LIMIT and ends_on is None:
        return Refusal.NO_TIME_LIMIT
    if ground is ChangeGround.CONDITION_BROKEN and not has_conditions:
        return Refusal.NO_CONDITIONS
    return None


def age_on(born: date, day: date) -> int:
    """Count a person's years on a day; who is born on 29 February has her birthday on 1 March in other years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
