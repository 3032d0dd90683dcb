"""The municipality, its units and the accounts of its staff. No account has a password."""

from typing import ClassVar
from uuid import uuid4

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.crypto import salted_hmac

from utvag.foundation.words import words_of
from utvag.organisation.rules import Role, Staffing

ONLY_ROW = 1


class Municipality(models.Model):
    """The municipality whose system this is; one row. Secrecy: open."""

    id = models.SmallIntegerField(primary_key=True, default=ONLY_ROW)
    code = models.TextField()
    name = models.TextField()
    # What differs from the programme's defaults, in the shape of the register file.
    parameters = models.JSONField(default=dict)
    # True only where the database bears the demo's mark; a trigger holds it to that.
    is_demo = models.BooleanField(default=False)
    # Which controls are kept more weakly, and since when; a trigger lets only the operator say so.
    staffing = models.TextField(default=Staffing.FULL.value, db_default=Staffing.FULL.value)
    staffing_since = models.DateField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(id=ONLY_ROW), name="municipality_is_one_row"),
            models.CheckConstraint(condition=Q(staffing__in=words_of(Staffing)), name="municipality_staffing_is_known"),
            models.CheckConstraint(
                condition=Q(staffing=Staffing.FULL.value) | Q(staffing_since__isnull=False),
                name="municipality_is_small_since_a_day",
            ),
        )

    def __str__(self) -> str:
        return self.code


class DemoMark(models.Model):
    """That everything in this database is made up; set by the owner of the tables, never by the product. Open."""

    id = models.SmallIntegerField(primary_key=True, default=ONLY_ROW)
    set_at = models.DateTimeField()

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(id=ONLY_ROW), name="demo_mark_is_one_row"),)

    def __str__(self) -> str:
        return str(self.set_at)


class Unit(models.Model):
    """A part of the organisation. Secrecy: open."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    name = models.TextField(unique=True)

    def __str__(self) -> str:
        return self.name


class StaffAccountManager(BaseUserManager["StaffAccount"]):
    """Finds accounts; makes none: ``organisation.operations`` does."""


class StaffAccount(AbstractBaseUser):
    """An employee who can sign in. Secrecy: the name is sealed under the account's key; the username is a code."""

    # Django's own two: there are no passwords, and sessions have rows of their own.
    password = None  # type: ignore[assignment]  # so Django takes a field of its base away
    last_login = None
    id = models.UUIDField(primary_key=True, default=uuid4)
    username = models.TextField(unique=True)
    role = models.TextField()
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True)
    is_active = models.BooleanField(default=True)
    sealed = models.BinaryField()

    objects: ClassVar[StaffAccountManager] = StaffAccountManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(role__in=words_of(Role)), name="staff_account_role_is_known"),
        )

    def __str__(self) -> str:
        return str(self.id)

    def get_session_auth_hash(self) -> str:
        """Give what ties a session to the account: its id and its role, by Django's own key."""
        return str(salted_hmac("utvag.organisation.session", f"{self.pk} {self.role}", algorithm="sha256").hexdigest())


class Appointment(models.Model):
    """A role that an account has, or has had, so that a decision can rest on it. Never changed. Secrecy: open."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    account = models.ForeignKey(StaffAccount, on_delete=models.PROTECT, related_name="appointments")
    role = models.TextField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(role__in=words_of(Role)), name="appointment_role_is_known"),
            # The far end of composite keys: whoever acts in a role has it.
            models.UniqueConstraint(fields=["account", "role"], name="appointment_of_account_and_role"),
        )

    def __str__(self) -> str:
        return str(self.id)
