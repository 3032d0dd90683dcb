"""What tests of signing in, and of acts that need a fresh touch, stand on."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from tests.givens import NOW
from utvag.foundation.actors import Actor
from utvag.organisation.operations import note_touch

SESSION: Final = "5e" * 32


def given_touch(actor: Actor, session: str = SESSION, now: datetime = NOW) -> str:
    """Let somebody show her key in a session; give the session as operations name it."""
    note_touch(actor=actor, session=session, now=now)
    return session
