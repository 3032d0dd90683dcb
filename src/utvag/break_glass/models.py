"""A case opened in an emergency, and its review."""

from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Coalesce

from utvag.break_glass.rules import LONGEST, Finding, Ground
from utvag.cases.models import Case
from utvag.foundation.words import words_of


def _open_time() -> Func:
    """Give the half-open range of time in which an opening holds, as PostgreSQL compares it."""
    until = Coalesce("ended_at", "until_at")
    return Func("opened_at", until, Value("[)"), function="tstzrange", output_field=DateTimeRangeField())


class BreakGlass(models.Model):
    """One employee opened one case in an emergency. Secrecy: why, and what the review said, under the case's key.

    A trigger lets only the end and the review be written, each once.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ground = models.TextField()
    opened_at = models.DateTimeField()
    until_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    review_date = models.DateField()
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    reviewed_at = models.DateTimeField(null=True)
    finding = models.TextField(null=True)
    sealed = models.BinaryField()
    review = models.BinaryField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(ground__in=words_of(Ground)), name="break_glass_ground_is_known"),
            models.CheckConstraint(
                condition=Q(until_at__gt=F("opened_at"), until_at__lte=F("opened_at") + LONGEST),
                name="break_glass_an_hour_at_most",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True)
                | Q(ended_at__isnull=False, ended_at__gte=F("opened_at"), ended_at__lte=F("until_at")),
                name="break_glass_ended_in_its_time",
            ),
            models.CheckConstraint(
                condition=Q(
                    reviewed_by__isnull=True, reviewed_at__isnull=True, finding__isnull=True, review__isnull=True
                )
                | Q(
                    reviewed_by__isnull=False,
                    reviewed_at__isnull=False,
                    finding__isnull=False,
                    finding__in=words_of(Finding),
                    review__isnull=False,
                    ended_at__isnull=False,
                    reviewed_at__gte=F("ended_at"),
                ),
                name="break_glass_reviewed_whole_and_after",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by__isnull=True) | ~Q(reviewed_by=F("account")),
                name="break_glass_reviewed_by_another",
            ),
            ExclusionConstraint(
                name="break_glass_one_case_at_a_time",
                expressions=[("account", RangeOperators.EQUAL), (_open_time(), RangeOperators.OVERLAPS)],
            ),
        )
        indexes = (models.Index(fields=["account", "reviewed_at"], name="break_glass_of_account"),)

    def __str__(self) -> str:
        return str(self.id)
