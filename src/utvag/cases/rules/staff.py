"""Who is named on a case, for how long, and who may never be: need to know as data. No Django here."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from utvag.cases.rules.cases import Purpose, StaffRefusal
from utvag.foundation.workdays import add_months
from utvag.organisation.rules import SEES_NO_CASE, Role

#: For a night, an hour or a leave: nobody lets these last.
LENT: Final = frozenset({Purpose.ON_CALL, Purpose.BREAK_GLASS, Purpose.STAND_IN})
USUAL_MONTHS: Final = 6
LONGEST_MONTHS: Final = 12
#: So long before a naming ends is the section head told.
TOLD_BEFORE: Final = timedelta(days=14)


class DenialGround(StrEnum):
    """Why an employee may have nothing to do with a case (förvaltningslagen 16 §; her own wish)."""

    KIN = "KIN"
    CONFLICT_OF_INTEREST = "CONFLICT_OF_INTEREST"
    OWN_REQUEST = "OWN_REQUEST"
    OTHER = "OTHER"

    @property
    def swedish(self) -> str:
        """Give the ground's name on the screens."""
        return _GROUNDS[self]


_GROUNDS: Final = {
    DenialGround.KIN: "Släkt eller närstående",
    DenialGround.CONFLICT_OF_INTEREST: "Annat jäv",
    DenialGround.OWN_REQUEST: "Egen begäran",
    DenialGround.OTHER: "Annat skäl",
}


class DenialRefusal(StrEnum):
    """Why a denial cannot be set or lifted so."""

    DENIED_ALREADY = "DENIED_ALREADY"
    NO_REASON = "NO_REASON"
    OWN_BY_DECLARING = "OWN_BY_DECLARING"
    NOBODY_ELSE_DECIDES = "NOBODY_ELSE_DECIDES"
    UNKNOWN = "UNKNOWN"


@dataclass(frozen=True, slots=True)
class NamedDays:
    """The days for which one account is named on one case."""

    from_date: date
    until_date: date


def usual_end(from_date: date) -> date:
    """Give the day on which a naming ends where nobody says another."""
    return add_months(from_date, USUAL_MONTHS)


def refused_days(days: NamedDays) -> StaffRefusal | None:
    """Refuse days that end before they begin, or later than a naming may last."""
    if days.until_date <= days.from_date:
        return StaffRefusal.DATES_REVERSED
    return StaffRefusal.TOO_LONG if days.until_date > add_months(days.from_date, LONGEST_MONTHS) else None


def sees_case(namings: tuple[NamedDays, ...], *, role: Role, is_denied: bool, today: date) -> bool:
    """Say whether an account sees a case: it is named on it today, not denied, and no administrator's."""
    return (
        not is_denied and role not in SEES_NO_CASE and any(one.from_date <= today < one.until_date for one in namings)
    )
