"""Every act about placements. Each is one durable transaction with its log row."""

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
from utvag.placement.operations.findings import acknowledge_finding, match_in_full

__all__ = [
    "ExcludedHome",
    "HomesForCase",
    "OfferedHome",
    "UnableToChoose",
    "UnableToDecide",
    "acknowledge_finding",
    "check_homes",
    "choose_home",
    "confirm_placement",
    "decline_placement",
    "match_in_full",
    "withdraw_proposal",
]
