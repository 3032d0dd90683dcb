"""What staff sign in with: keys, codes on paper, and the questions that keys are asked."""

from typing import Final
from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from utvag.foundation.words import words_of
from utvag.organisation.models.accounts import StaffAccount
from utvag.organisation.rules import CHALLENGE_LASTS, INVITATION_LASTS, CodeKind, KeyPurpose, RemovedWhy

HASH: Final = "^[0-9a-f]{64}$"


class Passkey(models.Model):
    """A key that an employee signs in with. Secrecy: its public half and its name are sealed under her key.

    Sealed also so that whoever can write in the database cannot put a key of his own in its place.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    account = models.ForeignKey(StaffAccount, on_delete=models.PROTECT, related_name="+")
    # The SHA-256 of the id that the key was made with.
    credential = models.TextField(unique=True)
    sealed = models.BinaryField()
    sign_count = models.BigIntegerField(default=0)
    added_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)
    removed_why = models.TextField(default="")

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(credential__regex=HASH), name="passkey_is_named_by_a_hash"),
            models.CheckConstraint(condition=Q(sign_count__gte=0), name="passkey_counts_upwards"),
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True, removed_why="")
                | Q(removed_at__isnull=False, removed_why__in=words_of(RemovedWhy)),
                name="passkey_is_removed_for_a_reason",
            ),
        )

    def __str__(self) -> str:
        return str(self.id)


class EntryCode(models.Model):
    """A recovery code or an invitation; only its hash is here. Secrecy: open."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    account = models.ForeignKey(StaffAccount, on_delete=models.PROTECT, related_name="+")
    kind = models.TextField()
    code = models.TextField(unique=True)
    made_by = models.UUIDField(null=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)
    voided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(code__regex=HASH), name="entry_code_is_a_hash"),
            models.CheckConstraint(
                condition=Q(kind=CodeKind.RECOVERY.value, expires_at__isnull=True)
                | Q(
                    kind=CodeKind.INVITATION.value,
                    expires_at__isnull=False,
                    expires_at=F("made_at") + INVITATION_LASTS,
                ),
                name="entry_code_invitation_lasts_a_day",
            ),
            models.CheckConstraint(
                condition=Q(used_at__isnull=True) | Q(expires_at__isnull=True) | Q(used_at__lt=F("expires_at")),
                name="entry_code_is_used_in_time",
            ),
            models.CheckConstraint(
                condition=Q(used_at__isnull=True) | Q(voided_at__isnull=True), name="entry_code_is_used_or_void"
            ),
        )

    def __str__(self) -> str:
        return str(self.id)


class Challenge(models.Model):
    """A question to a key, answered once, in the session that asked. Secrecy: open."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    purpose = models.TextField()
    session = models.TextField()
    account = models.ForeignKey(StaffAccount, on_delete=models.PROTECT, related_name="+", null=True)
    challenge = models.TextField(unique=True)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(purpose__in=words_of(KeyPurpose)), name="challenge_purpose_is_known"),
            models.CheckConstraint(condition=Q(challenge__regex=HASH, session__regex=HASH), name="challenge_is_a_hash"),
            # Who signs in is not known before she has; a touch and a new key are somebody's.
            models.CheckConstraint(
                condition=Q(purpose=KeyPurpose.SIGN_IN.value, account__isnull=True)
                | (~Q(purpose=KeyPurpose.SIGN_IN.value) & Q(account__isnull=False)),
                name="challenge_is_somebodys",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True)
                | Q(
                    answered_at__isnull=False,
                    answered_at__gte=F("asked_at"),
                    answered_at__lte=F("asked_at") + CHALLENGE_LASTS,
                ),
                name="challenge_is_answered_in_time",
            ),
        )

    def __str__(self) -> str:
        return str(self.id)


class WrongCodes(models.Model):
    """How often a wrong code was typed for a username, whether or not it is one. Secrecy: a keyed index."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    name_index = models.BinaryField(unique=True)
    wrong = models.SmallIntegerField(default=0)
    last_at = models.DateTimeField()

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(wrong__gte=0), name="wrong_codes_are_counted"),)

    def __str__(self) -> str:
        return str(self.id)
