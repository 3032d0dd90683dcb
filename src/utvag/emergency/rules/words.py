"""Why something of this package could not be done. One word, whatever secret lies behind it."""

from enum import StrEnum


class Refusal(StrEnum):
    """Why something could not be done."""

    # Reserve homes.
    NO_RESERVES = "NO_RESERVES"
    NOTHING_DISCLOSED = "NOTHING_DISCLOSED"
    CANNOT_CHECK = "CANNOT_CHECK"
    NOT_STANDING = "NOT_STANDING"
    REASON_MISSING = "REASON_MISSING"
    # A disclosed address.
    ALREADY_OPEN = "ALREADY_OPEN"
    LEARNED_LATER = "LEARNED_LATER"
    CLOSED_ALREADY = "CLOSED_ALREADY"
    STEPS_LEFT = "STEPS_LEFT"
    NOTE_MISSING = "NOTE_MISSING"
    NOT_DONE = "NOT_DONE"
    ANOTHER_MUST = "ANOTHER_MUST"
    UNKNOWN_PARTY = "UNKNOWN_PARTY"
    # The acute placement.
    OFFICE_HOURS = "OFFICE_HOURS"
    HOME_NOT_AVAILABLE = "HOME_NOT_AVAILABLE"
    HOME_NOT_CHECKED = "HOME_NOT_CHECKED"
    CASE_NOT_WAITING = "CASE_NOT_WAITING"
    ALREADY_PLACED = "ALREADY_PLACED"
    NO_MANDATE = "NO_MANDATE"
    AGE_UNKNOWN = "AGE_UNKNOWN"
    NO_BASIS = "NO_BASIS"
