"""Checks, placements and what the re-check found about them."""

from uuid import uuid4

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from utvag.cases.models import Case
from utvag.foundation.words import words_of
from utvag.placement.rules import LIVE, FindingKind, PlacementOrigin, PlacementState, Verdict
from utvag.providers.models import Home

OCCUPIED = (PlacementState.STANDING.value, PlacementState.ENDED.value)


def _days() -> Func:
    """Give the half-open range of days of a row, as PostgreSQL compares it."""
    return Func("from_date", "until_date", Value("[)"), function="daterange", output_field=DateRangeField())


class Check(models.Model):
    """What the check answered about a case and a home when it was chosen or confirmed.

    Secrecy: what was shown, as the case's staff may see it, is sealed under the case's key.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="checks")
    home = models.ForeignKey(Home, on_delete=models.PROTECT, related_name="+")
    register_version = models.BigIntegerField()
    engine_version = models.TextField()
    verdict = models.TextField()
    checked_at = models.DateTimeField()
    checked_by = models.UUIDField()
    sealed = models.BinaryField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(verdict__in=words_of(Verdict)), name="check_verdict_is_known"),
            # The far end of the placement's composite key.
            models.UniqueConstraint(fields=["id", "case", "home", "verdict"], name="check_with_its_verdict"),
        )

    def __str__(self) -> str:
        return str(self.id)


class Placement(models.Model):
    """A stay of a case's household in a home. Secrecy: who, and why, is sealed under the case's key."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    code = models.TextField(unique=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="placements")
    home = models.ForeignKey(Home, on_delete=models.PROTECT, related_name="placements")
    from_date = models.DateField()
    until_date = models.DateField(null=True)
    state = models.TextField()
    origin = models.TextField()
    # The database holds (check, case, home, verdict) together: the check is of this case, home and verdict.
    check_made = models.ForeignKey(Check, on_delete=models.PROTECT, null=True, related_name="+", db_column="check_id")
    verdict = models.TextField(null=True)
    proposed_by = models.UUIDField(null=True)
    proposed_at = models.DateTimeField(null=True)
    confirmed_by = models.UUIDField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    sealed = models.BinaryField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(state__in=words_of(PlacementState)), name="placement_state_is_known"),
            models.CheckConstraint(condition=Q(origin__in=words_of(PlacementOrigin)), name="placement_origin_is_known"),
            models.CheckConstraint(
                condition=Q(until_date__isnull=True) | Q(from_date__lt=F("until_date")),
                name="placement_from_before_until",
            ),
            models.CheckConstraint(
                condition=Q(origin=PlacementOrigin.IMPORTED.value)
                | Q(
                    check_made__isnull=False,
                    verdict__isnull=False,
                    verdict__in=[Verdict.CLEAR.value, Verdict.NOT_CHECKED.value],
                    proposed_by__isnull=False,
                    proposed_at__isnull=False,
                ),
                name="placement_chosen_was_checked",
            ),
            models.CheckConstraint(
                condition=Q(origin=PlacementOrigin.IMPORTED.value)
                | ~Q(state__in=OCCUPIED)
                | Q(verdict=Verdict.CLEAR.value)
                | (
                    Q(verdict=Verdict.NOT_CHECKED.value, confirmed_by__isnull=False, confirmed_at__isnull=False)
                    & ~Q(confirmed_by=F("proposed_by"))
                ),
                name="placement_clear_or_confirmed",
            ),
            ExclusionConstraint(
                name="placement_one_home_at_a_time",
                expressions=[
                    ("case", RangeOperators.EQUAL),
                    (_days(), RangeOperators.OVERLAPS),
                ],
                condition=Q(state__in=[state.value for state in LIVE]),
            ),
        )

    def __str__(self) -> str:
        return self.code


class Finding(models.Model):
    """What the re-check found about a placement. Secrecy: the reasons are sealed under the register's key."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    placement = models.ForeignKey(Placement, on_delete=models.PROTECT, related_name="findings")
    kind = models.TextField()
    register_version = models.BigIntegerField()
    found_at = models.DateTimeField()
    acknowledged_by = models.UUIDField(null=True)
    acknowledged_at = models.DateTimeField(null=True)
    resolved_at = models.DateTimeField(null=True)
    sealed = models.BinaryField()

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
