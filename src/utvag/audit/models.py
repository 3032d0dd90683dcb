"""The log of every read and write of personal data, and the tree over it, in a schema of their own.

The running role may only insert rows; the log's own role reads them and keeps the tree. Nobody changes either.
"""

from enum import StrEnum
from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from utvag.foundation.words import words_of


class Outcome(StrEnum):
    """Whether the act was done, or refused because the actor may not see its subject."""

    DONE = "DONE"
    DENIED = "DENIED"


class LogEntry(models.Model):
    """One read or write, by whom and why. Secrecy: ids and codes only; no name, place or free text."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    at = models.DateTimeField()
    actor = models.UUIDField(null=True)
    actor_role = models.TextField()
    action = models.TextField()
    outcome = models.TextField()
    subject_kind = models.TextField()
    subject = models.UUIDField(null=True)
    case = models.UUIDField(null=True)
    register_version = models.BigIntegerField(null=True)
    verdict = models.TextField(blank=True, default="")
    purpose = models.TextField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(outcome__in=words_of(Outcome)), name="log_entry_outcome_is_known"),
            models.CheckConstraint(condition=~Q(purpose=""), name="log_entry_has_purpose"),
        )
        indexes = (
            models.Index(fields=["case", "at"], name="log_entry_of_case"),
            models.Index(fields=["actor", "at"], name="log_entry_of_actor"),
            models.Index(fields=["subject"], name="log_entry_refused", condition=Q(outcome=Outcome.DENIED.value)),
        )

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S} {self.action} {self.outcome}"


class PendingEntry(models.Model):
    """A row that has no leaf yet. Written by a trigger with the row, removed with its leaf. Secrecy: ids only."""

    entry = models.OneToOneField(LogEntry, models.PROTECT, primary_key=True, related_name="+")

    def __str__(self) -> str:
        return str(self.entry_id)


class Leaf(models.Model):
    """The place of a row in the tree. Dense: each but the first names the one before it. Secrecy: ids and hashes."""

    index = models.BigIntegerField(primary_key=True)
    entry = models.OneToOneField(LogEntry, models.PROTECT, related_name="leaf")
    previous = models.OneToOneField("self", models.PROTECT, null=True, related_name="+")
    hash = models.BinaryField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(index=0, previous__isnull=True)
                | Q(index__gt=0, previous__isnull=False, previous=F("index") - 1),
                name="leaf_follows_the_one_before",
            ),
        )

    def __str__(self) -> str:
        return str(self.index)


class TreeNode(models.Model):
    """The hash of a complete subtree with 2^level leaves, level 1 and above. Secrecy: hashes."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    level = models.SmallIntegerField()
    index = models.BigIntegerField()
    hash = models.BinaryField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["level", "index"], name="tree_node_stands_once"),
            models.CheckConstraint(condition=Q(level__gte=1, index__gte=0), name="tree_node_lies_above_the_leaves"),
        )

    def __str__(self) -> str:
        return f"{self.level}/{self.index}"


class Checkpoint(models.Model):
    """How long the log was, the root of its tree, and the log's own signature. Secrecy: a number and hashes."""

    size = models.BigIntegerField(primary_key=True)
    root = models.BinaryField()
    note = models.TextField()
    signed_at = models.DateTimeField()

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(size__gte=0), name="checkpoint_has_a_size"),)

    def __str__(self) -> str:
        return str(self.size)


class Cosignature(models.Model):
    """A witness's latest signature under a checkpoint. Secrecy: the witness's name, a time and a signature."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    checkpoint = models.ForeignKey(Checkpoint, models.PROTECT, related_name="cosignatures")
    witness = models.TextField()
    cosigned_at = models.DateTimeField()
    line = models.TextField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["checkpoint", "witness"], name="cosignature_one_per_witness"),)
        indexes = (models.Index(fields=["witness", "-checkpoint"], name="cosignature_latest"),)

    def __str__(self) -> str:
        return f"{self.witness} {self.checkpoint_id}"
