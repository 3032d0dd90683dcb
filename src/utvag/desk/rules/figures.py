"""The answers to ASVS chosen, counted, drawn as lengths, and written as CSV."""

import csv
import io
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from utvag.desk.rules.asvs import Answer, Requirement

#: What a spreadsheet takes for the beginning of a formula.
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\0")
_HEAD: Final = ("Krav", "Nivå", "Vad kravet frågar", "Svar", "Varför", "Test")


@dataclass(frozen=True, slots=True)
class Line:
    """How many requirements of a level, or a chapter, have each answer."""

    key: int
    all: int
    by_answer: tuple[tuple[Answer, int], ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """One answer's share of the whole, in hundredths of the longest."""

    label: str
    figure: int
    length: int


def chosen(
    all_of_them: Iterable[Requirement], *, chapter: int | None, level: int | None, answer: Answer | None
) -> tuple[Requirement, ...]:
    """Give those of a chapter, a level and an answer; what is None is not asked for."""
    return tuple(
        each
        for each in all_of_them
        if chapter in {None, each.chapter} and level in {None, each.level} and answer in {None, each.answer}
    )


def lines_by(field: str, all_of_them: Iterable[Requirement]) -> tuple[Line, ...]:
    """Count the answers for each level, or each chapter."""
    counted = Counter((int(getattr(each, field)), each.answer) for each in all_of_them)
    keys = sorted({key for key, _ in counted})
    lines = ((key, tuple((answer, counted[key, answer]) for answer in Answer)) for key in keys)
    return tuple(Line(key, sum(figure for _, figure in by_answer), by_answer) for key, by_answer in lines)


def bars(all_of_them: Iterable[Requirement]) -> tuple[Bar, ...]:
    """Give a bar an answer; the longest is a hundred long."""
    counted = Counter(each.answer for each in all_of_them)
    longest = max(counted.values(), default=1)
    return tuple(Bar(each.swedish, counted[each], round(100 * counted[each] / longest)) for each in Answer)


def as_csv(all_of_them: Iterable[Requirement]) -> str:
    """Write them as CSV; what a spreadsheet would take for a formula gets an apostrophe before it."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=";")
    writer.writerow(_HEAD)
    for each in all_of_them:
        row = (each.id, str(each.level), each.asks, each.answer.swedish, each.because, " ".join(each.shown_by))
        writer.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row])
    return written.getvalue()
