"""Give and end an assignment, name who receives a placement, and handle a provider's invoices."""

from utvag.assignments.operations.assignments import UnableToAssign, end_assignment, give_assignment
from utvag.assignments.operations.invoices import UnableToInvoice, mark_invoice_paid, register_invoice
from utvag.assignments.operations.receivers import UnableToHandOver, end_receiver, name_receiver

__all__ = [
    "UnableToAssign",
    "UnableToHandOver",
    "UnableToInvoice",
    "end_assignment",
    "end_receiver",
    "give_assignment",
    "mark_invoice_paid",
    "name_receiver",
    "register_invoice",
]
