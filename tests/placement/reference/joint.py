"""Joint assignment: is an answer right by the page, and what is the best there is."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from tests.placement.reference.matching import match
from tests.placement.reference.reasons import (
    address_known,
    former_ties,
    full,
    peer,
    protected_near,
    shared_flat,
)
from tests.placement.reference.world import Document, Stay, World, judged_case

PAIR_RULES = (full, protected_near, former_ties, peer, shared_flat, address_known)
TOLERANCE = 1e-6

Choice = dict[str, str]  # case -> home


def assignment_faults(document: Document, answer: dict[str, Any]) -> list[str]:
    """List what is wrong with an answer of assign; an empty list means it is a right answer."""
    case_ids = sorted(World(document).by_id("cases"))
    faults = _shape_faults(case_ids, answer)
    if faults:
        return faults
    assigned = answer["assigned"]
    faults = [
        f"{one['case']}: {one['home']} is no candidate with score {one['score']}"
        for one in assigned
        if _scores(document, one["case"]).get(one["home"]) != one["score"]
    ]
    if faults:
        return faults
    choice = {one["case"]: one["home"] for one in assigned}
    faults += _pair_faults(document, choice)
    faults += [
        f"{case}: {choice[case]} is full when all the others are placed"
        for case in choice
        if _is_full_among(document, choice, case)
    ]
    return faults + _bound_faults(len(case_ids), answer)


def _shape_faults(case_ids: list[str], answer: dict[str, Any]) -> list[str]:
    keys = {"assigned", "unplaced", "placed_bound", "score_bound", "optimal"}
    if set(answer) != keys:
        return [f"keys are {sorted(answer)}"]
    placed = [one["case"] for one in answer["assigned"]]
    faults = []
    if any(earlier >= later for earlier, later in pairwise(placed)):
        faults.append("assigned is not by case, each once")
    if answer["unplaced"] != sorted(set(case_ids) - set(placed)):
        faults.append("unplaced is not the sorted rest of the cases")
    if not set(placed) <= set(case_ids):
        faults.append("assigned names a case that is not in the file")
    if any(set(one) != {"case", "home", "score"} for one in answer["assigned"]):
        faults.append("an assigned entry has other keys")
    return faults


def _pair_faults(document: Document, choice: Choice) -> list[str]:
    placed = sorted(choice)
    return [
        f"{one} at {choice[one]} and {other} at {choice[other]} exclude each other"
        for index, one in enumerate(placed)
        for other in placed[index + 1 :]
        if not compatible(document, (one, choice[one]), (other, choice[other]))
    ]


def _bound_faults(cases: int, answer: dict[str, Any]) -> list[str]:
    placed = len(answer["assigned"])
    total = sum(one["score"] for one in answer["assigned"])
    faults = []
    if not placed <= answer["placed_bound"] <= cases:
        faults.append(f"placed_bound {answer['placed_bound']} for {placed} of {cases}")
    if answer["score_bound"] < total - TOLERANCE:
        faults.append(f"score_bound {answer['score_bound']} is below the sum {total}")
    if answer["optimal"]:
        if answer["placed_bound"] != placed:
            faults.append("optimal, but placed_bound is above the number placed")
        if abs(answer["score_bound"] - total) > 0.01:
            faults.append("optimal, but score_bound is not the sum")
    return faults


def _scores(document: Document, case_id: str) -> dict[str, float]:
    found = match(document, case_id)["candidates"]
    return {option["home"]: option["score"] for option in found}


def _stay(document: Document, case_id: str, home: str) -> Stay:
    case = judged_case(World(document), case_id)
    return Stay(f"case {case_id}", case.household, home, case.period)


def compatible(document: Document, one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Say whether two cases may both be placed so, read both ways."""
    world = World(document)
    for (case_id, home), (second_id, second_home) in ((one, other), (other, one)):
        stay = _stay(document, second_id, second_home)
        case = judged_case(world, case_id, (stay,))
        if any(rule(case, world.homes[home]) for rule in PAIR_RULES):
            return False
    return True


def _is_full_among(document: Document, choice: Choice, case_id: str) -> bool:
    world = World(document)
    others = tuple(_stay(document, one, home) for one, home in choice.items() if one != case_id)
    return full(judged_case(world, case_id, others), world.homes[choice[case_id]])


def best_assignment(document: Document) -> tuple[int, float]:
    """Give the most cases that can be placed and, for that number, the greatest sum of scores."""
    return _Search(document).best()


class _Search:
    """Try every choice, leaving a branch only when it cannot beat the best so far."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.case_ids = sorted(World(document).by_id("cases"))
        self.options = {
            case_id: {home: round(score * 100) for home, score in _scores(document, case_id).items()}
            for case_id in self.case_ids
        }
        self.best_found = (0, 0)
        self.pairs: dict[tuple[str, str, str, str], bool] = {}

    def best(self) -> tuple[int, float]:
        self._try(0, {}, 0)
        return self.best_found[0], self.best_found[1] / 100

    def _try(self, index: int, choice: Choice, cents: int) -> None:
        here = (len(choice), cents)
        self.best_found = max(self.best_found, here)
        rest = [max(self.options[one].values(), default=0) for one in self.case_ids[index:]]
        able = sum(1 for one in self.case_ids[index:] if self.options[one])
        if index == len(self.case_ids) or (here[0] + able, cents + sum(rest)) <= self.best_found:
            return
        case_id = self.case_ids[index]
        for home, score in self.options[case_id].items():
            if self._fits(choice, case_id, home):
                self._try(index + 1, {**choice, case_id: home}, cents + score)
        self._try(index + 1, choice, cents)

    def _fits(self, choice: Choice, case_id: str, home: str) -> bool:
        if not all(self._pair(one, choice[one], case_id, home) for one in choice):
            return False
        # More cases only fill more beds, so a choice that is too full now stays so.
        larger = {**choice, case_id: home}
        return not any(_is_full_among(self.document, larger, one) for one in larger)

    def _pair(self, one: str, home: str, other: str, other_home: str) -> bool:
        key = (one, home, other, other_home)
        if key not in self.pairs:
            self.pairs[key] = compatible(self.document, (one, home), (other, other_home))
        return self.pairs[key]
