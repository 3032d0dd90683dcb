"""The words of decisions, notices and appeals. No Django here."""

from enum import StrEnum
from typing import Final

from utvag.law.decision_types import DecisionType

# Nobody can wait for a second person: decided at once by the one who has the mandate, for a few days.
AT_ONCE: Final = (DecisionType.ACUTE_HOUSING,)
# With one of these, granted, somebody may move in.
HOUSING: Final = (
    DecisionType.HOUSING_SUPPORT,
    DecisionType.PROTECTED_HOUSING,
    DecisionType.PROTECTED_HOUSING_UNASSESSED,
    DecisionType.LVU_PLACEMENT,
    DecisionType.ACUTE_HOUSING,
)
# These are about another decision of the case.
ABOUT_ANOTHER: Final = (DecisionType.EXTENSION, DecisionType.ENDING)
PURCHASES: Final = (DecisionType.CALL_OFF_FRAMEWORK, DecisionType.CALL_OFF_OUTSIDE)


class _Worded(StrEnum):
    """A closed list whose words have Swedish texts."""

    @property
    def swedish(self) -> str:
        """Give the text on the screens."""
        return _SWEDISH[self]


class DecisionState(_Worded):
    """Where a decision stands."""

    PROPOSED = "PROPOSED"
    TAKEN = "TAKEN"
    DECLINED = "DECLINED"
    WITHDRAWN = "WITHDRAWN"


class Outcome(_Worded):
    """What a taken decision says."""

    GRANTED = "GRANTED"
    REJECTED = "REJECTED"


class ChangeGround(_Worded):
    """Why a decision may be changed to the person's detriment; there is no other."""

    CIRCUMSTANCES_CHANGED = "CIRCUMSTANCES_CHANGED"
    TIME_LIMIT = "TIME_LIMIT"
    OWN_WISH = "OWN_WISH"
    CONDITION_BROKEN = "CONDITION_BROKEN"


class NoticeWay(_Worded):
    """How the person was told of the decision."""

    HANDED_OVER = "HANDED_OVER"
    READ_OUT = "READ_OUT"
    LETTER = "LETTER"
    THROUGH_COUNSEL = "THROUGH_COUNSEL"


class AppealState(_Worded):
    """Where an appeal stands."""

    RECEIVED = "RECEIVED"
    DISMISSED = "DISMISSED"
    FORWARDED = "FORWARDED"
    DECIDED = "DECIDED"


class AppealOutcome(_Worded):
    """What the court said."""

    UPHELD = "UPHELD"
    CHANGED = "CHANGED"
    REMANDED = "REMANDED"


class AppealStep(_Worded):
    """What is done with an appeal: first by the municipality, then by the court."""

    DISMISS = "DISMISS"
    FORWARD = "FORWARD"
    COURT_UPHELD = "COURT_UPHELD"
    COURT_CHANGED = "COURT_CHANGED"
    COURT_REMANDED = "COURT_REMANDED"

    @property
    def is_the_courts(self) -> bool:
        """Say whether it is the court's answer."""
        return self not in {AppealStep.DISMISS, AppealStep.FORWARD}


class Refusal(StrEnum):
    """Why something cannot be done with a decision."""

    NOT_IN_FORCE = "NOT_IN_FORCE"
    AGE_UNKNOWN = "AGE_UNKNOWN"
    TOO_YOUNG = "TOO_YOUNG"
    TOO_OLD = "TOO_OLD"
    NOT_HERS_TO_PROPOSE = "NOT_HERS_TO_PROPOSE"
    PERIOD_WRONG = "PERIOD_WRONG"
    TEXT_MISSING = "TEXT_MISSING"
    ALREADY_PROPOSED = "ALREADY_PROPOSED"
    CASE_CLOSED = "CASE_CLOSED"
    NOTHING_TO_CHANGE = "NOTHING_TO_CHANGE"
    GROUND_MISSING = "GROUND_MISSING"
    NO_TIME_LIMIT = "NO_TIME_LIMIT"
    NO_CONDITIONS = "NO_CONDITIONS"
    NOT_PROPOSED = "NOT_PROPOSED"
    OWN_PROPOSAL = "OWN_PROPOSAL"
    NO_MANDATE = "NO_MANDATE"
    COMMITTEE_DECIDES = "COMMITTEE_DECIDES"
    OFFICES_OPEN = "OFFICES_OPEN"
    NOT_TAKEN = "NOT_TAKEN"
    ALREADY_NOTIFIED = "ALREADY_NOTIFIED"
    DAY_TO_COME = "DAY_TO_COME"
    DAY_BEFORE_DECISION = "DAY_BEFORE_DECISION"
    ALREADY_APPEALED = "ALREADY_APPEALED"
    PURCHASE = "PURCHASE"
    IN_TIME = "IN_TIME"
    TOO_LATE = "TOO_LATE"
    NOT_RECEIVED = "NOT_RECEIVED"
    NOT_FORWARDED = "NOT_FORWARDED"
    MINUTES_MISSING = "MINUTES_MISSING"
    MEETING_TO_COME = "MEETING_TO_COME"
    MEETING_BEFORE_PROPOSAL = "MEETING_BEFORE_PROPOSAL"
    NO_MANDATE_THAT_DAY = "NO_MANDATE_THAT_DAY"


_SWEDISH: Final[dict[_Worded, str]] = {
    DecisionState.PROPOSED: "Föreslaget",
    DecisionState.TAKEN: "Taget",
    DecisionState.DECLINED: "Återlämnat utan beslut",
    DecisionState.WITHDRAWN: "Tillbakataget",
    Outcome.GRANTED: "Bifall",
    Outcome.REJECTED: "Avslag",
    ChangeGround.CIRCUMSTANCES_CHANGED: "Förhållandena har ändrats väsentligt",
    ChangeGround.TIME_LIMIT: "Tiden i beslutet går ut",
    ChangeGround.OWN_WISH: "Personen vill det själv",
    ChangeGround.CONDITION_BROKEN: "Ett villkor i beslutet följs inte",
    NoticeWay.HANDED_OVER: "Lämnat i handen",
    NoticeWay.READ_OUT: "Läst upp, och lämnat skriftligt",
    NoticeWay.LETTER: "Skickat med brev till en adress som är säker",
    NoticeWay.THROUGH_COUNSEL: "Genom ombud eller god man",
    AppealState.RECEIVED: "Har kommit in",
    AppealState.DISMISSED: "Avvisat, kom in för sent",
    AppealState.FORWARDED: "Överlämnat till förvaltningsrätten",
    AppealState.DECIDED: "Avgjort av förvaltningsrätten",
    AppealStep.DISMISS: "Avvisa det, för att det kom in för sent",
    AppealStep.FORWARD: "Beslutet ändras inte: lämna över till förvaltningsrätten",
    AppealStep.COURT_UPHELD: "Domstolen: beslutet står fast",
    AppealStep.COURT_CHANGED: "Domstolen: beslutet är ändrat",
    AppealStep.COURT_REMANDED: "Domstolen: beslutet är återförvisat",
    AppealOutcome.UPHELD: "Beslutet står fast",
    AppealOutcome.CHANGED: "Beslutet är ändrat",
    AppealOutcome.REMANDED: "Beslutet är återförvisat",
}
