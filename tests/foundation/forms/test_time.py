"""A time of day is read in every clear way that people write it."""

from datetime import time

import pytest

from utvag.foundation.forms import TimeField, ValidationError, parse_time


@pytest.mark.parametrize(
    "text", ["14.30", "14:30", "1430", " 14.30 ", "kl. 14.30", "kl 14.30", "klockan 14.30", "14,30"]
)
def test_it_reads_half_past_two(text: str) -> None:
    assert parse_time(text) == time(14, 30)


@pytest.mark.parametrize("text", ["24.00", "12.60", "halv tre", "14", "14.3", "", "14.30.00"])
def test_it_does_not_guess(text: str) -> None:
    assert parse_time(text) is None


def test_the_field_says_what_to_write() -> None:
    field = TimeField(label="Tid")
    assert field.clean("9.05") == time(9, 5)
    with pytest.raises(ValidationError, match=r"till exempel 14\.30"):
        field.clean("snart")
