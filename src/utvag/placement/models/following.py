"""What stands beside a placement: the safety plan of each person, its reviews and its extensions."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from utvag.cases.models import Case
from utvag.foundation.words import words_of
from utvag.placement.models.constants import always
from utvag.placement.models.placements import Check, Placement
from utvag.placement.rules import Kept, ReviewProposal


class PlacementSafetyPlan(models.Model):
    """The frozen safety plan of one person who moves in, children too. Secrecy: open ids."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    placement = models.ForeignKey(Placement, on_delete=models.PROTECT, related_name="safety_plans")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    person = models.UUIDField()
    document_id = models.UUIDField()
    is_safety_plan = always("SAFETY_PLAN")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["placement", "person"], name="placement_one_safety_plan_each"),
            models.UniqueConstraint(fields=["placement", "document_id"], name="placement_safety_plan_of_one"),
        )

    def __str__(self) -> str:
        return str(self.id)


class Review(models.Model):
    """A placement gone through with the responsible social worker. Secrecy: what was said is sealed, case's key."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    placement = models.ForeignKey(Placement, on_delete=models.PROTECT, related_name="reviews")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    held_date = models.DateField()
    # The responsible social worker who was with it.
    social_worker = models.UUIDField()
    abstains_from_crime = models.TextField()
    keeps_security = models.TextField()
    proposal = models.TextField()
    document_id = models.UUIDField()
    is_review = always("REVIEW")
    made_by = models.UUIDField()
    made_at = models.DateTimeField()
    sealed = models.BinaryField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(abstains_from_crime__in=words_of(Kept), keeps_security__in=words_of(Kept)),
                name="review_conditions_are_answered",
            ),
            models.CheckConstraint(condition=Q(proposal__in=words_of(ReviewProposal)), name="review_proposal_is_known"),
            # The far end of the extension's composite key.
            models.UniqueConstraint(fields=["id", "placement", "held_date"], name="review_with_its_day"),
        )

    def __str__(self) -> str:
        return str(self.id)


class Extension(models.Model):
    """A placement prolonged, on a review and a decision. Secrecy: open ids and dates."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    placement = models.ForeignKey(Placement, on_delete=models.PROTECT, related_name="extensions")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    from_until = models.DateField()
    to_until = models.DateField()
    review_id = models.UUIDField()
    review_held_date = models.DateField()
    decision_id = models.UUIDField()
    is_taken = always("TAKEN")
    is_granted = always("GRANTED")
    is_extension = always("EXTENSION")
    check_made = models.ForeignKey(Check, on_delete=models.PROTECT, related_name="+", db_column="check_id")
    made_by = models.UUIDField()
    made_date = models.DateField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(from_until__lt=F("to_until")), name="extension_is_longer"),
            models.CheckConstraint(
                condition=Q(review_held_date__lte=F("made_date")),
                name="extension_after_its_review",
            ),
            # The far end of the placement's composite key.
            models.UniqueConstraint(fields=["id", "placement", "to_until"], name="extension_with_its_last_day"),
        )

    def __str__(self) -> str:
        return str(self.id)
