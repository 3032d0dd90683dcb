"""Which definition a contact counts for, and which months are meant."""

from __future__ import annotations

from datetime import date

import pytest

from utvag.cases.rules import Answer, Source
from utvag.cases.rules.figures import Definition, Months, definition_of, figures_of, last_year, whole_months

YES, NO, NOT_KNOWN = Answer.YES, Answer.NO, Answer.NOT_KNOWN


@pytest.mark.parametrize(
    ("police", "national", "definition"),
    [
        (YES, YES, Definition.POLICE),
        (YES, NO, Definition.POLICE),
        (YES, NOT_KNOWN, Definition.POLICE),
        (NO, YES, Definition.NATIONAL),
        (NOT_KNOWN, YES, Definition.NATIONAL),
        (NO, NO, Definition.NEITHER),
        (NO, NOT_KNOWN, Definition.NOT_STATED),
        (NOT_KNOWN, NO, Definition.NOT_STATED),
        (NOT_KNOWN, NOT_KNOWN, Definition.NOT_STATED),
    ],
)
def test_what_is_not_answered_is_never_no(police: Answer, national: Answer, definition: Definition) -> None:
    assert definition_of(police=police, national=national) is definition


@pytest.mark.parametrize(
    ("today", "first", "last"),
    [
        (date(2026, 11, 22), date(2025, 12, 1), date(2026, 11, 1)),
        (date(2026, 12, 31), date(2026, 1, 1), date(2026, 12, 1)),
        (date(2028, 2, 29), date(2027, 3, 1), date(2028, 2, 1)),
    ],
)
def test_the_last_year_is_twelve_months_with_this_one(today: date, first: date, last: date) -> None:
    assert last_year(today) == Months(first, last)
    assert last_year(today).count == 12


def test_only_whole_months_are_asked_for() -> None:
    months = whole_months(date(2026, 1, 17), date(2026, 12, 3))
    assert (months, months.after, months.count) == (Months(date(2026, 1, 1), date(2026, 12, 1)), date(2027, 1, 1), 12)


def test_the_table_has_a_row_for_every_source_also_without_a_contact() -> None:
    table = figures_of({(Source.POLICE, Definition.POLICE): 20, (Source.SELF, Definition.NOT_STATED): 7})
    assert [row.source for row in table.rows] == list(Source)
    assert table.total == 27
