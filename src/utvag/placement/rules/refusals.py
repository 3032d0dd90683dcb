"""Why an act about a placement could not be done: one word, whatever secret lies behind it."""

from enum import StrEnum


class Refusal(StrEnum):
    """Why a home could not be chosen, or a placement not decided, started, changed or ended."""

    HOME_NOT_AVAILABLE = "HOME_NOT_AVAILABLE"
    HOME_NOT_CHECKED = "HOME_NOT_CHECKED"
    CASE_NOT_WAITING = "CASE_NOT_WAITING"
    ALREADY_PROPOSED = "ALREADY_PROPOSED"
    NOT_PROPOSED = "NOT_PROPOSED"
    OWN_PROPOSAL = "OWN_PROPOSAL"
    CANNOT_CHECK = "CANNOT_CHECK"
    QUESTIONS_SPENT = "QUESTIONS_SPENT"
    REASON_MISSING = "REASON_MISSING"
    # The start.
    NOT_PLANNED = "NOT_PLANNED"
    TOO_EARLY = "TOO_EARLY"
    STAY_IS_OVER = "STAY_IS_OVER"
    PAPERS_MISSING = "PAPERS_MISSING"
    MUST_BE_CONFIRMED = "MUST_BE_CONFIRMED"
    # What follows on it.
    NOT_STANDING = "NOT_STANDING"
    NO_SUCH_DAY = "NO_SUCH_DAY"
    NO_SUCH_SOCIAL_WORKER = "NO_SUCH_SOCIAL_WORKER"
    NO_REVIEW = "NO_REVIEW"
    NO_EXTENSION_DECISION = "NO_EXTENSION_DECISION"
    NO_ENDING_DECISION = "NO_ENDING_DECISION"
    MOVE_IS_PLANNED = "MOVE_IS_PLANNED"
