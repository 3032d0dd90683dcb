"""When the person was told of a decision, and her appeal against it."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from utvag.cases.models import Case
from utvag.decisions.models.decision import Decision
from utvag.decisions.rules import AppealOutcome, AppealState, DecisionState, NoticeWay
from utvag.foundation.words import words_of

_TAKEN = DecisionState.TAKEN.value


class Notice(models.Model):
    """The person was told of a taken decision; from that day she may appeal. Secrecy: to whom is sealed."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="notice")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    # (decision, case, state) is a composite key: only a taken decision is given notice of.
    decision_state = models.TextField(default=_TAKEN)
    given_date = models.DateField()
    last_appeal_date = models.DateField()
    way = models.TextField()
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    sealed = models.BinaryField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(decision_state=_TAKEN), name="notice_of_a_taken_decision"),
            models.CheckConstraint(condition=Q(way__in=words_of(NoticeWay)), name="notice_way_is_known"),
            models.CheckConstraint(
                condition=Q(last_appeal_date__gt=F("given_date")), name="notice_leaves_time_to_appeal"
            ),
            # The far end of the appeal's composite key.
            models.UniqueConstraint(fields=["id", "decision", "last_appeal_date"], name="notice_with_its_last_day"),
        )

    def __str__(self) -> str:
        return str(self.id)


class Appeal(models.Model):
    """An appeal against a taken decision. Secrecy: what it says, and what was answered, is sealed."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="appeals")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    decision_state = models.TextField(default=_TAKEN)
    # None where no notice was given: then the time to appeal has not begun.
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="+", null=True)
    last_date = models.DateField(null=True)
    received_date = models.DateField()
    is_in_time = models.BooleanField()
    state = models.TextField()
    outcome = models.TextField(null=True)
    registered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    registered_at = models.DateTimeField()
    handled_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    handled_at = models.DateTimeField(null=True)
    sealed = models.BinaryField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(decision_state=_TAKEN), name="appeal_of_a_taken_decision"),
            models.CheckConstraint(condition=Q(state__in=words_of(AppealState)), name="appeal_state_is_known"),
            models.CheckConstraint(
                condition=Q(notice__isnull=True, last_date__isnull=True, is_in_time=True)
                | Q(
                    notice__isnull=False,
                    last_date__isnull=False,
                    is_in_time=True,
                    received_date__lte=F("last_date"),
                )
                | Q(
                    notice__isnull=False,
                    last_date__isnull=False,
                    is_in_time=False,
                    received_date__gt=F("last_date"),
                ),
                name="appeal_in_time_by_its_days",
            ),
            models.CheckConstraint(
                condition=Q(state=AppealState.RECEIVED.value)
                | Q(state=AppealState.DISMISSED.value, is_in_time=False)
                | Q(state__in=[AppealState.FORWARDED.value, AppealState.DECIDED.value], is_in_time=True),
                name="appeal_dismissed_only_when_late",
            ),
            models.CheckConstraint(
                condition=Q(state=AppealState.DECIDED.value, outcome__isnull=False, outcome__in=words_of(AppealOutcome))
                | (~Q(state=AppealState.DECIDED.value) & Q(outcome__isnull=True)),
                name="appeal_decided_with_an_outcome",
            ),
            models.CheckConstraint(
                condition=Q(state=AppealState.RECEIVED.value, handled_by__isnull=True, handled_at__isnull=True)
                | (~Q(state=AppealState.RECEIVED.value) & Q(handled_by__isnull=False, handled_at__isnull=False)),
                name="appeal_handled_by_somebody",
            ),
            models.UniqueConstraint(
                fields=["decision"],
                condition=Q(state__in=[AppealState.RECEIVED.value, AppealState.FORWARDED.value]),
                name="appeal_one_open_of_a_decision",
            ),
        )

    def __str__(self) -> str:
        return str(self.id)
