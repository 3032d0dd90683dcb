"""The tree is that of RFC 6962: by published vectors, and against the definition written out."""

import hashlib
import json
from base64 import b64decode
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from utvag.audit.rules.tree import (
    EMPTY_ROOT,
    completed_by,
    consistency_proof,
    inclusion_proof,
    is_consistent,
    is_included,
    leaf_hash,
    root_at,
)


@pytest.fixture(scope="module")
def vectors(test_data: Path) -> dict[str, dict[str, dict[str, Any]]]:
    found: dict[str, dict[str, dict[str, Any]]] = json.loads((test_data / "merkle_vectors.json").read_text())
    return found


def decoded(value: str | None) -> bytes:
    return b64decode(value or "")


def test_every_published_inclusion_proof_is_judged_as_published(vectors: dict[str, dict[str, dict[str, Any]]]) -> None:
    for name, one in vectors["inclusion"].items():
        proof = [decoded(each) for each in one["proof"] or []]
        holds = is_included(one["leafIdx"], one["treeSize"], decoded(one["leafHash"]), proof, decoded(one["root"]))
        assert holds is not one["wantErr"], name
    assert len(vectors["inclusion"]) == 65


def test_every_published_consistency_proof_is_judged_as_published(
    vectors: dict[str, dict[str, dict[str, Any]]],
) -> None:
    for name, one in vectors["consistency"].items():
        proof = [decoded(each) for each in one["proof"] or []]
        holds = is_consistent(one["size1"], one["size2"], decoded(one["root1"]), decoded(one["root2"]), proof)
        assert holds is not one["wantErr"], name
    assert len(vectors["consistency"]) == 66


def grown(count: int) -> dict[tuple[int, int], bytes]:
    """Grow a tree leaf by leaf; give its nodes."""
    found: dict[tuple[int, int], bytes] = {}
    for index in range(count):
        leaf = leaf_hash(str(index).encode())
        found.update({(level, at): value for level, at, value in completed_by(index, leaf, lambda *key: found[key])})
    return found


def naive_root(start: int, end: int) -> bytes:
    """Write out RFC 6962's own definition."""
    if end == start:
        return hashlib.sha256(b"").digest()
    if end - start == 1:
        return hashlib.sha256(b"\x00" + str(start).encode()).digest()
    half = 1
    while half * 2 < end - start:
        half *= 2
    return hashlib.sha256(b"\x01" + naive_root(start, start + half) + naive_root(start + half, end)).digest()


TREE = grown(130)


def nodes(level: int, index: int) -> bytes:
    return TREE[level, index]


@given(size=st.integers(0, 130))
def test_a_grown_tree_has_the_root_of_the_definition(size: int) -> None:
    assert root_at(size, nodes) == naive_root(0, size)


def test_an_empty_tree_has_the_empty_root() -> None:
    assert root_at(0, nodes) == EMPTY_ROOT == naive_root(0, 0)


@given(size=st.integers(1, 130), data=st.data())
@settings(max_examples=200)
def test_proofs_hold_for_what_is_there_and_for_nothing_else(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    old = data.draw(st.integers(1, size))
    root, leaf = root_at(size, nodes), leaf_hash(str(index).encode())
    proof, growth = inclusion_proof(index, size, nodes), consistency_proof(old, size, nodes)
    assert is_included(index, size, leaf, proof, root)
    assert is_consistent(old, size, root_at(old, nodes), root, growth)
    assert not is_included(index, size, leaf_hash(b"another"), proof, root)
    assert not is_included(index, size, leaf, (*proof, leaf), root)
    if old != size:
        other = leaf_hash(b"another")
        assert not is_consistent(old, size, other, root, growth)
        assert not is_consistent(old, size, root_at(old, nodes), other, growth)


@pytest.mark.parametrize(("index", "size"), [(0, 0), (3, 3), (-1, 2)])
def test_nothing_is_proved_of_a_leaf_that_is_not_there(index: int, size: int) -> None:
    with pytest.raises(ValueError, match="not in a tree"):
        inclusion_proof(index, size, nodes)


@pytest.mark.parametrize(("old", "new"), [(0, 3), (4, 3)])
def test_nothing_is_proved_of_a_tree_that_did_not_grow(old: int, new: int) -> None:
    with pytest.raises(ValueError, match="older tree"):
        consistency_proof(old, new, nodes)
