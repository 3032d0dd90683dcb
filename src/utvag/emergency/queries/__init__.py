"""Look at what an emergency leaves to do."""

from utvag.emergency.queries.acute import AcuteShape, acute_placement
from utvag.emergency.queries.agenda import coming_of, happenings_of, work_of
from utvag.emergency.queries.disclosed import (
    DisclosedPage,
    DisclosedShape,
    LiaisonEvent,
    StepShape,
    disclosed_of_placement,
    event_for_liaison,
    placement_of,
    step_shape,
)
from utvag.emergency.queries.placing import AcuteChoice, acute_choice
from utvag.emergency.queries.reserves import ReserveLine, ReservesShape, reserve_line, reserves_of

__all__ = [
    "AcuteChoice",
    "AcuteShape",
    "DisclosedPage",
    "DisclosedShape",
    "LiaisonEvent",
    "ReserveLine",
    "ReservesShape",
    "StepShape",
    "acute_choice",
    "acute_placement",
    "coming_of",
    "disclosed_of_placement",
    "event_for_liaison",
    "happenings_of",
    "placement_of",
    "reserve_line",
    "reserves_of",
    "step_shape",
    "work_of",
]
