"""What people tell about a placement in forms, as values. No Django here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from utvag.placement.rules.following import EndReason, GoalOutcome, Initiator, Kept, ReviewProposal


@dataclass(frozen=True, slots=True)
class ToldAgreement:
    """What is agreed beside what the placement itself says. No names and no places.

    :ivar contact: the provider's contact person, by role and telephone.
    """

    services: str = field(repr=False)
    contact: str = field(repr=False)
    other: str = field(repr=False, default="")


@dataclass(frozen=True, slots=True)
class ToldReview:
    """What was found when a placement was gone through with the responsible social worker."""

    held_date: date
    social_worker: UUID
    abstains_from_crime: Kept
    keeps_security: Kept
    proposal: ReviewProposal
    need: str = field(repr=False)
    quality: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class ToldEnd:
    """How a placement ends.

    :ivar end_date: the last day; the bed is free the day after.
    """

    end_date: date
    reason: EndReason
    initiator: Initiator
    is_against_will: bool
    notice_days: int | None
    outcomes: Mapping[str, GoalOutcome] = field(repr=False)
    notes: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class ToldMove:
    """Where to, from which day and why.

    :ivar from_date: the day on which the one home is left and the other begins.
    """

    home_id: UUID
    from_date: date
    until_date: date
    initiator: Initiator
    reason: str = field(repr=False)
