"""When a case is disposed of, and when it is kept. Answers with an outcome and its reasons; no Django here."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from utvag.organisation.rules import Role

YEARS: Final = 5
GROWN_UP: Final = 18
#: Born on one of these days of a month: kept for research.
KEPT_DAYS: Final = frozenset({5, 15, 25})
GOTEBORG: Final = "1480"
#: Östergötland, Gotland and Västernorrland, by the first two digits of a municipality's code.
KEPT_COUNTIES: Final = frozenset({"05", "09", "22"})
#: A proposal that nobody has decided within these days says nothing any more: somebody may have written since.
PROPOSAL_STANDS: Final = timedelta(days=30)
PROPOSES: Final = frozenset({Role.COORDINATOR, Role.SECTION_HEAD})
DECIDES: Final = frozenset({Role.SECTION_HEAD})


class DisposalState(StrEnum):
    """How far a disposal has come. RESTORED: the key was destroyed, by a decision that this database has lost."""

    PROPOSED = "PROPOSED"
    REFUSED = "REFUSED"
    DECIDED = "DECIDED"
    DONE = "DONE"
    RESTORED = "RESTORED"


class Keep(StrEnum):
    """Why a case is kept although its time is up."""

    EVERYTHING = "EVERYTHING"
    BORN_ON_A_KEPT_DAY = "BORN_ON_A_KEPT_DAY"
    CHILD_PLACED = "CHILD_PLACED"

    @property
    def swedish(self) -> str:
        """Say it in a sentence, with its paragraph."""
        return _KEEP[self]


_KEEP: Final = {
    Keep.EVERYTHING: "Här bevaras allt: kommunen hör till dem som inte gallrar (socialtjänstförordningen 13 kap. 1 §).",
    Keep.BORN_ON_A_KEPT_DAY: (
        "Någon i ärendet är född den 5, 15 eller 25, och bevaras för forskning (socialtjänstförordningen 13 kap. 1 §)."
    ),
    Keep.CHILD_PLACED: "Ett barn har varit placerat, och handlingar om det gallras inte (SoL 16 kap. 2 §).",
}


class Refusal(StrEnum):
    """Why nothing was done."""

    NOT_DUE = "NOT_DUE"
    PROPOSED_ALREADY = "PROPOSED_ALREADY"
    OWN_PROPOSAL = "OWN_PROPOSAL"
    TOO_OLD = "TOO_OLD"
    CHANGED = "CHANGED"
    DECIDED_ALREADY = "DECIDED_ALREADY"


@dataclass(frozen=True, slots=True)
class Person:
    """One of a household: when born, where that is known."""

    born: date | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class Facts:
    """What a closed case is judged by.

    :ivar stays_from: the first day of each stay.
    """

    last_note: date | None
    municipality: str
    household: Sequence[Person] = field(repr=False)
    stays_from: Sequence[date] = ()


@dataclass(frozen=True, slots=True)
class NotYet:
    """The time is not up."""

    due_date: date


@dataclass(frozen=True, slots=True)
class Due:
    """It must be disposed of: from one day, and at the latest on another."""

    due_date: date
    last_date: date


@dataclass(frozen=True, slots=True)
class Kept:
    """It is kept, for each of these reasons."""

    reasons: tuple[Keep, ...]


@dataclass(frozen=True, slots=True)
class NotJudged:
    """It cannot be judged: something is not known, and in doubt nothing is destroyed."""

    has_no_note: bool
    lacks_birth_date: bool


Standing = NotYet | Due | Kept | NotJudged


def judge(facts: Facts, today: date) -> Standing:
    """Judge a closed case: five years after its last note it is disposed of, unless it is one of those that are kept.

    SoL (2025:400) 16 kap. 1 § (five years after the last note, done by the end of the next calendar year) and 2 §
    (a placed child's papers are kept); socialtjänstförordningen (2025:468) 13 kap. 1 § (who is kept for research).
    A household has one file here: what is kept of one keeps all of it.
    """
    due_date = None if facts.last_note is None else years_after(facts.last_note, YEARS)
    if due_date is not None and today < due_date:
        return NotYet(due_date)
    reasons = tuple(_reasons(facts))
    if reasons:
        return Kept(reasons)
    lacks = not facts.household or any(one.born is None for one in facts.household)
    if due_date is None or lacks:
        return NotJudged(has_no_note=due_date is None, lacks_birth_date=lacks)
    return Due(due_date, date(due_date.year + 1, 12, 31))


def years_after(day: date, years: int) -> date:
    """Give the same day some years later; the day after where there is none, so that it is never too early."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def is_everything_kept(municipality: str) -> bool:
    """Say whether the municipality keeps all files (socialtjänstförordningen 13 kap. 1 §)."""
    return municipality == GOTEBORG or municipality[:2] in KEPT_COUNTIES


def _reasons(facts: Facts) -> list[Keep]:
    born = [one.born for one in facts.household if one.born is not None]
    holds = {
        Keep.EVERYTHING: is_everything_kept(facts.municipality),
        Keep.BORN_ON_A_KEPT_DAY: any(day.day in KEPT_DAYS for day in born),
        Keep.CHILD_PLACED: any(start < years_after(day, GROWN_UP) for start in facts.stays_from for day in born),
    }
    return [reason for reason, is_so in holds.items() if is_so]
