"""What those who hold a case say of who has looked, and what the review of the log has flagged. Written once."""

from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from utvag.cases.models import Case
from utvag.foundation.words import words_of
from utvag.log_review.rules import MOST_ENTRIES, LookOutcome, Rule


class LookOver(models.Model):
    """Somebody who holds a case has gone through who looked, up to a moment. Secrecy: open ids and moments."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    until_at = models.DateTimeField()
    outcome = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(outcome__in=words_of(LookOutcome)), name="look_over_outcome_is_known"),
            models.CheckConstraint(condition=Q(until_at__lte=F("at")), name="look_over_of_what_has_been"),
        )
        indexes = (models.Index(fields=["case", "account", "-until_at"], name="look_over_latest"),)

    def __str__(self) -> str:
        return str(self.id)


class Flag(models.Model):
    """Something in the log that the reviewer is to look at: which rule, and whose rows.

    Secrecy: ids and codes; what an owner asks is sealed under the review key of the employee it is about.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    rule = models.TextField()
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="+")
    # The Swedish day of the first of the rows: the same rule flags an employee once a day in a case.
    day = models.DateField()
    entries = ArrayField(models.UUIDField())
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    sealed = models.BinaryField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(entries__len__gte=1, entries__len__lte=MOST_ENTRIES), name="log_flag_names_its_rows"
            ),
            models.CheckConstraint(condition=Q(rule__in=words_of(Rule)), name="log_flag_rule_is_known"),
            models.CheckConstraint(
                condition=Q(
                    rule=Rule.OWNER_ASKS.value,
                    case__isnull=False,
                    made_by__isnull=False,
                    sealed__isnull=False,
                )
                | (~Q(rule=Rule.OWNER_ASKS.value) & Q(made_by__isnull=True, sealed__isnull=True)),
                name="log_flag_text_is_an_owners",
            ),
            # Nobody asks the reviewer about her own look.
            models.CheckConstraint(
                condition=Q(made_by__isnull=True) | ~Q(made_by=F("account")), name="log_flag_by_somebody_else"
            ),
            models.UniqueConstraint(
                fields=["rule", "account", "case", "day"], name="log_flag_once_a_day", nulls_distinct=False
            ),
        )
        indexes = (models.Index(fields=["case", "made_at"], name="log_flag_of_case"),)

    def __str__(self) -> str:
        return str(self.id)
