"""Identity numbers in every usual form; only the published test numbers are used here."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from personnummer import personnummer

from utvag.people.rules import IdentityNumber, NumberInvalid, read_number

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("199604172388", "199604172388"),
        ("19960417-2388", "199604172388"),
        ("960417-2388", "199604172388"),
        ("9604172388", "199604172388"),
        ("900101+9802", "189001019802"),
        (" 19960417 2388\n", "199604172388"),
    ],
)
def test_it_reads_every_usual_form(text: str, digits: str) -> None:
    number = read_number(text, today=TODAY)
    assert isinstance(number, IdentityNumber)
    assert number.digits == digits


@pytest.mark.parametrize(
    "text", ["", "199604172389", "199613172388", "19960417238", "1996041723888", "abc", "١٩٩٦٠٤١٧٢٣٨٨", "199604170000"]
)
def test_it_refuses_what_is_no_number(text: str) -> None:
    assert read_number(text, today=TODAY) == NumberInvalid()


def test_a_day_above_sixty_is_a_coordination_number() -> None:
    # No coordination number is published: a test number's day is moved by sixty, and one check digit fits.
    read = [read_number(f"19960477238{check}", today=TODAY) for check in range(10)]
    (number,) = [one for one in read if isinstance(one, IdentityNumber)]
    assert number.is_coordination_number
    assert number.born == date(1996, 4, 17)


def test_a_number_does_not_show_itself() -> None:
    assert "2388" not in repr(read_number("199604172388", today=TODAY))


def test_it_reads_the_published_test_numbers(test_data: Path) -> None:
    numbers = json.loads((test_data / "test_personal_numbers.json").read_text(encoding="utf-8"))
    texts = [str(one) for one in (numbers if isinstance(numbers, list) else next(iter(numbers.values())))]
    refused = [text for text in texts if isinstance(read_number(text, today=TODAY), NumberInvalid)]
    assert len(texts) > 1000
    assert not refused


@given(st.integers(1900, 2025), st.integers(1, 12), st.integers(1, 31), st.integers(10, 999))
def test_it_agrees_with_the_published_library(year: int, month: int, day: int, serial: int) -> None:
    for check in range(10):
        text = f"{year:04}{month:02}{day:02}{serial:03}{check}"
        assert isinstance(read_number(text, today=TODAY), IdentityNumber) is personnummer.valid(text)
