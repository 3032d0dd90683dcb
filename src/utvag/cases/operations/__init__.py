"""Every change to cases and first contacts."""

from utvag.cases.operations.cases import (
    hold_waiting,
    open_for_placement,
    record_identity,
    set_state,
    wait_again,
)
from utvag.cases.operations.denials import UnableToDeny, declare_conflict, deny_staff, lift_denial
from utvag.cases.operations.household import Member, UnableToRecordMember, record_member
from utvag.cases.operations.intake import (
    UnableToHandle,
    UnableToRegister,
    acknowledge_contact,
    close_contact,
    register_contact,
    take_contact,
    wait_with_contact,
)
from utvag.cases.operations.needs import UnableToStateNeeds, state_needs, write_needs
from utvag.cases.operations.on_call import UnableToOpenOnCall, open_case_on_call, open_from_contact_on_call
from utvag.cases.operations.staff import (
    StaffToName,
    UnableToNameStaff,
    end_staff,
    extend_staff,
    name_staff,
    name_where_nobody_is,
    write_naming,
)

__all__ = [
    "Member",
    "StaffToName",
    "UnableToDeny",
    "UnableToHandle",
    "UnableToNameStaff",
    "UnableToOpenOnCall",
    "UnableToRecordMember",
    "UnableToRegister",
    "UnableToStateNeeds",
    "acknowledge_contact",
    "close_contact",
    "declare_conflict",
    "deny_staff",
    "end_staff",
    "extend_staff",
    "hold_waiting",
    "lift_denial",
    "name_staff",
    "name_where_nobody_is",
    "open_case_on_call",
    "open_for_placement",
    "open_from_contact_on_call",
    "record_identity",
    "record_member",
    "register_contact",
    "set_state",
    "state_needs",
    "take_contact",
    "wait_again",
    "wait_with_contact",
    "write_naming",
    "write_needs",
]
