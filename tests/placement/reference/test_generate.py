"""The random registers keep the page's rules for a file, and hit every rule often."""

from __future__ import annotations

import random
from collections import Counter
from functools import cache
from typing import Any

import pytest

from tests.placement.reference import naive
from tests.placement.reference.days import day, overlap, span
from tests.placement.reference.generate_assign import small_assign_register
from tests.placement.reference.generate_register import random_register
from tests.placement.reference.test_naive import ALL_REASONS
from tests.placement.reference.world import Entry, household_of, rows

FILES = 150
NOT_CHECKED = {"no_police_assessment", "origin_unknown", "threat_not_located", "household_threat"}


@cache
def _registers() -> tuple[Entry, ...]:
    return tuple(random_register(random.Random(seed)) for seed in range(FILES))


def _walk(node: Any) -> list[Entry]:
    if isinstance(node, list):
        return [found for one in node for found in _walk(one)]
    if isinstance(node, dict):
        return [node, *(found for one in node.values() for found in _walk(one))]
    return []


@pytest.mark.parametrize("seed", range(FILES))
def test_a_random_register_keeps_the_rules_of_a_file(seed: int) -> None:
    for document in (_registers()[seed], small_assign_register(random.Random(seed))):
        assert all(first < last for first, last in map(span, _walk(document)))
        names = {entry["id"] for name in ("persons", "networks") for entry in rows(document, name)}
        assert len(names) == sum(len(rows(document, name)) for name in ("persons", "networks"))
        for name in ("providers", "homes", "placements", "cases"):
            ids = [entry["id"] for entry in rows(document, name)]
            assert len(ids) == len(set(ids))
        for stay in rows(document, "placements") + rows(document, "cases"):
            assert len(set(household_of(stay))) == len(household_of(stay)) and set(household_of(stay)) <= names


@pytest.mark.parametrize("seed", range(FILES))
def test_no_person_has_two_cases_at_one_time(seed: int) -> None:
    cases = rows(_registers()[seed], "cases")
    assert cases
    for index, one in enumerate(cases):
        for other in cases[index + 1 :]:
            if set(household_of(one)) & set(household_of(other)):
                periods = [(day(case["start"]), day(case["start"]) + case["nights"]) for case in (one, other)]
                assert not overlap(*periods)


def test_it_is_the_same_register_from_the_same_seed() -> None:
    assert random_register(random.Random(7)) == random_register(random.Random(7))
    assert small_assign_register(random.Random(7)) == small_assign_register(random.Random(7))


def test_every_code_appears_in_many_files() -> None:
    seen: Counter[str] = Counter()
    for document in _registers():
        answers = naive.match_all(document)
        codes = {code for answer in answers for row in answer["excluded"] for code in row["reasons"]}
        seen.update(codes | {code for answer in answers for code in answer["unchecked"]})
    assert set(seen) == ALL_REASONS | NOT_CHECKED
    assert min(seen.values()) >= 0.03 * FILES


def test_homes_are_left_for_many_cases() -> None:
    shares = []
    for document in _registers():
        answers = naive.match_all(document)
        shares.append(sum(1 for one in answers if one["candidates"] or one["not_checked"]) / len(answers))
    better = sorted(shares, reverse=True)[: FILES // 2]
    assert sum(better) / len(better) >= 0.5
