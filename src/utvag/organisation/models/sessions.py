"""Who is signed in where, what she has shown there, and what she sent when her time was out."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from utvag.foundation.words import words_of
from utvag.organisation.models.accounts import StaffAccount
from utvag.organisation.models.keys import HASH
from utvag.organisation.rules import ABSOLUTE_LIMIT, TOUCH_IS_FRESH, EndedWhy, Method, News, Role


class SignIn(models.Model):
    """A session of an account, by the hash of its key. Secrecy: what browser it was is sealed under her key."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    account = models.ForeignKey(StaffAccount, on_delete=models.PROTECT, related_name="+")
    # The role she had then: another one ends the session.
    role = models.TextField()
    session = models.TextField(unique=True)
    method = models.TextField()
    started_at = models.DateTimeField()
    active_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_why = models.TextField(default="")
    news = models.TextField(default="")
    news_at = models.DateTimeField(null=True)
    sealed = models.BinaryField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(session__regex=HASH), name="sign_in_names_no_session_key"),
            models.CheckConstraint(condition=Q(role__in=words_of(Role)), name="sign_in_role_is_known"),
            models.CheckConstraint(condition=Q(method__in=words_of(Method)), name="sign_in_method_is_known"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_why="")
                | Q(ended_at__isnull=False, ended_why__in=words_of(EndedWhy)),
                name="sign_in_ends_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(active_at__gte=F("started_at"), active_at__lt=F("started_at") + ABSOLUTE_LIMIT),
                name="sign_in_lasts_a_working_day",
            ),
            models.CheckConstraint(
                condition=Q(news="", news_at__isnull=True)
                | Q(news__in=[News.OTHER_SIGN_IN.value, News.CODE_USED.value], news_at__isnull=False),
                name="sign_in_news_are_known",
            ),
        )
        indexes = (models.Index(fields=["account", "ended_at"], name="sign_ins_of_account"),)

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


class HeldForm(models.Model):
    """The form that somebody sent when her time was out; the newest only. Secrecy: sealed under her key."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    account = models.OneToOneField(StaffAccount, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    sealed = models.BinaryField()

    def __str__(self) -> str:
        return str(self.id)
