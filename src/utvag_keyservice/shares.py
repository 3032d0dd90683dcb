"""The root key as five shares of words, of which any three give it back (SLIP-39)."""

import secrets
from collections.abc import Sequence
from typing import Final

from shamir_mnemonic import MnemonicError, combine_mnemonics, generate_mnemonics

SHARES: Final = 5
NEEDED: Final = 3
ROOT_BYTES: Final = 32


class SharesInvalid(Exception):
    """The shares are too few, belong to different keys, or hold a wrong word. The text holds none of them."""


def make_root() -> bytes:
    """Make a new root key."""
    return secrets.token_bytes(ROOT_BYTES)


def split(root: bytes) -> tuple[str, ...]:
    """Divide a root key."""
    (group,) = generate_mnemonics(1, [(NEEDED, SHARES)], root, iteration_exponent=0)
    return tuple(group)


def combine(shares: Sequence[str]) -> bytes:
    """Put a root key together.

    :raises SharesInvalid: they do not give one.
    """
    try:
        root = bytes(combine_mnemonics([" ".join(share.split()) for share in shares]))
    except (MnemonicError, ValueError, IndexError):
        raise SharesInvalid("three different shares of the same key are needed") from None
    if len(root) != ROOT_BYTES:
        raise SharesInvalid("not the shares of a root key")
    return root
