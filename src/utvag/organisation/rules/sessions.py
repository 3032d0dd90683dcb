"""How long somebody stays signed in, and what a session can tell her."""

from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Final

IDLE_LIMIT: Final = timedelta(minutes=15)
ABSOLUTE_LIMIT: Final = timedelta(hours=8)
#: Activity is written down this often at most; a session can end so much early, and never late.
NOTED_EVERY: Final = timedelta(seconds=20)
#: A form that was sent after the time was out waits so long for its writer.
FORM_IS_HELD: Final = timedelta(hours=24)


class Method(StrEnum):
    """How somebody signed in."""

    PASSKEY = "PASSKEY"
    DEMO = "DEMO"
    OTHER = "OTHER"

    @property
    def swedish(self) -> str:
        """Give the way on the screens."""
        return _METHODS[self]


_METHODS: Final = {
    Method.PASSKEY: "Med nyckel",
    Method.DEMO: "Med ett klick (demo)",
    Method.OTHER: "På annat sätt",
}


class EndedWhy(StrEnum):
    """Why a session is over."""

    IDLE = "IDLE"
    ABSOLUTE = "ABSOLUTE"
    SIGNED_OUT = "SIGNED_OUT"
    BY_OWNER = "BY_OWNER"
    ACCOUNT_CHANGED = "ACCOUNT_CHANGED"
    NEW_KEY = "NEW_KEY"

    @property
    def is_by_time(self) -> bool:
        """Say whether nobody asked for it: what was being written then is held for its writer."""
        return self in {EndedWhy.IDLE, EndedWhy.ABSOLUTE}


class News(StrEnum):
    """What a session has to tell the one who sits there, until she has seen it."""

    NONE = ""
    OTHER_SIGN_IN = "OTHER_SIGN_IN"
    CODE_USED = "CODE_USED"


def session_over(*, started_at: datetime, active_at: datetime, now: datetime) -> EndedWhy | None:
    """Say why a session is over by now, or None while it lasts."""
    if now - started_at >= ABSOLUTE_LIMIT:
        return EndedWhy.ABSOLUTE
    return EndedWhy.IDLE if now - active_at >= IDLE_LIMIT else None


def session_name(key: str) -> str:
    """Give what a session is called where it is written down: nobody gets in with it."""
    return sha256(key.encode("ascii")).hexdigest()
