"""Why the organisation's own acts cannot be done."""

from enum import StrEnum


class Refusal(StrEnum):
    """A word for each cause that is told; what an intruder could learn from has one word for all its causes."""

    TOUCH_NEEDED = "TOUCH_NEEDED"
    KEY_REFUSED = "KEY_REFUSED"
    CODE_REFUSED = "CODE_REFUSED"
    KEY_KNOWN = "KEY_KNOWN"
    LAST_KEY = "LAST_KEY"
    PROVIDER_SILENT = "PROVIDER_SILENT"
    IDENTITY_REFUSED = "IDENTITY_REFUSED"
    IDENTITY_TAKEN = "IDENTITY_TAKEN"
    USERNAME_TAKEN = "USERNAME_TAKEN"
    OWN_ACCOUNT = "OWN_ACCOUNT"
    NOTHING_TO_CHANGE = "NOTHING_TO_CHANGE"
    PROPOSED_ALREADY = "PROPOSED_ALREADY"
