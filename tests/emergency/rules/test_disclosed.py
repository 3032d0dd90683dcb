"""What must be done when an address is disclosed, and where each thing stands against its clock."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from utvag.emergency.rules import (
    STEPS,
    StepClock,
    StepKind,
    Within,
    clock_of,
    due_moment,
    may_close,
    steps_after,
)

SWEDEN = ZoneInfo("Europe/Stockholm")
NIGHT = datetime(2026, 11, 20, 22, 40, tzinfo=SWEDEN)


def test_what_is_to_be_done_at_once_stands_first() -> None:
    steps = sorted(steps_after(NIGHT, 1, SWEDEN), key=lambda step: step.due_at)
    assert {step.kind for step in steps[:4]} == {
        StepKind.POLICE_TOLD,
        StepKind.PERSON_SAFE,
        StepKind.PROVIDER_TOLD,
        StepKind.NEW_PLACEMENT,
    }


def test_every_person_of_the_household_gets_a_safety_plan_of_her_own() -> None:
    steps = steps_after(NIGHT, 3, SWEDEN)
    assert [step.number for step in steps if step.kind is StepKind.SAFETY_PLAN] == [1, 2, 3]
    assert len(steps) == len(StepKind) + 2


@pytest.mark.parametrize(
    ("within", "due"),
    [
        (Within.AT_ONCE, NIGHT),
        (Within.ONE_HOUR, NIGHT + timedelta(hours=1)),
        # 7.6: the next day, also when it is a Saturday.
        (Within.NEXT_DAY, datetime(2026, 11, 22, tzinfo=SWEDEN)),
        # A Friday night: Monday is the next working day.
        (Within.NEXT_WORKING_DAY, datetime(2026, 11, 24, tzinfo=SWEDEN)),
    ],
)
def test_each_limit_ends_at_its_moment(within: Within, due: datetime) -> None:
    assert due_moment(within, NIGHT, SWEDEN) == due


@pytest.mark.parametrize("day", [date(2026, 3, 28), date(2026, 10, 24), date(2026, 12, 23), date(2028, 2, 28)])
def test_the_next_day_is_the_swedish_one_also_when_clocks_change(day: date) -> None:
    late = datetime.combine(day, time(23, 59), SWEDEN)
    due = due_moment(Within.NEXT_DAY, late.astimezone(UTC), SWEDEN)
    assert due.astimezone(SWEDEN).replace(tzinfo=None) == datetime.combine(day + timedelta(days=2), time())


@pytest.mark.parametrize(
    ("within", "after", "clock"),
    [
        (Within.AT_ONCE, timedelta(), StepClock.NOW),
        (Within.AT_ONCE, timedelta(minutes=30), StepClock.NOW),
        (Within.AT_ONCE, timedelta(minutes=31), StepClock.LATE),
        (Within.ONE_HOUR, timedelta(minutes=59), StepClock.NOW),
        (Within.ONE_HOUR, timedelta(hours=1), StepClock.LATE),
        (Within.NEXT_DAY, timedelta(hours=5), StepClock.LATER),
        (Within.NEXT_DAY, timedelta(hours=26), StepClock.LATE),
    ],
)
def test_a_step_stands_where_its_clock_says(within: Within, after: timedelta, clock: StepClock) -> None:
    due = due_moment(within, NIGHT, SWEDEN)
    assert clock_of(within, due, None, NIGHT + after) is clock
    assert clock_of(within, due, NIGHT, NIGHT + after) is StepClock.DONE


def test_an_event_without_steps_was_never_handled() -> None:
    assert not may_close([])
    assert not may_close([True, False])
    assert may_close([True, True])


def test_every_step_says_what_who_and_from_where() -> None:
    assert set(STEPS) == set(StepKind)
    assert all(words.title and words.how and words.who and words.source for words in STEPS.values())
