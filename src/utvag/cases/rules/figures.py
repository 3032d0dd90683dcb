"""First contacts in numbers: from whom they came, and which definition the person met. No Django here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from utvag.cases.rules.intake import Answer, Source
from utvag.cases.rules.suppression import Figure, protected
from utvag.foundation.workdays import add_months

YEAR: Final = 12
LONGEST: Final = 10 * YEAR


class Definition(StrEnum):
    """Which definition a person met, as it was told at the first contact."""

    POLICE = "POLICE"
    NATIONAL = "NATIONAL"
    NEITHER = "NEITHER"
    NOT_STATED = "NOT_STATED"

    @property
    def swedish(self) -> str:
        """Give the text on the screens."""
        return _DEFINITIONS[self]


_DEFINITIONS: Final = {
    Definition.POLICE: "Polisens snävare",
    Definition.NATIONAL: "Bara den vidare nationella",
    Definition.NEITHER: "Ingen av dem",
    Definition.NOT_STATED: "Inte besvarat",
}

Counts = Mapping[tuple[Source, Definition], int]


@dataclass(frozen=True, slots=True)
class Months:
    """Whole months, the last one too; each is written as its first day."""

    first: date
    last: date

    @property
    def after(self) -> date:
        """Give the first day that is no longer in them."""
        return add_months(self.last, 1)

    @property
    def count(self) -> int:
        """Count them."""
        return (self.last.year - self.first.year) * YEAR + self.last.month - self.first.month + 1


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One source: a figure for each definition, and their sum."""

    source: Source
    cells: tuple[Figure, ...]
    total: Figure

    @property
    def labelled(self) -> tuple[tuple[str, Figure], ...]:
        """Give each figure with its definition's name."""
        return _labelled(self.cells)


@dataclass(frozen=True, slots=True)
class FigureTable:
    """What may be shown of the counts: a row for each source, and the sums of all."""

    rows: tuple[FigureRow, ...]
    totals: tuple[Figure, ...]
    total: Figure

    @property
    def labelled(self) -> tuple[tuple[str, Figure], ...]:
        """Give the sum of each definition with its name."""
        return _labelled(self.totals)


def definition_of(*, police: Answer, national: Answer) -> Definition:
    """Say which definition was met; one that is not answered is never "no"."""
    if police is Answer.YES:
        return Definition.POLICE
    if national is Answer.YES:
        return Definition.NATIONAL
    is_no = police is Answer.NO and national is Answer.NO
    return Definition.NEITHER if is_no else Definition.NOT_STATED


def month_of(day: date) -> date:
    """Give the first day of a day's month."""
    return day.replace(day=1)


def whole_months(first: date, last: date) -> Months:
    """Give the whole months of two days. Counted by months, so that no day's contact stands out."""
    return Months(month_of(first), month_of(last))


def last_year(today: date) -> Months:
    """Give the last twelve months, this one among them."""
    return Months(add_months(month_of(today), 1 - YEAR), month_of(today))


def figures_of(counts: Counts) -> FigureTable:
    """Lay the counts out, with what is too small hidden and nothing left to compute it by."""
    shown = protected([[counts.get((source, one), 0) for one in Definition] for source in Source])
    rows = tuple(FigureRow(source, line[:-1], line[-1]) for source, line in zip(Source, shown[:-1], strict=True))
    return FigureTable(rows, shown[-1][:-1], shown[-1][-1])


def _labelled(figures: tuple[Figure, ...]) -> tuple[tuple[str, Figure], ...]:
    return tuple(zip((one.swedish for one in Definition), figures, strict=True))
