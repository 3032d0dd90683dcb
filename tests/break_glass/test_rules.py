"""An hour, one case, reviewed in a working day or locked: by tables, and over a simulated year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest

from utvag.break_glass.rules import MAY_OPEN, Finding, Ground, Opening, ends_at, is_locked, review_date_of
from utvag.foundation.workdays import is_working_day
from utvag.organisation.rules import Role


@pytest.mark.parametrize(
    ("opened", "last"),
    [
        (date(2026, 11, 23), date(2026, 11, 24)),  # a Monday
        (date(2026, 11, 27), date(2026, 11, 30)),  # over a weekend
        (date(2026, 12, 23), date(2026, 12, 28)),  # over Christmas
        (date(2028, 2, 28), date(2028, 2, 29)),  # into a leap day
        (date(2027, 6, 24), date(2027, 6, 28)),  # over Midsummer
    ],
)
def test_it_is_reviewed_by_the_next_working_day(opened: date, last: date) -> None:
    assert review_date_of(opened) == last


def test_it_ends_after_an_hour_to_the_second() -> None:
    assert ends_at(datetime(2026, 11, 23, 23, 30, tzinfo=UTC)) == datetime(2026, 11, 24, 0, 30, tzinfo=UTC)


def test_only_those_who_help_people_may_and_every_word_has_its_swedish() -> None:
    assert {Role.COORDINATOR, Role.CASE_WORKER, Role.SECTION_HEAD, Role.ON_CALL} == MAY_OPEN
    assert all(one.swedish for one in (*Ground, *Finding))


@dataclass(slots=True)
class Made:
    """An opening of the simulated year; `reviewed` is None where nobody ever reviews it."""

    opened: date
    reviewed: date | None


def naively_locked(made: list[Made], today: date) -> bool:
    """Walk the days one by one from each opening, as a person with a calendar would."""
    for one in made:
        if one.opened > today or (one.reviewed is not None and one.reviewed <= today):
            continue
        day, passed = one.opened, 0
        while day < today:
            day += timedelta(days=1)
            if passed:
                return True
            passed += is_working_day(day)
    return False


def test_over_a_year_every_opening_is_reviewed_or_its_account_locked() -> None:
    draw = Random(20261123)
    year = [date(2026, 1, 1) + timedelta(days=step) for step in range(365)]
    locked_days = 0
    for _ in range(200):
        made = [
            Made(day, None if draw.random() < 0.2 else day + timedelta(days=draw.randrange(8)))
            for day in sorted(draw.sample(year, draw.randrange(1, 5)))
        ]
        for today in year:
            so_far = [
                Opening(review_date_of(one.opened), one.reviewed is not None and one.reviewed <= today)
                for one in made
                if one.opened <= today
            ]
            assert is_locked(so_far, today) == naively_locked(made, today), (made, today)
            locked_days += is_locked(so_far, today)
    assert locked_days > 1000
