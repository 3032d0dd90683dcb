"""Meetings of a case, those who take part, and what a meeting decided that somebody does."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from utvag.cases.models import Case
from utvag.foundation.words import words_of
from utvag.meetings.rules import MeetingKind, MeetingState, OfferAnswer, ParticipantRole, PlaceKind


class Meeting(models.Model):
    """A meeting of a case. Secrecy: where, about what and what was said is sealed under the case's key.

    The three `police_…` columns point at the police's own row of the meeting: a foreign key (migration 0002) ties them
    to a row that says that the police were there. `minutes_…` point at the frozen document in the same way.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    kind = models.TextField()
    state = models.TextField()
    place_kind = models.TextField()
    planned_at = models.DateTimeField()
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    held_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    closed_at = models.DateTimeField(null=True)
    minutes_id = models.UUIDField(null=True)
    minutes_kind = models.TextField(null=True)
    police_id = models.UUIDField(null=True)
    police_role = models.TextField(null=True)
    police_attended = models.BooleanField(null=True)
    sealed = models.BinaryField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=words_of(MeetingKind)), name="meeting_kind_is_known"),
            models.CheckConstraint(condition=Q(state__in=words_of(MeetingState)), name="meeting_state_is_known"),
            models.CheckConstraint(condition=Q(place_kind__in=words_of(PlaceKind)), name="meeting_place_is_known"),
            models.CheckConstraint(
                condition=Q(state=MeetingState.PLANNED.value, closed_by__isnull=True, closed_at__isnull=True)
                | (~Q(state=MeetingState.PLANNED.value) & Q(closed_by__isnull=False, closed_at__isnull=False)),
                name="meeting_closed_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state=MeetingState.HELD.value, held_at__isnull=False)
                | (~Q(state=MeetingState.HELD.value) & Q(held_at__isnull=True)),
                name="meeting_held_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(kind=MeetingKind.COORDINATION.value)
                | ~Q(state=MeetingState.HELD.value)
                | Q(
                    police_id__isnull=False,
                    police_role__isnull=False,
                    police_role=ParticipantRole.POLICE.value,
                    police_attended__isnull=False,
                    police_attended=True,
                ),
                name="meeting_coordination_held_with_police",
            ),
            models.CheckConstraint(
                condition=~Q(state=MeetingState.HELD.value)
                | Q(minutes_id__isnull=False, minutes_kind__isnull=False, minutes_kind="MEETING_MINUTES"),
                name="meeting_held_has_minutes",
            ),
            models.UniqueConstraint(fields=["id", "case", "kind", "state"], name="meeting_of_case_kind_and_state"),
        )
        indexes = (models.Index(fields=["case", "state"], name="meeting_by_case_and_state"),)

    def __str__(self) -> str:
        return str(self.id)


class Participant(models.Model):
    """Somebody invited to a meeting, what was answered, and whether she was there. Secrecy: the name is sealed."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="participants")
    role = models.TextField()
    invited_at = models.DateTimeField(null=True)
    answer = models.TextField(default=OfferAnswer.NO_ANSWER.value)
    attended = models.BooleanField(null=True)
    sealed = models.BinaryField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(role__in=words_of(ParticipantRole)), name="participant_role_is_known"),
            models.CheckConstraint(condition=Q(answer__in=words_of(OfferAnswer)), name="participant_answer_is_known"),
            models.CheckConstraint(
                condition=Q(invited_at__isnull=False)
                | Q(answer=OfferAnswer.NO_ANSWER.value, attended__isnull=False, attended=True),
                name="participant_invited_or_there",
            ),
            models.UniqueConstraint(fields=["id", "meeting", "role", "attended"], name="participant_as_attended"),
        )

    def __str__(self) -> str:
        return str(self.id)


class MeetingTask(models.Model):
    """What a meeting decided that somebody does, and by when. Secrecy: what it is, is sealed."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="tasks")
    responsible = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    responsible_role = models.TextField(null=True)
    due_date = models.DateField()
    created_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    sealed = models.BinaryField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(responsible__isnull=False, responsible_role__isnull=True)
                | Q(
                    responsible__isnull=True,
                    responsible_role__isnull=False,
                    responsible_role__in=words_of(ParticipantRole),
                ),
                name="meeting_task_has_one_responsible",
            ),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True, done_by__isnull=True)
                | Q(done_at__isnull=False, done_by__isnull=False),
                name="meeting_task_done_by_somebody",
            ),
        )

    def __str__(self) -> str:
        return str(self.id)
