"""The rules of assignments: when one stands, how far a receiver reaches, and invoices against days."""

from utvag.assignments.rules.invoices import (
    LIKE_A_PERSON,
    MOST_ORE,
    NUMBER_FORM,
    Days,
    Told,
    days_outside,
    deviation,
    end_after,
    kronor,
    last_day,
    ore_of,
)
from utvag.assignments.rules.invoices import refused as refused_invoice
from utvag.assignments.rules.reach import SETTLED, Reach, Stay, open_until, reach_of
from utvag.assignments.rules.standing import (
    Asked,
    ToGive,
    is_bound,
    may_ask,
    refused,
    stands,
    usual_end,
)
from utvag.assignments.rules.words import OUTSIDERS, REASONS_OF, Reason, Refusal

__all__ = (
    "LIKE_A_PERSON",
    "MOST_ORE",
    "NUMBER_FORM",
    "OUTSIDERS",
    "REASONS_OF",
    "SETTLED",
    "Asked",
    "Days",
    "Reach",
    "Reason",
    "Refusal",
    "Stay",
    "ToGive",
    "Told",
    "days_outside",
    "deviation",
    "end_after",
    "is_bound",
    "kronor",
    "last_day",
    "may_ask",
    "open_until",
    "ore_of",
    "reach_of",
    "refused",
    "refused_invoice",
    "stands",
    "usual_end",
)
