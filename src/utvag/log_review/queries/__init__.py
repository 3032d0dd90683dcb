"""Read who has looked."""

from utvag.log_review.queries.looks import SHOWN_DAYS, LookedShape, LooksPage, looks_in_case, rows_of_case, seen_until

__all__ = ["SHOWN_DAYS", "LookedShape", "LooksPage", "looks_in_case", "rows_of_case", "seen_until"]
