"""What a case opened in an emergency is: one case, sixty minutes, reviewed by somebody else. No Django here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from utvag.foundation.workdays import add_working_days
from utvag.organisation.rules import WORKS_ON_CASES

# Security goal S15: one case, sixty minutes, reviewed within one working day or the account is locked.
LONGEST: Final = timedelta(minutes=60)
REVIEW_DAYS: Final = 1
#: The roles that help people, and no other: an emergency makes nobody a caseworker.
MAY_OPEN: Final = WORKS_ON_CASES


class Ground(StrEnum):
    """Why a case that one is not named on must be opened now."""

    LIFE = "LIFE"
    CHILD = "CHILD"
    MOVE = "MOVE"
    SYSTEM = "SYSTEM"

    @property
    def swedish(self) -> str:
        """Give the ground's name on the screens."""
        return _GROUNDS[self]


_GROUNDS = {
    Ground.LIFE: "Fara för någons liv eller hälsa",
    Ground.CHILD: "Ett barn far illa",
    Ground.MOVE: "Personen måste flyttas nu",
    Ground.SYSTEM: "De som är utsedda går inte att nå, eller deras inloggning fungerar inte",
}


class Finding(StrEnum):
    """What a review came to."""

    IN_ORDER = "IN_ORDER"
    NOT_IN_ORDER = "NOT_IN_ORDER"

    @property
    def swedish(self) -> str:
        """Give the finding's name on the screens."""
        return _FINDINGS[self]


_FINDINGS = {Finding.IN_ORDER: "I sin ordning", Finding.NOT_IN_ORDER: "Inte i sin ordning"}


class Refusal(StrEnum):
    """Why a case cannot be opened in an emergency, or an opening not be reviewed."""

    NO_SUCH_CASE = "NO_SUCH_CASE"
    NO_REASON = "NO_REASON"
    ONE_AT_A_TIME = "ONE_AT_A_TIME"
    REVIEWED = "REVIEWED"
    STILL_OPEN = "STILL_OPEN"
    NOT_WITNESSED = "NOT_WITNESSED"


@dataclass(frozen=True, slots=True)
class Opening:
    """The days of an opening that its review depends on.

    :ivar review_date: the last day on which it can be reviewed without the account being locked.
    """

    review_date: date
    is_reviewed: bool


def ends_at(opened_at: datetime) -> datetime:
    """Give the moment at which an opening ends by itself; nothing makes it longer."""
    return opened_at + LONGEST


def review_date_of(opened_on: date) -> date:
    """Give the last day of the review: the next working day (lag 1930:173 by ``foundation.workdays``)."""
    return add_working_days(opened_on, REVIEW_DAYS)


def is_locked(openings: Iterable[Opening], today: date) -> bool:
    """Say whether an account is locked: an opening of its own was not reviewed in its time.

    Derived, never stored: a review opens the account at once, and nobody can forget to lock it.
    """
    return any(not one.is_reviewed and today > one.review_date for one in openings)
