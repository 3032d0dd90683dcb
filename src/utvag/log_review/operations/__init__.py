"""Go through who has looked."""

from utvag.log_review.operations.looks import UnableToReview, ask_about_look, note_looks

__all__ = ["UnableToReview", "ask_about_look", "note_looks"]
