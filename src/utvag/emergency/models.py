"""Reserve homes, who opened them, and what is left to do when an address has been disclosed."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from utvag.cases.models import Case
from utvag.documents.models import Document
from utvag.documents.rules import DocumentKind
from utvag.emergency.rules import (
    MOST_RESERVES,
    DisclosedState,
    OpeningGround,
    SetCause,
    StepKind,
)
from utvag.foundation.words import words_of
from utvag.placement.models import Finding, Placement
from utvag.placement.rules import Verdict


class ReserveSet(models.Model):
    """Homes that were clear for a placement's household one night. Secrecy: which, is sealed under the case's key."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    placement = models.ForeignKey(Placement, on_delete=models.PROTECT, related_name="reserve_sets")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    night = models.DateField()
    cause = models.TextField()
    # Set where a collision was why.
    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    register_version = models.BigIntegerField()
    engine_version = models.TextField()
    verdict = models.TextField()
    count = models.SmallIntegerField()
    sealed = models.BinaryField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(verdict__in=words_of(Verdict)), name="reserve_set_verdict_is_known"),
            models.CheckConstraint(
                condition=Q(verdict=Verdict.CLEAR.value, count__gte=1, count__lte=MOST_RESERVES)
                | Q(verdict__in=[Verdict.NOT_CHECKED.value, Verdict.EXCLUDED.value], count=0),
                name="reserve_set_holds_clear_homes_only",
            ),
            models.CheckConstraint(
                condition=Q(cause=SetCause.NIGHT.value, finding__isnull=True)
                | Q(cause=SetCause.COLLISION.value, finding__isnull=False),
                name="reserve_set_has_a_cause",
            ),
            models.UniqueConstraint(
                fields=["placement", "night"],
                condition=Q(cause=SetCause.NIGHT.value),
                name="reserve_set_one_a_night",
            ),
            models.UniqueConstraint(
                fields=["finding", "register_version"],
                condition=Q(cause=SetCause.COLLISION.value),
                name="reserve_set_one_for_a_collision",
            ),
            # The far end of the opening's composite key.
            models.UniqueConstraint(fields=["id", "placement", "case"], name="reserve_set_of_its_placement"),
        )
        indexes = (models.Index(fields=["placement", "-made_at"], name="reserve_set_latest"),)

    def __str__(self) -> str:
        return str(self.id)


class AddressDisclosed(models.Model):
    """Somebody who must not know it may know where a household lives. Secrecy: who, how and by whom told is sealed."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    placement = models.ForeignKey(Placement, on_delete=models.PROTECT, related_name="disclosures")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    state = models.TextField(default=DisclosedState.OPEN.value)
    learned_at = models.DateTimeField()
    registered_at = models.DateTimeField()
    registered_by = models.UUIDField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.UUIDField(null=True)
    # The database holds (report, case, kind) together: it is the report of this case, frozen when it was closed.
    report = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    report_kind = models.TextField(null=True)
    sealed = models.BinaryField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(learned_at__lte=F("registered_at")), name="address_disclosed_learned_before_written"
            ),
            models.CheckConstraint(
                condition=Q(
                    state=DisclosedState.OPEN.value,
                    closed_at__isnull=True,
                    closed_by__isnull=True,
                    report__isnull=True,
                    report_kind__isnull=True,
                )
                | Q(
                    state=DisclosedState.CLOSED.value,
                    closed_at__isnull=False,
                    closed_by__isnull=False,
                    report__isnull=False,
                    report_kind__isnull=False,
                    report_kind=DocumentKind.ADDRESS_DISCLOSED_REPORT.value,
                ),
                name="address_disclosed_closed_with_a_report",
            ),
            models.UniqueConstraint(
                fields=["placement"],
                condition=Q(state=DisclosedState.OPEN.value),
                name="address_disclosed_one_open",
            ),
            # The far ends of the composite keys of steps and openings.
            models.UniqueConstraint(fields=["id", "state"], name="address_disclosed_with_its_state"),
            models.UniqueConstraint(fields=["id", "placement"], name="address_disclosed_of_its_placement"),
        )

    def __str__(self) -> str:
        return str(self.id)


class DisclosedStep(models.Model):
    """One thing to do after a disclosed address. Secrecy: what was said and done is sealed under the case's key.

    The state of the event is part of the key to it and follows it: when the event is closed, each step becomes a step
    of a closed event, which one that is not done may not be.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    disclosed = models.ForeignKey(AddressDisclosed, on_delete=models.PROTECT, related_name="steps")
    disclosed_state = models.TextField(default=DisclosedState.OPEN.value)
    kind = models.TextField()
    number = models.SmallIntegerField(default=1)
    due_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    done_by = models.UUIDField(null=True)
    sealed = models.BinaryField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=words_of(StepKind)), name="disclosed_step_kind_is_known"),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True, done_by__isnull=True)
                | Q(done_at__isnull=False, done_by__isnull=False),
                name="disclosed_step_done_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(disclosed_state=DisclosedState.OPEN.value) | Q(done_at__isnull=False),
                name="disclosed_step_done_before_closing",
            ),
            models.UniqueConstraint(fields=["disclosed", "kind", "number"], name="disclosed_step_once"),
        )

    def __str__(self) -> str:
        return str(self.id)


class ReserveOpening(models.Model):
    """Somebody opened reserve homes. Secrecy: why, and which homes were shown, is sealed under the case's key."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    reserve_set = models.ForeignKey(ReserveSet, on_delete=models.PROTECT, related_name="openings")
    placement = models.ForeignKey(Placement, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    ground = models.TextField()
    disclosed = models.ForeignKey(AddressDisclosed, on_delete=models.PROTECT, null=True, related_name="openings")
    register_version = models.BigIntegerField()
    opened_at = models.DateTimeField()
    opened_by = models.UUIDField()
    sealed = models.BinaryField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(ground=OpeningGround.ADDRESS_DISCLOSED.value, disclosed__isnull=False)
                | Q(ground=OpeningGround.ACUTE.value, disclosed__isnull=True),
                name="reserve_opening_has_a_ground",
            ),
        )
        indexes = (models.Index(fields=["-opened_at"], name="reserve_opening_latest"),)

    def __str__(self) -> str:
        return str(self.id)


class OpeningNotice(models.Model):
    """One of the case's other staff is told that reserve homes were opened. Secrecy: open ids."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    opening = models.ForeignKey(ReserveOpening, on_delete=models.PROTECT, related_name="notices")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["opening", "account"], name="opening_notice_once"),)

    def __str__(self) -> str:
        return str(self.id)
