"""Accounts as an administrator sees them: by username and role, without a name."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from utvag.foundation.actors import Actor
from utvag.foundation.errors import NotVisible
from utvag.organisation.access import require_role
from utvag.organisation.models import AccountChange, Passkey, StaffAccount
from utvag.organisation.rules import MAY_CONFIRM, ChangeKind, ChangeState, Role

LIST, OPEN, OPEN_CHANGE = "LIST_ACCOUNTS", "OPEN_ACCOUNT", "OPEN_CHANGE"


@dataclass(frozen=True, slots=True)
class AccountLine:
    """An account in the administrator's list."""

    id: UUID
    username: str
    role: Role
    is_active: bool
    has_key: bool
    waits: bool


@dataclass(frozen=True, slots=True)
class ChangeShape:
    """A change that waits for somebody to confirm it."""

    id: UUID
    username: str
    kind: ChangeKind
    role: Role | None
    proposed_by: str
    proposed_at: datetime


def accounts(*, actor: Actor) -> tuple[AccountLine, ...]:
    """Give every account, by username.

    :raises NotVisible: for everybody but an administrator.
    """
    require_role(actor, (Role.ADMINISTRATOR,), LIST, "STAFF_ACCOUNT", None)
    with_key = set(Passkey.objects.filter(removed_at=None).values_list("account", flat=True))
    waiting = set(AccountChange.objects.filter(state=ChangeState.PROPOSED.value).values_list("account", flat=True))
    rows = StaffAccount.objects.order_by("username")
    return tuple(
        AccountLine(row.pk, row.username, Role(row.role), row.is_active, row.pk in with_key, row.pk in waiting)
        for row in rows
    )


def account_line(*, actor: Actor, account_id: UUID) -> AccountLine:
    """Give one account.

    :raises NotVisible: for everybody but an administrator, and when there is none.
    """
    found = next((line for line in accounts(actor=actor) if line.id == account_id), None)
    if found is None:
        raise NotVisible(OPEN, "STAFF_ACCOUNT", account_id)
    return found


def changes_for(*, actor: Actor) -> tuple[ChangeShape, ...]:
    """Give what waits for this actor to confirm: nothing of her own, and nothing about herself.

    :raises NotVisible: for who may not confirm.
    """
    require_role(actor, MAY_CONFIRM, OPEN_CHANGE, "ACCOUNT_CHANGE", None)
    rows = AccountChange.objects.filter(state=ChangeState.PROPOSED.value).select_related("account")
    mine = rows.exclude(proposed_by=actor.id).exclude(account=actor.id).order_by("proposed_at", "pk")
    names = dict(StaffAccount.objects.values_list("pk", "username"))
    return tuple(
        ChangeShape(
            row.pk,
            row.account.username,
            ChangeKind(row.kind),
            Role(row.role) if row.role else None,
            names.get(row.proposed_by, ""),
            row.proposed_at,
        )
        for row in mine
    )


def change_for(*, actor: Actor, change_id: UUID) -> ChangeShape:
    """Give one change that waits for this actor.

    :raises NotVisible: when it does not.
    """
    found = next((change for change in changes_for(actor=actor) if change.id == change_id), None)
    if found is None:
        raise NotVisible(OPEN_CHANGE, "ACCOUNT_CHANGE", change_id)
    return found
