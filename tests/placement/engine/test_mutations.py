"""Whatever is done to a register file, it is refused with faults or answered; nothing else comes out."""

import copy
import random
from collections.abc import Iterator
from typing import Any

import pytest

from tests.placement.reference.broken_files import base_document
from tests.placement.reference.generate_register import random_register
from utvag.placement.engine import Clearance, Register, RegisterInvalid

ODD_VALUES: list[Any] = [
    None, True, False, 0, -1, 1.5, 10**9, 10**30, float("nan"), float("inf"), "", "x", "P1", "N1", "H1", "1280",
    "2026-01-01", "2026-02-30", "0001-01-01", "9999-12-31", "\ud800", "\x00", [], {}, [[]], {"a": 1},
]  # fmt: skip

Step = str | int


def places(node: Any, so_far: tuple[Step, ...] = ()) -> Iterator[tuple[Step, ...]]:
    """Give the way to every value in a document."""
    entries = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for step, value in entries:
        yield (*so_far, step)
        yield from places(value, (*so_far, step))


def mutate(document: Any, rng: random.Random) -> None:
    """Put an odd value somewhere, or take something away."""
    *way, last = rng.choice(list(places(document)))
    node = document
    for step in way:
        node = node[step]
    if rng.random() < 0.7:
        node[last] = rng.choice(ODD_VALUES)
    else:
        del node[last]


@pytest.mark.parametrize("seeds", [range(first, first + 100) for first in range(0, 600, 100)], ids=str)
def test_it_refuses_with_faults_or_answers(seeds: range) -> None:
    refused: list[str] = []
    for seed in seeds:
        rng = random.Random(seed)
        document = copy.deepcopy(base_document()) if seed % 2 else random_register(rng)
        for _ in range(rng.randint(1, 4)):
            mutate(document, rng)
        try:
            register = Register.from_document(document)
        except RegisterInvalid as invalid:
            refused += [str(fault) for fault in invalid.faults]
            continue
        for case_id in register.case_ids:
            assert register.match(case_id).shown_to(Clearance.NONE).as_json()["case"] == case_id
        register.recheck().as_json()
    assert refused
    assert all(line.isprintable() for line in refused)
