"""What follows on a placement: reviews, an extension, its end. No Django here.

Stockholm's reply (2023): the decision lasts as long as support is needed, the person abstains from crime and keeps
personal security together with the police. Malmö (2023): gone through with the responsible social worker before any
prolongation. SoL (2025:400) 14 kap. 9 §: a measure that goes on is changed to somebody's detriment by decision only.
"""

from datetime import date
from enum import StrEnum
from typing import Final

from utvag.foundation.workdays import add_months

REVIEW_HOLDS_MONTHS: Final = 3


class Kept(StrEnum):
    """Whether a condition of the decision is kept."""

    YES = "YES"
    NO = "NO"
    NOT_KNOWN = "NOT_KNOWN"

    @property
    def swedish(self) -> str:
        """Give the answer on the screens."""
        return {Kept.YES: "Ja", Kept.NO: "Nej", Kept.NOT_KNOWN: "Vet inte"}[self]


class ReviewProposal(StrEnum):
    """What a review proposes."""

    PROLONG = "PROLONG"
    CHANGE = "CHANGE"
    END = "END"

    @property
    def swedish(self) -> str:
        """Give the proposal on the screens."""
        words = {
            ReviewProposal.PROLONG: "Placeringen förlängs",
            ReviewProposal.CHANGE: "Placeringen ändras: annat hem eller annat stöd",
            ReviewProposal.END: "Placeringen avslutas",
        }
        return words[self]


class Initiator(StrEnum):
    """Who took the initiative to an end."""

    PERSON = "PERSON"
    SOCIAL_SERVICES = "SOCIAL_SERVICES"
    PROVIDER = "PROVIDER"
    POLICE = "POLICE"

    @property
    def swedish(self) -> str:
        """Give the initiator on the screens."""
        words = {
            Initiator.PERSON: "Personen själv",
            Initiator.SOCIAL_SERVICES: "Socialtjänsten",
            Initiator.PROVIDER: "Utföraren",
            Initiator.POLICE: "Polisen",
        }
        return words[self]


class EndReason(StrEnum):
    """Why a placement ends. Each has a stated consequence."""

    GOAL_REACHED = "GOAL_REACHED"
    BROKE_CONDITION_CRIME = "BROKE_CONDITION_CRIME"
    BROKE_CONDITION_SECURITY = "BROKE_CONDITION_SECURITY"
    PERSONS_WISH = "PERSONS_WISH"
    PROVIDERS_NOTICE = "PROVIDERS_NOTICE"
    THREAT_CHANGED = "THREAT_CHANGED"
    IN_CUSTODY = "IN_CUSTODY"
    DECEASED = "DECEASED"
    MOVED = "MOVED"

    @property
    def swedish(self) -> str:
        """Give the reason on the screens."""
        return _END_REASONS[self][0]

    @property
    def closes_case(self) -> bool:
        """Say whether there is nothing more to wait for."""
        return self in {EndReason.GOAL_REACHED, EndReason.DECEASED, EndReason.PERSONS_WISH}

    @property
    def consequence(self) -> str:
        """Say what follows from it."""
        return _END_REASONS[self][1]


_END_REASONS: Final = {
    EndReason.GOAL_REACHED: ("Målet är nått, eget boende", "Ärendet avslutas eller fortsätter med stöd utan boende."),
    EndReason.BROKE_CONDITION_CRIME: (
        "Villkor bröts: brott",
        "Kräver ett fattat beslut om avslut. Behovet av annat stöd ska prövas; avslutet är inget straff.",
    ),
    EndReason.BROKE_CONDITION_SECURITY: (
        "Villkor bröts: personlig säkerhet",
        "Kräver ett fattat beslut om avslut. Polisen får veta det, och skyddet ska prövas på nytt.",
    ),
    EndReason.PERSONS_WISH: ("Personens egen önskan", "Personen får veta hur hen kan söka igen."),
    EndReason.PROVIDERS_NOTICE: ("Utföraren har sagt upp", "Ett nytt hem ska finnas den dagen. Använd Flytta."),
    EndReason.THREAT_CHANGED: ("Hotet har ändrats", "Polisen ska ha gjort en ny bedömning."),
    EndReason.IN_CUSTODY: ("Frihetsberövad", "Ärendet väntar. Planera för dagen för frigivning."),
    EndReason.DECEASED: ("Avliden", "Ärendet avslutas. Fråga hur de som finns kvar i hushållet får stöd."),
    EndReason.MOVED: ("Flyttad till annan placering", "Placeringen i det nya hemmet tar vid samma dag."),
}


class GoalOutcome(StrEnum):
    """How far a goal was reached."""

    REACHED = "REACHED"
    PARTLY = "PARTLY"
    NOT_REACHED = "NOT_REACHED"
    NOT_RELEVANT = "NOT_RELEVANT"

    @property
    def swedish(self) -> str:
        """Give the outcome on the screens."""
        words = {
            GoalOutcome.REACHED: "Nått",
            GoalOutcome.PARTLY: "Delvis nått",
            GoalOutcome.NOT_REACHED: "Inte nått",
            GoalOutcome.NOT_RELEVANT: "Inte aktuellt",
        }
        return words[self]


# The goals that every stay is followed up by, so that they can be counted.
GOALS: Final = {
    "left_network": "Lämnat kriminella kontakter",
    "housing": "Eget boende",
    "occupation": "Sysselsättning",
    "economy": "Ordnad ekonomi",
    "health": "Hälsa",
}
# Never without a decision to end it, whoever took the initiative.
ALWAYS_DECIDED: Final = (EndReason.BROKE_CONDITION_CRIME, EndReason.BROKE_CONDITION_SECURITY)


def needs_ending_decision(reason: EndReason, *, is_against_will: bool) -> bool:
    """Say whether the end needs a decision of its own (SoL 2025:400, 14 kap. 9 §)."""
    return is_against_will or reason in ALWAYS_DECIDED


def review_holds(held_date: date, today: date) -> bool:
    """Say whether a review is fresh enough to prolong on: held before today, and within three months."""
    return held_date <= today <= add_months(held_date, REVIEW_HOLDS_MONTHS)
