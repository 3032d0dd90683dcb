"""The order of the homes that remain: step, then score, then daily rate, then id."""

from fractions import Fraction
from typing import Final

import numpy as np
from numpy.typing import NDArray

from utvag.placement.engine.facts import CaseFact
from utvag.placement.engine.layout import HomeTable, Kilometres, Layout
from utvag.placement.engine.vocabulary import STEP_OF_CHANNEL

Scores = NDArray[np.float64]

WISHES: Final = 50
PRICE: Final = 30
MARGIN: Final = 20
HIGHEST_RATE: Final = 4500
RATE_RANGE: Final = 3750
FULL_MARGIN_KM: Final = 100.0
# Floating point is trusted to this far from a half; nearer, the score is worked out exactly.
NEAR_HALF: Final = 1e-6


def score_homes(homes: HomeTable, case: CaseFact, margin: Scores | None) -> Scores:
    """Score each home 0 to 100, rounded half to even to 2 decimals.

    :param margin: the margin term of each home, 0 to 20; None leaves the term out.
    """
    wanted, met = len(case.wanted), homes.count_offered(case.wanted)
    wishes = WISHES * met / wanted if wanted else np.full(len(homes), float(WISHES))
    price = PRICE * np.clip((HIGHEST_RATE - homes.daily_rate) / RATE_RANGE, 0, 1)
    term = np.zeros(len(homes)) if margin is None else margin
    hundredths = (wishes + price + term) * 100
    rounded: Scores = np.round(hundredths)
    doubtful = np.abs(np.abs(hundredths - rounded) - 0.5) < NEAR_HALF
    for row in np.flatnonzero(doubtful):
        share = Fraction(int(met[row]), wanted) if wanted else Fraction(1)
        cheapness = Fraction(HIGHEST_RATE - int(homes.daily_rate[row]), RATE_RANGE)
        exact = WISHES * share + PRICE * min(max(cheapness, Fraction(0)), Fraction(1))
        rounded[row] = round((exact + Fraction(float(term[row]))) * 100)
    return rounded / 100


def margin_term(homes: HomeTable, margin_km: Kilometres | None, *, located: bool) -> Scores:
    """Turn the distance to the nearest threatened area into 0 to 20 points.

    Without any such area it is 20; while a named threat is not located it is 0.
    """
    if not located:
        return np.zeros(len(homes))
    if margin_km is None:
        return np.full(len(homes), float(MARGIN))
    points: Scores = MARGIN * np.clip(margin_km / FULL_MARGIN_KM, 0, 1)
    return points


def steps_of(layout: Layout) -> NDArray[np.int64]:
    """Give the step of the call-off order that each home belongs to."""
    steps = np.array([STEP_OF_CHANNEL[p.channel] for p in layout.providers], dtype=np.int64)
    of_homes: NDArray[np.int64] = steps[layout.homes.provider]
    return of_homes


def in_order(homes: HomeTable, rows: NDArray[np.int64], steps: NDArray[np.int64], scores: Scores) -> list[int]:
    """Sort rows by step, score downward, daily rate and id; rows stand in the order of ids."""
    keys = (rows, homes.daily_rate[rows], -scores[rows], steps[rows])
    return [int(row) for row in rows[np.lexsort(keys)]]
