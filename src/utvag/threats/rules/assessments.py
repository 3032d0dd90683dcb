"""The police's threat assessment of a person: its level, its method and how long it may be trusted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

EXPIRES_SOON: Final = timedelta(days=14)


class _Worded(StrEnum):
    """A closed list whose words have Swedish texts."""

    @property
    def swedish(self) -> str:
        """Give the text on the screens."""
        return _SWEDISH[self]


class ThreatLevel(_Worded):
    """What the police found. That nobody has assessed is no level: it is the absence of one."""

    NONE_FOUND = "NONE_FOUND"
    LATENT = "LATENT"
    CONCRETE = "CONCRETE"


class Method(_Worded):
    """How it was assessed."""

    STRUCTURED = "STRUCTURED"
    UNSTRUCTURED = "UNSTRUCTURED"


class AssessmentState(_Worded):
    """What an assessment, or the want of one, says on a day. Nothing but CURRENT may be leaned on."""

    NOT_ASSESSED = "NOT_ASSESSED"
    NOT_YET = "NOT_YET"
    CURRENT = "CURRENT"
    ENDS_SOON = "ENDS_SOON"
    EXPIRED = "EXPIRED"

    @property
    def is_loud(self) -> bool:
        """Say whether the page must shout: an expired assessment is never shown as no threat."""
        return self not in {AssessmentState.CURRENT, AssessmentState.ENDS_SOON}


_SWEDISH = {
    ThreatLevel.NONE_FOUND: "Inget hot funnet",
    ThreatLevel.LATENT: "Latent hot",
    ThreatLevel.CONCRETE: "Konkret hot",
    Method.STRUCTURED: "Strukturerad metod",
    Method.UNSTRUCTURED: "Utan strukturerad metod",
    AssessmentState.NOT_ASSESSED: "Ingen hotbedömning",
    AssessmentState.NOT_YET: "Gäller inte än",
    AssessmentState.CURRENT: "Gäller",
    AssessmentState.ENDS_SOON: "Går snart ut",
    AssessmentState.EXPIRED: "Har gått ut",
}


@dataclass(frozen=True, slots=True)
class Assessed:
    """How long an assessment holds."""

    from_date: date
    valid_until: date


def state_on(assessed: Assessed | None, on: date) -> AssessmentState:
    """Say what an assessment is worth that day."""
    if assessed is None:
        return AssessmentState.NOT_ASSESSED
    if on < assessed.from_date:
        return AssessmentState.NOT_YET
    if on >= assessed.valid_until:
        return AssessmentState.EXPIRED
    return AssessmentState.ENDS_SOON if assessed.valid_until <= on + EXPIRES_SOON else AssessmentState.CURRENT


_LOUDEST_FIRST = (
    AssessmentState.EXPIRED,
    AssessmentState.NOT_ASSESSED,
    AssessmentState.NOT_YET,
    AssessmentState.ENDS_SOON,
    AssessmentState.CURRENT,
)


def worst_of(states: Iterable[AssessmentState]) -> AssessmentState:
    """Give the state of a household: that of the person who is worst off; of nobody, that nobody is assessed."""
    found = set(states)
    return next((one for one in _LOUDEST_FIRST if one in found), AssessmentState.NOT_ASSESSED)
