"""What the re-check found, and its runs."""

from uuid import uuid4

from django.db import models
from django.db.models import Q

from utvag.foundation.words import words_of
from utvag.placement.models.placements import Placement
from utvag.placement.rules import FindingKind


class Finding(models.Model):
    """What the re-check found about a placement.

    Secrecy: the reasons are sealed under the register's key; the codes that case staff may know, also under the case's.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    placement = models.ForeignKey(Placement, on_delete=models.PROTECT, related_name="findings")
    kind = models.TextField()
    register_version = models.BigIntegerField()
    found_at = models.DateTimeField()
    acknowledged_by = models.UUIDField(null=True)
    acknowledged_at = models.DateTimeField(null=True)
    resolved_at = models.DateTimeField(null=True)
    sealed = models.BinaryField()
    # Null: found before there was such a column. Case staff then read that something is not checked, and not what.
    shown = models.BinaryField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=words_of(FindingKind)), name="finding_kind_is_known"),
            models.UniqueConstraint(
                fields=["placement", "kind"],
                condition=Q(resolved_at__isnull=True),
                name="finding_one_open_per_kind",
            ),
        )

    def __str__(self) -> str:
        return str(self.id)


class RecheckRun(models.Model):
    """One re-check of every placement. Secrecy: open."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    register_version = models.BigIntegerField()
    as_of = models.DateField()
    started_at = models.DateTimeField()
    # Null: the run failed, and nothing may be trusted until a later one has finished.
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=["-started_at"], name="recheck_run_latest"),)

    def __str__(self) -> str:
        return f"re-check of {self.register_version}"
