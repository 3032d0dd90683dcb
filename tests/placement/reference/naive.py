"""The placement rules, slowly and plainly: everything the rules page computes, in one place."""

from __future__ import annotations

from tests.placement.reference.joint import assignment_faults, best_assignment
from tests.placement.reference.matching import match, match_all, match_none, recheck

__all__ = [
    "assignment_faults",
    "best_assignment",
    "match",
    "match_all",
    "match_none",
    "recheck",
]
