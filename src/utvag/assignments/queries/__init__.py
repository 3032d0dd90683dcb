"""Every read of assignments. Read-shapes out, never rows; no key is needed but for the names of employees."""

from utvag.assignments.queries.assignments import AssignmentsPage, assignments_page, has_assignment, role_of_account
from utvag.assignments.queries.invoices import InvoicesPage, invoices_page
from utvag.assignments.queries.stays import (
    OwnPlacement,
    OwnStays,
    ReceiverPage,
    own_placement,
    own_stays,
    receiver_page,
)

__all__ = [
    "AssignmentsPage",
    "InvoicesPage",
    "OwnPlacement",
    "OwnStays",
    "ReceiverPage",
    "assignments_page",
    "has_assignment",
    "invoices_page",
    "own_placement",
    "own_stays",
    "receiver_page",
    "role_of_account",
]
