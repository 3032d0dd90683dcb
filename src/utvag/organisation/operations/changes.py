"""The administrator's acts: accounts, roles and invitations. What gives somebody more needs another person."""

from datetime import datetime
from typing import Final
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from utvag.audit.operations import Subject, one_act, record
from utvag.foundation.actors import Actor
from utvag.foundation.errors import NotVisible, Unable
from utvag.organisation.access import require_role
from utvag.organisation.models import AccountChange, Appointment, Passkey, StaffAccount, Unit
from utvag.organisation.operations.codes import write_invitation
from utvag.organisation.operations.sessions import end_sessions_of
from utvag.organisation.operations.touching import use_touch
from utvag.organisation.queries.organisation import name_place
from utvag.organisation.rules import MAY_CONFIRM, ChangeKind, ChangeState, EndedWhy, Refusal, Role
from utvag.secrecy.envelope import seal

ADD, PROPOSE, DECIDE, CLOSE = "ADD_ACCOUNT", "PROPOSE_CHANGE", "DECIDE_CHANGE", "CLOSE_ACCOUNT"
ACCOUNT, CHANGE = "STAFF_ACCOUNT", "ACCOUNT_CHANGE"
SET_UP: Final = "SET_UP"


class UnableToChange(Unable):
    """The account cannot be changed like this."""


def add_account(
    *, actor: Actor, username: str, role: Role, display_name: str, unit: str, session: str, now: datetime
) -> UUID:
    """Make an account that nobody can use yet, and propose its role. Needs a fresh touch.

    :raises NotVisible: for everybody but an administrator.
    :raises UnableToChange: when the username is taken.
    """
    with one_act(actor=actor, now=now):
        require_role(actor, (Role.ADMINISTRATOR,), ADD, ACCOUNT, None)
        use_touch(actor=actor, session=session, used_for=ADD, now=now)
        account = StaffAccount(
            id=(account_id := uuid4()),
            username=username.strip(),
            role=role.value,
            unit=Unit.objects.get_or_create(name=unit.strip())[0],
            is_active=False,
            sealed=seal(name_place(account_id), {"display_name": display_name.strip()}),
        )
        try:
            with transaction.atomic():
                account.save(force_insert=True)
        except IntegrityError:
            raise UnableToChange(Refusal.USERNAME_TAKEN) from None
        record(actor=actor, action=ADD, subject=Subject(ACCOUNT, account_id), purpose=SET_UP, now=now)
        return _propose(actor, account, ChangeKind.ROLE, role.value, now)


def propose_change(*, actor: Actor, account_id: UUID, role: Role | None, session: str, now: datetime) -> UUID:
    """Propose another role, or without one an invitation to a new key. Needs a fresh touch.

    :raises NotVisible: for everybody but an administrator, and when there is no such account.
    :raises UnableToChange: for oneself, when something is proposed already, or there is nothing to change.
    """
    with one_act(actor=actor, now=now):
        account = _account_for(actor, account_id, PROPOSE)
        if account.pk == actor.id:
            raise UnableToChange(Refusal.OWN_ACCOUNT)
        if (role is None and not account.is_active) or (role == account.role and account.is_active):
            raise UnableToChange(Refusal.NOTHING_TO_CHANGE)
        use_touch(actor=actor, session=session, used_for=PROPOSE, now=now)
        kind = ChangeKind.INVITATION if role is None else ChangeKind.ROLE
        return _propose(actor, account, kind, "" if role is None else role.value, now)


def decide_change(*, actor: Actor, change_id: UUID, confirms: bool, session: str, now: datetime) -> str | None:
    """Confirm or decline what another has proposed; a new key's code is given to the one who confirms, and no other.

    So that an administrator alone never holds the code to somebody's account. Needs a fresh touch.

    :raises NotVisible: for who may not confirm, the proposer, the account itself, and when it is decided.
    """
    with one_act(actor=actor, now=now):
        require_role(actor, MAY_CONFIRM, DECIDE, CHANGE, change_id)
        row = AccountChange.objects.select_for_update().filter(pk=change_id, state=ChangeState.PROPOSED.value).first()
        if row is None or actor.id in {row.proposed_by, row.account_id}:
            raise NotVisible(DECIDE, CHANGE, change_id)
        use_touch(actor=actor, session=session, used_for=DECIDE, now=now)
        row.state = (ChangeState.CONFIRMED if confirms else ChangeState.DECLINED).value
        row.decided_by, row.decided_role, row.decided_at = actor.id, actor.role, now
        row.save()
        record(actor=actor, action=DECIDE, subject=Subject(CHANGE, row.pk), purpose=row.state, now=now)
        return _carry_out(row, actor, now) if confirms else None


def close_account(*, actor: Actor, account_id: UUID, session: str, now: datetime) -> None:
    """Close an account at once: what takes something away needs one person only. Needs a fresh touch.

    :raises NotVisible: for everybody but an administrator, and when there is no such account.
    :raises UnableToChange: for oneself.
    """
    with one_act(actor=actor, now=now):
        account = _account_for(actor, account_id, CLOSE)
        if account.pk == actor.id:
            raise UnableToChange(Refusal.OWN_ACCOUNT)
        use_touch(actor=actor, session=session, used_for=CLOSE, now=now)
        account.is_active = False
        account.save(update_fields=["is_active"])
        end_sessions_of(account_id=account.pk, why=EndedWhy.ACCOUNT_CHANGED, now=now)
        record(actor=actor, action=CLOSE, subject=Subject(ACCOUNT, account.pk), purpose=SET_UP, now=now)


def _carry_out(row: AccountChange, actor: Actor, now: datetime) -> str | None:
    account = StaffAccount.objects.select_for_update().get(pk=row.account_id)
    is_new = not Passkey.objects.filter(account=account).exists()
    if row.kind == ChangeKind.ROLE:
        account.role, account.is_active = row.role, True
        account.save(update_fields=["role", "is_active"])
        Appointment.objects.get_or_create(account=account, role=row.role)
        end_sessions_of(account_id=account.pk, why=EndedWhy.ACCOUNT_CHANGED, now=now)
    if row.kind == ChangeKind.INVITATION or is_new:
        return write_invitation(actor=actor, account_id=account.pk, now=now)
    return None


def _propose(actor: Actor, account: StaffAccount, kind: ChangeKind, role: str, now: datetime) -> UUID:
    row = AccountChange(
        id=uuid4(),
        account=account,
        kind=kind.value,
        role=role,
        proposed_by=actor.id,
        proposed_role=actor.role,
        proposed_at=now,
        state=ChangeState.PROPOSED.value,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise UnableToChange(Refusal.PROPOSED_ALREADY) from None
    record(actor=actor, action=PROPOSE, subject=Subject(ACCOUNT, account.pk), purpose=kind.value, now=now)
    return row.pk


def _account_for(actor: Actor, account_id: UUID, action: str) -> StaffAccount:
    require_role(actor, (Role.ADMINISTRATOR,), action, ACCOUNT, account_id)
    account = StaffAccount.objects.select_for_update().filter(pk=account_id).first()
    if account is None:
        raise NotVisible(action, ACCOUNT, account_id)
    return account
