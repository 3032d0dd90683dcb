"""The broken files are broken where they say, and their base is whole."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.placement.reference import naive
from tests.placement.reference.broken_base import BrokenFile, steps
from tests.placement.reference.broken_files import BROKEN_FILES, as_bytes, base_document


def test_the_base_is_whole() -> None:
    answers = naive.match_all(base_document())
    assert [answer["case"] for answer in answers] == ["C1", "C2"]
    assert naive.recheck(base_document()).keys() == {"colliding", "not_checked"}


def test_the_table_has_no_name_twice() -> None:
    names = [broken.name for broken in BROKEN_FILES]
    assert len(names) == len(set(names)) >= 70
    assert sum(1 for broken in BROKEN_FILES if len(broken.also) > 5) == 3


def _reaches(document: Any, path: str) -> bool:
    """Say whether the object that a path ends in is there; its last step may be what is missing."""
    node = document
    for step in steps(path)[:-1]:
        if isinstance(node, list) and isinstance(step, int) and step >= len(node):
            return False
        if isinstance(node, dict) and step not in node:
            return False
        node = node[step]
    return True


@pytest.mark.parametrize("broken", BROKEN_FILES, ids=lambda broken: broken.name)
def test_it_is_broken_at_a_place_in_the_file(broken: BrokenFile) -> None:
    base = base_document()
    content = as_bytes(broken.make(base_document()))
    assert content != as_bytes(base)
    assert len({broken.path, *broken.also}) == 1 + len(broken.also)
    try:
        document = json.loads(content.decode())
    except (ValueError, RecursionError):
        assert "$" in {broken.path, *broken.instead}
        return
    assert all(_reaches(document, path) for path in (broken.path, *broken.also))


def test_it_names_the_expected_paths_that_a_report_lacks() -> None:
    broken = BrokenFile("two faults", lambda document: document, "$.a", also=("$.b",), instead=("$.c",))
    assert broken.missing({"$.c", "$.b"}) == []
    assert broken.missing({"$.a"}) == ["$.b"]
    assert broken.missing(set()) == ["$.a", "$.b"]
