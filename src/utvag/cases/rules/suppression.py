"""Hide small numbers in a table with totals, so that hardly more than "below five" can be computed. No Django here.

Rows and columns add up to their totals, so a table is a flow: from each row to each column, through the totals back.
How far a hidden number could be raised or lowered, with everything that is shown unchanged, is how far a flow can be
pushed through it past the hidden numbers alone; with whole numbers that answer is exact.
"""

from collections import deque
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Final

LEAST: Final = 5
# So many numbers must remain possible for each hidden small one.
OPEN: Final = 4
ENDLESS: Final = 1_000_000

Cell = tuple[int, int]
Node = tuple[str, int]


class Hidden(StrEnum):
    """What stands instead of a number: that it is small, or that it would give a small one away."""

    FEW = "FEW"
    KEPT = "KEPT"

    @property
    def swedish(self) -> str:
        """Give the text on the screens."""
        return f"färre än {LEAST}" if self is Hidden.FEW else "visas inte"


Figure = int | Hidden


def shown(number: int) -> Figure:
    """Give a number that stands alone as it may be shown."""
    return Hidden.FEW if number < LEAST else number


def protected(rows: Sequence[Sequence[int]]) -> tuple[tuple[Figure, ...], ...]:
    """Give a table with its totals, a column and a row more, as it may be shown.

    Where the words of the hidden totals would themselves give too much away, every one of them is only "not shown":
    with all of them so, and everything hidden, nothing can be computed at all.
    """
    table = _Table(rows, says_totals=True)
    hidden = _hidden_in(table)
    if hidden is None:
        table = _Table(rows, says_totals=False)
        hidden = _hidden_in(table) or set(table.numbers)
    return tuple(
        tuple(table.figure((row, column), hidden) for column in range(table.width + 1))
        for row in range(table.height + 1)
    )


class _Table:
    """The numbers of a table and its totals, each as a flow from one line to another."""

    def __init__(self, rows: Sequence[Sequence[int]], *, says_totals: bool) -> None:
        self.height, self.width, self.says_totals = len(rows), len(rows[0]), says_totals
        whole = [[*row, sum(row)] for row in rows]
        whole.append([sum(column) for column in zip(*whole, strict=True)])
        self.numbers: dict[Cell, int] = {
            (at, column): number for at, row in enumerate(whole) for column, number in enumerate(row)
        }

    def ends(self, cell: Cell) -> tuple[Node, Node]:
        """Say from which line to which a number flows: those of the totals' row or column flow back."""
        row, column = ("row", cell[0]), ("column", cell[1])
        return (row, column) if (cell[0] < self.height) == (cell[1] < self.width) else (column, row)

    def is_total(self, cell: Cell) -> int:
        """Count how many times a number is a total: the sum of all is one twice."""
        return (cell[0] == self.height) + (cell[1] == self.width)

    def is_small(self, cell: Cell) -> bool:
        """Say whether a number must be hidden."""
        return self.numbers[cell] < LEAST

    def bounds(self, cell: Cell) -> tuple[int, int]:
        """Give the least and the largest that a hidden number can be, by its word alone."""
        if self.is_total(cell) and not self.says_totals:
            return 0, ENDLESS
        return (0, LEAST - 1) if self.is_small(cell) else (LEAST, ENDLESS)

    def figure(self, cell: Cell, hidden: set[Cell]) -> Figure:
        """Give a number as it is shown."""
        if cell not in hidden:
            return self.numbers[cell]
        return Hidden.FEW if self.bounds(cell)[1] < LEAST else Hidden.KEPT


def _hidden_in(table: _Table) -> set[Cell] | None:
    """Say what is hidden: the small numbers, and others until enough; then what was not needed is shown again.

    None where hiding everything is not enough.
    """
    hidden = {cell for cell in table.numbers if table.is_small(cell)}
    while (exposed := _exposed(table, hidden)) is not None:
        left = [cell for cell in table.numbers if cell not in hidden]
        if not left:
            return None
        hidden.add(max(left, key=lambda cell: _worth(table, hidden, cell, exposed)))
    for cell in sorted(hidden, key=lambda one: (table.is_total(one), table.numbers[one]), reverse=True):
        if not table.is_small(cell) and _exposed(table, hidden - {cell}) is None:
            hidden = hidden - {cell}
    return hidden


def _exposed(table: _Table, hidden: set[Cell]) -> Cell | None:
    """Give a small number of which too much can be computed; None where there is none."""
    for cell in sorted(hidden):
        if table.is_small(cell):
            low, high = _range(table, hidden, cell)
            if high - low + 1 < OPEN:
                return cell
    return None


def _worth(table: _Table, hidden: set[Cell], cell: Cell, exposed: Cell) -> tuple[int, int, int]:
    """Weigh hiding a number too: how much it helps; then rather no total, and rather a small one."""
    low, high = _range(table, hidden | {cell}, exposed)
    return min(high - low + 1, OPEN), -table.is_total(cell), -table.numbers[cell]


def _range(table: _Table, hidden: set[Cell], cell: Cell) -> tuple[int, int]:
    """Give the least and the largest that a hidden number could be, by what is shown; beyond five nobody looks."""
    reached = []
    for up in (False, True):
        numbers = dict(table.numbers)
        while numbers[cell] < LEAST + OPEN and _push(table, numbers, hidden, cell, up=up):
            pass
        reached.append(numbers[cell])
    return reached[0], reached[1]


def _push(table: _Table, numbers: dict[Cell, int], hidden: set[Cell], cell: Cell, *, up: bool) -> bool:
    """Change a hidden number by one, and others so that every line still adds up; say whether that was possible."""
    if not _has_room(table, numbers, cell, up=up):
        return False
    first, last = table.ends(cell)
    way = _way(table, numbers, hidden - {cell}, *((last, first) if up else (first, last)))
    if way is None:
        return False
    for other, raised in {**way, cell: up}.items():
        numbers[other] += 1 if raised else -1
    return True


def _has_room(table: _Table, numbers: Mapping[Cell, int], cell: Cell, *, up: bool) -> bool:
    """Say whether a hidden number can change by one and still be what its word says."""
    low, high = table.bounds(cell)
    return numbers[cell] < high if up else numbers[cell] > low


def _way(
    table: _Table, numbers: Mapping[Cell, int], free: set[Cell], start: Node, goal: Node
) -> dict[Cell, bool] | None:
    """Find numbers to raise (True) and lower (False) from one line to another; None where there is no way."""
    ways: dict[Node, dict[Cell, bool]] = {start: {}}
    waiting = deque([start])
    while waiting and goal not in ways:
        here = waiting.popleft()
        for cell in free:
            ends = table.ends(cell)
            if here not in ends:
                continue
            raised = here == ends[0]
            there = ends[1] if raised else ends[0]
            if there not in ways and _has_room(table, numbers, cell, up=raised):
                ways[there] = {**ways[here], cell: raised}
                waiting.append(there)
    return ways.get(goal)
