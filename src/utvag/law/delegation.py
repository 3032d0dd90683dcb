"""Who may take a decision on a day and at an hour, by the programme's delegation order. Pure."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

from utvag.foundation.swedish_time import SWEDEN
from utvag.foundation.workdays import is_working_day
from utvag.law.decision_types import DecisionType
from utvag.law.profile import Programme, Source

# The product's default: no municipality has stated its own hours.
OPENS: Final = time(8, 0)
CLOSES: Final = time(16, 30)


@dataclass(frozen=True, slots=True)
class Delegate:
    """A role that may take a decision, and by which document.

    :ivar is_out_of_hours: whether it may do so only when the offices are closed.
    """

    role: str
    is_out_of_hours: bool
    from_date: date
    until_date: date | None
    source: Source


def delegates(
    programme: Programme, decision_type: DecisionType, *, on: date, out_of_hours: bool
) -> tuple[Delegate, ...]:
    """Give the roles that may take a decision that day; those on call only while the offices are closed.

    Empty where the order names nobody: then nobody has been given the decision (kommunallagen 6 kap. 37–38 §§).
    """
    found: list[Delegate] = []
    for line in programme.delegation:
        if line.decision is not decision_type or not line.applies_on(on):
            continue
        found.append(Delegate(line.role, False, line.from_date, line.until_date, line.source))
        if out_of_hours and line.out_of_hours is not None:
            source = line.out_of_hours_source
            found.append(Delegate(line.out_of_hours, True, line.from_date, line.until_date, source))
    return tuple(found)


def is_office_hours(moment: datetime) -> bool:
    """Say whether the offices are open: working days 8.00–16.30, Swedish time."""
    local = moment.astimezone(SWEDEN)
    return is_working_day(local.date()) and OPENS <= local.time() < CLOSES
