"""What is hidden in a table of counts stays hidden: by tables, and against two readers who try to compute it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from utvag.cases.rules.suppression import LEAST, OPEN, Figure, Hidden, protected, shown

Shown = tuple[tuple[Figure, ...], ...]
FEW, KEPT = Hidden.FEW, Hidden.KEPT
# The most that a reader imagines of a number that is hidden without being small.
MOST = 60

numbers = some.one_of(some.integers(0, 6), some.integers(0, 40))
tables = some.integers(1, 6).flatmap(
    lambda width: some.lists(some.lists(numbers, min_size=width, max_size=width), min_size=1, max_size=4)
)


@pytest.mark.parametrize(("number", "figure"), [(0, FEW), (1, FEW), (4, FEW), (5, 5), (6, 6)])
def test_a_number_below_five_is_few(number: int, figure: Figure) -> None:
    assert shown(number) == figure


@pytest.mark.parametrize(
    ("rows", "figures"),
    [
        # Nothing small, nothing hidden.
        ([[5, 9], [7, 6]], ((5, 9, 14), (7, 6, 13), (12, 15, 27))),
        # All of it small.
        ([[1, 0], [0, 2]], ((FEW, FEW, FEW), (FEW, FEW, FEW), (FEW, FEW, FEW))),
        # One small number takes three others with it: a corner of a square each.
        ([[2, 20], [30, 40]], ((FEW, KEPT, 22), (KEPT, KEPT, 70), (32, 60, 92))),
        # "Few" and "five or more" would together say that each first number is one: hidden totals say nothing.
        ([[1, 4]] * 4, (*[(FEW, FEW, 5)] * 4, (KEPT, KEPT, 20))),
    ],
)
def test_what_is_shown(rows: list[list[int]], figures: Shown) -> None:
    assert protected(rows) == figures


@given(tables)
@settings(max_examples=60, deadline=None)
def test_what_is_shown_is_true_and_nothing_small_is_shown(rows: list[list[int]]) -> None:
    whole = [[*row, sum(row)] for row in rows]
    whole.append([sum(column) for column in zip(*whole, strict=True)])
    for numbers_of, figures in zip(whole, protected(rows), strict=True):
        for number, figure in zip(numbers_of, figures, strict=True):
            assert figure in ({FEW, KEPT} if number < LEAST else {number, KEPT})


@given(tables)
@settings(max_examples=60, deadline=None)
def test_nobody_computes_a_small_number_from_the_totals(rows: list[list[int]]) -> None:
    """A reader narrows every hidden number by each line it stands in, as long as that gives anything."""
    figures = protected(rows)
    low, high = narrowed(figures, says_totals=says_totals(rows, figures))
    for cell in cells(figures):
        if figure_of(figures, cell) is FEW:
            assert high[cell] - low[cell] + 1 >= OPEN, (rows, figures, cell)


@given(some.lists(some.lists(some.integers(0, 8), min_size=2, max_size=2), min_size=2, max_size=2))
@settings(max_examples=60, deadline=None)
def test_every_table_that_could_be_meant_is_tried(rows: list[list[int]]) -> None:
    """A reader with all the time in the world writes down every table that fits what is shown."""
    figures = protected(rows)
    possible: dict[tuple[int, int], set[int]] = {cell: set() for cell in cells(figures)}
    for one in tables_that_fit(figures, says_totals=says_totals(rows, figures)):
        for cell, number in one.items():
            possible[cell].add(number)
    for cell, found in possible.items():
        if figure_of(figures, cell) is FEW:
            assert len(found) >= OPEN, (rows, figures, cell)


def cells(figures: Shown) -> Iterator[tuple[int, int]]:
    return product(range(len(figures)), range(len(figures[0])))


def figure_of(figures: Shown, cell: tuple[int, int]) -> Figure:
    return figures[cell[0]][cell[1]]


def says_totals(rows: list[list[int]], figures: Shown) -> bool:
    """Say whether a hidden total's word means something; a reader is given even that, so that none knows more."""
    return not any(sum(row) < LEAST and line[-1] is KEPT for row, line in zip(rows, figures, strict=False)) and not any(
        sum(column) < LEAST and total is KEPT
        for column, total in zip(zip(*rows, strict=True), figures[-1], strict=False)
    )


def bounds_of(figures: Shown, cell: tuple[int, int], *, says_totals: bool) -> tuple[int, int]:
    figure, is_total = figure_of(figures, cell), cell[0] == len(figures) - 1 or cell[1] == len(figures[0]) - 1
    if figure is FEW:
        return 0, LEAST - 1
    if figure is KEPT:
        return (0 if is_total and not says_totals else LEAST), MOST * 30
    return int(figure), int(figure)


def lines_of(figures: Shown) -> list[list[tuple[int, int]]]:
    """Give the cells of each line; the last of each is the sum of the others."""
    height, width = len(figures), len(figures[0])
    return [[(row, column) for column in range(width)] for row in range(height)] + [
        [(row, column) for row in range(height)] for column in range(width)
    ]


def narrowed(figures: Shown, *, says_totals: bool) -> tuple[dict[tuple[int, int], int], dict[tuple[int, int], int]]:
    """Say how small and how large each number can be, by its lines alone."""
    low = {cell: bounds_of(figures, cell, says_totals=says_totals)[0] for cell in cells(figures)}
    high = {cell: bounds_of(figures, cell, says_totals=says_totals)[1] for cell in cells(figures)}
    before = None
    while before != (low, high):
        before = dict(low), dict(high)
        for *parts, total in lines_of(figures):
            low[total] = max(low[total], sum(low[one] for one in parts))
            high[total] = min(high[total], sum(high[one] for one in parts))
            for one in parts:
                others = [other for other in parts if other != one]
                low[one] = max(low[one], low[total] - sum(high[other] for other in others))
                high[one] = min(high[one], high[total] - sum(low[other] for other in others))
    return low, high


def tables_that_fit(figures: Shown, *, says_totals: bool) -> Iterator[dict[tuple[int, int], int]]:
    """Write every table of two by two whose numbers and sums are what is shown."""
    bounds = {cell: bounds_of(figures, cell, says_totals=says_totals) for cell in cells(figures)}
    inner = [(0, 0), (0, 1), (1, 0), (1, 1)]
    for a, b, c, d in product(*(range(bounds[cell][0], min(bounds[cell][1], 20) + 1) for cell in inner)):
        whole = ((a, b, a + b), (c, d, c + d), (a + c, b + d, a + b + c + d))
        if all(low <= whole[row][column] <= high for (row, column), (low, high) in bounds.items()):
            yield {cell: whole[cell[0]][cell[1]] for cell in cells(figures)}
