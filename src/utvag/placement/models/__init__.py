"""Checks, placements, what follows on them, and what the re-check found about them."""

from utvag.placement.models.asked import AskedQuestion
from utvag.placement.models.findings import Finding, RecheckRun
from utvag.placement.models.following import Extension, PlacementSafetyPlan, Review
from utvag.placement.models.placements import OCCUPIED, Check, Placement
from utvag.placement.models.snapshots import RegisterSnapshot

__all__ = [
    "OCCUPIED",
    "AskedQuestion",
    "Check",
    "Extension",
    "Finding",
    "Placement",
    "PlacementSafetyPlan",
    "RecheckRun",
    "RegisterSnapshot",
    "Review",
]
