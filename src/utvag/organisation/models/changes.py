"""What is proposed for an account, and who confirmed it: never the same person, and never the account's own."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from utvag.foundation.words import words_of
from utvag.organisation.models.accounts import StaffAccount
from utvag.organisation.rules import MAY_CONFIRM, ChangeKind, ChangeState, Role


class AccountChange(models.Model):
    """A change of an account that needs two. Secrecy: open."""

    id = models.UUIDField(primary_key=True, default=uuid4)
    account = models.ForeignKey(StaffAccount, on_delete=models.PROTECT, related_name="+")
    kind = models.TextField()
    role = models.TextField(default="")
    proposed_by = models.UUIDField()
    # With their roles, the ends of keys to appointments.
    proposed_role = models.TextField()
    proposed_at = models.DateTimeField()
    state = models.TextField()
    decided_by = models.UUIDField(null=True)
    decided_role = models.TextField(null=True)  # an end of a key: none until it is decided
    decided_at = models.DateTimeField(null=True)
    # Set by the database when the role is given: one decision gives it once.
    is_carried_out = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(kind=ChangeKind.ROLE.value, role__in=words_of(Role))
                | Q(kind=ChangeKind.INVITATION.value, role=""),
                name="account_change_is_known",
            ),
            models.CheckConstraint(condition=Q(proposed_role=Role.ADMINISTRATOR.value), name="account_change_by_role"),
            models.CheckConstraint(
                condition=Q(
                    state=ChangeState.PROPOSED.value,
                    decided_by__isnull=True,
                    decided_role__isnull=True,
                    decided_at__isnull=True,
                )
                | Q(
                    state__in=[ChangeState.CONFIRMED.value, ChangeState.DECLINED.value],
                    decided_by__isnull=False,
                    decided_role__isnull=False,
                    decided_role__in=[role.value for role in MAY_CONFIRM],
                    decided_at__isnull=False,
                ),
                name="account_change_is_decided_whole",
            ),
            models.CheckConstraint(condition=~Q(proposed_by=F("account")), name="account_change_not_of_oneself"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True)
                | (Q(decided_by__isnull=False) & ~Q(decided_by=F("proposed_by")) & ~Q(decided_by=F("account"))),
                name="account_change_needs_another",
            ),
            models.CheckConstraint(
                condition=Q(is_carried_out=False)
                | Q(is_carried_out=True, kind=ChangeKind.ROLE.value, state=ChangeState.CONFIRMED.value),
                name="account_change_carried_out_when_confirmed",
            ),
            models.UniqueConstraint(
                fields=["account"], condition=Q(state=ChangeState.PROPOSED.value), name="account_change_one_at_a_time"
            ),
        )

    def __str__(self) -> str:
        return str(self.id)
