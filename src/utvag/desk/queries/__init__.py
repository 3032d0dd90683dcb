"""Every read of the desk. Read-shapes out, never rows."""

from utvag.desk.queries.case import CasePage, case_page
from utvag.desk.queries.drafts import OwnDraft, count_drafts, own_drafts
from utvag.desk.queries.liaison import BlockedHomes, LiaisonPage, blocked_homes, liaison_page
from utvag.desk.queries.my_day import MyDay, coming_for, count_waiting, my_day
from utvag.desk.queries.placement import PlacementPage, placement_page
from utvag.desk.queries.timeline import PlanPage, TimelinePage, plan_page, timeline_page

__all__ = [
    "BlockedHomes",
    "CasePage",
    "LiaisonPage",
    "MyDay",
    "OwnDraft",
    "PlacementPage",
    "PlanPage",
    "TimelinePage",
    "blocked_homes",
    "case_page",
    "coming_for",
    "count_drafts",
    "count_waiting",
    "liaison_page",
    "my_day",
    "own_drafts",
    "placement_page",
    "plan_page",
    "timeline_page",
]
