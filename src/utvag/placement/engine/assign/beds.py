"""How many persons a home can still take, night by night, over all cases at once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from utvag.placement.engine.layout import Layout
from utvag.placement.engine.question import Question


@dataclass(frozen=True, slots=True)
class BedRow:
    """On one night in one home, the persons of some cases must fit into the free beds.

    :ivar persons: for each case, how many of its household are not placed there already.
    """

    home: int
    persons: Mapping[int, int]
    free: int


def bed_rows(
    layout: Layout, questions: Mapping[int, Question], wanting: Mapping[int, frozenset[int]]
) -> Iterator[BedRow]:
    """Give the rows that can bind; a night with the same cases and persons gives one row.

    :param questions: each case by its number.
    :param wanting: for each home, the cases that have it among their candidates.
    """
    for home, cases in wanting.items():
        seen: set[tuple[tuple[tuple[int, int], ...], int]] = set()
        for night in _switching_nights(layout, home, [questions[case] for case in cases]):
            present = _persons_on(layout, home, night)
            persons = {
                case: len(questions[case].household - present)
                for case in sorted(cases)
                if questions[case].period.holds(night)
            }
            free = int(layout.homes.beds[home]) - len(present)
            key = (tuple(persons.items()), free)
            if key not in seen and len(persons) > 1 and sum(persons.values()) > free:
                seen.add(key)
                yield BedRow(home, persons, free)


def _switching_nights(layout: Layout, home: int, questions: list[Question]) -> list[int]:
    """Give the nights on which somebody comes or goes; between them nothing changes."""
    days = {question.start for question in questions}
    for stay in layout.stays_in.get(home, ()):
        days |= {stay.span.start, stay.span.end}
    return sorted(days)


def _persons_on(layout: Layout, home: int, night: int) -> frozenset[str]:
    present: set[str] = set()
    for stay in layout.stays_in.get(home, ()):
        if stay.span.holds(night):
            present |= stay.household
    return frozenset(present)
