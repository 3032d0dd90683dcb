"""The rules of decisions. No Django here."""

from utvag.decisions.rules.appeals import (
    forward_by,
    is_in_time,
    last_appeal_day,
    refused_step,
    report_unexecuted_from,
    state_after,
)
from utvag.decisions.rules.committee import Minutes, entered_still_open_from, refused_meeting
from utvag.decisions.rules.proposing import (
    Change,
    age_on,
    needs_another,
    proposed_by,
    refusal_of,
    refused_ground,
    refused_period,
)
from utvag.decisions.rules.words import (
    AT_ONCE,
    HOUSING,
    PURCHASES,
    AppealOutcome,
    AppealState,
    AppealStep,
    ChangeGround,
    DecisionState,
    NoticeWay,
    Outcome,
    Refusal,
)
from utvag.law.decision_types import DecisionType

__all__ = [
    "AT_ONCE",
    "HOUSING",
    "PURCHASES",
    "AppealOutcome",
    "AppealState",
    "AppealStep",
    "Change",
    "ChangeGround",
    "DecisionState",
    "DecisionType",
    "Minutes",
    "NoticeWay",
    "Outcome",
    "Refusal",
    "age_on",
    "entered_still_open_from",
    "forward_by",
    "is_in_time",
    "last_appeal_day",
    "needs_another",
    "proposed_by",
    "refusal_of",
    "refused_ground",
    "refused_meeting",
    "refused_period",
    "refused_step",
    "report_unexecuted_from",
    "state_after",
]
