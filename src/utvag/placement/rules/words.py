"""The words of a placement, and what its verdicts mean. No Django here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final


class Verdict(StrEnum):
    """The answer of the check about one home: three-valued, never a guess."""

    CLEAR = "CLEAR"
    NOT_CHECKED = "NOT_CHECKED"
    EXCLUDED = "EXCLUDED"


class PlacementState(StrEnum):
    """Where a placement stands. PROPOSED, PLANNED and STANDING hold their bed; only in STANDING does somebody live."""

    # Not checked: waits for the second person.
    PROPOSED = "PROPOSED"
    # Clear or confirmed: waits for the day of moving in and the papers that it needs.
    PLANNED = "PLANNED"
    STANDING = "STANDING"
    ENDED = "ENDED"
    DECLINED = "DECLINED"
    WITHDRAWN = "WITHDRAWN"


LIVE: Final = (PlacementState.PROPOSED, PlacementState.PLANNED, PlacementState.STANDING)
# Before anybody has moved in: may still be declined or taken back.
BEFORE_START: Final = (PlacementState.PROPOSED, PlacementState.PLANNED)
# What happened: a stay that ended still counts, since those who lived there know the address.
IN_REGISTER: Final = (*LIVE, PlacementState.ENDED)


class PlacementOrigin(StrEnum):
    """Whether a placement came with a register file, was chosen here, or was made at once in an emergency."""

    IMPORTED = "IMPORTED"
    CHOSEN = "CHOSEN"
    ACUTE = "ACUTE"


class FindingKind(StrEnum):
    """What a re-check found about a placement."""

    COLLIDING = "COLLIDING"
    NOT_CHECKED = "NOT_CHECKED"


class RecheckStanding(StrEnum):
    """Whether the findings can be trusted now. Everything that is not CHECKED is "not checked"."""

    CHECKED = "CHECKED"
    PENDING = "PENDING"
    NOT_CHECKED = "NOT_CHECKED"


@dataclass(frozen=True, slots=True)
class RecheckState:
    """The answer to "is everything checked?", with the moment that it speaks of."""

    standing: RecheckStanding
    at: datetime | None


# A change that has waited longer than this is not about to be handled: something is wrong.
LONGEST_WAIT: Final = timedelta(seconds=30)
LONGEST_AGE: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class LastRun:
    """The latest run of the re-check: of which day, and when it finished, if it did."""

    as_of: date
    finished_at: datetime | None


def recheck_standing(
    *, waiting_since: datetime | None, last: LastRun | None, today: date, now: datetime
) -> RecheckState:
    """Judge whether the findings can be trusted; in doubt they cannot."""
    if last is None or last.finished_at is None:
        return RecheckState(RecheckStanding.NOT_CHECKED, waiting_since)
    if last.as_of < today or now - last.finished_at > LONGEST_AGE:
        return RecheckState(RecheckStanding.NOT_CHECKED, last.finished_at)
    if waiting_since is None:
        return RecheckState(RecheckStanding.CHECKED, last.finished_at)
    is_late = now - waiting_since > LONGEST_WAIT
    return RecheckState(RecheckStanding.NOT_CHECKED if is_late else RecheckStanding.PENDING, waiting_since)


# What case staff may know of what was not checked: placement.md, "--clearance none".
SHOWN_AS: Final = {
    "no_police_assessment": "no_police_assessment",
    "origin_unknown": "origin_unknown",
    "threat_not_located": "no_police_assessment",
}


def open_codes(codes: Iterable[str]) -> tuple[str, ...]:
    """Cut not-checked codes to what case staff may know; a code that is not listed stays secret."""
    return tuple(sorted({SHOWN_AS[code] for code in codes if code in SHOWN_AS}))
