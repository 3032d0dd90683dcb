"""The investigation: its parts, the police's preconditions, what is missing, and the clocks. No Django here.

An investigation is opened at once (SoL 2025:400 14 kap. 2 §) and takes about 14 days (ASN-2023-1465).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from utvag.foundation.workdays import add_months, is_working_day, next_working_day

# After six months an applicant may ask for a decision (FL 12 §), which is then given or refused within four weeks.
MONTHS_BEFORE_REQUEST: Final = 6
REQUEST_ANSWERED_IN: Final = timedelta(weeks=4)
NEAR_DAYS: Final = 3


class _Worded(StrEnum):
    """A closed list whose words have Swedish texts."""

    @property
    def swedish(self) -> str:
        """Give the text on the screens."""
        return _SWEDISH[self]


class InvestigationState(_Worded):
    """Where an investigation stands."""

    OPEN = "OPEN"
    COMPLETED = "COMPLETED"
    DISCONTINUED = "DISCONTINUED"


class SectionKind(_Worded):
    """The parts of an investigation."""

    NEEDS = "NEEDS"
    RISKS = "RISKS"
    RECEPTIVENESS = "RECEPTIVENESS"
    CHILDREN = "CHILDREN"
    MOTIVATION = "MOTIVATION"
    ASSESSMENT = "ASSESSMENT"


class Children(_Worded):
    """What is known of children. That nothing is known is not that there are none."""

    # Not "NOT_KNOWN": the texts below are found by the word alone.
    NOTHING_KNOWN = "NOTHING_KNOWN"
    NONE = "NONE"
    COME_ALONG = "COME_ALONG"
    LIVE_ELSEWHERE = "LIVE_ELSEWHERE"


class Precondition(_Worded):
    """What the police ask for before they protect somebody who leaves."""

    MOTIVATED = "MOTIVATED"
    CONSENTS = "CONSENTS"
    FORM_SIGNED = "FORM_SIGNED"
    MEASURES_DECIDED = "MEASURES_DECIDED"


class Met(_Worded):
    """Whether a precondition is met."""

    NOT_KNOWN = "NOT_KNOWN"
    MET = "MET"
    NOT_MET = "NOT_MET"


class HousingKind(_Worded):
    """Where the person lives while the investigation goes on."""

    OWN_HOME = "OWN_HOME"
    RELATIVES = "RELATIVES"
    HOSTEL = "HOSTEL"
    ACUTE_PLACEMENT = "ACUTE_PLACEMENT"


class CloseReason(_Worded):
    """Why an investigation ends before it is done."""

    DOES_NOT_WANT = "DOES_NOT_WANT"
    DOES_NOT_TAKE_PART = "DOES_NOT_TAKE_PART"
    NOT_REACHED = "NOT_REACHED"
    OUTSIDE_PROGRAMME = "OUTSIDE_PROGRAMME"
    OTHER_SUPPORT = "OTHER_SUPPORT"


class Refusal(StrEnum):
    """Why something of an investigation cannot be written so."""

    OPEN_ALREADY = "OPEN_ALREADY"
    NOT_OPEN = "NOT_OPEN"
    CASE_CLOSED = "CASE_CLOSED"
    CHANGED_MEANWHILE = "CHANGED_MEANWHILE"
    NO_TEXT = "NO_TEXT"
    NOT_WHOLE = "NOT_WHOLE"
    NO_MEETING = "NO_MEETING"
    NO_REASON = "NO_REASON"
    NOT_LATE = "NOT_LATE"
    NO_TELLER = "NO_TELLER"
    DAY_TO_COME = "DAY_TO_COME"
    DATES_REVERSED = "DATES_REVERSED"


_SWEDISH: Final[dict[_Worded, str]] = {
    InvestigationState.OPEN: "Pågår",
    InvestigationState.COMPLETED: "Klar",
    InvestigationState.DISCONTINUED: "Avslutad utan att bli klar",
    SectionKind.NEEDS: "Behov",
    SectionKind.RISKS: "Riskfaktorer",
    SectionKind.RECEPTIVENESS: "Mottaglighet för förändring",
    SectionKind.CHILDREN: "Barnens situation",
    SectionKind.MOTIVATION: "Motivation",
    SectionKind.ASSESSMENT: "Bedömning och förslag",
    Children.NOTHING_KNOWN: "Inget är känt om barn",
    Children.NONE: "Det finns inga barn",
    Children.COME_ALONG: "Barn följer med",
    Children.LIVE_ELSEWHERE: "Barn finns, men följer inte med",
    Precondition.MOTIVATED: "Personen är motiverad",
    Precondition.CONSENTS: "Personen samtycker till att myndigheterna delar uppgifter",
    Precondition.FORM_SIGNED: "Personen har skrivit under polisens blankett med villkor och är inte bevisperson",
    Precondition.MEASURES_DECIDED: "Socialtjänsten har beslutat om insatser",
    Met.NOT_KNOWN: "Inte känt",
    Met.MET: "Uppfyllt",
    Met.NOT_MET: "Inte uppfyllt",
    HousingKind.OWN_HOME: "Eget hem",
    HousingKind.RELATIVES: "Hos släkt eller vänner",
    HousingKind.HOSTEL: "Vandrarhem eller hotell",
    HousingKind.ACUTE_PLACEMENT: "Akut placering",
    CloseReason.DOES_NOT_WANT: "Personen vill inte gå vidare",
    CloseReason.DOES_NOT_TAKE_PART: "Personen deltar inte",
    CloseReason.NOT_REACHED: "Personen går inte att nå",
    CloseReason.OUTSIDE_PROGRAMME: "Personen ryms inte i programmet",
    CloseReason.OTHER_SUPPORT: "Personen får stöd på annat sätt",
}


@dataclass(frozen=True, slots=True)
class Clock:
    """A day by which something must be done, and by which rule."""

    day: date
    title: str
    why: str


def due_date(opened: date, days: int) -> date:
    """Give the last day of an investigation: the programme's days after it opened."""
    return opened + timedelta(days=days)


def working_days_left(today: date, due: date) -> int:
    """Count the working days after today up to and with the last day; below nothing when the day has passed."""
    first, last = (today, due) if today <= due else (due, today)
    days = sum(is_working_day(first + timedelta(days=step)) for step in range(1, (last - first).days + 1))
    return days if today <= due else -days


def is_near(today: date, due: date) -> bool:
    """Say whether an investigation's last day is near or has passed."""
    return working_days_left(today, due) <= NEAR_DAYS


def missing_sections(done: Collection[SectionKind]) -> tuple[SectionKind, ...]:
    """Name the parts that are not done, in the order of the work."""
    return tuple(kind for kind in SectionKind if kind not in done)


def unanswered(answers: Mapping[Precondition, Met]) -> tuple[Precondition, ...]:
    """Name the police's preconditions of which nobody knows whether they are met."""
    return tuple(one for one in Precondition if answers.get(one, Met.NOT_KNOWN) is Met.NOT_KNOWN)


def decision_clocks(opened: date) -> tuple[Clock, ...]:
    """Give the clocks of an applicant who waits (FL 12 §)."""
    asked = next_working_day(add_months(opened, MONTHS_BEFORE_REQUEST))
    answered = next_working_day(asked + REQUEST_ANSWERED_IN)
    return (
        Clock(
            asked,
            "Personen kan begära att ärendet avgörs",
            "Sex månader efter att ärendet började kan den som har ansökt begära ett beslut (12 § förvaltningslagen).",
        ),
        Clock(
            answered,
            "Svar på en begäran om avgörande",
            "Den som begär ett beslut första möjliga dag ska ha det, eller ett avslag, inom fyra veckor "
            "(12 § förvaltningslagen).",
        ),
    )


def children_clocks(from_date: date, *, is_immediate: bool) -> tuple[Clock, ...]:
    """Give the clocks of children who come along to a protected home (lag 2024:79; SoL 2025:400 22 kap.).

    :param from_date: the day on which the children came there.
    :param is_immediate: whether it was done at once, before a court had decided.
    """
    first = (
        (
            Clock(
                next_working_day(from_date + timedelta(weeks=1)),
                "Underställ det omedelbara beslutet",
                "Ett omedelbart beslut om ett barns vistelse lämnas till rätten inom en vecka (lag 2024:79).",
            ),
            Clock(
                next_working_day(from_date + timedelta(weeks=6)),
                "Ansök hos rätten",
                "Ansökan om ett barns vistelse görs inom sex veckor från det omedelbara beslutet (lag 2024:79).",
            ),
        )
        if is_immediate
        else ()
    )
    half_year = next_working_day(add_months(from_date, 6))
    return (
        *first,
        Clock(
            half_year,
            "Överväg om barnen ska vara kvar",
            "Var sjätte månad övervägs om vården behövs (22 kap. 13 § socialtjänstlagen).",
        ),
        Clock(
            half_year,
            "Pröva barnens vistelse på nytt",
            "Vistelsen för ett barn som följer med prövas var sjätte månad (lag 2024:79; "
            "22 kap. 7 § socialtjänstlagen).",
        ),
    )
