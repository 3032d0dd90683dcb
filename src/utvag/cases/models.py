"""The first contact, the case that may come of it, and the named staff who may see it."""

from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from utvag.cases.rules import (
    RECEIPT_FORM,
    CaseOrigin,
    CaseState,
    CloseReason,
    ContactState,
    DenialGround,
    Purpose,
)
from utvag.foundation.words import words_of


def _days() -> Func:
    """Give the half-open range of days of a row, as PostgreSQL compares it."""
    return Func("from_date", "until_date", Value("[)"), function="daterange", output_field=DateRangeField())


class Case(models.Model):
    """A person who needs a home, and those who come along. Secrecy: who they are and what they need is sealed."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    code_name = models.TextField(unique=True)
    state = models.TextField()
    origin = models.TextField(default=CaseOrigin.OPENED.value)
    start_date = models.DateField()
    nights = models.IntegerField(null=True)
    created_at = models.DateTimeField()
    # From then on its key is destroyed, or is about to be: only a decided disposal sets it, and nothing unsets it.
    disposed_at = models.DateTimeField(null=True)
    sealed = models.BinaryField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(state__in=words_of(CaseState)), name="case_state_is_known"),
            models.CheckConstraint(
                condition=Q(disposed_at__isnull=True) | Q(state=CaseState.CLOSED.value), name="case_disposed_is_over"
            ),
            models.CheckConstraint(condition=Q(origin__in=words_of(CaseOrigin)), name="case_origin_is_known"),
            models.CheckConstraint(condition=Q(nights__isnull=True) | Q(nights__gte=1), name="case_has_nights"),
            models.CheckConstraint(
                condition=~Q(state=CaseState.WAITING.value) | Q(nights__isnull=False), name="case_waiting_has_nights"
            ),
        )

    def __str__(self) -> str:
        return self.code_name


class CaseStaff(models.Model):
    """One employee named on one case, why, for which days and by whom: the wall. Secrecy: open ids.

    :ivar granted_by: nobody where the operator or the product itself did.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="staff")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    purpose = models.TextField()
    from_date = models.DateField()
    until_date = models.DateField()
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(purpose__in=words_of(Purpose)), name="case_staff_purpose_is_known"),
            models.CheckConstraint(condition=Q(from_date__lt=F("until_date")), name="case_staff_from_before_until"),
            ExclusionConstraint(
                name="case_staff_named_once_a_day",
                expressions=[
                    ("case", RangeOperators.EQUAL),
                    ("account", RangeOperators.EQUAL),
                    (_days(), RangeOperators.OVERLAPS),
                ],
            ),
        )

    def __str__(self) -> str:
        return str(self.id)


class Denial(models.Model):
    """One employee who may have nothing to do with one case. Secrecy: ids and ground; why is sealed.

    Triggers hold what a constraint cannot: nobody is named, or opens on call, where she is denied, nor denied where she
    stays named (`case_staff_not_denied`, `on_call_opening_not_denied`, `denial_ends_namings`).
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="denials")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ground = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    lifted_at = models.DateTimeField(null=True)
    sealed = models.BinaryField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(ground__in=words_of(DenialGround)), name="denial_ground_is_known"),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True, lifted_by__isnull=True)
                | Q(lifted_at__isnull=False, lifted_by__isnull=False, lifted_at__gte=F("at")),
                name="denial_lifted_by_somebody_afterwards",
            ),
            models.CheckConstraint(
                condition=Q(lifted_by__isnull=True) | ~Q(lifted_by=F("account")), name="denial_lifted_by_another"
            ),
            models.UniqueConstraint(
                fields=["case", "account"], condition=Q(lifted_at__isnull=True), name="denial_once_at_a_time"
            ),
        )

    def __str__(self) -> str:
        return str(self.id)


class FirstContact(models.Model):
    """Somebody wants out, or is said to: what was told. Secrecy: all that was told is sealed under its own key."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    receipt = models.TextField(unique=True)
    state = models.TextField()
    received_at = models.DateTimeField()
    registered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    waiting_until = models.DateField(null=True)
    close_reason = models.TextField(null=True)
    handled_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True)
    handled_at = models.DateTimeField(null=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="contacts", null=True)
    number_index = models.BinaryField(null=True)
    sealed = models.BinaryField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(state__in=words_of(ContactState)), name="first_contact_state_is_known"),
            models.CheckConstraint(condition=Q(receipt__regex=RECEIPT_FORM), name="first_contact_receipt_has_form"),
            models.CheckConstraint(
                condition=Q(state=ContactState.WAITING.value, waiting_until__isnull=False)
                | (~Q(state=ContactState.WAITING.value) & Q(waiting_until__isnull=True)),
                name="first_contact_waits_until_a_day",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[ContactState.TAKEN.value, ContactState.LINKED.value], case__isnull=False)
                | Q(
                    state__in=[ContactState.NEW.value, ContactState.WAITING.value, ContactState.CLOSED.value],
                    case__isnull=True,
                ),
                name="first_contact_case_when_taken_or_linked",
            ),
            models.CheckConstraint(
                condition=Q(
                    state=ContactState.CLOSED.value, close_reason__isnull=False, close_reason__in=words_of(CloseReason)
                )
                | (~Q(state=ContactState.CLOSED.value) & Q(close_reason__isnull=True)),
                name="first_contact_closed_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(handled_by__isnull=True, handled_at__isnull=True)
                | Q(handled_by__isnull=False, handled_at__isnull=False),
                name="first_contact_handled_by_somebody_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state=ContactState.NEW.value, handled_at__isnull=True)
                | Q(state=ContactState.LINKED.value)
                | (
                    Q(state__in=[ContactState.WAITING.value, ContactState.TAKEN.value, ContactState.CLOSED.value])
                    & Q(handled_at__isnull=False)
                ),
                name="first_contact_handled_unless_new",
            ),
        )
        indexes = (models.Index(fields=["number_index"], name="first_contact_by_number"),)

    def __str__(self) -> str:
        return self.receipt


class ContactMonth(models.Model):
    """How many first contacts came in a month. Secrecy: from whom and why is sealed under its own key."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    month = models.DateField()
    sealed = models.BinaryField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(month__day=1), name="contact_month_is_a_first_day"),
            models.UniqueConstraint(fields=["month"], name="contact_month_once"),
        )

    def __str__(self) -> str:
        return str(self.id)


class OnCallOpening(models.Model):
    """One on call opened a case out of hours, until a day. Secrecy: why is sealed under the case's key."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="on_call_openings")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    until_date = models.DateField()
    sealed = models.BinaryField()

    class Meta:
        indexes = (models.Index(fields=["case", "until_date"], name="on_call_opening_by_case"),)

    def __str__(self) -> str:
        return str(self.id)


class Search(models.Model):
    """Somebody searched among her cases. Secrecy: what she searched for stands only as a keyed hash."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    sought = models.BinaryField()

    class Meta:
        indexes = (models.Index(fields=["account", "at"], name="search_of_account"),)

    def __str__(self) -> str:
        return str(self.id)


class ToldVersion(models.Model):
    """What was known on a day of the definitions and of custody. Secrecy: all of it is sealed under the case's key."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="told_versions")
    revision = models.SmallIntegerField()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sealed = models.BinaryField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(revision__gte=1), name="told_version_is_counted"),
            models.UniqueConstraint(fields=["case", "revision"], name="told_version_numbered_once"),
        )

    def __str__(self) -> str:
        return str(self.id)
