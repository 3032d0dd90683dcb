"""What somebody has begun to write in a form."""

from uuid import uuid4

from django.db import models
from django.db.models import Q

from utvag.organisation.models import StaffAccount


class Draft(models.Model):
    """A text that is not sent yet; its owner's alone. Secrecy: sealed under the owner's key and its case's."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    account = models.ForeignKey(StaffAccount, on_delete=models.PROTECT, related_name="+")
    form = models.TextField()
    # Plain ids: `drafts` lies under `cases` and `placement` and knows neither.
    case_id = models.UUIDField(null=True)
    subject = models.UUIDField(null=True)
    revision = models.BigIntegerField()
    saved_at = models.DateTimeField()
    sealed = models.BinaryField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["account", "form", "case_id", "subject"],
                nulls_distinct=False,
                name="draft_one_per_form_and_subject",
            ),
            # A word; which words there are is known by drafts.rules alone, so that a new form needs no migration.
            models.CheckConstraint(condition=Q(form__regex=r"^[A-Z_]{3,40}$"), name="draft_form_is_a_word"),
            models.CheckConstraint(condition=Q(revision__gt=0), name="draft_revision_is_positive"),
        )

    def __str__(self) -> str:
        return str(self.id)
