"""Ask, wait for the witnesses, show. The wait holds no lock and no transaction, and only two may wait at once."""

import time
from dataclasses import dataclass, field
from datetime import datetime
from threading import BoundedSemaphore
from typing import Final
from uuid import UUID

from utvag.audit.proof import WitnessesUnreadable, read_witnesses
from utvag.audit.queries import witnessed
from utvag.audit.rules.rows import LogRow
from utvag.break_glass.queries import glass_of
from utvag.foundation.actors import Actor
from utvag.location.operations.revealing import (
    Asked,
    UnableToReveal,
    ask_for_address,
    note_refused,
    refuse_address,
    show_address,
)
from utvag.location.rules import LONGEST_WAIT, Refusal, RevealReason
from utvag.providers.rules import HomeAddress
from utvag.secrecy.rules import Secret

#: Of the web server's four threads, so that the others go on answering when the witnesses do not.
MOST_WAIT: Final = 2
LOOK_EVERY: Final = 0.05

_places = BoundedSemaphore(MOST_WAIT)


@dataclass(frozen=True, slots=True)
class Shown:
    """An address that may be shown once."""

    address: Secret[HomeAddress] = field(repr=False)


def reveal_address(
    *,
    actor: Actor,
    session: str,
    placement_id: UUID,
    reason: RevealReason,
    note: str,
    now: datetime,
    draft_revision: int = 0,
) -> Shown:
    """Show where a household lives, when the log row of it is witnessed; after five seconds nothing is shown.

    :raises NotVisible: for all but those who handle the case.
    :raises TouchNeeded: without a fresh touch of this session.
    :raises UnableToReveal: with why not. A try that is not witnessed in time, or that too many wait before, is logged.
    """
    if not _places.acquire(blocking=False):
        note_refused(actor=actor, placement_id=placement_id, reason=reason, why=Refusal.MANY_WAIT, now=now)
        raise UnableToReveal(Refusal.MANY_WAIT)
    try:
        asked = ask_for_address(
            actor=actor,
            session=session,
            placement_id=placement_id,
            reason=reason,
            note=note,
            now=now,
            draft_revision=draft_revision,
        )
        if not (_is_emergency(actor, asked, now) or _waited_for(asked.row)):
            refuse_address(actor=actor, asked=asked, now=now)
            raise UnableToReveal(Refusal.NOT_WITNESSED)
        return Shown(show_address(actor=actor, asked=asked, now=now))
    finally:
        _places.release()


def _is_emergency(actor: Actor, asked: Asked, now: datetime) -> bool:
    """Say whether she has the case open in an emergency: then nobody waits for witnesses, and somebody reviews it."""
    glass = glass_of(actor=actor, now=now)
    return glass is not None and glass.case_id == asked.row.case


def _waited_for(row: LogRow) -> bool:
    """Wait until enough witnesses have signed a row; say whether they did. Without knowing them, nobody has."""
    try:
        known = read_witnesses()
    except WitnessesUnreadable:
        return False
    keys = [one.key for one in known.witnesses]
    ends = time.monotonic() + LONGEST_WAIT.total_seconds()
    while witnessed(row=row, keys=keys, quorum=known.quorum) is None:
        if time.monotonic() >= ends:
            return False
        time.sleep(LOOK_EVERY)
    return True
