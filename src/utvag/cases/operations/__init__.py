"""Every change to cases and first contacts."""

from utvag.cases.operations.cases import (
    StaffToName,
    UnableToNameStaff,
    end_staff,
    hold_waiting,
    name_staff,
    name_where_nobody_is,
    open_for_placement,
    record_identity,
    set_state,
)
from utvag.cases.operations.intake import (
    UnableToHandle,
    UnableToRegister,
    acknowledge_contact,
    close_contact,
    register_contact,
    take_contact,
    wait_with_contact,
)

__all__ = [
    "StaffToName",
    "UnableToHandle",
    "UnableToNameStaff",
    "UnableToRegister",
    "acknowledge_contact",
    "close_contact",
    "end_staff",
    "hold_waiting",
    "name_staff",
    "name_where_nobody_is",
    "open_for_placement",
    "record_identity",
    "register_contact",
    "set_state",
    "take_contact",
    "wait_with_contact",
]
