"""What is done with the organisation: set up, accounts, who signs in, and the fresh touch."""

from utvag.organisation.operations.accounts import (
    create_staff_account,
    hold_parameters,
    record_sign_in,
    set_up_municipality,
)
from utvag.organisation.operations.touching import TouchNeeded, note_touch, use_touch

__all__ = (
    "TouchNeeded",
    "create_staff_account",
    "hold_parameters",
    "note_touch",
    "record_sign_in",
    "set_up_municipality",
    "use_touch",
)
