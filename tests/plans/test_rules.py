"""What a plan must hold, and what a case lacks: rules alone, no database."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from tests.plans.givens import CARE, SAFETY
from utvag.plans.rules import (
    Measure,
    MissingPlans,
    PlanKind,
    Refusal,
    Responsible,
    answers_of,
    missing_from,
    refused_plan,
)
from utvag.plans.wording import care_sheet, safety_sheet

ONE, TWO = UUID(int=1), UUID(int=2)


def test_a_whole_plan_is_not_refused() -> None:
    assert refused_plan(CARE) is None
    assert refused_plan(SAFETY) is None


def test_a_care_plan_has_a_measure_and_both_are_gone_through_again() -> None:
    assert refused_plan(replace(CARE, measures=())) is Refusal.NO_MEASURE
    for plan in (CARE, SAFETY):
        assert refused_plan(replace(plan, review_date=plan.from_date)) is Refusal.REVIEW_NOT_AFTER
        assert refused_plan(replace(plan, review_date=plan.from_date + timedelta(days=1))) is None


@pytest.mark.parametrize(
    ("care", "with_plan", "household", "missing"),
    [
        (True, {ONE, TWO}, (ONE, TWO), MissingPlans(False, (), False)),
        (False, {ONE, TWO}, (ONE, TWO), MissingPlans(True, (), False)),
        (True, {ONE}, (ONE, TWO), MissingPlans(False, (TWO,), False)),
        (True, set(), (ONE, TWO), MissingPlans(False, (ONE, TWO), False)),
        # Nobody is written down: that is not "all have a plan".
        (True, set(), (), MissingPlans(False, (), True)),
        # Somebody who has left the household takes her plan with her.
        (True, {ONE}, (TWO,), MissingPlans(False, (TWO,), False)),
    ],
)
def test_a_case_lacks_a_care_plan_and_a_safety_plan_for_each_person(
    care: bool, with_plan: set[UUID], household: tuple[UUID, ...], missing: MissingPlans
) -> None:
    found = missing_from(care=care, with_plan=frozenset(with_plan), household=household)
    assert found == missing
    assert found.is_anything == (missing != MissingPlans(False, (), False))


def test_the_answers_are_all_there_for_the_next_version() -> None:
    answers = answers_of(CARE)
    assert answers["goal_housing"] == CARE.measures[0].goal and answers["who_housing"] == "MUNICIPALITY"
    assert "goal_health" not in answers
    assert set(answers_of(SAFETY)) == set(SAFETY.__slots__)


def test_the_sheets_say_everything_that_was_written() -> None:
    care = repr_of(care_sheet(CARE, revision=2, law="9 kap. 12 § socialtjänstlagen (2025:400)"))
    for text in (
        CARE.needs,
        CARE.measures[0].goal,
        "Bostad",
        "Kommunen",
        CARE.own_view,
        "22 februari 2027",
        "Version 2",
    ):
        assert text in care
    safety = repr_of(safety_sheet(SAFETY, name="Namn", revision=1))
    for name in ("threat", "alarm", "routines", "contact", "digital", "days", "code_word", "if_disclosed"):
        assert getattr(SAFETY, name) in safety


def repr_of(sheet: object) -> str:
    """Give every text of a sheet, which does not print itself."""
    if isinstance(sheet, str):
        return sheet
    if isinstance(sheet, tuple):
        return "\n".join(repr_of(one) for one in sheet)
    return "\n".join(repr_of(getattr(sheet, name)) for name in getattr(sheet, "__slots__", ()))


def test_every_word_has_its_swedish_text_and_no_plan_prints_itself() -> None:
    assert all(word.swedish for words in (PlanKind, Measure, Responsible) for word in words)
    assert "kanarie" not in repr(CARE) + repr(SAFETY)
