"""What a review of the log asks and answers. No Django here."""

from utvag.log_review.rules.actions import REVIEWING, ActKind, kind_of, opens_a_person, purpose_for, words_for
from utvag.log_review.rules.looks import Looked, Row, put_together
from utvag.log_review.rules.sampling import AccessOf, drawn, first_of_week
from utvag.log_review.rules.words import (
    FOR_THE_REVIEWER_ONLY,
    MOST_ENTRIES,
    REFUSED_ADDRESS,
    REVIEWED_APART,
    AlarmKind,
    Judged,
    LookOutcome,
    Origin,
    Refusal,
    Rule,
    may_follow,
)

__all__ = [
    "FOR_THE_REVIEWER_ONLY",
    "MOST_ENTRIES",
    "REFUSED_ADDRESS",
    "REVIEWED_APART",
    "REVIEWING",
    "AccessOf",
    "ActKind",
    "AlarmKind",
    "Judged",
    "LookOutcome",
    "Looked",
    "Origin",
    "Refusal",
    "Row",
    "Rule",
    "drawn",
    "first_of_week",
    "kind_of",
    "may_follow",
    "opens_a_person",
    "purpose_for",
    "put_together",
    "words_for",
]
