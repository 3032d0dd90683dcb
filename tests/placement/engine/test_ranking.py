"""Scores are rounded half to even, also where floating point cannot tell a half from its neighbour."""

import random
from fractions import Fraction
from typing import Any

import pytest

from tests.placement.reference.hand_world import tiny
from utvag.placement.engine import Register


def score(offered: int, wanted: int, rate: int) -> float:
    document: dict[str, Any] = tiny(
        home={"offers": [f"s{n}" for n in range(offered)], "daily_rate": rate},
        case={"wanted": [f"s{n}" for n in range(wanted)]},
    )
    (case_id,) = Register.from_document(document).case_ids
    found = Register.from_document(document).match(case_id).candidates[0].score
    assert found is not None
    return found


@pytest.mark.parametrize("offered", range(17))
def test_it_rounds_exact_halves_to_even(offered: int) -> None:
    for rate in random.Random(offered).sample(range(750, 4501), 12):
        exact = 50 * Fraction(offered, 16) + 30 * Fraction(4500 - rate, 3750) + 20
        assert score(offered, 16, rate) == float(round(exact, 2))
