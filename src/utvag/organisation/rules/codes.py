"""Codes on paper: a recovery code, or an invitation. Each lets somebody in only to make a new key."""

from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Final
from uuid import UUID

#: No I, L, O and U: a code is read aloud, and written by hand.
ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
#: 28 signs of 5 bits: 140 random bits, which nobody tries out, so that a plain hash will do. (Those made before had 20
#: signs and hold until they are used: a hash does not say how long its code was.)
CODE_SIGNS: Final = 28
GROUP: Final = 4
RECOVERY_CODES: Final = 10
INVITATION_LASTS: Final = timedelta(hours=24)
MOST_WRONG: Final = 5
LOCKED_FOR: Final = timedelta(minutes=15)
_READ_AS: Final = str.maketrans({"O": "0", "I": "1", "L": "1", "-": "", " ": "", "\t": "", "\n": "", "\r": ""})


class CodeKind(StrEnum):
    """What a code is for."""

    RECOVERY = "RECOVERY"
    INVITATION = "INVITATION"


def normalised(text: str) -> str:
    """Read a code as it was meant: small letters, spaces, O for 0 and l for 1 are no faults."""
    return text.upper().translate(_READ_AS)


def as_written(code: str) -> str:
    """Write a code in groups that can be read aloud."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def code_hash(account: UUID, code: str) -> str:
    """Give what is kept of a code: it opens its own account only."""
    return sha256(b"utvag-code/1\0" + account.bytes + normalised(code).encode()).hexdigest()


def is_locked(*, wrong: int, last_at: datetime, now: datetime) -> bool:
    """Say whether so many wrong codes have been typed that none is taken for a while, the right one neither."""
    return wrong >= MOST_WRONG and now - last_at < LOCKED_FOR
