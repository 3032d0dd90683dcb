"""Every read about placements. Read-shapes out, never rows."""

from utvag.placement.queries.agenda import coming_of, happenings_of, work_of
from utvag.placement.queries.asking import QuestionsSpent, RegisterUnusable
from utvag.placement.queries.findings import (
    FindingShape,
    count_open_findings,
    findings_of_placement,
    open_findings,
    recheck_state,
)
from utvag.placement.queries.journey import JourneyShape, journey_of
from utvag.placement.queries.placements import (
    PlacementLine,
    PlacementShape,
    placement_shape,
    placements_of_case,
    proposals_waiting_for,
)

__all__ = [
    "FindingShape",
    "JourneyShape",
    "PlacementLine",
    "PlacementShape",
    "QuestionsSpent",
    "RegisterUnusable",
    "coming_of",
    "count_open_findings",
    "findings_of_placement",
    "happenings_of",
    "journey_of",
    "open_findings",
    "placement_shape",
    "placements_of_case",
    "proposals_waiting_for",
    "recheck_state",
    "work_of",
]
