"""What a programme profile is: its values, its duties, and where each of them comes from."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from utvag.foundation.workdays import add_working_days
from utvag.law.decision_types import DecisionType


class Trigger(StrEnum):
    """What starts a duty."""

    INVESTIGATION_OPENS = "INVESTIGATION_OPENS"
    PLACEMENT_IS_PLANNED = "PLACEMENT_IS_PLANNED"
    PLACEMENT_STANDS = "PLACEMENT_STANDS"
    EXTENSION_IS_PLANNED = "EXTENSION_IS_PLANNED"
    HOUSING_FORM_CHANGES = "HOUSING_FORM_CHANGES"
    PROVIDER_LEARNS_OF_EVENT = "PROVIDER_LEARNS_OF_EVENT"
    PROVIDER_PLANS_CHANGE = "PROVIDER_PLANS_CHANGE"


class DayOff(StrEnum):
    """What becomes of a due date that falls on a day off."""

    EARLIER = "EARLIER"
    SAME = "SAME"
    LATER = "LATER"


class SourceKind(StrEnum):
    """Whether somebody decided the value, or the product proposes it."""

    DOCUMENT = "DOCUMENT"
    DEFAULT = "DEFAULT"


class Unit(StrEnum):
    """The units in which a programme counts time."""

    DAYS = "days"
    WORKING_DAYS = "working_days"
    WEEKS = "weeks"
    MONTHS = "months"


@dataclass(frozen=True, slots=True)
class Source:
    """A document with its date, or the product's own default."""

    key: str
    title: str
    kind: SourceKind
    document_date: date | None


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time as the source writes it: four weeks, three months."""

    count: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class Value:
    """A number with its source, and its unit where it counts time in another one than calendar days."""

    number: int
    source: Source
    unit: Unit = Unit.DAYS


@dataclass(frozen=True, slots=True)
class DelegationRule:
    """A line of the delegation order: who decides what, on which days (closed-open), and by which document.

    :ivar out_of_hours: who decides it also when the offices are closed; None where nobody else than `role` does.
    """

    decision: DecisionType
    role: str
    out_of_hours: str | None
    from_date: date
    until_date: date | None
    source: Source
    out_of_hours_source: Source

    def applies_on(self, day: date) -> bool:
        """Tell whether the line held that day."""
        return self.from_date <= day and (self.until_date is None or day < self.until_date)


@dataclass(frozen=True, slots=True)
class DutyRule:
    """A duty as the programme states it: what starts it, when it is due, who does it, and why.

    `first` is None where the source sets no date. `before` names the duty that this one precedes.
    """

    kind: str
    number: str | None
    title: str
    trigger: Trigger
    first: Span | None
    every: Span | None
    before: str | None
    day_off: DayOff
    who: str
    why: str
    source: Source
    law: str | None


@dataclass(frozen=True, slots=True)
class Programme:
    """One municipality's programme."""

    key: str
    name: str
    municipality: str | None
    distances: dict[str, Value]
    limits: dict[str, Value]
    duties: tuple[DutyRule, ...]
    acute: dict[str, Value]
    investigation: dict[str, Value]
    provider: dict[str, Value]
    delegation: tuple[DelegationRule, ...]

    def last_day_after(self, value: Value, day: date) -> date:
        """Count a time limit of the profile from a day: in working days where the profile says so."""
        if value.unit is Unit.WORKING_DAYS:
            return add_working_days(day, value.number)
        return day + timedelta(days=value.number)

    def parameters(self) -> dict[str, object]:
        """Return the placement values in the shape of a register file's `parameters`."""
        limits: dict[str, object] = {key: value.number for key, value in self.limits.items()}
        distances = {key: value.number for key, value in self.distances.items()}
        return {"distance_km": distances, **limits}

    def duties_started_by(self, trigger: Trigger) -> tuple[DutyRule, ...]:
        """Return the duties that an event starts, in the order of the profile."""
        return tuple(duty for duty in self.duties if duty.trigger is trigger)
