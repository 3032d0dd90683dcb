"""Notes in one line each."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from tests.givens import NOW, case_id
from utvag.foundation.actors import Actor
from utvag.journal.operations import sign_note
from utvag.journal.rules import NoteKind, Written

TEXT = "Journalkanarie: hon berättade om sin vecka."


def written(
    text: str = TEXT,
    *,
    at: datetime = NOW - timedelta(hours=1),
    kind: NoteKind = NoteKind.NOTE,
    is_sensitive: bool = False,
) -> Written:
    """Write a note that is not signed yet."""
    return Written(kind, at, is_sensitive, "Rubrikkanarie", text)


def given_note(
    actor: Actor, text: str = TEXT, *, at: datetime = NOW - timedelta(hours=1), sensitive: bool = False
) -> UUID:
    """Sign a note on the case; give its id."""
    return sign_note(actor=actor, case_id=case_id(), written=written(text, at=at, is_sensitive=sensitive), now=NOW)
