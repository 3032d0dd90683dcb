"""Assignments of those outside the work with cases, receivers of placements, and providers' invoices.

No row here is sealed and none needs a key: ids, codes, days and amounts. Rows are written once; a trigger lets an
assignment and a receiver be ended, and an invoice be paid, and nothing else be changed.
"""

from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from utvag.assignments.rules import LIKE_A_PERSON, MOST_ORE, NUMBER_FORM, REASONS_OF
from utvag.organisation.rules import Role
from utvag.placement.models import Placement
from utvag.providers.models import Provider

# Longer than any programme lets a report take.
MOST_REPORT_DAYS = 92


def _days() -> Func:
    """Give the half-open range of days of a row, as PostgreSQL compares it."""
    return Func("from_date", "until_date", Value("[)"), function="daterange", output_field=DateRangeField())


def _reasons(role: Role) -> Q:
    return Q(reason__in=[reason.value for reason in REASONS_OF[role]], role=role.value)


class Assignment(models.Model):
    """Why one outsider has a cut of her own, and until when: never without an end. Secrecy: open ids and days.

    The database also holds that she has the role, that it is a year at most, and that it is only ever ended.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    role = models.TextField()
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.TextField()
    from_date = models.DateField()
    until_date = models.DateField()
    # Nobody: the operator, at the machine's shell.
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    granted_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(provider__isnull=False, role=Role.PROVIDER.value)
                | Q(provider__isnull=True, role__in=[Role.AUDITOR.value, Role.CONTROLLER.value]),
                name="assignment_names_a_providers_provider",
            ),
            models.CheckConstraint(
                condition=_reasons(Role.PROVIDER) | _reasons(Role.CONTROLLER) | _reasons(Role.AUDITOR),
                name="assignment_reason_of_its_role",
            ),
            models.CheckConstraint(condition=Q(from_date__lt=F("until_date")), name="assignment_from_before_until"),
            models.CheckConstraint(
                condition=Q(granted_by__isnull=True) | ~Q(granted_by=F("account")), name="assignment_by_another"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=False) | Q(ended_by__isnull=True), name="assignment_ended_at_a_time"
            ),
            ExclusionConstraint(
                name="assignment_one_at_a_time",
                expressions=[("account", RangeOperators.EQUAL), (_days(), RangeOperators.OVERLAPS)],
                condition=Q(ended_at__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return str(self.id)


class Receiver(models.Model):
    """Who at the provider receives one placement, by name. Secrecy: open ids.

    The days that her last report may take stand here as they were when she was named, so that the database can judge.
    A trigger holds that the provider is the home's.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    placement = models.ForeignKey(Placement, on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="+")
    report_days = models.SmallIntegerField()
    named_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    named_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["placement"], condition=Q(ended_at__isnull=True), name="receiver_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(report_days__gte=0, report_days__lte=MOST_REPORT_DAYS), name="receiver_report_days"
            ),
            models.CheckConstraint(condition=~Q(named_by=F("account")), name="receiver_by_another"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="receiver_ended_by_somebody",
            ),
        )
        indexes = (models.Index(fields=["account"], name="receiver_of_account"),)

    def __str__(self) -> str:
        return str(self.id)


class Invoice(models.Model):
    """What a provider asks to be paid for some days of a placement. Secrecy: open codes, days and amounts.

    A trigger holds that the provider is the home's, and that an invoice is paid once and changed in no other way.
    """

    id = models.UUIDField(primary_key=True, default=uuid4)
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="+")
    placement = models.ForeignKey(Placement, on_delete=models.PROTECT, related_name="+")
    number = models.TextField()
    from_date = models.DateField()
    until_date = models.DateField()
    amount_ore = models.BigIntegerField()
    received_date = models.DateField()
    registered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    registered_at = models.DateTimeField()
    paid_date = models.DateField(null=True)
    paid_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["provider", "number"], name="invoice_number_once_per_provider"),
            models.CheckConstraint(condition=Q(number__regex=NUMBER_FORM), name="invoice_number_has_form"),
            models.CheckConstraint(condition=~Q(number__regex=LIKE_A_PERSON), name="invoice_number_is_no_persons"),
            models.CheckConstraint(condition=Q(from_date__lt=F("until_date")), name="invoice_from_before_until"),
            models.CheckConstraint(
                condition=Q(amount_ore__gt=0, amount_ore__lte=MOST_ORE), name="invoice_amount_is_positive"
            ),
            models.CheckConstraint(
                condition=Q(paid_by__isnull=True, paid_date__isnull=True)
                | Q(paid_by__isnull=False, paid_date__gte=F("received_date"), paid_date__isnull=False),
                name="invoice_paid_by_somebody_afterwards",
            ),
        )
        indexes = (models.Index(fields=["placement"], name="invoice_of_placement"),)

    def __str__(self) -> str:
        return self.number


class OwnStay(models.Model):
    """A placement as an outsider may know it: a view of the database's, which shows each only her own cut.

    It has no home, no sealed text and no name. The case's id is there for the log alone, so that who looks in the case
    sees who at the provider has looked.
    """

    id = models.UUIDField(primary_key=True)
    case_id = models.UUIDField()
    code = models.TextField()
    provider_id = models.UUIDField()
    provider_code = models.TextField()
    state = models.TextField()
    step = models.SmallIntegerField(null=True)
    from_date = models.DateField()
    until_date = models.DateField(null=True)
    report_days = models.SmallIntegerField(null=True)

    class Meta:
        managed = False
        db_table = "assignments_ownstay"

    def __str__(self) -> str:
        return self.code
