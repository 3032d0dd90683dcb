"""What a case needs of a home, who belongs to its household, and when one on call may open a case. No Django here."""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from utvag.foundation.workdays import add_working_days
from utvag.law.terms import SERVICES

PERSON_CODE: Final = re.compile(r"P-[0-9a-f]{12}")
LOTS: Final = ("A", "B", "C")
# Exit work and witnesses: violence outside close relations (ASN-2023-1465, area C).
USUAL_LOT: Final = "C"
LONGEST_STAY: Final = 730


class NeedsRefusal(StrEnum):
    """Why what a home must manage cannot be stated so."""

    NO_MAIN_PERSON = "NO_MAIN_PERSON"
    BIRTH_UNKNOWN = "BIRTH_UNKNOWN"
    COMPANION_UNKNOWN = "COMPANION_UNKNOWN"
    START_PASSED = "START_PASSED"
    NIGHTS = "NIGHTS"
    LOT_UNKNOWN = "LOT_UNKNOWN"
    SERVICE_UNKNOWN = "SERVICE_UNKNOWN"
    NOT_NOW = "NOT_NOW"
    OTHER_CASE_OF_PERSON = "OTHER_CASE_OF_PERSON"


class HouseholdRefusal(StrEnum):
    """Why a person of a household cannot be written so."""

    NUMBER_FORM = "NUMBER_FORM"
    NUMBER_CHECK_SUM = "NUMBER_CHECK_SUM"
    NUMBER_NEAR = "NUMBER_NEAR"
    NUMBER_TWICE = "NUMBER_TWICE"
    BORN_LATER = "BORN_LATER"
    BORN_DIFFERS = "BORN_DIFFERS"
    ORIGIN_UNKNOWN = "ORIGIN_UNKNOWN"
    NOTHING_WRITTEN = "NOTHING_WRITTEN"
    MAIN_STAYS = "MAIN_STAYS"
    CORRECTED_ALREADY = "CORRECTED_ALREADY"
    MOVES_IN = "MOVES_IN"


class OnCallRefusal(StrEnum):
    """Why one on call cannot open a case."""

    OFFICE_HOURS = "OFFICE_HOURS"
    NO_SUCH_CASE = "NO_SUCH_CASE"
    NO_REASON = "NO_REASON"
    CODE_NAME_FORM = "CODE_NAME_FORM"
    CODE_NAME_TELLS = "CODE_NAME_TELLS"
    CODE_NAME_TAKEN = "CODE_NAME_TAKEN"
    NOBODY_TO_TELL = "NOBODY_TO_TELL"


@dataclass(frozen=True, slots=True, repr=False)
class Needs:
    """What a home must manage.

    :ivar companions: the register's codes of those who move in with the main person.
    """

    start_date: date
    nights: int
    lot: str = USUAL_LOT
    required: tuple[str, ...] = ()
    wanted: tuple[str, ...] = ()
    companions: tuple[str, ...] = field(default=())
    has_pets: bool = False
    is_breaking_from_network: bool = True
    may_relocate: bool = True


def refused_needs(needs: Needs, *, today: date) -> NeedsRefusal | None:
    """Say what is wrong with the needs by themselves."""
    if needs.start_date < today:
        return NeedsRefusal.START_PASSED
    if not 1 <= needs.nights <= LONGEST_STAY:
        return NeedsRefusal.NIGHTS
    if needs.lot not in LOTS:
        return NeedsRefusal.LOT_UNKNOWN
    is_known = set(needs.required) | set(needs.wanted) <= set(SERVICES)
    return None if is_known else NeedsRefusal.SERVICE_UNKNOWN


def entry_of_needs(needs: Needs, *, person: str) -> dict[str, object]:
    """Write the needs as the register file does, but for the id and the dates."""
    return {
        "person": person,
        "companions": list(needs.companions),
        "lot": needs.lot,
        "required": list(needs.required),
        "wanted": [word for word in needs.wanted if word not in needs.required],
        "pets": needs.has_pets,
        "breaking_from_network": needs.is_breaking_from_network,
        "relocate": needs.may_relocate,
    }


def on_call_until(today: date) -> date:
    """Give the first day on which one on call no longer sees a case: that after the end of the next working day."""
    return add_working_days(today, 1) + timedelta(days=1)
