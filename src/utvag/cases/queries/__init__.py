"""Every read of cases and first contacts. Read-shapes out, never rows."""

from utvag.cases.queries.cases import (
    CaseLine,
    CaseShape,
    Entry,
    NamedStaff,
    case_place,
    code_names,
    my_cases,
    open_case,
    sealed_entry,
    staff_of,
    waiting_entries,
)
from utvag.cases.queries.intake import (
    ContactLine,
    ContactShape,
    Receipt,
    contact_notices,
    contact_queue,
    contacts_of_case,
    open_contact,
    receipt_of,
    staff_to_choose,
)

__all__ = [
    "CaseLine",
    "CaseShape",
    "ContactLine",
    "ContactShape",
    "Entry",
    "NamedStaff",
    "Receipt",
    "case_place",
    "code_names",
    "contact_notices",
    "contact_queue",
    "contacts_of_case",
    "my_cases",
    "open_case",
    "open_contact",
    "receipt_of",
    "sealed_entry",
    "staff_of",
    "staff_to_choose",
    "waiting_entries",
]
