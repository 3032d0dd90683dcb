"""Every read of plans. Read-shapes out, never rows."""

from utvag.plans.queries.agenda import coming_of, happenings_of, work_of
from utvag.plans.queries.plans import (
    CasePlans,
    PersonPlans,
    PlanLine,
    current_plans,
    last_answers,
    missing_plans,
    plan_place,
    plans_of_case,
)

__all__ = [
    "CasePlans",
    "PersonPlans",
    "PlanLine",
    "coming_of",
    "current_plans",
    "happenings_of",
    "last_answers",
    "missing_plans",
    "plan_place",
    "plans_of_case",
    "work_of",
]
