"""Every change to a handover."""

from utvag.stand_in.operations.confirming import confirm_handover, decline_handed
from utvag.stand_in.operations.handing import (
    UnableToHandOver,
    begin_handover,
    end_handover,
    note_return,
    write_handover_note,
)

__all__ = [
    "UnableToHandOver",
    "begin_handover",
    "confirm_handover",
    "decline_handed",
    "end_handover",
    "note_return",
    "write_handover_note",
]
