"""The case, and the named staff who may see it."""

from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from utvag.cases.rules import CaseOrigin, CaseState, Purpose
from utvag.foundation.words import words_of


def _days() -> Func:
    """Give the half-open range of days of a row, as PostgreSQL compares it."""
    return Func("from_date", "until_date", Value("[)"), function="daterange", output_field=DateRangeField())


class Case(models.Model):
    """A person who needs a home, and those who come along. Secrecy: who they are and what they need is sealed."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    code_name = models.TextField(unique=True)
    state = models.TextField()
    origin = models.TextField(default=CaseOrigin.OPENED.value)
    start_date = models.DateField()
    nights = models.IntegerField(null=True)
    created_at = models.DateTimeField()
    sealed = models.BinaryField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(state__in=words_of(CaseState)), name="case_state_is_known"),
            models.CheckConstraint(condition=Q(origin__in=words_of(CaseOrigin)), name="case_origin_is_known"),
            models.CheckConstraint(condition=Q(nights__isnull=True) | Q(nights__gte=1), name="case_has_nights"),
            models.CheckConstraint(
                condition=~Q(state=CaseState.WAITING.value) | Q(nights__isnull=False), name="case_waiting_has_nights"
            ),
        )

    def __str__(self) -> str:
        return self.code_name


class CaseStaff(models.Model):
    """One employee named on one case, why and for which days: the wall. Secrecy: open ids."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="staff")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    purpose = models.TextField()
    from_date = models.DateField()
    until_date = models.DateField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(purpose__in=words_of(Purpose)), name="case_staff_purpose_is_known"),
            models.CheckConstraint(
                condition=Q(until_date__isnull=True) | Q(from_date__lt=F("until_date")),
                name="case_staff_from_before_until",
            ),
            ExclusionConstraint(
                name="case_staff_named_once_a_day",
                expressions=[
                    ("case", RangeOperators.EQUAL),
                    ("account", RangeOperators.EQUAL),
                    (_days(), RangeOperators.OVERLAPS),
                ],
            ),
        )

    def __str__(self) -> str:
        return str(self.id)
