"""What the police's side is asked for this week. Cases by code name only."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from utvag.threats.rules.assessments import AssessmentState


class DueKind(StrEnum):
    """What is asked for."""

    CHECK = "CHECK"
    THREAT = "THREAT"
    PLACEMENT = "PLACEMENT"
    CONSENT = "CONSENT"

    @property
    def swedish(self) -> str:
        """Give the text on the screens."""
        return _SWEDISH[self]


_SWEDISH = {
    DueKind.CHECK: "Registerslagning",
    DueKind.THREAT: "Hotbedömning",
    DueKind.PLACEMENT: "Placeringsbedömning",
    DueKind.CONSENT: "Samtycke",
}
_WHY_THREAT = {
    AssessmentState.NOT_ASSESSED: "Ingen hotbedömning är gjord.",
    AssessmentState.EXPIRED: "Hotbedömningen har gått ut. Den säger inte att hotet är borta.",
    AssessmentState.NOT_YET: "Hotbedömningen gäller inte än.",
    AssessmentState.ENDS_SOON: "Hotbedömningen går snart ut.",
}


@dataclass(frozen=True, slots=True)
class Due:
    """One line of the sheet.

    :ivar meeting_on: the coordination meeting that a register check is asked for before.
    """

    kind: DueKind
    case_id: UUID
    code_name: str
    why: str
    due_date: date | None = None
    meeting_on: date | None = None


def why_threat(state: AssessmentState) -> str | None:
    """Say why an assessment is asked for; None where it is not."""
    return _WHY_THREAT.get(state)


def in_order(lines: Iterable[Due]) -> tuple[Due, ...]:
    """Put the sheet in order: what is late or undated first, then by day and code name."""
    return tuple(sorted(lines, key=lambda one: (one.due_date or date.min, one.code_name, one.kind)))
