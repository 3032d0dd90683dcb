"""Where the sealed texts of a review belong: under the review key of the employee they are about. For this package."""

from uuid import UUID

from utvag.secrecy.rules import KeyKind, Owner, Place

FLAGS, JUDGEMENTS, CANARIES = "log_review_flag", "log_review_judgement", "log_review_canary"
# What the review keeps of no single employee.
REVIEW_SUBJECT = UUID("2b1c5d0e-7f3a-4c8e-9a64-51d0b6e8f2c3")


def flag_place(account_id: UUID, flag_id: UUID) -> Place:
    """Say where what an owner asks belongs."""
    return Place(Owner(KeyKind.REVIEW, account_id), FLAGS, flag_id)


def judgement_place(account_id: UUID, judgement_id: UUID) -> Place:
    """Say where what the reviewer writes of an employee's access belongs."""
    return Place(Owner(KeyKind.REVIEW, account_id), JUDGEMENTS, judgement_id)


def canary_place(canary_id: UUID) -> Place:
    """Say where it belongs which case is a canary: under the review's own key."""
    return Place(Owner(KeyKind.REVIEW, REVIEW_SUBJECT), CANARIES, canary_id)
