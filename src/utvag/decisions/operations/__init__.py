"""Every change to decisions, notices and appeals."""

from utvag.decisions.operations.appeals import (
    UnableToAppeal,
    UnableToNotify,
    answer_appeal,
    give_notice,
    register_appeal,
)
from utvag.decisions.operations.committee import enter_committee_decision
from utvag.decisions.operations.proposing import UnableToPropose, propose_decision, withdraw_decision
from utvag.decisions.operations.taking import (
    UnableToDecide,
    decline_decision,
    take_decision,
    write_taken_decision,
)

__all__ = [
    "UnableToAppeal",
    "UnableToDecide",
    "UnableToNotify",
    "UnableToPropose",
    "answer_appeal",
    "decline_decision",
    "enter_committee_decision",
    "give_notice",
    "propose_decision",
    "register_appeal",
    "take_decision",
    "withdraw_decision",
    "write_taken_decision",
]
