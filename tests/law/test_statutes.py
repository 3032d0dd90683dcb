"""The Social Services Act changed on 1 July 2025: a reference follows its day."""

from datetime import date

import pytest

from utvag.law.statutes import NoSuchSection, cite, sections


@pytest.mark.parametrize(
    ("key", "day", "expected"),
    [
        ("housing_support", date(2025, 6, 30), "4 kap. 1 § socialtjänstlagen (2001:453)"),
        ("housing_support", date(2025, 7, 1), "11 kap. 1 § socialtjänstlagen (2025:400)"),
        ("serious_failure", date(2026, 1, 1), "27 kap. 1–6 §§ socialtjänstlagen (2025:400)"),
    ],
)
def test_it_cites_the_act_of_the_day(key: str, day: date, expected: str) -> None:
    assert cite(key, on=day) == expected


@pytest.mark.parametrize("key", sections())
def test_it_can_cite_every_section_today_and_before_the_change(key: str) -> None:
    assert "§" in cite(key, on=date(2026, 11, 22))
    assert "§" in cite(key, on=date(2025, 6, 30))


def test_it_refuses_an_unknown_subject_and_a_day_before_the_act() -> None:
    with pytest.raises(NoSuchSection):
        cite("unknown", on=date(2026, 1, 1))
    with pytest.raises(NoSuchSection):
        cite("housing_support", on=date(1999, 1, 1))
