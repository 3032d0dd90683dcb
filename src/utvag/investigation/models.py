"""The investigation of a case: its parts in versions, the preconditions, and where the person lives meanwhile."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from utvag.cases.models import Case
from utvag.foundation.words import words_of
from utvag.investigation.rules import (
    CloseReason,
    HousingKind,
    InvestigationState,
    Met,
    Precondition,
    SectionKind,
)
from utvag.meetings.rules import MeetingKind, MeetingState

_OPEN, _DONE, _STOPPED = (state.value for state in InvestigationState)


class Investigation(models.Model):
    """The investigation of a case. Secrecy: why it is late or was stopped is sealed under the case's key.

    The `meeting_…` columns point at the coordination meeting that it rests on: a foreign key (migration 0002) ties them
    to a meeting of the same case that was held, and so with the police.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    state = models.TextField()
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    due_date = models.DateField()
    late_told_at = models.DateTimeField(null=True)
    # From when a court's clocks count for children who come along, and whether it was done before a court had decided.
    children_from_date = models.DateField(null=True)
    children_at_once = models.BooleanField(default=False)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    close_reason = models.TextField(null=True)
    meeting_id = models.UUIDField(null=True)
    meeting_kind = models.TextField(null=True)
    meeting_state = models.TextField(null=True)
    sealed = models.BinaryField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=words_of(InvestigationState)), name="investigation_state_is_known"
            ),
            models.UniqueConstraint(fields=["case"], condition=Q(state=_OPEN), name="investigation_open_once"),
            models.CheckConstraint(
                condition=Q(state=_OPEN, closed_at__isnull=True, closed_by__isnull=True)
                | (~Q(state=_OPEN) & Q(closed_at__isnull=False, closed_by__isnull=False)),
                name="investigation_closed_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state=_STOPPED, close_reason__isnull=False, close_reason__in=words_of(CloseReason))
                | (~Q(state=_STOPPED) & Q(close_reason__isnull=True)),
                name="investigation_stopped_for_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state=_DONE)
                | Q(
                    meeting_id__isnull=False,
                    meeting_kind__isnull=False,
                    meeting_kind=MeetingKind.COORDINATION.value,
                    meeting_state__isnull=False,
                    meeting_state=MeetingState.HELD.value,
                ),
                name="investigation_completed_after_meeting",
            ),
            models.UniqueConstraint(fields=["id", "case", "state"], name="investigation_of_case_and_state"),
        )

    def __str__(self) -> str:
        return str(self.id)


class SectionVersion(models.Model):
    """One version of one part of an investigation; the newest counts. Secrecy: the text is sealed."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    investigation = models.ForeignKey(Investigation, on_delete=models.PROTECT, related_name="sections")
    kind = models.TextField()
    revision = models.IntegerField()
    is_done = models.BooleanField()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sealed = models.BinaryField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=words_of(SectionKind)), name="section_kind_is_known"),
            models.CheckConstraint(condition=Q(revision__gte=1), name="section_revision_is_positive"),
            models.UniqueConstraint(fields=["investigation", "kind", "revision"], name="section_revision_once"),
        )

    def __str__(self) -> str:
        return str(self.id)


class PreconditionAnswer(models.Model):
    """What was told of one of the police's preconditions; the newest counts. Secrecy: who told it is sealed."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    investigation = models.ForeignKey(Investigation, on_delete=models.PROTECT, related_name="answers")
    precondition = models.TextField()
    answer = models.TextField()
    told_date = models.DateField()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sealed = models.BinaryField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(precondition__in=words_of(Precondition)), name="precondition_is_known"),
            models.CheckConstraint(condition=Q(answer__in=words_of(Met)), name="precondition_answer_is_known"),
        )

    def __str__(self) -> str:
        return str(self.id)


class HousingMeanwhile(models.Model):
    """Where the person lives while the investigation goes on. Secrecy: the note is sealed; never a home's address."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    investigation = models.ForeignKey(Investigation, on_delete=models.PROTECT, related_name="housing")
    kind = models.TextField()
    from_date = models.DateField()
    until_date = models.DateField(null=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sealed = models.BinaryField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=words_of(HousingKind)), name="housing_kind_is_known"),
            models.CheckConstraint(
                condition=Q(until_date__isnull=True) | Q(from_date__lt=F("until_date")),
                name="housing_from_before_until",
            ),
        )

    def __str__(self) -> str:
        return str(self.id)
