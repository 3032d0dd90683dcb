"""What is missing after a night has its day, and nothing that nobody can say counts as done."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from utvag.emergency.rules import AcuteFacts, MissingKind, MissingState, is_near_its_end, missing_after_acute
from utvag.foundation.workdays import is_working_day
from utvag.law.programme import load_programme

MALMO = load_programme("malmo")
# A Sunday night.
START = date(2026, 11, 22)
NOTHING = AcuteFacts(
    from_date=START,
    household_size=2,
    safety_plans=0,
    has_decision=False,
    has_police_assessment=False,
    has_call_off=False,
    has_care_plan=False,
    is_agreement_signed=False,
    has_investigation=None,
)
ALL = AcuteFacts(START, 2, 2, True, True, True, True, True, True)


def day_of(facts: AcuteFacts, kind: MissingKind, today: date) -> tuple[date, MissingState]:
    (found,) = [one for one in missing_after_acute(facts, MALMO, today) if one.kind is kind]
    return found.due_date, found.state


@pytest.mark.parametrize(
    ("kind", "due"),
    [
        (MissingKind.SAFETY_PLAN, START),
        (MissingKind.DECISION, date(2026, 11, 23)),
        (MissingKind.POLICE_ASSESSMENT, date(2026, 11, 23)),
        (MissingKind.CARE_PLAN, date(2026, 11, 25)),
        (MissingKind.AGREEMENT, date(2026, 11, 25)),
        (MissingKind.CALL_OFF, date(2026, 11, 25)),
        (MissingKind.INVESTIGATION, date(2026, 12, 6)),
    ],
)
def test_each_thing_has_its_day(kind: MissingKind, due: date) -> None:
    assert day_of(NOTHING, kind, START)[0] == due


@pytest.mark.parametrize("start", [date(2026, 12, 23), date(2026, 4, 2), date(2026, 6, 18), date(2028, 2, 28)])
def test_working_days_are_counted_one_by_one(start: date) -> None:
    day, left = start, 3
    while left:
        day += timedelta(days=1)
        left -= is_working_day(day)
    assert day_of(replace(NOTHING, from_date=start), MissingKind.CARE_PLAN, start)[0] == day


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (date(2026, 11, 22), MissingState.LATER),
        (date(2026, 11, 23), MissingState.TODAY),
        (date(2026, 11, 24), MissingState.LATE),
    ],
)
def test_a_day_comes_is_here_and_has_passed(today: date, state: MissingState) -> None:
    assert day_of(NOTHING, MissingKind.DECISION, today)[1] is state


def test_what_is_done_stands_last_and_is_never_late() -> None:
    late = START + timedelta(days=60)
    assert {one.state for one in missing_after_acute(ALL, MALMO, late)} == {MissingState.DONE}
    found = missing_after_acute(replace(NOTHING, has_decision=True), MALMO, late)
    assert found[-1].kind is MissingKind.DECISION


def test_a_safety_plan_for_one_of_two_is_not_enough() -> None:
    assert day_of(replace(ALL, safety_plans=1), MissingKind.SAFETY_PLAN, START)[1] is not MissingState.DONE


def test_what_nobody_can_say_is_not_done() -> None:
    (found,) = [one for one in missing_after_acute(NOTHING, MALMO, START) if one.kind is MissingKind.INVESTIGATION]
    assert not found.is_known
    assert found.state is not MissingState.DONE


@pytest.mark.parametrize(("days", "is_near"), [(4, False), (5, True), (6, True), (8, True)])
def test_the_end_is_warned_of_two_days_before(days: int, is_near: bool) -> None:
    assert is_near_its_end(START + timedelta(days=7), START + timedelta(days=days)) is is_near
