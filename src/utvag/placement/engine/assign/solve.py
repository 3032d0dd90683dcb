"""Solve the joint assignment with HiGHS through SciPy; the only place that knows a solver.

Two searches: first as many columns as possible, then, with that number fixed, the greatest sum.
The solver's bounds are rounded to whole numbers, inward by less than it can be wrong.
"""

import math
from dataclasses import dataclass
from time import monotonic
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from utvag.placement.engine.assign.problem import Problem

# The objective is whole; the solver's bound may lie this far beneath the true one.
TOLERANCE: Final = 1e-5
# Of the time, so much may go to the number of cases; the rest belongs to the scores.
FIRST_SHARE: Final = 0.6
LEAST_SECONDS: Final = 0.05


@dataclass(frozen=True, slots=True)
class Solution:
    """Chosen columns with proven bounds: the number, and the sum of hundredths for that number."""

    chosen: tuple[int, ...]
    placed_bound: int
    hundredths_bound: int


def solve(problem: Problem, seconds: float) -> Solution:
    """Choose columns within a time; the bounds hold also when the search is cut off."""
    if not problem.columns:
        return Solution((), 0, 0)
    began = monotonic()
    count = len(problem.columns)
    limits = _constraint(problem)
    ones = np.ones(count)
    cases = len({column.case for column in problem.columns})
    most, bound = _maximise(problem, ones, [limits], max(seconds * FIRST_SHARE, LEAST_SECONDS))
    chosen = _better(problem, most, greedy(problem))
    placed_bound = min(cases, bound if bound is not None else cases)
    scores = np.array([column.hundredths for column in problem.columns], dtype=np.float64)
    fixed = LinearConstraint(csr_array(ones[np.newaxis, :]), len(chosen), len(chosen))
    left = max(seconds - (monotonic() - began), LEAST_SECONDS)
    best, score_bound = _maximise(problem, scores, [limits, fixed], left)
    if best is not None and _sum(problem, best) >= _sum(problem, chosen):
        chosen = best
    ceiling = _highest_sum(problem, len(chosen))
    proven = ceiling if score_bound is None else min(ceiling, score_bound)
    return Solution(chosen, placed_bound, max(proven, _sum(problem, chosen)))


def _constraint(problem: Problem) -> LinearConstraint:
    entries = [
        (number, column, weight) for number, row in enumerate(problem.rows) for column, weight in row.weights.items()
    ]
    row, column, weight = (np.array(part) for part in zip(*entries, strict=True))
    shape = (len(problem.rows), len(problem.columns))
    matrix = csr_array((weight.astype(np.float64), (row, column)), shape=shape)
    return LinearConstraint(matrix, -np.inf, np.array([row.limit for row in problem.rows]))


def keeps_rows(problem: Problem, chosen: tuple[int, ...]) -> bool:
    """Tell whether a choice keeps every row, in whole numbers."""
    picked = set(chosen)
    return all(
        sum(weight for column, weight in row.weights.items() if column in picked) <= row.limit for row in problem.rows
    )


def _maximise(
    problem: Problem,
    objective: NDArray[np.float64],
    constraints: list[LinearConstraint],
    seconds: float,
) -> tuple[tuple[int, ...] | None, int | None]:
    """Give the best choice found, if any, and a whole number that no choice exceeds, if proven."""
    answer = milp(
        -objective,
        integrality=np.ones(len(objective)),
        bounds=Bounds(0, 1),
        constraints=constraints,
        options={"time_limit": seconds, "mip_rel_gap": 0.0},
    )
    chosen = None if answer.x is None else tuple(int(i) for i in np.flatnonzero(answer.x > 0.5))
    # The solver allows a hair of violation; a safe home is never a matter of a hair.
    if chosen is not None and not keeps_rows(problem, chosen):
        chosen = None
    bound = answer.mip_dual_bound
    if bound is None or not math.isfinite(bound):
        return chosen, None
    return chosen, math.floor(-bound + TOLERANCE * max(1.0, abs(bound) * TOLERANCE))


def _better(problem: Problem, one: tuple[int, ...] | None, two: tuple[int, ...]) -> tuple[int, ...]:
    """Take the choice with more columns, then the greater sum."""
    if one is None:
        return two
    return max(one, two, key=lambda chosen: (len(chosen), _sum(problem, chosen)))


def _sum(problem: Problem, chosen: tuple[int, ...]) -> int:
    return sum(problem.columns[column].hundredths for column in chosen)


def _highest_sum(problem: Problem, count: int) -> int:
    """Bound the sum from above without a solver: the best column of each of the best cases."""
    best: dict[int, int] = {}
    for column in problem.columns:
        best[column.case] = max(best.get(column.case, 0), column.hundredths)
    return sum(sorted(best.values(), reverse=True)[:count])


def greedy(problem: Problem) -> tuple[int, ...]:
    """Give a choice that keeps every row: cases with the fewest homes first, best home first."""
    columns_of: dict[int, list[int]] = {}
    for number, column in enumerate(problem.columns):
        columns_of.setdefault(column.case, []).append(number)
    rows_of: dict[int, list[int]] = {}
    for number, row in enumerate(problem.rows):
        for column_number in row.weights:
            rows_of.setdefault(column_number, []).append(number)
    left = [row.limit for row in problem.rows]
    chosen = []
    for columns in sorted(columns_of.values(), key=len):
        for number in sorted(columns, key=lambda n: -problem.columns[n].hundredths):
            numbers = rows_of.get(number, ())
            if all(problem.rows[nth].weights[number] <= left[nth] for nth in numbers):
                chosen.append(number)
                for nth in numbers:
                    left[nth] -= problem.rows[nth].weights[number]
                break
    return tuple(chosen)
