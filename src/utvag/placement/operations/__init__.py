"""Every act about placements. Each is one durable transaction with its log row."""

from utvag.placement.operations.acute import AcuteHomes, acute_days, homes_for_acute, place_acutely
from utvag.placement.operations.agreeing import write_agreement
from utvag.placement.operations.choosing import (
    ExcludedHome,
    HomesForCase,
    OfferedHome,
    UnableToChoose,
    check_homes,
    choose_home,
)
from utvag.placement.operations.deciding import (
    UnableToDecide,
    confirm_placement,
    decline_placement,
    withdraw_proposal,
)
from utvag.placement.operations.ending import end_placement
from utvag.placement.operations.findings import acknowledge_finding, match_in_full
from utvag.placement.operations.following import UnableToFollow, extend_placement, hold_review
from utvag.placement.operations.moving import homes_to_move_to, move_placement
from utvag.placement.operations.starting import UnableToStart, complete_papers, start_placement

__all__ = [
    "AcuteHomes",
    "ExcludedHome",
    "HomesForCase",
    "OfferedHome",
    "UnableToChoose",
    "UnableToDecide",
    "UnableToFollow",
    "UnableToStart",
    "acknowledge_finding",
    "acute_days",
    "check_homes",
    "choose_home",
    "complete_papers",
    "confirm_placement",
    "decline_placement",
    "end_placement",
    "extend_placement",
    "hold_review",
    "homes_for_acute",
    "homes_to_move_to",
    "match_in_full",
    "move_placement",
    "place_acutely",
    "start_placement",
    "withdraw_proposal",
    "write_agreement",
]
