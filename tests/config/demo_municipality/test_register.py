"""The demo's municipality holds what the visitor is promised, whatever day it is loaded."""

import json
from datetime import date
from pathlib import Path

import pytest

from utvag.config.demo_municipality.cases import (
    EXPERIMENT,
    HIDDEN_HOME,
    MAIN_CASE,
    OTHERS_CASE,
    PROPOSED_CASE,
    PROPOSED_HOME,
    UNASSESSED_CASE,
    UNLOCATED_CASE,
)
from utvag.config.demo_municipality.homes import HOMES, Home
from utvag.config.demo_municipality.people import HOUSEHOLDS, OTHERS
from utvag.config.demo_municipality.register import register_document
from utvag.foundation.geography import municipalities
from utvag.placement.engine import Clearance, Match, Register

SEEDING_DAYS = [date(2026, 11, 22), date(2027, 6, 25), date(2028, 2, 29), date(2029, 12, 31)]


@pytest.fixture(params=SEEDING_DAYS, ids=str)
def register(request: pytest.FixtureRequest) -> Register:
    return Register.from_document(register_document(request.param))


def _homes(match: Match) -> set[str]:
    shown = (*match.candidates, *match.not_checked)
    return {option.home for option in shown} | {exclusion.home for exclusion in match.excluded}


def test_it_offers_the_main_case_clean_homes_in_steps_one_and_two(register: Register) -> None:
    match = register.match(MAIN_CASE)
    assert not match.unchecked
    assert {1, 2} <= {option.step for option in match.candidates}


def test_it_hides_exactly_one_home_from_the_main_cases_coordinator(register: Register) -> None:
    shown = register.match(MAIN_CASE).shown_to(Clearance.NONE)
    assert {home.name for home in HOMES} - _homes(shown) == {HIDDEN_HOME}


def test_it_tells_the_liaison_why_the_hidden_home_is_missing(register: Register) -> None:
    reasons = {entry.home: entry.reasons for entry in register.match(MAIN_CASE).excluded}
    assert "former_ties" in reasons[HIDDEN_HOME]


def test_it_would_rank_the_hidden_home_first_for_another_case(register: Register) -> None:
    for case in (UNASSESSED_CASE, UNLOCATED_CASE, PROPOSED_CASE):
        assert register.match(case).shown_to(Clearance.NONE).not_checked[0].home == HIDDEN_HOME
    assert register.match(OTHERS_CASE).candidates[0].home == HIDDEN_HOME


@pytest.mark.parametrize(
    ("case", "unchecked"),
    [
        (UNASSESSED_CASE, ("no_police_assessment",)),
        (UNLOCATED_CASE, ("threat_not_located",)),
        (PROPOSED_CASE, ("origin_unknown",)),
        (OTHERS_CASE, ()),
    ],
)
def test_it_leaves_something_unchecked_in_three_cases(
    register: Register, case: str, unchecked: tuple[str, ...]
) -> None:
    assert register.match(case).unchecked == unchecked


def test_it_offers_the_proposed_home_to_the_proposed_case(register: Register) -> None:
    shown = register.match(PROPOSED_CASE).shown_to(Clearance.NONE)
    assert PROPOSED_HOME in {option.home for option in shown.not_checked}


def test_it_starts_with_one_placement_that_collides_and_one_that_is_not_checked(
    register: Register,
) -> None:
    recheck = register.recheck()
    assert [entry.placement for entry in recheck.colliding] == ["Ekhult"]
    assert [entry.placement for entry in recheck.not_checked] == ["Åsmyr"]


@pytest.mark.parametrize("day", SEEDING_DAYS, ids=str)
def test_it_lets_the_liaisons_link_bring_two_placements_into_collision(day: date) -> None:
    document = register_document(day)
    link = {"between": list(EXPERIMENT), "level": "concrete", "from": day.isoformat()}
    document["conflicts"] = [*document["conflicts"], link]  # type: ignore[misc]
    recheck = Register.from_document(document).recheck()
    assert {entry.placement for entry in recheck.colliding} == {"Bokdal", "Ekhult", "Sanddyn"}
    assert [entry.placement for entry in recheck.not_checked] == ["Åsmyr"]


@pytest.mark.parametrize("home", HOMES, ids=lambda home: home.name)
def test_it_puts_every_home_inside_its_municipality(home: Home) -> None:
    assert municipalities().municipality_of(*home.spot) == home.municipality


def test_it_names_everybody_after_the_published_test_numbers(test_data: Path) -> None:
    published = set(json.loads((test_data / "test_personal_numbers.json").read_text(encoding="utf-8")))
    numbers = [person.number for person in (*HOUSEHOLDS, *OTHERS)]
    assert len(numbers) == len(set(numbers)) == 40
    assert set(numbers) <= published


def test_it_leaves_no_list_of_the_register_empty() -> None:
    document = register_document(date(2026, 11, 22))
    assert all(entries for entries in document.values())
