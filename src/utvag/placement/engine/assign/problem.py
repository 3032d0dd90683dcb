"""The joint assignment as a problem of choosing columns under rows, for any solver.

A column is a case in a home. Each row says that of some columns, weighted, at most so much may be
chosen. The solver sees numbers only: no person, no place.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from utvag.placement.engine.assign.beds import bed_rows
from utvag.placement.engine.assign.pairs import Apart, Side, apart, forbidden_homes, side_of
from utvag.placement.engine.layout import Layout
from utvag.placement.engine.match import Match
from utvag.placement.engine.question import question_of_case
from utvag.placement.engine.vocabulary import Parameters


@dataclass(frozen=True, slots=True)
class Column:
    """A case in one of its candidate homes; the score in whole hundredths."""

    case: int
    home: int
    hundredths: int


@dataclass(frozen=True, slots=True)
class Row:
    """The weights of the chosen columns may sum to at most ``limit``."""

    weights: Mapping[int, int]
    limit: int


@dataclass(frozen=True, slots=True)
class Problem:
    """Choose columns: as many as possible, then with the greatest sum of hundredths."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def make_problem(layout: Layout, parameters: Parameters, matches: Sequence[Match]) -> Problem:
    """Turn the candidates of all cases into columns, and what they must keep into rows."""
    columns = tuple(
        Column(case, layout.homes.row_of[option.home], round((option.score or 0.0) * 100))
        for case, match in enumerate(matches)
        for option in match.candidates
    )
    columns_of: dict[int, dict[int, int]] = defaultdict(dict)
    for number, column in enumerate(columns):
        columns_of[column.case][column.home] = number
    facts = {case.id: case for case in layout.facts.cases}
    sides = {
        case: side_of(layout, parameters, question_of_case(facts[matches[case].case], parameters))
        for case in columns_of
    }
    rows = [Row(dict.fromkeys(homes.values(), 1), 1) for homes in columns_of.values()]
    rows += _bed_rows(layout, sides, columns_of)
    for one, two in combinations(sides, 2):
        kept = apart(sides[one], sides[two])
        if kept is not None:
            rows += _pair_rows(layout, parameters, kept, (columns_of[one], columns_of[two]))
    return Problem(columns, tuple(rows))


def _bed_rows(layout: Layout, sides: Mapping[int, Side], columns_of: Mapping[int, Mapping[int, int]]) -> list[Row]:
    wanting: dict[int, set[int]] = defaultdict(set)
    for case, homes in columns_of.items():
        for home in homes:
            wanting[home].add(case)
    questions = {case: side.question for case, side in sides.items()}
    frozen = {home: frozenset(cases) for home, cases in wanting.items()}
    return [
        Row({columns_of[case][row.home]: count for case, count in row.persons.items()}, row.free)
        for row in bed_rows(layout, questions, frozen)
    ]


def _pair_rows(
    layout: Layout,
    parameters: Parameters,
    kept: Apart,
    columns: tuple[Mapping[int, int], Mapping[int, int]],
) -> list[Row]:
    """Forbid the pairs of homes; one row for each home of the case that has fewer.

    As a case gets one home at most, all forbidden homes of the other case fit into one row.
    """
    fewer, more = sorted(columns, key=len)
    rows = []
    others = np.fromiter(more.keys(), dtype=np.int64)
    for home, column in fewer.items():
        flags = forbidden_homes(layout.homes, home, kept, parameters)
        forbidden = [more[int(other)] for other in others[flags[others]]]
        if forbidden:
            rows.append(Row(dict.fromkeys([column, *forbidden], 1), 1))
    return rows
