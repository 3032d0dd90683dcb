"""Checks and placements: who lives where, by which answer of the check, and on which papers."""

from uuid import uuid4

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from utvag.cases.models import Case
from utvag.foundation.words import words_of
from utvag.placement.models.constants import always, by_state, by_step
from utvag.placement.models.snapshots import RegisterSnapshot
from utvag.placement.rules import (
    ALWAYS_DECIDED,
    IN_REGISTER,
    EndReason,
    Initiator,
    PlacementOrigin,
    PlacementState,
    Verdict,
)
from utvag.providers.models import Home

OCCUPIED = (PlacementState.STANDING.value, PlacementState.ENDED.value)
# Held for somebody, or lived in.
SETTLED = (PlacementState.PLANNED.value, *OCCUPIED)
_IMPORTED = Q(origin=PlacementOrigin.IMPORTED.value)
_HAS_PAPERS = Q(
    decision_id__isnull=False,
    care_plan_document_id__isnull=False,
    agreement_document_id__isnull=False,
    call_off_id__isnull=False,
    step__isnull=False,
    household_size__isnull=False,
) & (Q(step=1) | Q(enquiry_id__isnull=False, purchase_decision_id__isnull=False))
_IS_SHORT = Q(
    origin=PlacementOrigin.ACUTE.value,
    decision_id__isnull=False,
    until_date__isnull=False,
    acute_max_days__isnull=False,
    until_date__lte=F("from_date") + F("acute_max_days"),
)


def _days() -> Func:
    """Give the half-open range of days of a row, as PostgreSQL compares it."""
    return Func("from_date", "until_date", Value("[)"), function="daterange", output_field=DateRangeField())


class Check(models.Model):
    """What the check answered about a case and a home when it was chosen, confirmed, started or prolonged.

    Secrecy: what was shown, as the case's staff may see it, is sealed under the case's key.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="checks")
    home = models.ForeignKey(Home, on_delete=models.PROTECT, related_name="+")
    # The days that were asked about, and the step of purchase that the home belongs to.
    from_date = models.DateField(null=True)
    until_date = models.DateField(null=True)
    step = models.SmallIntegerField(null=True)
    register_version = models.BigIntegerField()
    engine_version = models.TextField()
    # All that was known when it was asked: the answer can be worked out again.
    snapshot = models.ForeignKey(RegisterSnapshot, on_delete=models.PROTECT, null=True, related_name="+")
    verdict = models.TextField()
    checked_at = models.DateTimeField()
    checked_by = models.UUIDField()
    sealed = models.BinaryField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(verdict__in=words_of(Verdict)), name="check_verdict_is_known"),
            # The far ends of the placement's composite keys.
            models.UniqueConstraint(fields=["id", "case", "home", "verdict"], name="check_with_its_verdict"),
            models.UniqueConstraint(fields=["id", "from_date", "until_date", "step"], name="check_with_its_days"),
        )

    def __str__(self) -> str:
        return str(self.id)


class Placement(models.Model):
    """A stay of a case's household in a home. Secrecy: who, and why, is sealed under the case's key.

    What it rests on (decision, plans, agreement, call-off) is held by composite keys to rows whose state is part of the
    key, so that nothing can be taken away under it. Columns that never vary are the constant ends of those keys.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    code = models.TextField(unique=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="placements")
    home = models.ForeignKey(Home, on_delete=models.PROTECT, related_name="placements")
    from_date = models.DateField()
    until_date = models.DateField(null=True)
    state = models.TextField()
    origin = models.TextField()
    # The database holds (check, case, home, verdict) together, and (check, from, agreed until, step).
    check_made = models.ForeignKey(Check, on_delete=models.PROTECT, null=True, related_name="+", db_column="check_id")
    verdict = models.TextField(null=True)
    agreed_until = models.DateField(null=True)
    step = models.SmallIntegerField(null=True)
    proposed_by = models.UUIDField(null=True)
    proposed_at = models.DateTimeField(null=True)
    confirmed_by = models.UUIDField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    # What it was started on. No keys of Django's: the composite ones stand in the migrations.
    started_by = models.UUIDField(null=True)
    started_at = models.DateTimeField(null=True)
    decision_id = models.UUIDField(null=True)
    care_plan_document_id = models.UUIDField(null=True)
    agreement_document_id = models.UUIDField(null=True)
    call_off_id = models.UUIDField(null=True)
    enquiry_id = models.UUIDField(null=True)
    purchase_decision_id = models.UUIDField(null=True)
    household_size = models.SmallIntegerField(null=True)
    acute_max_days = models.SmallIntegerField(null=True)
    # What changed it.
    moves_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="moves_to")
    extension_id = models.UUIDField(null=True)
    extended_until = models.DateField(null=True)
    end_reason = models.TextField(null=True)
    initiator = models.TextField(null=True)
    is_against_will = models.BooleanField(default=False, db_default=False)
    notice_days = models.SmallIntegerField(null=True)
    ending_decision_id = models.UUIDField(null=True)
    final_report_id = models.UUIDField(null=True)
    ended_by = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True)
    sealed = models.BinaryField()
    # Constant ends of the composite keys.
    is_taken = always("TAKEN")
    is_granted = always("GRANTED")
    opens_housing = always(True)
    is_care_plan = always("CARE_PLAN")
    is_agreement = always("PLACEMENT_AGREEMENT")
    is_final_report = always("FINAL_REPORT")
    of_municipality = always("MUNICIPALITY")
    of_provider = always("PROVIDER")
    is_yes = always("YES")
    is_ending = always("ENDING")
    purchase_type = by_step({2: "CALL_OFF_FRAMEWORK", 3: "CALL_OFF_OUTSIDE"})
    moves_on = by_state("from_date", [state.value for state in IN_REGISTER])

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(state__in=words_of(PlacementState)), name="placement_state_is_known"),
            models.CheckConstraint(condition=Q(origin__in=words_of(PlacementOrigin)), name="placement_origin_is_known"),
            models.CheckConstraint(
                condition=Q(until_date__isnull=True) | Q(from_date__lt=F("until_date")),
                name="placement_from_before_until",
            ),
            models.CheckConstraint(
                condition=_IMPORTED
                | Q(
                    check_made__isnull=False,
                    verdict__isnull=False,
                    verdict__in=[Verdict.CLEAR.value, Verdict.NOT_CHECKED.value],
                    agreed_until__isnull=False,
                    proposed_by__isnull=False,
                    proposed_at__isnull=False,
                ),
                name="placement_chosen_was_checked",
            ),
            models.CheckConstraint(
                condition=_IMPORTED
                | ~Q(state__in=SETTLED)
                | Q(verdict=Verdict.CLEAR.value)
                | (
                    Q(verdict=Verdict.NOT_CHECKED.value, confirmed_by__isnull=False, confirmed_at__isnull=False)
                    & ~Q(confirmed_by=F("proposed_by"))
                ),
                name="placement_clear_or_confirmed",
            ),
            models.CheckConstraint(
                condition=_IMPORTED
                | ~Q(state__in=OCCUPIED)
                | (Q(started_by__isnull=False, started_at__isnull=False) & (_HAS_PAPERS | _IS_SHORT)),
                name="placement_started_on_its_papers",
            ),
            models.CheckConstraint(
                condition=Q(acute_max_days__isnull=True) | Q(acute_max_days__gte=1, acute_max_days__lte=31),
                name="placement_acute_days_in_reason",
            ),
            models.CheckConstraint(condition=Q(step__isnull=True) | Q(step__in=[1, 2, 3]), name="placement_step"),
            models.CheckConstraint(
                condition=Q(household_size__isnull=True) | Q(household_size__gte=1), name="placement_has_a_household"
            ),
            models.CheckConstraint(
                condition=_IMPORTED
                | Q(until_date__isnull=False, extended_until__isnull=True, until_date__lte=F("agreed_until"))
                | Q(until_date__isnull=False, extended_until__isnull=False, until_date__lte=F("extended_until")),
                name="placement_no_longer_than_agreed_or_extended",
            ),
            models.CheckConstraint(
                condition=Q(extension_id__isnull=True, extended_until__isnull=True)
                | Q(extension_id__isnull=False, extended_until__isnull=False),
                name="placement_extended_by_an_extension",
            ),
            models.CheckConstraint(
                condition=~Q(state=PlacementState.ENDED.value)
                | _IMPORTED
                | Q(
                    end_reason__isnull=False,
                    initiator__isnull=False,
                    until_date__isnull=False,
                    ended_by__isnull=False,
                    ended_at__isnull=False,
                ),
                name="placement_ended_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(end_reason__isnull=True) | Q(end_reason__in=words_of(EndReason)),
                name="placement_end_reason_is_known",
            ),
            models.CheckConstraint(
                condition=Q(initiator__isnull=True) | Q(initiator__in=words_of(Initiator)),
                name="placement_initiator_is_known",
            ),
            models.CheckConstraint(
                condition=Q(ending_decision_id__isnull=False)
                | (
                    Q(is_against_will=False)
                    & (Q(end_reason__isnull=True) | ~Q(end_reason__in=[reason.value for reason in ALWAYS_DECIDED]))
                ),
                name="placement_ended_against_will_by_decision",
            ),
            ExclusionConstraint(
                name="placement_one_home_at_a_time",
                expressions=[
                    ("case", RangeOperators.EQUAL),
                    (_days(), RangeOperators.OVERLAPS),
                ],
                condition=Q(state__in=[state.value for state in IN_REGISTER]),
            ),
            # The far ends of composite keys.
            models.UniqueConstraint(fields=["id", "case"], name="placement_of_its_case"),
            models.UniqueConstraint(fields=["id", "until_date"], name="placement_with_its_last_day"),
        )

    def __str__(self) -> str:
        return self.code
