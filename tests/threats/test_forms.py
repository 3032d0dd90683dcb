"""The liaison's forms look at shape, and say what to write instead."""

import pytest

from utvag.threats.forms import AddKeepApart, RecordAssessment
from utvag.threats.rules import Circle, WholeMunicipality

LINK = {"first": "R-1", "second": "R-2", "level": "concrete", "from_date": "2026-11-22"}
ASSESSMENT = {"person": "R-1", "from_date": "2026-11-22", "until_date": "2027-05-22"}


def test_a_link_needs_two_codes_a_level_and_a_day() -> None:
    assert AddKeepApart(LINK).is_valid()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"first": ""}, "first"),
        ({"second": "R-1"}, "second"),
        ({"level": "strong"}, "level"),
        ({"from_date": "imorgon"}, "from_date"),
        ({"until_date": "2026-11-22"}, "until_date"),
    ],
)
def test_it_refuses_a_link_that_is_not_whole(change: dict[str, str], field: str) -> None:
    assert list(AddKeepApart(LINK | change).errors) == [field]


@pytest.mark.parametrize(
    ("typed", "areas"),
    [
        ("", ()),
        ("malmö\n0180", (WholeMunicipality("1280"), WholeMunicipality("0180"))),
        ("57,71 11,97 15", (Circle(57.71, 11.97, 15),)),
    ],
)
def test_it_reads_municipalities_and_circles(typed: str, areas: tuple[object, ...]) -> None:
    form = RecordAssessment(ASSESSMENT | {"forbidden": typed})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["forbidden"] == areas


@pytest.mark.parametrize("typed", ["Atlantis", "57.71 11.97", "11.97 57.71 15"])
def test_it_refuses_what_is_no_area_and_says_what_to_write(typed: str) -> None:
    form = RecordAssessment(ASSESSMENT | {"forbidden": typed})
    (message,) = form.errors["forbidden"]
    assert "Skriv" in message
