"""The municipality, its units and the accounts of its staff."""

from typing import ClassVar
from uuid import uuid4

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from utvag.foundation.words import words_of
from utvag.organisation.rules import TOUCH_IS_FRESH, Role

ONLY_ROW = 1


class Municipality(models.Model):
    """The municipality whose system this is; one row. Secrecy: open."""

    id = models.SmallIntegerField(primary_key=True, default=ONLY_ROW)
    code = models.TextField()
    name = models.TextField()
    # What differs from the programme's defaults, in the shape of the register file.
    parameters = models.JSONField(default=dict)
    is_demo = models.BooleanField(default=False)

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(id=ONLY_ROW), name="municipality_is_one_row"),)

    def __str__(self) -> str:
        return self.code


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


class Touch(models.Model):
    """That an employee showed, in a session, that she was there; used up by one act. Secrecy: open."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    account = models.ForeignKey(StaffAccount, on_delete=models.PROTECT, related_name="+")
    # The SHA-256 of the session's key.
    session = models.TextField()
    at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    used_for = models.TextField(default="")

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(session__regex="^[0-9a-f]{64}$"), name="touch_names_no_session_key"),
            models.CheckConstraint(
                condition=Q(used_at__isnull=True, used_for="") | (Q(used_at__isnull=False) & ~Q(used_for="")),
                name="touch_is_used_for_something",
            ),
            models.CheckConstraint(
                condition=Q(used_at__isnull=True)
                | Q(used_at__isnull=False, used_at__gte=F("at"), used_at__lte=F("at") + TOUCH_IS_FRESH),
                name="touch_is_used_while_fresh",
            ),
        )
        indexes = (models.Index(fields=["account", "session", "at"], name="touch_of_session"),)

    def __str__(self) -> str:
        return str(self.id)
