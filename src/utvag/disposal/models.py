"""The disposal of a case: proposed by one, decided by another, carried out by a job."""

from datetime import timedelta
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from utvag.cases.models import Case
from utvag.disposal.rules import DisposalState
from utvag.foundation.words import words_of

#: Without their leap days: which day it is the rule says, and the database that it is not years too early.
FIVE_YEARS = timedelta(days=5 * 365)
_UNDECIDED = Q(decided_at__isnull=True, decided_by__isnull=True, done_at__isnull=True)
_PROPOSED = Q(
    due_date__isnull=False, last_note_date__isnull=False, proposed_at__isnull=False, proposed_by__isnull=False
)
_DECIDED = Q(decided_at__isnull=False, decided_by__isnull=False)


class Disposal(models.Model):
    """One case that is to be, or has been, disposed of. Secrecy: ids and days.

    Triggers hold the rest: a disposal goes forward only; what is decided closes the case to everybody in the same
    statement (`disposal_closes_the_case`), and nobody is named on it again (`case_staff_of_a_disposed_case`).
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="disposals")
    state = models.TextField()
    last_note_date = models.DateField(null=True)
    due_date = models.DateField(null=True)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    proposed_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    decided_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(state__in=words_of(DisposalState)), name="disposal_state_is_known"),
            models.CheckConstraint(
                condition=Q(state=DisposalState.PROPOSED.value) & _PROPOSED & _UNDECIDED
                | Q(state__in=[DisposalState.DECIDED.value, DisposalState.REFUSED.value], done_at__isnull=True)
                & _PROPOSED
                & _DECIDED
                | Q(state=DisposalState.DONE.value, done_at__isnull=False) & _PROPOSED & _DECIDED
                | Q(
                    decided_at__isnull=False,
                    decided_by__isnull=True,
                    done_at__isnull=False,
                    state=DisposalState.RESTORED.value,
                ),
                name="disposal_is_as_its_state_says",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")),
                name="disposal_decided_by_another",
            ),
            models.CheckConstraint(
                condition=Q(state=DisposalState.RESTORED.value)
                | Q(
                    due_date__gte=F("last_note_date") + FIVE_YEARS,
                    due_date__isnull=False,
                    last_note_date__isnull=False,
                    proposed_at__gte=F("due_date"),
                ),
                name="disposal_proposed_when_due",
            ),
            models.UniqueConstraint(
                fields=["case"], condition=~Q(state=DisposalState.REFUSED.value), name="disposal_once_a_case"
            ),
        )

    def __str__(self) -> str:
        return str(self.id)
