"""Every act of an emergency. Each is one durable transaction with its log row."""

from utvag.emergency.operations.disclosed import (
    WhatIsKnown,
    close_disclosed,
    confirm_police_know,
    mark_home_known,
    register_disclosed,
)
from utvag.emergency.operations.errors import UnableToHandle, UnableToOpen, UnableToPlaceAcutely
from utvag.emergency.operations.placing import place_at_once
from utvag.emergency.operations.reserves import acknowledge_opening, open_reserves
from utvag.emergency.operations.steps import do_step, undo_step

__all__ = [
    "UnableToHandle",
    "UnableToOpen",
    "UnableToPlaceAcutely",
    "WhatIsKnown",
    "acknowledge_opening",
    "close_disclosed",
    "confirm_police_know",
    "do_step",
    "mark_home_known",
    "open_reserves",
    "place_at_once",
    "register_disclosed",
    "undo_step",
]
