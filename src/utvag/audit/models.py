"""The log of every read and write of personal data. Lives in a schema of its own; the running role may only insert."""

from enum import StrEnum
from uuid import uuid4

from django.db import models

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
            models.CheckConstraint(
                condition=models.Q(outcome__in=words_of(Outcome)), name="log_entry_outcome_is_known"
            ),
            models.CheckConstraint(condition=~models.Q(purpose=""), name="log_entry_has_purpose"),
        )
        indexes = (
            models.Index(fields=["case", "at"], name="log_entry_of_case"),
            models.Index(fields=["actor", "at"], name="log_entry_of_actor"),
        )

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S} {self.action} {self.outcome}"
