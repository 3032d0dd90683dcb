"""The call-off of a case: its steps, the enquiries in them, the answers, and the direct award.

What ties them together are composite foreign keys, in the migrations: a step to the one before it, an enquiry to its
step, an answer to its enquiry, an award to a yes.
"""

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from utvag.call_off.rules import Answer as AnswerWord
from utvag.call_off.rules import CallOffState, NoReason, PassedReason, Step
from utvag.cases.models import Case
from utvag.foundation.words import words_of
from utvag.providers.models import Home, Provider

ENQUIRY_KIND, AWARD_KIND = "PROVIDER_ENQUIRY", "DIRECT_AWARD_MEMO"
STEPS = [step.value for step in Step]


class CallOff(models.Model):
    """The search for a home to one case, from its first step until a home is found. Secrecy: open ids."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    state = models.TextField(default=CallOffState.OPEN.value)
    opened_at = models.DateTimeField()
    opened_by = models.UUIDField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.UUIDField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(state__in=words_of(CallOffState)), name="call_off_state_is_known"),
            models.CheckConstraint(
                condition=Q(state=CallOffState.OPEN.value, closed_at__isnull=True, closed_by__isnull=True)
                | Q(state=CallOffState.CLOSED.value, closed_at__isnull=False, closed_by__isnull=False),
                name="call_off_closed_by_somebody_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["case"], condition=Q(state=CallOffState.OPEN.value), name="call_off_one_open_per_case"
            ),
            # The far end of the steps' composite key.
            models.UniqueConstraint(fields=["id", "case"], name="call_off_of_its_case"),
        )

    def __str__(self) -> str:
        return str(self.id)


class CallOffStep(models.Model):
    """One step that a call-off has come to, and why the one before gave no home. Never changed.

    Secrecy: the words, and which homes the check showed, are sealed under the case's key.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    call_off = models.ForeignKey(CallOff, on_delete=models.PROTECT, related_name="steps")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    step = models.SmallIntegerField()
    previous_step = models.SmallIntegerField(null=True)
    passed_reason = models.TextField(null=True)
    entered_at = models.DateTimeField()
    entered_by = models.UUIDField()
    sealed = models.BinaryField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(step__in=STEPS), name="call_off_step_is_known"),
            models.CheckConstraint(
                condition=Q(step=Step.OWN.value, previous_step__isnull=True)
                | Q(step__gt=Step.OWN.value, previous_step__isnull=False, previous_step=F("step") - 1),
                name="call_off_step_after_the_one_before",
            ),
            models.CheckConstraint(
                condition=Q(step=Step.OWN.value, passed_reason__isnull=True)
                | Q(step__gt=Step.OWN.value, passed_reason__isnull=False, passed_reason__in=words_of(PassedReason)),
                name="call_off_step_passed_for_a_reason",
            ),
            # The far end of the keys of the next step, of enquiries and of placements.
            models.UniqueConstraint(fields=["call_off", "case", "step"], name="call_off_step_once"),
        )

    def __str__(self) -> str:
        return f"{self.call_off_id} {self.step}"


class Enquiry(models.Model):
    """A provider asked about one home, by code name. Never changed.

    Secrecy: what was asked for, and why another than the first in order, is sealed under the case's key.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    call_off = models.ForeignKey(CallOff, on_delete=models.PROTECT, related_name="enquiries")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    step = models.SmallIntegerField()
    home = models.ForeignKey(Home, on_delete=models.PROTECT, related_name="+")
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="+")
    rank = models.SmallIntegerField()
    sent_at = models.DateTimeField()
    sent_by = models.UUIDField()
    due_date = models.DateField()
    document_id = models.UUIDField()
    document_kind = models.TextField(default=ENQUIRY_KIND)
    sealed = models.BinaryField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(rank__gte=1), name="enquiry_has_a_rank"),
            models.CheckConstraint(condition=Q(document_kind=ENQUIRY_KIND), name="enquiry_is_a_document"),
            # The far end of the answer's composite key.
            models.UniqueConstraint(fields=["id", "case", "home"], name="enquiry_of_its_home"),
        )

    def __str__(self) -> str:
        return str(self.id)


class Answer(models.Model):
    """What a provider answered, once. Never changed. Secrecy: who answered, how and with what words is sealed."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    enquiry = models.OneToOneField(Enquiry, on_delete=models.PROTECT, related_name="answer")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    home = models.ForeignKey(Home, on_delete=models.PROTECT, related_name="+")
    answer = models.TextField()
    reasons = ArrayField(models.TextField(), default=list)
    answered_date = models.DateField()
    registered_at = models.DateTimeField()
    registered_by = models.UUIDField()
    sealed = models.BinaryField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(answer__in=words_of(AnswerWord)), name="answer_is_known"),
            models.CheckConstraint(
                condition=Q(answer=AnswerWord.YES.value, reasons__len=0)
                | Q(answer=AnswerWord.NO.value, reasons__len__gte=1),
                name="answer_no_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(reasons__contained_by=words_of(NoReason)), name="answer_reasons_are_known"
            ),
            # The far end of the keys of placements and direct awards.
            models.UniqueConstraint(fields=["enquiry", "case", "home", "answer"], name="answer_with_its_word"),
        )

    def __str__(self) -> str:
        return str(self.id)


class DirectAward(models.Model):
    """A purchase without an agreement, with its memo; a correction is a new revision. Never changed.

    Secrecy: need, market and reasons are sealed under the case's key; the value is added up per provider and year.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    enquiry = models.ForeignKey(Enquiry, on_delete=models.PROTECT, related_name="awards")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    home = models.ForeignKey(Home, on_delete=models.PROTECT, related_name="+")
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="+")
    answer = models.TextField(default=AnswerWord.YES.value)
    revision = models.SmallIntegerField()
    value_kronor = models.BigIntegerField()
    budget_year = models.SmallIntegerField()
    is_urgent = models.BooleanField()
    # Null where the value asks for no documentation.
    document_due_date = models.DateField(null=True)
    document_id = models.UUIDField()
    document_kind = models.TextField(default=AWARD_KIND)
    made_at = models.DateTimeField()
    made_by = models.UUIDField()
    sealed = models.BinaryField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(answer=AnswerWord.YES.value), name="award_of_a_yes"),
            models.CheckConstraint(condition=Q(value_kronor__gte=1), name="award_has_a_value"),
            models.CheckConstraint(condition=Q(document_kind=AWARD_KIND), name="award_is_a_document"),
            models.UniqueConstraint(fields=["enquiry", "revision"], name="award_revision_once"),
        )
        indexes = (models.Index(fields=["provider", "budget_year"], name="award_by_provider_and_year"),)

    def __str__(self) -> str:
        return str(self.id)
