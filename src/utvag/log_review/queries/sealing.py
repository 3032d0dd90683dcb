"""Where the sealed texts of a review belong: under the review key of the employee they are about. For this package."""

from uuid import UUID

from utvag.secrecy.rules import KeyKind, Owner, Place

FLAGS = "log_review_flag"


def flag_place(account_id: UUID, flag_id: UUID) -> Place:
    """Say where what an owner asks belongs."""
    return Place(Owner(KeyKind.REVIEW, account_id), FLAGS, flag_id)
