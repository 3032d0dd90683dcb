"""What a review of the log asks and answers. No Django here."""

from utvag.log_review.rules.actions import REVIEWING, ActKind, kind_of, opens_a_person, purpose_for, words_for
from utvag.log_review.rules.looks import Looked, Row, put_together
from utvag.log_review.rules.words import FOR_THE_REVIEWER_ONLY, MOST_ENTRIES, LookOutcome, Refusal, Rule

__all__ = [
    "FOR_THE_REVIEWER_ONLY",
    "MOST_ENTRIES",
    "REVIEWING",
    "ActKind",
    "LookOutcome",
    "Looked",
    "Refusal",
    "Row",
    "Rule",
    "kind_of",
    "opens_a_person",
    "purpose_for",
    "put_together",
    "words_for",
]
