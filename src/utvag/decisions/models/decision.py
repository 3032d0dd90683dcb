"""A decision of a case: proposed, and taken by the one whom the delegation order names."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import TruncDate

from utvag.cases.models import Case
from utvag.decisions.models.ground import EVERY_AGE, NO_AGE, LegalBasis, Mandate
from utvag.decisions.rules import AT_ONCE, HOUSING, ChangeGround, DecisionState, DecisionType, Outcome
from utvag.foundation.clock import SWEDEN
from utvag.foundation.words import words_of
from utvag.organisation.rules import Role

_HOUSING = [kind.value for kind in HOUSING]
# The kind of frozen document that a taken decision is, in the words of `documents`.
_DOCUMENT = "DECISION"
_TAKEN = DecisionState.TAKEN.value
_COMMITTEE = Role.COMMITTEE.value
_GIVEN_UP = [DecisionState.DECLINED.value, DecisionState.WITHDRAWN.value]


class Decision(models.Model):
    """A decision. Secrecy: reasons, wording and the committee's minutes are sealed under the case's key.

    Composite foreign keys (by SQL, in the migrations) hold what it rests on: (basis, type, days), (basis, ages),
    (mandate, type, role, hours, days), (decided_by, decided_role) in the appointments, (document, case, kind) among the
    frozen documents, and (changes, case).
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="decisions")
    decision_type = models.TextField()
    opens_housing = models.BooleanField()
    state = models.TextField()
    outcome = models.TextField(null=True)
    basis = models.ForeignKey(LegalBasis, on_delete=models.PROTECT, related_name="+")
    basis_from = models.DateField()
    basis_until = models.DateField()
    basis_youngest = models.SmallIntegerField()
    basis_too_old = models.SmallIntegerField()
    # Of whom the case is about, on the day; kept only where the section asks for an age.
    age = models.SmallIntegerField(null=True)
    mandate = models.ForeignKey(Mandate, on_delete=models.PROTECT, related_name="+", null=True)
    mandate_from = models.DateField(null=True)
    mandate_until = models.DateField(null=True)
    delegate_role = models.TextField(null=True)
    is_out_of_hours = models.BooleanField(null=True)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    decided_role = models.TextField(null=True)
    decided_at = models.DateTimeField(null=True)
    decision_date = models.DateField(null=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    closed_at = models.DateTimeField(null=True)
    from_date = models.DateField()
    until_date = models.DateField(null=True)
    document_id = models.UUIDField(null=True)
    document_kind = models.TextField(null=True)
    subject = models.UUIDField(null=True)
    # The decision that this one prolongs or ends.
    changes = models.ForeignKey("self", on_delete=models.PROTECT, related_name="changed_by", null=True)
    ground = models.TextField(null=True)
    has_conditions = models.BooleanField(default=False)
    sealed = models.BinaryField()
    # Which minutes, and which section of them, hold the committee's decision.
    minutes = models.BinaryField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(state__in=words_of(DecisionState)), name="decision_state_is_known"),
            models.CheckConstraint(
                condition=Q(opens_housing=True, decision_type__in=_HOUSING)
                | (Q(opens_housing=False) & ~Q(decision_type__in=_HOUSING)),
                name="decision_opens_housing_by_its_type",
            ),
            models.CheckConstraint(
                condition=Q(until_date__isnull=True) | Q(from_date__lt=F("until_date")),
                name="decision_from_before_until",
            ),
            models.CheckConstraint(
                condition=Q(
                    state=_TAKEN,
                    outcome__isnull=False,
                    outcome__in=words_of(Outcome),
                    mandate__isnull=False,
                    mandate_from__isnull=False,
                    mandate_until__isnull=False,
                    delegate_role__isnull=False,
                    is_out_of_hours__isnull=False,
                    decided_by__isnull=False,
                    decided_role__isnull=False,
                    decided_at__isnull=False,
                    decision_date__isnull=False,
                )
                | (~Q(state=_TAKEN) & Q(outcome__isnull=True, decided_by__isnull=True, decision_date__isnull=True)),
                name="decision_taken_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(
                    state=_TAKEN,
                    document_id__isnull=False,
                    document_kind__isnull=False,
                    document_kind=_DOCUMENT,
                )
                | (~Q(state=_TAKEN) & Q(document_id__isnull=True, document_kind__isnull=True)),
                name="decision_taken_is_written_down",
            ),
            models.CheckConstraint(
                condition=Q(decision_date__isnull=True)
                | Q(decision_date__gte=F("basis_from"), decision_date__lt=F("basis_until")),
                name="decision_basis_in_force_that_day",
            ),
            # SoL (2025:400) 11 kap. 5 §: without a needs test only from 21; LVU 11 §: only below it.
            models.CheckConstraint(
                condition=Q(basis_youngest=NO_AGE, basis_too_old=EVERY_AGE)
                | Q(age__isnull=False, age__gte=F("basis_youngest"), age__lt=F("basis_too_old")),
                name="decision_at_an_age_of_its_basis",
            ),
            models.CheckConstraint(
                condition=Q(decision_date__isnull=True)
                | Q(decision_date__gte=F("mandate_from"), decision_date__lt=F("mandate_until")),
                name="decision_mandate_held_that_day",
            ),
            models.CheckConstraint(
                condition=Q(decided_role__isnull=True) | Q(decided_role=F("delegate_role")),
                name="decision_by_whom_the_order_names",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True)
                | ~Q(decided_by=F("proposed_by"))
                | Q(is_out_of_hours=True)
                | Q(decision_type__in=[kind.value for kind in AT_ONCE]),
                name="decision_not_on_own_proposal",
            ),
            models.CheckConstraint(
                condition=Q(state__in=_GIVEN_UP, closed_by__isnull=False, closed_at__isnull=False)
                | (~Q(state__in=_GIVEN_UP) & Q(closed_by__isnull=True, closed_at__isnull=True)),
                name="decision_given_up_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(
                    decision_type=DecisionType.ENDING.value,
                    changes__isnull=False,
                    ground__isnull=False,
                    ground__in=words_of(ChangeGround),
                )
                | Q(decision_type=DecisionType.EXTENSION.value, changes__isnull=False, ground__isnull=True)
                | (
                    ~Q(decision_type__in=[DecisionType.ENDING.value, DecisionType.EXTENSION.value])
                    & Q(changes__isnull=True, ground__isnull=True)
                ),
                name="decision_ended_only_on_a_ground",
            ),
            models.CheckConstraint(
                condition=(
                    Q(decided_role=_COMMITTEE, decided_role__isnull=False, minutes__isnull=False) & ~Q(minutes=b"")
                )
                | (~Q(decided_role=_COMMITTEE) & Q(minutes__isnull=True)),
                name="decision_of_the_committee_by_its_minutes",
            ),
            models.CheckConstraint(
                condition=Q(decided_role__isnull=True)
                | ~Q(decided_role=_COMMITTEE)
                | Q(
                    decision_date__gte=TruncDate(F("proposed_at"), tzinfo=SWEDEN),
                    decision_date__lte=TruncDate(F("decided_at"), tzinfo=SWEDEN),
                ),
                name="decision_of_the_committee_between_proposal_and_entry",
            ),
            models.UniqueConstraint(
                fields=["case", "decision_type", "subject"],
                condition=Q(state=DecisionState.PROPOSED.value),
                name="decision_one_proposal_at_a_time",
                nulls_distinct=False,
            ),
            # The far ends of composite keys.
            models.UniqueConstraint(fields=["id", "case"], name="decision_of_its_case"),
            models.UniqueConstraint(fields=["id", "case", "state"], name="decision_with_its_state"),
            models.UniqueConstraint(
                fields=["id", "case", "state", "outcome", "opens_housing"], name="decision_that_opens_housing"
            ),
            models.UniqueConstraint(
                fields=["id", "case", "state", "outcome", "decision_type"], name="decision_with_its_type"
            ),
        )

    def __str__(self) -> str:
        return str(self.id)
