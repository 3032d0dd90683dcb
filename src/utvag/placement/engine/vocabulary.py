"""The words of the placement rules: codes, levels and the default values of the programme."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntFlag, StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import Final


class Level(IntFlag):
    """How strong a threat is; a party with several bases carries several levels at once."""

    CONCRETE = 1
    LATENT = 2
    OWN_NETWORK = 4
    RIVAL = 8


LEVEL_OF_WORD: Final = MappingProxyType({"concrete": Level.CONCRETE, "latent": Level.LATENT})


class Clearance(StrEnum):
    """What the reader of an answer may know: everything, or what a case handler may see."""

    FULL = "full"
    NONE = "none"


class Reason(StrEnum):
    """Why a home cannot be used. The order of the members is the bit of each reason."""

    NOT_OFFERED = "not_offered"
    NO_AGREEMENT = "no_agreement"
    NO_LICENCE = "no_licence"
    PROVIDER_BLOCKED = "provider_blocked"
    FULL = "full"
    AGE = "age"
    CHILDREN = "children"
    PETS = "pets"
    NEED_NOT_MET = "need_not_met"
    THREAT_NEAR = "threat_near"
    PROTECTED_NEAR = "protected_near"
    FORMER_TIES = "former_ties"
    PEER = "peer"
    SHARED_FLAT = "shared_flat"
    ADDRESS_KNOWN = "address_known"
    ORIGIN_NEAR = "origin_near"
    POLICE_FORBIDS = "police_forbids"
    STAFF_TIE = "staff_tie"

    @property
    def bit(self) -> int:
        """Give the reason's place in a packed set of reasons."""
        return _BIT_OF_REASON[self]


_BIT_OF_REASON: Final = {reason: 1 << index for index, reason in enumerate(Reason)}

# What a case handler may see. `full` is not among them: it would separate "taken" from "too near".
OPEN_REASONS: Final = frozenset(
    {
        Reason.NOT_OFFERED,
        Reason.NO_AGREEMENT,
        Reason.NO_LICENCE,
        Reason.PROVIDER_BLOCKED,
        Reason.AGE,
        Reason.CHILDREN,
        Reason.PETS,
        Reason.NEED_NOT_MET,
    }
)


class Unchecked(StrEnum):
    """What has not been checked about a case; while any stands, no home is clear."""

    NO_POLICE_ASSESSMENT = "no_police_assessment"
    ORIGIN_UNKNOWN = "origin_unknown"
    THREAT_NOT_LOCATED = "threat_not_located"
    HOUSEHOLD_THREAT = "household_threat"


STEP_OF_CHANNEL: Final = MappingProxyType({"own": 1, "framework": 2, "regional_framework": 2, "other": 3})
PROTECTED_HOUSING: Final = "protected_housing"
FRAMEWORK_CHANNELS: Final = frozenset({"framework", "regional_framework"})

# Protected housing run by a private provider needs a licence from this day (lag 2024:85).
LICENCE_REQUIRED_FROM: Final = date(2024, 4, 1).toordinal()
ADULT_AGE: Final = 18
DAYS_PER_YEAR: Final = 365.25


@dataclass(frozen=True)
class Parameters:
    """The values that a municipality may set; distances in km."""

    distance_km: Mapping[str, float]
    past_membership_years: int
    recent_membership_days: int
    peer_age_years: float
    shortlist: int

    @property
    def origin_km(self) -> float:
        """Give the least distance to the municipality that the person comes from."""
        return self.distance_km["origin"]

    @cached_property
    def reach_km(self) -> tuple[float, ...]:
        """Give, for each set of levels (``Level``, 0-15), the largest distance among them; 0 for none."""
        farthest = [(level, self.distance_km[str(level.name).lower()]) for level in Level]
        return tuple(max((km for level, km in farthest if levels & level), default=0.0) for levels in range(16))


DEFAULT_DISTANCES: Final[Mapping[str, float]] = MappingProxyType(
    {"concrete": 50.0, "latent": 30.0, "own_network": 20.0, "rival": 10.0, "origin": 30.0}
)
DEFAULT_PARAMETERS: Final = Parameters(
    distance_km=DEFAULT_DISTANCES,
    past_membership_years=5,
    recent_membership_days=365,
    peer_age_years=5.0,
    shortlist=5,
)
