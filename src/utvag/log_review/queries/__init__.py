"""Read who has looked, and what is to be reviewed."""

from utvag.log_review.queries.agenda import work_of
from utvag.log_review.queries.looks import SHOWN_DAYS, LookedShape, LooksPage, looks_in_case, rows_of_case, seen_until
from utvag.log_review.queries.reviewing import ItemShape, ReviewPage, around_item, item_shape, review_page
from utvag.log_review.queries.watched import alarms, marked_canaries, minutes_made

__all__ = [
    "SHOWN_DAYS",
    "ItemShape",
    "LookedShape",
    "LooksPage",
    "ReviewPage",
    "alarms",
    "around_item",
    "item_shape",
    "looks_in_case",
    "marked_canaries",
    "minutes_made",
    "review_page",
    "rows_of_case",
    "seen_until",
    "work_of",
]
