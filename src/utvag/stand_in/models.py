"""A leave and who stands in for it, and each case that is handed over: by one, confirmed by another."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from utvag.cases.models import Case
from utvag.documents.models import Document
from utvag.foundation.words import words_of
from utvag.stand_in.rules import HandedState

_UNDECIDED = Q(decided_at__isnull=True, decided_by__isnull=True)
_DECIDED = Q(decided_at__isnull=False, decided_by__isnull=False)
_GOES_ON = Q(ended_at__isnull=True, ended_by__isnull=True)


class Handover(models.Model):
    """One employee stands in for another, for some days. Secrecy: open ids and days.

    :ivar read_at: when she who came back had read what was done.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    stand_in = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    from_date = models.DateField()
    until_date = models.DateField()
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~Q(stand_in=F("by")), name="handover_to_another"),
            models.CheckConstraint(condition=Q(from_date__lt=F("until_date")), name="handover_from_before_until"),
            # The far end of the cases' composite key: they are handed over by her, and to her, whom it says.
            models.UniqueConstraint(fields=["id", "by", "stand_in"], name="handover_with_its_two"),
        )
        indexes = (
            models.Index(fields=["by", "until_date"], name="handover_by_whom"),
            models.Index(fields=["stand_in", "until_date"], name="handover_to_whom"),
        )

    def __str__(self) -> str:
        return str(self.id)


class HandedCase(models.Model):
    """One case of a handover. Secrecy: what the stand-in is to know is sealed under the case's key.

    Triggers hold what a constraint cannot: it is her own case, to one of her own role, for no longer than she is named;
    it goes forward; the section head of the case answers; and nobody is named as a stand-in without it
    (`handed_case_goes_forward`, `case_staff_stands_in`).
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    handover = models.ForeignKey(Handover, on_delete=models.PROTECT, related_name="handed")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    stand_in = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    state = models.TextField()
    added_at = models.DateTimeField()
    written_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    decided_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    ended_at = models.DateTimeField(null=True)
    brief = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+", null=True)
    sealed = models.BinaryField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(state__in=words_of(HandedState)), name="handed_case_state_is_known"),
            models.CheckConstraint(
                condition=Q(sealed__isnull=True, written_at__isnull=True)
                | Q(sealed__isnull=False, written_at__isnull=False),
                name="handed_case_written_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state=HandedState.WRITING.value, sealed__isnull=True, brief__isnull=True)
                & _UNDECIDED
                & _GOES_ON
                | Q(state=HandedState.WAITING.value, sealed__isnull=False, brief__isnull=True) & _UNDECIDED & _GOES_ON
                | Q(state=HandedState.CONFIRMED.value, sealed__isnull=False, brief__isnull=False) & _DECIDED & _GOES_ON
                | Q(state=HandedState.DECLINED.value, sealed__isnull=False, brief__isnull=True) & _DECIDED & _GOES_ON
                | Q(state=HandedState.LEFT_OUT.value, brief__isnull=True) & _GOES_ON
                | Q(state=HandedState.ENDED.value, ended_at__isnull=False, ended_by__isnull=False),
                name="handed_case_is_as_its_state_says",
            ),
            models.CheckConstraint(condition=~Q(stand_in=F("by")), name="handed_case_to_another"),
            # Two people, and neither of the two whose it is answers.
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | (~Q(decided_by=F("by")) & ~Q(decided_by=F("stand_in"))),
                name="handed_case_decided_by_another",
            ),
            models.UniqueConstraint(fields=["handover", "case"], name="handed_case_once_a_handover"),
        )
        indexes = (models.Index(fields=["case", "state"], name="handed_case_by_case"),)

    def __str__(self) -> str:
        return str(self.id)
