"""The reference holds against the table worked out by hand from the rules page."""

from __future__ import annotations

import copy
import random

import pytest

from tests.placement.reference import naive
from tests.placement.reference.generate_assign import small_assign_register
from tests.placement.reference.generate_register import random_register
from tests.placement.reference.hand_cases import HAND_ASSIGN, HAND_CASES, HAND_NONE, HAND_RECHECK, HandFile
from tests.placement.reference.hand_world import HandCase, holds

ALL_REASONS = set(
    "not_offered no_agreement no_licence provider_blocked full age children pets need_not_met threat_near "
    "protected_near former_ties peer shared_flat address_known origin_near police_forbids staff_tie".split()
)


@pytest.mark.parametrize("case", HAND_CASES, ids=lambda case: case.name)
def test_it_matches_as_worked_out_by_hand(case: HandCase) -> None:
    answer = naive.match(case.document, case.case_id)
    assert holds(case.expected_subset, answer), answer


@pytest.mark.parametrize("case", HAND_NONE, ids=lambda case: case.name)
def test_it_shows_a_case_handler_no_more_than_worked_out_by_hand(case: HandCase) -> None:
    answer = naive.match_none(case.document, case.case_id)
    assert holds(case.expected_subset, answer), answer
    assert "score" not in str(answer)


@pytest.mark.parametrize("file", HAND_RECHECK, ids=lambda file: file.name)
def test_it_rechecks_as_worked_out_by_hand(file: HandFile) -> None:
    answer = naive.recheck(file.document)
    assert holds(file.expected_subset, answer), answer


@pytest.mark.parametrize("file", HAND_ASSIGN, ids=lambda file: file.name)
def test_it_finds_the_best_assignment_worked_out_by_hand(file: HandFile) -> None:
    assert naive.best_assignment(file.document) == file.expected_subset["best"]


def test_the_table_has_no_name_twice_and_knows_every_reason() -> None:
    names = [case.name for case in HAND_CASES]
    assert len(names) == len(set(names))
    seen = {code for case in HAND_CASES for row in case.expected_subset.get("excluded", []) for code in row["reasons"]}
    assert seen == ALL_REASONS


def _answer(*assigned: tuple[str, str, float], unplaced: list[str]) -> dict[str, object]:
    rows = [{"case": case, "home": home, "score": score} for case, home, score in assigned]
    total = sum(score for _, _, score in assigned)
    return {
        "assigned": rows,
        "unplaced": unplaced,
        "placed_bound": len(rows),
        "score_bound": total,
        "optimal": True,
    }


def test_it_accepts_a_right_assignment() -> None:
    answer = _answer(("C1", "H1", 100.0), ("C2", "H2", 94.0), unplaced=[])
    assert naive.assignment_faults(HAND_ASSIGN[0].document, answer) == []


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        (_answer(("C1", "H1", 100.0), ("C2", "H1", 100.0), unplaced=[]), "exclude each other"),
        (_answer(("C1", "H1", 99.0), ("C2", "H2", 94.0), unplaced=[]), "no candidate with score"),
        (_answer(("C1", "H1", 100.0), unplaced=[]), "unplaced is not"),
        (_answer(("C2", "H2", 94.0), ("C1", "H1", 100.0), unplaced=[]), "not by case"),
        ({**_answer(("C1", "H1", 100.0), unplaced=["C2"]), "placed_bound": 0}, "placed_bound 0"),
        ({**_answer(("C1", "H1", 100.0), unplaced=["C2"]), "placed_bound": 2}, "optimal, but placed_bound"),
        ({**_answer(("C1", "H1", 100.0), unplaced=["C2"]), "score_bound": 99.0}, "is below the sum"),
        ({}, "keys are"),
    ],
)
def test_it_finds_the_fault_of_an_assignment(answer: dict[str, object], fault: str) -> None:
    found = naive.assignment_faults(HAND_ASSIGN[0].document, answer)
    assert any(fault in one for one in found), found


@pytest.mark.parametrize("seed", range(40))
def test_it_leaves_the_register_as_it_was(seed: int) -> None:
    document = random_register(random.Random(seed))
    before = copy.deepcopy(document)
    for answer in naive.match_all(document):
        shown = naive.match_none(document, answer["case"])
        kept = {option["home"] for option in shown["candidates"] + shown["not_checked"]}
        assert kept <= {option["home"] for option in answer["candidates"] + answer["not_checked"]}
        listed = [row["home"] for key in ("candidates", "not_checked", "excluded") for row in answer[key]]
        assert sorted(listed) == sorted(home["id"] for home in document["homes"])
    naive.recheck(document)
    assert document == before


@pytest.mark.parametrize("seed", range(5))
def test_it_never_places_more_than_have_a_candidate(seed: int) -> None:
    document = small_assign_register(random.Random(seed))
    placed, _ = naive.best_assignment(document)
    assert 0 < placed <= sum(1 for answer in naive.match_all(document) if answer["candidates"])
