"""The budget: five in the last hour, fifteen in the last day, both rolling; counted here against a slow second way."""

import random
from datetime import UTC, datetime, timedelta

from utvag.location.rules import Budget, Refusal, budget_left

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def ago(**parts: float) -> datetime:
    return NOW - timedelta(**parts)


def test_who_has_asked_for_nothing_has_all_left() -> None:
    assert budget_left([], NOW) == Budget(5, 15)


def test_an_hour_frees_what_an_hour_took() -> None:
    spent = [ago(minutes=59, seconds=59), ago(minutes=60), ago(hours=23), ago(hours=24), ago(hours=25)]
    assert budget_left(spent, NOW) == Budget(4, 12)


def test_the_next_is_free_when_the_oldest_of_the_last_five_is_an_hour_old() -> None:
    spent = [ago(minutes=minutes) for minutes in (50, 40, 30, 20, 10)]
    left = budget_left(spent, NOW)
    assert (left.refusal, left.opens_at) == (Refusal.HOUR_SPENT, NOW + timedelta(minutes=10))


def test_a_day_that_is_spent_says_so_also_when_the_hour_is() -> None:
    spent = [ago(hours=hours) for hours in range(2, 12)] + [ago(minutes=minutes) for minutes in range(1, 6)]
    left = budget_left(spent, NOW)
    assert (left.refusal, left.opens_at) == (Refusal.DAY_SPENT, NOW + timedelta(hours=13))


def test_it_is_free_exactly_when_it_says_counted_minute_by_minute() -> None:
    chosen = random.Random(7)
    for _ in range(300):
        spent = sorted(ago(minutes=chosen.randrange(1, 2000)) for _ in range(chosen.randrange(1, 25)))
        # As the database lets them through.
        spent = _let_through(spent)
        left = budget_left(spent, NOW)
        assert (left.hour, left.day) == _slowly(spent, NOW)
        if left.opens_at is not None:
            assert 0 in _slowly(spent, left.opens_at - timedelta(seconds=1))
            assert 0 not in _slowly(spent, left.opens_at)


def _let_through(wished: list[datetime]) -> list[datetime]:
    got: list[datetime] = []
    for moment in wished:
        if 0 not in _slowly(got, moment):
            got.append(moment)
    return got


def _slowly(spent: list[datetime], moment: datetime) -> tuple[int, int]:
    in_hour = sum(1 for at in spent if timedelta(0) <= moment - at < timedelta(hours=1))
    in_day = sum(1 for at in spent if timedelta(0) <= moment - at < timedelta(hours=24))
    return 5 - in_hour, 15 - in_day
