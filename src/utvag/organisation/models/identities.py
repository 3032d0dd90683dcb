"""Whom an identity provider means: links made beforehand, and the questions that providers are asked."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from utvag.organisation.models.accounts import StaffAccount
from utvag.organisation.models.keys import HASH
from utvag.organisation.rules import QUESTION_LASTS


class IdentityLink(models.Model):
    """That a provider's subject is an account's. Secrecy: a keyed index; the subject itself is nowhere."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    account = models.ForeignKey(StaffAccount, on_delete=models.PROTECT, related_name="+")
    provider = models.UUIDField()
    subject_index = models.BinaryField()
    linked_by = models.UUIDField(null=True)
    linked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["provider", "subject_index"], condition=Q(ended_at=None), name="identity_is_one_account_s"
            ),
            models.UniqueConstraint(
                fields=["provider", "account"], condition=Q(ended_at=None), name="identity_of_account_at_provider"
            ),
        )

    def __str__(self) -> str:
        return str(self.id)


class IdentityQuestion(models.Model):
    """A question to a provider, answered once, in the session that asked. Secrecy: open."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    provider = models.UUIDField()
    session = models.TextField()
    # The SHA-256 of the random word that the provider sends back.
    state = models.TextField(unique=True)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(session__regex=HASH, state__regex=HASH), name="identity_question_is_a_hash"
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True)
                | Q(
                    answered_at__isnull=False,
                    answered_at__gte=F("asked_at"),
                    answered_at__lte=F("asked_at") + QUESTION_LASTS,
                ),
                name="identity_question_is_answered_in_time",
            ),
        )

    def __str__(self) -> str:
        return str(self.id)
