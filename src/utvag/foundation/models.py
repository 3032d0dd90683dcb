"""The count of facts, and the outbox that tells later work about them. Nothing here knows a person."""

from uuid import uuid4

from django.db import models
from django.db.models import Q

ONLY_ROW = 1


class FactVersion(models.Model):
    """One row: how many times the facts that the check reads have changed. Secrecy: open."""

    id = models.SmallIntegerField(primary_key=True, default=ONLY_ROW)
    number = models.BigIntegerField(default=0)
    # New at every change, also at one that is later rolled back: two states never share a stamp.
    stamp = models.UUIDField(default=uuid4)

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(id=ONLY_ROW), name="fact_version_is_one_row"),)

    def __str__(self) -> str:
        return f"facts {self.number}"


class OutboxRow(models.Model):
    """One change of facts that a later task must see. Secrecy: open; holds ids only."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    version = models.BigIntegerField(unique=True)
    topic = models.TextField()
    cause = models.TextField()
    subject = models.UUIDField(null=True)
    created_at = models.DateTimeField()
    processed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=["version"], condition=Q(processed_at__isnull=True), name="outbox_row_waiting"),)

    def __str__(self) -> str:
        return f"{self.topic} {self.version}"
