"""Every read of follow-up. Read-shapes out, never rows."""

from utvag.followup.queries.agenda import coming_of, happenings_of, work_of
from utvag.followup.queries.duties import duties_of, programme_in_force
from utvag.followup.queries.page import DutyRow, FollowUp, follow_up
from utvag.followup.queries.questions import (
    Missing,
    MissingContact,
    ThreeMonthsSoon,
    meetings_past_four_weeks,
    three_months_soon,
    without_contact_for_a_week,
)
from utvag.followup.queries.records import contact_place, visit_place
from utvag.followup.queries.said import ContactShape, VisitShape

__all__ = [
    "ContactShape",
    "DutyRow",
    "FollowUp",
    "Missing",
    "MissingContact",
    "ThreeMonthsSoon",
    "VisitShape",
    "coming_of",
    "contact_place",
    "duties_of",
    "follow_up",
    "happenings_of",
    "meetings_past_four_weeks",
    "programme_in_force",
    "three_months_soon",
    "visit_place",
    "without_contact_for_a_week",
    "work_of",
]
