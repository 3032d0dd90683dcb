"""Who threatens whom is one relation, whichever end it is read from."""

import random

import pytest

from tests.placement.reference.generate_register import random_register
from utvag.placement.engine import Register
from utvag.placement.engine.question import question_of_case
from utvag.placement.engine.threats import threatened_by, threats_to


@pytest.mark.parametrize("seed", range(120))
def test_both_ends_tell_the_same(seed: int) -> None:
    register = Register.from_document(random_register(random.Random(seed)))
    layout = register.layout
    for case in register.facts.cases[:2]:
        window = question_of_case(case, register.parameters).window
        for one in layout.persons:
            targets = threatened_by(layout.ties, one, window)
            for two in layout.persons:
                if one != two:
                    known = threats_to(layout.ties, two, window, frozenset((two,))).known
                    assert known.get(one, 0) == targets.get(two, 0), (one, two)
