"""Where what was said in a review belongs, and the reviews of a placement."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from utvag.placement.models import Review
from utvag.placement.rules import Kept, ReviewProposal
from utvag.secrecy.rules import KeyKind, Owner, Place


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """A review in a list: the day and what it found, nothing that was said."""

    id: UUID
    held_date: date
    abstains_from_crime: Kept
    keeps_security: Kept
    proposal: ReviewProposal
    document_id: UUID


def review_place(case_id: UUID, review_id: UUID) -> Place:
    """Say where what was said in a review belongs: under its case's key."""
    return Place(Owner(KeyKind.CASE, case_id), "placement_review", review_id)


def reviews_of(placement_id: UUID) -> tuple[ReviewLine, ...]:
    """Give a placement's reviews, the latest first. The caller has passed the wall of its case."""
    rows = Review.objects.filter(placement=placement_id).order_by("-held_date", "-made_at")
    return tuple(
        ReviewLine(
            row.id,
            row.held_date,
            Kept(row.abstains_from_crime),
            Kept(row.keeps_security),
            ReviewProposal(row.proposal),
            row.document_id,
        )
        for row in rows
    )
