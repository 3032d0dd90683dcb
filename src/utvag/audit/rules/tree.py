"""The Merkle tree over the log (RFC 6962, section 2.1): its root, and proofs that nothing was taken out or moved.

A tree is read through `Nodes`: the hash of the complete subtree with 2^level leaves that begins at index * 2^level.
Those never change once they are there, so that a proof costs O(log² n) lookups however long the log is.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from typing import Final

HASH_BYTES: Final = 32
EMPTY_ROOT: Final = hashlib.sha256(b"").digest()

#: (level, index) to the hash of a complete subtree.
Nodes = Callable[[int, int], bytes]


def leaf_hash(data: bytes) -> bytes:
    """Hash one row of the log."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash two subtrees into one."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def completed_by(index: int, leaf: bytes, nodes: Nodes) -> Iterator[tuple[int, int, bytes]]:
    """Give the subtrees, as (level, index, hash), that a leaf at an index completes, the leaf itself first."""
    level, position, value = 0, index, leaf
    yield level, position, value
    while position % 2 == 1:
        value = node_hash(nodes(level, position - 1), value)
        level, position = level + 1, position // 2
        yield level, position, value


def root_at(size: int, nodes: Nodes) -> bytes:
    """Give the root of the first `size` leaves."""
    return EMPTY_ROOT if size == 0 else _hash_of(0, size, nodes)


def inclusion_proof(index: int, size: int, nodes: Nodes) -> tuple[bytes, ...]:
    """Prove that a leaf is in the tree of the first `size` leaves.

    :raises ValueError: when it cannot be.
    """
    if not 0 <= index < size:
        raise ValueError("the leaf is not in a tree of this size")
    return tuple(_path(index, 0, size, nodes))


def consistency_proof(old: int, new: int, nodes: Nodes) -> tuple[bytes, ...]:
    """Prove that the tree of `new` leaves begins with the tree of `old`.

    :raises ValueError: when the old tree is empty or larger.
    """
    if not 0 < old <= new:
        raise ValueError("an older tree is not empty and not larger")
    return tuple(_proof(old, 0, new, nodes, is_whole=True))


def is_included(index: int, size: int, leaf: bytes, proof: Sequence[bytes], root: bytes) -> bool:
    """Say whether an inclusion proof holds."""
    if not 0 <= index < size or len(leaf) != HASH_BYTES or any(len(each) != HASH_BYTES for each in proof):
        return False
    number, last, value = index, size - 1, leaf
    for each in proof:
        if last == 0:
            return False
        if number % 2 == 1 or number == last:
            value = node_hash(each, value)
            while number % 2 == 0 and number != 0:
                number, last = number // 2, last // 2
        else:
            value = node_hash(value, each)
        number, last = number // 2, last // 2
    return last == 0 and value == root


def is_consistent(old: int, new: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]) -> bool:
    """Say whether a consistency proof holds (RFC 9162, section 2.1.4.2)."""
    if not 0 < old <= new or any(len(each) != HASH_BYTES for each in proof):
        return False
    if old == new:
        return not proof and old_root == new_root
    path = [old_root, *proof] if old & (old - 1) == 0 else list(proof)
    return bool(path) and _climbed(old, new, path) == (old_root, new_root)


def _climbed(old: int, new: int, path: Sequence[bytes]) -> tuple[bytes, bytes] | None:
    """Give the roots of both trees that a path leads to; None where it is too short or too long."""
    number, last = old - 1, new - 1
    while number % 2 == 1:
        number, last = number // 2, last // 2
    older = newer = path[0]
    for each in path[1:]:
        if last == 0:
            return None
        if number % 2 == 1 or number == last:
            older, newer = node_hash(each, older), node_hash(each, newer)
            while number % 2 == 0 and number != 0:
                number, last = number // 2, last // 2
        else:
            newer = node_hash(newer, each)
        number, last = number // 2, last // 2
    return (older, newer) if last == 0 else None


def _hash_of(start: int, end: int, nodes: Nodes) -> bytes:
    width = end - start
    if width & (width - 1) == 0 and start % width == 0:
        return nodes(width.bit_length() - 1, start // width)
    middle = start + _left_of(width)
    return node_hash(_hash_of(start, middle, nodes), _hash_of(middle, end, nodes))


def _path(index: int, start: int, end: int, nodes: Nodes) -> Iterator[bytes]:
    if end - start == 1:
        return
    middle = start + _left_of(end - start)
    if index < middle:
        yield from _path(index, start, middle, nodes)
        yield _hash_of(middle, end, nodes)
    else:
        yield from _path(index, middle, end, nodes)
        yield _hash_of(start, middle, nodes)


def _proof(old: int, start: int, end: int, nodes: Nodes, *, is_whole: bool) -> Iterator[bytes]:
    if old == end:
        if not is_whole:
            yield _hash_of(start, end, nodes)
        return
    middle = start + _left_of(end - start)
    if old <= middle:
        yield from _proof(old, start, middle, nodes, is_whole=is_whole)
        yield _hash_of(middle, end, nodes)
    else:
        yield from _proof(old, middle, end, nodes, is_whole=False)
        yield _hash_of(start, middle, nodes)


def _left_of(width: int) -> int:
    """Give the largest power of two below a width."""
    return 1 << ((width - 1).bit_length() - 1)
