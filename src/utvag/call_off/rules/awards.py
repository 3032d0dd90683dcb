"""The direct award (LOU 2016:1145 19 a kap.): its value, the limits of its day, and what its memo must tell."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from utvag.call_off.rules.steps import Refusal, Step
from utvag.law.thresholds import Thresholds, Under

# LOU 19 a kap. 11 §, where the table does not say.
LONGEST_DOCUMENTATION_DAYS: Final = 30


class Standing(StrEnum):
    """Where the year's purchases from a provider stand against the limits, this one among them."""

    UNDER_DIRECT_AWARD = "UNDER_DIRECT_AWARD"
    UNDER_EU_THRESHOLD = "UNDER_EU_THRESHOLD"
    ABOVE = "ABOVE"
    NOT_KNOWN = "NOT_KNOWN"

    @property
    def swedish(self) -> str:
        """Say it in one sentence."""
        return _STANDINGS[self]


_STANDINGS = {
    Standing.UNDER_DIRECT_AWARD: "Summan ligger under gränsen för direktupphandling.",
    Standing.UNDER_EU_THRESHOLD: "Summan ligger över gränsen för direktupphandling men under EU:s tröskelvärde "
    "för sociala tjänster.",
    Standing.ABOVE: "Summan ligger över tröskelvärdet. Köpet får bara göras direkt vid synnerlig brådska.",
    Standing.NOT_KNOWN: "EU:s tröskelvärde för dagen är inte känt här. Ta reda på det innan ni köper.",
}


@dataclass(frozen=True, slots=True, repr=False)
class Award:
    """What the coordinator writes in the memo of a direct award.

    :ivar fees: kronor beside the daily rate.
    :ivar urgency: why LOU 19 a:5 is claimed; empty where it is not.
    :ivar threshold_checked: who has checked the threshold and what it was, where it is not known here.
    """

    need: str
    market: str
    why: str
    fees: int = 0
    urgency: str = ""
    threshold_checked: str = ""


def needs_award(step: int, *, has_agreement: bool) -> bool:
    """Say whether a purchase is a direct award: outside the steps of one's own and of frameworks, or without one."""
    return step == Step.OUTSIDE or (step == Step.FRAMEWORK and not has_agreement)


def value_of(daily_rate: float, nights: int, fees: int) -> int:
    """Give what a stay is bought for: daily rate times nights, and fees."""
    return round(daily_rate * nights) + fees


def standing_of(total: int, limits: Thresholds) -> Standing:
    """Hold the year's sum against the limits of the day (LOU 19 a:2). A limit that nobody knows is never passed."""
    if limits.direct_award.under(total) is Under.YES:
        return Standing.UNDER_DIRECT_AWARD
    match limits.eu_social_services.under(total):
        case Under.YES:
            return Standing.UNDER_EU_THRESHOLD
        case Under.NO:
            return Standing.ABOVE
    return Standing.NOT_KNOWN


def refused_award(told: Award, standing: Standing) -> Refusal | None:
    """Say what the memo lacks, or why the purchase may not be made directly."""
    if not all(text.strip() for text in (told.need, told.market, told.why)):
        return Refusal.REASON_MISSING
    is_urgent = bool(told.urgency.strip())
    if standing is Standing.ABOVE and not is_urgent:
        return Refusal.ABOVE_THRESHOLD
    if standing is Standing.NOT_KNOWN and not told.threshold_checked.strip():
        return Refusal.THRESHOLD_NOT_CHECKED
    return None


def documentation_due(value: int, limits: Thresholds, made: date) -> date | None:
    """Give the last day for the documentation (LOU 19 a:11); a limit that nobody knows asks for it."""
    if limits.documentation.under(value) is Under.YES:
        return None
    return made + timedelta(days=limits.documentation.within_days or LONGEST_DOCUMENTATION_DAYS)
