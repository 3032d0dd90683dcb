"""The acts of a placement, page by page. Each turns one form into one operation."""

from utvag.placement.views.choosing import acknowledge, choose, decide, withdraw
from utvag.placement.views.following import end, extend, move, review
from utvag.placement.views.starting import agreement, complete, start

__all__ = [
    "acknowledge",
    "agreement",
    "choose",
    "complete",
    "decide",
    "end",
    "extend",
    "move",
    "review",
    "start",
    "withdraw",
]
