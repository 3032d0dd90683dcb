"""What a programme profile is: its values, its duties, and where each of them comes from."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Trigger(StrEnum):
    """What starts a duty."""

    INVESTIGATION_OPENS = "INVESTIGATION_OPENS"
    PLACEMENT_IS_PLANNED = "PLACEMENT_IS_PLANNED"
    PLACEMENT_STANDS = "PLACEMENT_STANDS"
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
    """A number with its source."""

    number: int
    source: Source


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

    def parameters(self) -> dict[str, object]:
        """Return the placement values in the shape of a register file's `parameters`."""
        limits: dict[str, object] = {key: value.number for key, value in self.limits.items()}
        distances = {key: value.number for key, value in self.distances.items()}
        return {"distance_km": distances, **limits}

    def duties_started_by(self, trigger: Trigger) -> tuple[DutyRule, ...]:
        """Return the duties that an event starts, in the order of the profile."""
        return tuple(duty for duty in self.duties if duty.trigger is trigger)
