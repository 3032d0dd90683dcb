"""Keys: what a question to one is for, how long it stands, and when a key has been copied."""

from datetime import timedelta
from enum import StrEnum
from typing import Final

#: How long a browser has to answer a question. Each is answered once.
CHALLENGE_LASTS: Final = timedelta(minutes=5)
#: How long somebody may take at an identity provider.
QUESTION_LASTS: Final = timedelta(minutes=10)


class KeyPurpose(StrEnum):
    """What a key was asked for: an answer to one question is none to another."""

    SIGN_IN = "SIGN_IN"
    TOUCH = "TOUCH"
    NEW_KEY = "NEW_KEY"


class RemovedWhy(StrEnum):
    """Why a key is no longer taken."""

    BY_OWNER = "BY_OWNER"
    REPLACED = "REPLACED"
    COPIED = "COPIED"


def is_copied(*, known: int, told: int) -> bool:
    """Say whether a key counts backwards or stands still, as two copies of one do. Keys that never count give 0."""
    return (known, told) != (0, 0) and told <= known
