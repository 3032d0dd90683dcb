"""Homes for all waiting cases at once: as many as possible, then the best."""

from utvag.placement.engine.assign.answer import Assigned, Assignment
from utvag.placement.engine.assign.plan import assign_cases

__all__ = ["Assigned", "Assignment", "assign_cases"]
