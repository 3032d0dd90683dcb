"""A change gives a new register and leaves the old one as it was."""

import copy
import random

import pytest

from tests.placement.reference.generate_register import random_register
from tests.placement.reference.hand_world import person, stay, tiny
from utvag.placement.engine import Put, Register, RegisterInvalid, Remove


def test_a_new_conflict_shows_in_the_next_recheck() -> None:
    document = tiny(persons=[person("Z")], placements=[stay("L1", "Z"), stay("L2", "X")])
    before = Register.from_document(document)
    conflict = {"between": ["X", "Z"], "level": "concrete"}
    after = before.apply(Put("conflicts", conflict))
    assert "protected_near" not in str(before.recheck())
    assert "protected_near" in str(after.recheck())
    undone = after.apply(Remove("conflicts", conflict))
    assert undone.recheck() == before.recheck()


def test_an_entry_with_an_id_takes_the_place_of_the_old_one() -> None:
    register = Register.from_document(tiny())
    changed = dict(register.document["homes"][0]) | {"daily_rate": 4000}
    after = register.apply(Put("homes", changed))
    assert [home.daily_rate for home in after.facts.homes] == [4000]


def test_it_refuses_a_change_that_makes_the_register_faulty() -> None:
    register = Register.from_document(tiny())
    with pytest.raises(RegisterInvalid) as refused:
        register.apply(Put("conflicts", {"between": ["X", "nobody"], "level": "latent"}))
    assert refused.value.faults[0].path == "$.conflicts[0].between[1]"


def test_it_refuses_to_take_away_what_is_not_there() -> None:
    with pytest.raises(KeyError):
        Register.from_document(tiny()).apply(Remove("homes", {"id": "H9"}))


@pytest.mark.parametrize("seed", range(20))
def test_changing_one_by_one_equals_loading_at_once(seed: int) -> None:
    document = random_register(random.Random(seed))
    smaller = copy.deepcopy(document) | {"conflicts": [], "threats": []}
    changes = [Put(name, entry) for name in ("conflicts", "threats") for entry in document.get(name) or ()]
    changed = Register.from_document(smaller).apply(*changes)
    assert changed.recheck() == Register.from_document(document).recheck()
