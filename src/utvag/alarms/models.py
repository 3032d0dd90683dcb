"""An alarm of the key service, as the worker has read it."""

from uuid import uuid4

from django.db import models
from django.db.models import Q

from utvag.alarms.rules import AlarmKind
from utvag.organisation.models import StaffAccount


class KeyAlarm(models.Model):
    """A line of the service's file of alarms, and who has taken it. Secrecy: no case, no person; ids of accounts."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    # The line in the service's own file; a new file begins with 1 again.
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    kind = models.TextField()
    client = models.TextField(blank=True)
    # As the service names it: an account that is not ours is an alarm too.
    account = models.UUIDField(null=True)
    keys = models.TextField(blank=True)
    count = models.PositiveIntegerField()
    noted_at = models.DateTimeField()
    taken_by = models.ForeignKey(StaffAccount, models.PROTECT, null=True, related_name="+")
    taken_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["number", "at"], name="key_alarm_once"),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in AlarmKind]), name="key_alarm_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(taken_at__isnull=True, taken_by__isnull=True)
                | Q(taken_at__isnull=False, taken_by__isnull=False),
                name="key_alarm_is_taken_by_somebody",
            ),
            models.CheckConstraint(condition=Q(count__gt=0), name="key_alarm_has_happened"),
        )
        indexes = (models.Index(fields=["at"], name="key_alarm_open", condition=Q(taken_at__isnull=True)),)

    def __str__(self) -> str:
        return f"{self.number} {self.kind}"
