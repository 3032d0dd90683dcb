"""What a decision rests on: the section of its day, and the mandate of whoever takes it."""

from datetime import date
from typing import Final
from uuid import uuid4

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce

from utvag.decisions.rules import DecisionType
from utvag.foundation.words import words_of
from utvag.organisation.rules import Role

# A day that never comes: an open end that a check can compare with.
FOREVER: Final = date(9999, 12, 31)
# The ages of a section that asks for none.
NO_AGE: Final = 0
EVERY_AGE: Final = 200

# Named one by one: a role that is added later decides nothing.
_MANDATED = sorted(
    role.value for role in (Role.COORDINATOR, Role.CASE_WORKER, Role.SECTION_HEAD, Role.ON_CALL, Role.COMMITTEE)
)


class LegalBasis(models.Model):
    """A section, the kind of decision it carries, and its days. The running role may only read. Secrecy: open."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    decision_type = models.TextField()
    act = models.TextField()
    section = models.TextField()
    from_date = models.DateField()
    until_date = models.DateField()
    from_age = models.SmallIntegerField(null=True)
    below_age = models.SmallIntegerField(null=True)
    # The same without nulls, for a key: a foreign key with a null in it would hold nothing.
    youngest = models.GeneratedField(
        expression=Coalesce(F("from_age"), Value(NO_AGE)), output_field=models.SmallIntegerField(), db_persist=True
    )
    too_old = models.GeneratedField(
        expression=Coalesce(F("below_age"), Value(EVERY_AGE)), output_field=models.SmallIntegerField(), db_persist=True
    )
    source = models.TextField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(decision_type__in=words_of(DecisionType)), name="legal_basis_type_is_known"
            ),
            models.CheckConstraint(condition=Q(from_date__lt=F("until_date")), name="legal_basis_from_before_until"),
            models.UniqueConstraint(
                fields=["decision_type", "act", "section", "from_date", "until_date", "from_age", "below_age"],
                name="legal_basis_stated_once",
                nulls_distinct=False,
            ),
            # The far end of the decision's composite key.
            models.UniqueConstraint(
                fields=["id", "decision_type", "from_date", "until_date"], name="legal_basis_with_its_days"
            ),
            models.UniqueConstraint(fields=["id", "youngest", "too_old"], name="legal_basis_with_its_ages"),
        )

    def __str__(self) -> str:
        return f"{self.section} {self.act}"


class Mandate(models.Model):
    """A role that the delegation order gives a kind of decision, and its days. Never changed. Secrecy: open."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    decision_type = models.TextField()
    role = models.TextField()
    is_out_of_hours = models.BooleanField()
    from_date = models.DateField()
    until_date = models.DateField()
    source = models.TextField()
    # Whether no municipality has decided it: the product's own proposal.
    is_default = models.BooleanField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(decision_type__in=words_of(DecisionType)), name="mandate_type_is_known"),
            models.CheckConstraint(
                condition=Q(role__in=_MANDATED),
                name="mandate_role_is_known",
            ),
            models.CheckConstraint(condition=Q(from_date__lt=F("until_date")), name="mandate_from_before_until"),
            models.CheckConstraint(
                condition=~Q(role=Role.ON_CALL.value) | Q(is_out_of_hours=True), name="mandate_on_call_out_of_hours"
            ),
            models.CheckConstraint(
                condition=~Q(decision_type=DecisionType.LVU_PLACEMENT.value) | Q(role=Role.COMMITTEE.value),
                name="mandate_care_of_the_young_is_the_committees",
            ),
            # Its day is the day of its meeting, whatever the hour: never the exception for one who is alone at night.
            models.CheckConstraint(
                condition=~Q(role=Role.COMMITTEE.value) | Q(is_out_of_hours=False), name="mandate_committee_at_any_hour"
            ),
            models.UniqueConstraint(
                fields=["decision_type", "role", "is_out_of_hours", "from_date", "until_date", "source"],
                name="mandate_stated_once",
            ),
            # The far end of the decision's composite key.
            models.UniqueConstraint(
                fields=["id", "decision_type", "role", "is_out_of_hours", "from_date", "until_date"],
                name="mandate_with_its_days",
            ),
        )

    def __str__(self) -> str:
        return f"{self.decision_type} {self.role}"
