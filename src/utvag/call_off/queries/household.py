"""What is known of a household, as bands: the beginning of an enquiry's form."""

from datetime import date, datetime
from uuid import UUID

from utvag.call_off.rules import band_of
from utvag.cases.queries import CaseShape
from utvag.foundation.clock import day_of
from utvag.people.queries import IdentityShape
from utvag.people.rules import IdentityNumber, read_number

ADULT = 18
_CHILDREN = (("children_0_6", 0, 6), ("children_7_12", 7, 12), ("children_13_17", 13, 17))


def household_in_bands(case: CaseShape, now: datetime) -> dict[str, object]:
    """Give the age band and the counts that an opened case tells of; a person without a number counts as an adult."""
    known = {
        one.id: years for one in case.household if (years := _years(one, case.start_date, day_of(now))) is not None
    }
    counts = {name: sum(low <= years <= high for years in known.values()) for name, low, high in _CHILDREN}
    first: UUID | None = case.household[0].id if case.household else None
    band = {"age": band_of(known[first]).value} if first in known else {}
    return {**band, **counts, "adults": max(1, case.household_size - sum(counts.values()))}


def _years(one: IdentityShape, start: date, today: date) -> int | None:
    number = read_number(one.personal_number, today=today) if one.personal_number else None
    if not isinstance(number, IdentityNumber):
        return None
    born = number.born
    return start.year - born.year - ((start.month, start.day) < (born.month, born.day))
