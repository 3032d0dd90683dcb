"""Go through who has looked; judge what is flagged and drawn."""

from utvag.log_review.operations.canaries import end_canary, mark_canary
from utvag.log_review.operations.extract import make_extract
from utvag.log_review.operations.looks import UnableToReview, ask_about_look, note_looks
from utvag.log_review.operations.minutes import make_minutes
from utvag.log_review.operations.reviewing import Said, judge_access, see_alarm

__all__ = [
    "Said",
    "UnableToReview",
    "ask_about_look",
    "end_canary",
    "judge_access",
    "make_extract",
    "make_minutes",
    "mark_canary",
    "note_looks",
    "see_alarm",
]
