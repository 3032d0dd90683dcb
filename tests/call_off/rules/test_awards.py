"""The direct award by the limits of its day (LOU 2016:1145 19 a kap.); what nobody knows is never passed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from utvag.call_off.rules import (
    Award,
    Refusal,
    Standing,
    documentation_due,
    needs_award,
    refused_award,
    standing_of,
    value_of,
)
from utvag.law.thresholds import thresholds_on

DAYS = {year: date(year, 6, 1) for year in range(2022, 2027)}
STANDINGS = [
    (2023, 699_999, Standing.UNDER_DIRECT_AWARD),
    (2023, 700_000, Standing.UNDER_EU_THRESHOLD),
    (2023, 7_802_549, Standing.UNDER_EU_THRESHOLD),
    (2023, 7_802_550, Standing.ABOVE),
    (2024, 699_999, Standing.UNDER_DIRECT_AWARD),
    (2024, 700_000, Standing.NOT_KNOWN),
    (2025, 700_000, Standing.NOT_KNOWN),
    (2026, 699_999, Standing.UNDER_DIRECT_AWARD),
    (2026, 50_000_000, Standing.NOT_KNOWN),
]


@pytest.mark.parametrize(("year", "total", "expected"), STANDINGS)
def test_the_sum_stands_against_the_limits_of_its_day(year: int, total: int, expected: Standing) -> None:
    assert standing_of(total, thresholds_on(DAYS[year])) is expected


def test_before_the_rules_nothing_is_known() -> None:
    assert standing_of(1, thresholds_on(date(2021, 1, 1))) is Standing.NOT_KNOWN


WHOLE = Award(need="Vård.", market="Tre har svarat nej.", why="Den enda med plats.")


@pytest.mark.parametrize(
    ("told", "standing", "expected"),
    [
        (WHOLE, Standing.UNDER_DIRECT_AWARD, None),
        (WHOLE, Standing.UNDER_EU_THRESHOLD, None),
        (replace(WHOLE, need=" "), Standing.UNDER_DIRECT_AWARD, Refusal.REASON_MISSING),
        (replace(WHOLE, market=""), Standing.UNDER_DIRECT_AWARD, Refusal.REASON_MISSING),
        (replace(WHOLE, why=""), Standing.UNDER_DIRECT_AWARD, Refusal.REASON_MISSING),
        (WHOLE, Standing.NOT_KNOWN, Refusal.THRESHOLD_NOT_CHECKED),
        (replace(WHOLE, threshold_checked="Inköp, i dag"), Standing.NOT_KNOWN, None),
        (replace(WHOLE, urgency="Hotet kom i natt."), Standing.NOT_KNOWN, Refusal.THRESHOLD_NOT_CHECKED),
        (WHOLE, Standing.ABOVE, Refusal.ABOVE_THRESHOLD),
        (replace(WHOLE, urgency="Hotet kom i natt."), Standing.ABOVE, None),
    ],
)
def test_a_memo_tells_what_it_must(told: Award, standing: Standing, expected: Refusal | None) -> None:
    assert refused_award(told, standing) is expected


@pytest.mark.parametrize(
    ("value", "made", "expected"),
    [
        (99_999, date(2026, 11, 22), None),
        (100_000, date(2026, 11, 22), date(2026, 12, 22)),
        (100_001, date(2028, 2, 1), date(2028, 3, 2)),
        (1, date(2021, 1, 1), date(2021, 1, 31)),
    ],
)
def test_the_documentation_is_due_within_thirty_days(value: int, made: date, expected: date | None) -> None:
    assert documentation_due(value, thresholds_on(made), made) == expected


def test_the_value_is_rate_times_nights_and_fees() -> None:
    assert value_of(2000, 90, 5000) == 185_000


@pytest.mark.parametrize(
    ("step", "has_agreement", "expected"),
    [(1, False, False), (2, True, False), (2, False, True), (3, True, True), (3, False, True)],
)
def test_what_is_bought_without_an_agreement_is_a_direct_award(step: int, has_agreement: bool, expected: bool) -> None:
    assert needs_award(step, has_agreement=has_agreement) is expected
