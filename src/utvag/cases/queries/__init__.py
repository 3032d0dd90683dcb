"""Every read of cases and first contacts. Read-shapes out, never rows."""

from utvag.cases.queries.cases import (
    CaseLine,
    CaseShape,
    Entry,
    NamedStaff,
    case_place,
    code_names,
    companions_in,
    my_cases,
    open_case,
    sealed_entry,
    staff_of,
    waiting_entries,
)
from utvag.cases.queries.household import MemberShape, open_member, register_persons, stated_needs
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
from utvag.cases.queries.on_call import on_call_happenings, on_call_notices
from utvag.cases.queries.staff import Naming, namings_of, staff_to_name

__all__ = [
    "CaseLine",
    "CaseShape",
    "ContactLine",
    "ContactShape",
    "Entry",
    "MemberShape",
    "NamedStaff",
    "Naming",
    "Receipt",
    "case_place",
    "code_names",
    "companions_in",
    "contact_notices",
    "contact_queue",
    "contacts_of_case",
    "my_cases",
    "namings_of",
    "on_call_happenings",
    "on_call_notices",
    "open_case",
    "open_contact",
    "open_member",
    "receipt_of",
    "register_persons",
    "sealed_entry",
    "staff_of",
    "staff_to_choose",
    "staff_to_name",
    "stated_needs",
    "waiting_entries",
]
