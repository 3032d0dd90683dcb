"""What must be there before somebody moves in. No Django here.

SoL (2025:400) 9 kap. 12 §: a care plan. Malmö's requirements (2022), 7.3: an individual placement agreement, in writing
and signed by both parties, else not valid; 7.4: a written safety plan with every person, children too. Purchasing
routine (2021): own measures first, then framework, then outside, and the section head decides on what is bought.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

OWN_STEP: Final = 1


class StartNeed(StrEnum):
    """One thing without which nobody may move in."""

    DECISION = "DECISION"
    CARE_PLAN = "CARE_PLAN"
    SAFETY_PLANS = "SAFETY_PLANS"
    AGREEMENT = "AGREEMENT"
    SIGNED_BY_MUNICIPALITY = "SIGNED_BY_MUNICIPALITY"
    SIGNED_BY_PROVIDER = "SIGNED_BY_PROVIDER"
    CALL_OFF = "CALL_OFF"
    PROVIDERS_YES = "PROVIDERS_YES"
    PURCHASE_DECISION = "PURCHASE_DECISION"

    @property
    def swedish(self) -> str:
        """Give the name of the thing on the screens."""
        return _SWEDISH[self][0]

    @property
    def sentence(self) -> str:
        """Say that it is missing, and what to do."""
        return _SWEDISH[self][1]


_SWEDISH: Final = {
    StartNeed.DECISION: (
        "Beslut om insatsen",
        "Det finns inget fattat beslut om boende som gäller den dag placeringen börjar. Föreslå ett beslut.",
    ),
    StartNeed.CARE_PLAN: ("Vårdplan", "Vårdplanen är inte fastställd. Gör klar den under Planer."),
    StartNeed.SAFETY_PLANS: (
        "Säkerhetsplaner",
        "Var och en som flyttar in ska ha en säkerhetsplan, också barn. Gör klart dem som saknas under Planer.",
    ),
    StartNeed.AGREEMENT: ("Placeringsavtal", "Placeringsavtalet är inte skrivet. Skriv det."),
    StartNeed.SIGNED_BY_MUNICIPALITY: (
        "Kommunens underskrift",
        "Kommunen har inte skrivit under placeringsavtalet. Öppna avtalet och skriv under.",
    ),
    StartNeed.SIGNED_BY_PROVIDER: (
        "Utförarens underskrift",
        "Utföraren har inte skrivit under placeringsavtalet. Öppna avtalet och lägg in den underskrivna kopian.",
    ),
    StartNeed.CALL_OFF: (
        "Avrop",
        "Avropet har inte nått hemmets steg. Gå vidare steg för steg under Avrop och skriv varför.",
    ),
    StartNeed.PROVIDERS_YES: ("Utförarens ja", "Utföraren har inte svarat ja. Skicka en förfrågan under Avrop."),
    StartNeed.PURCHASE_DECISION: (
        "Sektionschefens beslut om köp",
        "Hemmet ska köpas, och sektionschefen har inte beslutat om köpet. Föreslå ett beslut om köp.",
    ),
}


@dataclass(frozen=True, slots=True)
class Papers:
    """What a placement has to start on, as far as it is there.

    :ivar step: the step of purchase that the home belongs to.
    :ivar safety_plans: the frozen safety plan of each person, by the person's id.
    :ivar signed_by: the parties that have signed the placement agreement.
    """

    step: int
    household_size: int
    decision_id: UUID | None = None
    care_plan_id: UUID | None = None
    safety_plans: tuple[tuple[UUID, UUID], ...] = ()
    agreement_id: UUID | None = None
    signed_by: frozenset[str] = frozenset()
    call_off_id: UUID | None = None
    enquiry_id: UUID | None = None
    purchase_decision_id: UUID | None = None


def missing_for_start(papers: Papers) -> tuple[StartNeed, ...]:
    """Name each thing that is missing, in the order of the work."""
    is_bought = papers.step > OWN_STEP
    there = {
        StartNeed.DECISION: papers.decision_id is not None,
        StartNeed.CARE_PLAN: papers.care_plan_id is not None,
        StartNeed.SAFETY_PLANS: len(papers.safety_plans) >= papers.household_size,
        StartNeed.CALL_OFF: papers.call_off_id is not None,
        StartNeed.PROVIDERS_YES: papers.enquiry_id is not None or not is_bought,
        StartNeed.PURCHASE_DECISION: papers.purchase_decision_id is not None or not is_bought,
        StartNeed.AGREEMENT: papers.agreement_id is not None,
        StartNeed.SIGNED_BY_MUNICIPALITY: "MUNICIPALITY" in papers.signed_by,
        StartNeed.SIGNED_BY_PROVIDER: "PROVIDER" in papers.signed_by,
    }
    return tuple(need for need, is_there in there.items() if not is_there)


@dataclass(frozen=True, slots=True)
class Task:
    """One line of the list "before anybody moves in".

    :ivar why: why it cannot be begun yet, where it cannot.
    """

    need: StartNeed
    title: str
    state: str
    why: str = ""


def tasks_before_start(papers: Papers) -> tuple[Task, ...]:
    """Give the list of what must be there before somebody moves in, done or not."""
    return tuple(_tasks(papers))


def _tasks(papers: Papers) -> Iterator[Task]:
    missing = set(missing_for_start(papers))
    has_plans = len(papers.safety_plans)
    for need in _ORDER:
        if need in _ONLY_BOUGHT and papers.step == OWN_STEP:
            continue
        is_signature = need in {StartNeed.SIGNED_BY_MUNICIPALITY, StartNeed.SIGNED_BY_PROVIDER}
        title = need.swedish
        if need is StartNeed.SAFETY_PLANS:
            title = f"Säkerhetsplan för {has_plans} av {papers.household_size}"
        if need not in missing:
            yield Task(need, title, "DONE")
        elif is_signature and papers.agreement_id is None:
            yield Task(need, title, "BLOCKED", "Placeringsavtalet ska skrivas först.")
        else:
            yield Task(need, title, "STARTED" if need is StartNeed.SAFETY_PLANS and has_plans else "NOT_STARTED")


_ONLY_BOUGHT: Final = {StartNeed.PROVIDERS_YES, StartNeed.PURCHASE_DECISION}
_ORDER: Final = (
    StartNeed.DECISION,
    StartNeed.CARE_PLAN,
    StartNeed.SAFETY_PLANS,
    StartNeed.CALL_OFF,
    StartNeed.PROVIDERS_YES,
    StartNeed.PURCHASE_DECISION,
    StartNeed.AGREEMENT,
    StartNeed.SIGNED_BY_MUNICIPALITY,
    StartNeed.SIGNED_BY_PROVIDER,
)


def covers(from_date: date, until_date: date | None, day: date) -> bool:
    """Say whether a decision's days hold the day of moving in."""
    return from_date <= day and (until_date is None or day < until_date)
