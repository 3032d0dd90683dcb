"""A day is read in every clear way that people write it, and never guessed."""

from datetime import date

import pytest

from utvag.foundation import forms
from utvag.foundation.forms import parse_date

CHRISTMAS_EVE = date(2026, 12, 24)


@pytest.mark.parametrize(
    "text",
    [
        "2026-12-24",
        " 2026-12-24 ",
        "“2026-12-24”",
        "”2026-12-24”",
        "20261224",
        "2026/12/24",
        "2026.12.24",
        "2026 12 24",
        "2026–12–24",
        "24/12/2026",
        "24.12.2026",
        "24-12-2026",
        "24 december 2026",
        "den 24 december 2026",
        "24 dec 2026",
        "24 Dec. 2026",
    ],
)
def test_it_reads_a_day_written_as(text: str) -> None:
    assert parse_date(text) == CHRISTMAS_EVE


@pytest.mark.parametrize(
    "text",
    ["", "i morgon", "24/12", "24/12/26", "261224", "2026-13-01", "2026-02-29", "2026-12", "24 desember 2026", "１２"],
)
def test_it_does_not_guess_a_day_from(text: str) -> None:
    assert parse_date(text) is None


def test_it_knows_the_leap_day() -> None:
    assert parse_date("29 februari 2028") == date(2028, 2, 29)


def test_the_field_says_what_to_write() -> None:
    class Starting(forms.Form):
        from_date = forms.DateField(label="Börjar")

    assert Starting({"from_date": "strax"}).errors["from_date"] == [
        "Skriv datumet som år-månad-dag, till exempel 2026-12-24"
    ]
    assert Starting({"from_date": "24/12/2026"}).is_valid()


def test_the_field_shows_the_day_as_it_asks_for_it() -> None:
    class Starting(forms.Form):
        from_date = forms.DateField(label="Börjar")

    assert 'value="2026-12-24"' in str(Starting(initial={"from_date": CHRISTMAS_EVE}))
