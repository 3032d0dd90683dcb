"""Codes on paper: make them, take one in, and make a new key with it. A code never signs anybody in."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID, uuid4

from django.db.models import Min, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.crypto import salted_hmac

from utvag.audit.models import Outcome
from utvag.audit.operations import Subject, one_act, record
from utvag.foundation.actors import NOBODY, Actor
from utvag.foundation.errors import Unable
from utvag.gateways.passkeys import Site
from utvag.organisation.access import require_operator
from utvag.organisation.models import EntryCode, Passkey, StaffAccount, WrongCodes
from utvag.organisation.operations.keys import retire, write_key
from utvag.organisation.operations.sessions import end_sessions_of
from utvag.organisation.operations.touching import use_touch
from utvag.organisation.rules import (
    ALPHABET,
    CODE_SIGNS,
    INVITATION_LASTS,
    RECOVERY_CODES,
    CodeKind,
    EndedWhy,
    Refusal,
    RemovedWhy,
    as_written,
    code_hash,
    is_locked,
)

MAKE, INVITE, ACCEPT, USE = "MAKE_RECOVERY_CODES", "INVITE", "ACCEPT_CODE", "USE_CODE"
#: By Django's own key: nobody is signed in yet, so the key service counts no question on her.
NAME_INDEX: Final = "utvag.organisation.username"
#: How long somebody who has shown a code may take to make her key.
TO_MAKE_A_KEY: Final = timedelta(minutes=15)
KEPT_FOR: Final = timedelta(days=1)


class UnableToUseCode(Unable):
    """The code will not do. One answer for all causes: also for a username that is nobody's."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """A code that was taken, and whose key it lets somebody make."""

    code_id: UUID
    account_id: UUID


def make_recovery_codes(*, actor: Actor, session: str, now: datetime) -> tuple[str, ...]:
    """Make new recovery codes, shown this once; the earlier ones are void. Needs a fresh touch.

    :raises TouchNeeded: without one.
    """
    with one_act(actor=actor, now=now):
        use_touch(actor=actor, session=session, used_for=MAKE, now=now)
        _void(actor.id, CodeKind.RECOVERY, now)
        codes = tuple(_make(actor.id, CodeKind.RECOVERY, actor, now) for _ in range(RECOVERY_CODES))
        record(actor=actor, action=MAKE, subject=Subject("STAFF_ACCOUNT", actor.id), purpose=MAKE, now=now)
    return codes


def invite(*, actor: Actor, username: str, now: datetime) -> str | None:
    """Make an invitation at the machine's shell; None when nobody has the username.

    :raises NotVisible: for everybody but the operator.
    """
    with one_act(actor=actor, now=now):
        require_operator(actor, INVITE)
        account = StaffAccount.objects.filter(username=username, is_active=True).first()
        return None if account is None else write_invitation(actor=actor, account_id=account.pk, now=now)


def write_invitation(*, actor: Actor, account_id: UUID, now: datetime) -> str:
    """Make an invitation, shown this once; an earlier one is void. Part of a larger operation."""
    _void(account_id, CodeKind.INVITATION, now)
    code = _make(account_id, CodeKind.INVITATION, actor, now)
    record(actor=actor, action=INVITE, subject=Subject("STAFF_ACCOUNT", account_id), purpose=INVITE, now=now)
    return code


def accept_code(*, username: str, code: str, now: datetime) -> Accepted:
    """Take a code that somebody types. It stays unused until the key is made.

    :raises UnableToUseCode: when it is wrong, used, void or old, nobody's, or too many have been wrong.
    """
    accepted = None
    with one_act(actor=Actor(NOBODY, "UNKNOWN"), now=now):
        counted = _counted(username, now)
        account = _named(username)
        # The same questions for a name that is nobody's, so that the time tells nothing.
        row = _valid(account or uuid4(), code, now)
        if is_locked(wrong=counted.wrong, last_at=counted.last_at, now=now):
            row = None
        else:
            counted.wrong = 0 if row is not None else counted.wrong + 1
            counted.last_at = now
        counted.save(update_fields=["wrong", "last_at"])
        if row is not None:
            accepted = Accepted(row.pk, row.account_id)
        record(
            actor=Actor(NOBODY, "UNKNOWN") if row is None else Actor(row.account_id, row.account.role),
            action=ACCEPT,
            subject=Subject("STAFF_ACCOUNT", account),
            purpose=ACCEPT,
            now=now,
            outcome=Outcome.DENIED if row is None else Outcome.DONE,
        )
    if accepted is None:
        raise UnableToUseCode(Refusal.CODE_REFUSED)
    return accepted


def add_key_with_code(
    *, accepted: Accepted, accepted_at: datetime, site: Site, text: str, name: str, session: str, now: datetime
) -> None:
    """Make a key with a code that was taken in this session, and use the code up; every open session ends.

    After an invitation it is the account's only key: whoever has lost hers, or is new, begins anew.

    :raises UnableToUseCode: when the code has been used meanwhile, or the time is out.
    :raises UnableToUseKey: when the answer will not do.
    """
    account = StaffAccount.objects.filter(pk=accepted.account_id, is_active=True).first()
    if account is None or now - accepted_at > TO_MAKE_A_KEY:
        raise UnableToUseCode(Refusal.CODE_REFUSED)
    actor = Actor(account.pk, account.role)
    with one_act(actor=actor, now=now):
        row = _unused(now).select_for_update().filter(pk=accepted.code_id, account=account).first()
        if row is None:
            raise UnableToUseCode(Refusal.CODE_REFUSED)
        row.used_at = now
        row.save(update_fields=["used_at"])
        key_id = write_key(actor=actor, site=site, text=text, name=name, session=session, now=now)
        if row.kind == CodeKind.INVITATION:
            others = Passkey.objects.select_for_update().filter(account=account, removed_at=None).exclude(pk=key_id)
            retire(others, RemovedWhy.REPLACED, now)
            _void(account.pk, CodeKind.RECOVERY, now)
        end_sessions_of(account_id=account.pk, why=EndedWhy.NEW_KEY, now=now)
        record(actor=actor, action=USE, subject=Subject("ENTRY_CODE", row.pk), purpose=USE, now=now)


def _unused(now: datetime) -> QuerySet[EntryCode]:
    fresh = Q(expires_at__isnull=True) | Q(expires_at__isnull=False, expires_at__gt=now)
    return EntryCode.objects.filter(fresh, used_at=None, voided_at=None)


def _named(username: str) -> UUID | None:
    """Give whose a username is, from an answer of one row whoever exists: to read a row more takes time that tells."""
    found = StaffAccount.objects.filter(username=username, is_active=True)
    text = found.aggregate(found=Min(Cast("id", TextField())))["found"]
    return None if text is None else UUID(text)


def _valid(account_id: UUID, code: str, now: datetime) -> EntryCode | None:
    return _unused(now).filter(account=account_id, code=code_hash(account_id, code)).first()


def _counted(username: str, now: datetime) -> WrongCodes:
    """Give the count of a username, under a lock; made for every name that is typed, and forgotten after a day."""
    WrongCodes.objects.filter(last_at__lt=now - KEPT_FOR).delete()
    index = salted_hmac(NAME_INDEX, username, algorithm="sha256").digest()
    WrongCodes.objects.bulk_create([WrongCodes(id=uuid4(), name_index=index, last_at=now)], ignore_conflicts=True)
    return WrongCodes.objects.select_for_update().get(name_index=index)


def _void(account_id: UUID, kind: CodeKind, now: datetime) -> None:
    EntryCode.objects.filter(account=account_id, kind=kind.value, used_at=None, voided_at=None).update(voided_at=now)


def _make(account_id: UUID, kind: CodeKind, actor: Actor, now: datetime) -> str:
    code = "".join(secrets.choice(ALPHABET) for _ in range(CODE_SIGNS))
    EntryCode.objects.create(
        id=uuid4(),
        account_id=account_id,
        kind=kind.value,
        code=code_hash(account_id, code),
        made_by=None if actor.id == NOBODY else actor.id,
        made_at=now,
        expires_at=now + INVITATION_LASTS if kind is CodeKind.INVITATION else None,
    )
    return as_written(code)
