"""The engine gives the same answers as the second implementation, written from the page alone."""

import os
import random

import pytest

from tests.placement.reference import naive
from tests.placement.reference.generate_assign import small_assign_register
from tests.placement.reference.generate_register import random_register
from tests.placement.reference.hand_cases import HAND_ASSIGN, HAND_CASES, HAND_NONE, HAND_RECHECK, HandFile
from tests.placement.reference.hand_world import HandCase, holds
from utvag.placement.engine import Clearance, Register

# Each seed is a register of its own; UTVAG_TEST_REGISTERS=5000 tries more of them.
REGISTERS = int(os.environ.get("UTVAG_TEST_REGISTERS", "300"))
BATCH = 20
BATCHES = [range(first, first + BATCH) for first in range(0, REGISTERS, BATCH)]


@pytest.mark.parametrize("case", HAND_CASES, ids=lambda case: case.name)
def test_it_matches_as_worked_out_by_hand(case: HandCase) -> None:
    answer = Register.from_document(case.document).match(case.case_id).as_json()
    assert holds(case.expected_subset, answer), answer


@pytest.mark.parametrize("case", HAND_NONE, ids=lambda case: case.name)
def test_it_shows_a_case_handler_no_more_than_worked_out_by_hand(case: HandCase) -> None:
    match = Register.from_document(case.document).match(case.case_id)
    answer = match.shown_to(Clearance.NONE).as_json()
    assert holds(case.expected_subset, answer), answer


@pytest.mark.parametrize("file", HAND_RECHECK, ids=lambda file: file.name)
def test_it_rechecks_as_worked_out_by_hand(file: HandFile) -> None:
    answer = Register.from_document(file.document).recheck().as_json()
    assert holds(file.expected_subset, answer), answer


@pytest.mark.parametrize("file", HAND_ASSIGN, ids=lambda file: file.name)
def test_it_assigns_as_worked_out_by_hand(file: HandFile) -> None:
    answer = Register.from_document(file.document).assign().as_json()
    placed, total = file.expected_subset["best"]
    assert len(answer["assigned"]) == placed
    assert sum(row["score"] for row in answer["assigned"]) == pytest.approx(total, abs=0.005)


@pytest.mark.parametrize("seeds", BATCHES, ids=str)
def test_it_equals_the_reference_on_random_registers(seeds: range) -> None:
    for seed in seeds:
        document = random_register(random.Random(seed))
        register = Register.from_document(document)
        for case_id in register.case_ids:
            match = register.match(case_id)
            assert match.as_json() == naive.match(document, case_id), (seed, case_id)
            shown = match.shown_to(Clearance.NONE).as_json()
            assert shown == naive.match_none(document, case_id), (seed, case_id)
        assert register.recheck().as_json() == naive.recheck(document), seed


@pytest.mark.parametrize("seed", range(40))
def test_its_joint_assignment_is_as_good_as_trying_everything(seed: int) -> None:
    document = small_assign_register(random.Random(seed))
    answer = Register.from_document(document).assign(seconds=30).as_json()
    assert naive.assignment_faults(document, answer) == []
    placed, total = naive.best_assignment(document)
    assert (len(answer["assigned"]), answer["placed_bound"]) == (placed, placed)
    assert answer["score_bound"] == pytest.approx(total, abs=0.005)
    assert answer["optimal"]


@pytest.mark.parametrize("seed", range(1000, 1030))
def test_its_joint_assignment_keeps_the_rules_on_any_register(seed: int) -> None:
    document = random_register(random.Random(seed))
    answer = Register.from_document(document).assign(seconds=30).as_json()
    assert naive.assignment_faults(document, answer) == []
