"""Who has been shown where somebody lives, and who was told of it.

What must hold stands in the database (migration 0002): the budget, that the one who asks handles the case that day,
that the log has its row, that nothing is shown before two witnesses have signed that row, and that the others are told.
"""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from utvag.cases.models import Case
from utvag.foundation.words import words_of
from utvag.location.rules import RevealReason, RevealState
from utvag.placement.models import Placement


class Reveal(models.Model):
    """One try to see one address. Secrecy: ids, codes and times; a reason in words is sealed under the case's key."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    placement = models.ForeignKey(Placement, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    sealed = models.BinaryField(null=True)
    at = models.DateTimeField()
    # The log row that was written with it: a key in the migration ties them.
    entry_id = models.UUIDField(unique=True)
    state = models.TextField(default=RevealState.ASKED.value)
    # By the database's own clock, whatever the writer says: the budget is counted from them.
    spent_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(reason__in=words_of(RevealReason)), name="reveal_reason_is_known"),
            models.CheckConstraint(condition=Q(state__in=words_of(RevealState)), name="reveal_state_is_known"),
            models.CheckConstraint(
                condition=Q(reason=RevealReason.OTHER.value, sealed__isnull=False)
                | (~Q(reason=RevealReason.OTHER.value) & Q(sealed__isnull=True)),
                name="reveal_other_reason_in_words",
            ),
            models.CheckConstraint(
                condition=Q(state=RevealState.ASKED.value, answered_at__isnull=True)
                | (~Q(state=RevealState.ASKED.value) & Q(answered_at__isnull=False)),
                name="reveal_answered_at_a_time",
            ),
        )
        indexes = (
            models.Index(fields=["account", "-spent_at"], name="reveal_of_account"),
            models.Index(fields=["case", "-at"], name="reveal_of_case"),
        )

    def __str__(self) -> str:
        return str(self.id)


class RevealBudget(models.Model):
    """One row for each account that has asked: changed, and so locked, by every try. Secrecy: a number."""

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, primary_key=True, related_name="+"
    )
    tries = models.BigIntegerField()

    def __str__(self) -> str:
        return str(self.pk)


class RevealNotice(models.Model):
    """Somebody else named on the case is told. Written by the database with the reveal. Secrecy: open ids."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    reveal = models.ForeignKey(Reveal, on_delete=models.PROTECT, related_name="notices")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["reveal", "account"], name="reveal_notice_one_each"),)
        indexes = (models.Index(fields=["account", "read_at"], name="reveal_notice_unread"),)

    def __str__(self) -> str:
        return str(self.id)
