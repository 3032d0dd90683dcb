"""Keys: ask one, sign in with one, add, rename and remove them."""

import secrets
from base64 import b64decode, b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from utvag.audit.models import Outcome
from utvag.audit.operations import Subject, one_act, record
from utvag.foundation.actors import NOBODY, Actor
from utvag.foundation.errors import NotVisible, Unable
from utvag.gateways.passkeys import Answer, AnswerRefused, NewKey, Site, read_answer, verify_answer, verify_new_key
from utvag.organisation.models import Challenge, Passkey, StaffAccount
from utvag.organisation.operations.touching import TOUCH, use_touch, write_touch
from utvag.organisation.queries.keys import key_place, opened_key
from utvag.organisation.rules import CHALLENGE_LASTS, KeyPurpose, Refusal, RemovedWhy, is_copied
from utvag.secrecy.envelope import seal

SIGN_IN: Final = "SIGN_IN"
#: With the key alone, though the municipality asks its identity provider first: only to open a case in an emergency.
SIGN_IN_ALONE: Final = "SIGN_IN_ALONE"
ADD, RENAME, REMOVE = "ADD_KEY", "RENAME_KEY", "REMOVE_KEY"
KEY: Final = "PASSKEY"
CHALLENGE_BYTES: Final = 32
LONGEST_NAME: Final = 60
KEPT_FOR: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question was asked for, in which session, and of whom, if that is known."""

    purpose: KeyPurpose
    session: str
    account: UUID | None = None


class UnableToUseKey(Unable):
    """The key, or what it answered, will not do. Nothing is told of why."""


def ask_key(*, purpose: KeyPurpose, session: str, account: UUID | None, now: datetime) -> bytes:
    """Make a question to a key: random, answered once, within minutes, in this session. Nothing is logged yet."""
    challenge = secrets.token_bytes(CHALLENGE_BYTES)
    Challenge.objects.filter(asked_at__lt=now - KEPT_FOR).delete()
    Challenge.objects.create(
        id=uuid4(),
        purpose=purpose.value,
        session=session,
        account_id=account,
        challenge=_named(challenge),
        asked_at=now,
    )
    return challenge


def sign_in_with_key(
    *,
    site: Site,
    text: str,
    session: str,
    now: datetime,
    identified: UUID | None = None,
    must_be_identified: bool = False,
    in_emergency: bool = False,
) -> UUID:
    """Let in whoever's key answered; give her account.

    :param identified: who an identity provider has said that this is: then it must be her key.
    :param must_be_identified: whether the municipality asks its provider of everybody.
    :param in_emergency: that she says that the provider does not answer. Her session is then for an emergency alone,
        which whoever begins the session holds it to.

    :raises UnableToUseKey: whatever is wrong, after the log has its row.
    """
    nobody = Actor(NOBODY, "UNKNOWN")
    with one_act(actor=nobody, now=now):
        key = _answered(site, text, Asked(KeyPurpose.SIGN_IN, session), now)
        is_alone = in_emergency and must_be_identified and identified is None
        is_bound = identified is not None or (must_be_identified and not is_alone)
        if key is not None and is_bound and key.account_id != identified:
            key = None
        account = None if key is None else StaffAccount.objects.get(pk=key.account_id)
        actor = nobody if account is None else Actor(account.pk, account.role)
        record(
            actor=actor,
            action=SIGN_IN_ALONE if is_alone else SIGN_IN,
            subject=Subject("STAFF_ACCOUNT", None if account is None else account.pk),
            purpose=SIGN_IN,
            now=now,
            outcome=Outcome.DENIED if account is None else Outcome.DONE,
        )
    if account is None:
        raise UnableToUseKey(Refusal.KEY_REFUSED)
    return account.pk


def touch_with_key(*, actor: Actor, site: Site, text: str, session: str, now: datetime) -> None:
    """Note the actor's touch when a key of her own answered.

    :raises UnableToUseKey: whatever is wrong, after the log has its row.
    """
    with one_act(actor=actor, now=now):
        key = _answered(site, text, Asked(KeyPurpose.TOUCH, session, actor.id), now)
        if key is None:
            subject = Subject("STAFF_ACCOUNT", actor.id)
            record(actor=actor, action=TOUCH, subject=subject, purpose=TOUCH, now=now, outcome=Outcome.DENIED)
        else:
            write_touch(actor=actor, session=session, now=now)
    if key is None:
        raise UnableToUseKey(Refusal.KEY_REFUSED)


def add_key(*, actor: Actor, site: Site, text: str, name: str, session: str, now: datetime) -> UUID:
    """Add a key to one's own; needs a fresh touch, since whoever adds a key can come back.

    :raises TouchNeeded: without one.
    :raises UnableToUseKey: when the answer will not do, or the key is known already.
    """
    with one_act(actor=actor, now=now):
        use_touch(actor=actor, session=session, used_for=ADD, now=now)
        return write_key(actor=actor, site=site, text=text, name=name, session=session, now=now)


def write_key(*, actor: Actor, site: Site, text: str, name: str, session: str, now: datetime) -> UUID:
    """Keep a key that was made for the actor, and write the log. Part of a larger operation.

    :raises UnableToUseKey: when the answer will not do, or the key is known already.
    """
    try:
        answer = read_answer(text)
        _take_challenge(answer, Asked(KeyPurpose.NEW_KEY, session, actor.id), now)
        made = verify_new_key(site, answer)
    except AnswerRefused:
        raise UnableToUseKey(Refusal.KEY_REFUSED) from None
    return _keep(actor, made, name.strip()[:LONGEST_NAME], now)


def rename_key(*, actor: Actor, key_id: UUID, name: str, now: datetime) -> None:
    """Call a key of one's own something else.

    :raises NotVisible: when it is not hers.
    """
    with one_act(actor=actor, now=now):
        row = _own(actor, key_id, RENAME)
        told = opened_key(row) | {"name": name.strip()[:LONGEST_NAME]}
        row.sealed = seal(key_place(row.account_id, row.id), told)
        row.save(update_fields=["sealed"])
        record(actor=actor, action=RENAME, subject=Subject(KEY, row.id), purpose=RENAME, now=now)


def remove_key(*, actor: Actor, key_id: UUID, session: str, now: datetime) -> None:
    """Take a key of one's own away; one must remain. Needs a fresh touch.

    :raises NotVisible: when it is not hers.
    :raises TouchNeeded: without one.
    :raises UnableToUseKey: when it is the last.
    """
    with one_act(actor=actor, now=now):
        # Two that take away one key each at the same time: the second waits, and finds one key.
        StaffAccount.objects.select_for_update().get(pk=actor.id)
        row = _own(actor, key_id, REMOVE)
        if not Passkey.objects.filter(account=actor.id, removed_at=None).exclude(pk=row.pk).exists():
            raise UnableToUseKey(Refusal.LAST_KEY)
        use_touch(actor=actor, session=session, used_for=REMOVE, now=now)
        retire([row], RemovedWhy.BY_OWNER, now)
        record(actor=actor, action=REMOVE, subject=Subject(KEY, row.id), purpose=REMOVE, now=now)


def retire(rows: Iterable[Passkey], why: RemovedWhy, now: datetime) -> None:
    """Take keys no more, for a reason. Part of a larger operation."""
    for row in rows:
        row.removed_at, row.removed_why = now, why.value
        row.save(update_fields=["removed_at", "removed_why"])


def _answered(site: Site, text: str, asked: Asked, now: datetime) -> Passkey | None:
    """Give the key that answered truly to a question of this session, or None."""
    try:
        answer = read_answer(text)
        _take_challenge(answer, asked, now)
        return _signed(site, answer, asked.account, now)
    except AnswerRefused:
        return None


def _signed(site: Site, answer: Answer, account: UUID | None, now: datetime) -> Passkey | None:
    rows = Passkey.objects.select_for_update(of=("self",)).filter(
        credential=_named(answer.credential_id), removed_at=None, account__is_active=True
    )
    row = rows.first()
    # Found without a name, a key says whose it is; asked of somebody, it must be hers.
    if row is None or (account is None and answer.handle is None) or account not in {None, row.account_id}:
        return None
    credential = b64decode(str(opened_key(row)["credential"]))
    told = verify_answer(site, answer, credential=credential, handle=row.account_id.bytes)
    if is_copied(known=row.sign_count, told=told):
        retire([row], RemovedWhy.COPIED, now)
        return None
    row.sign_count, row.used_at = told, now
    row.save(update_fields=["sign_count", "used_at"])
    return row


def _take_challenge(answer: Answer, asked: Asked, now: datetime) -> None:
    """Use up the question that was answered.

    :raises AnswerRefused: when this session never asked it, or for something else, or it has been answered.
    """
    open_ones = Challenge.objects.filter(
        challenge=_named(answer.challenge),
        purpose=asked.purpose.value,
        session=asked.session,
        account=asked.account,
        answered_at=None,
        asked_at__gte=now - CHALLENGE_LASTS,
        asked_at__lte=now,
    )
    row = open_ones.select_for_update(of=("self",)).first()
    if row is None:
        raise AnswerRefused
    row.answered_at = now
    row.save(update_fields=["answered_at"])


def _keep(actor: Actor, made: NewKey, name: str, now: datetime) -> UUID:
    key_id = uuid4()
    told = {
        "name": name,
        "id": b64encode(made.credential_id).decode(),
        "credential": b64encode(made.credential).decode(),
    }
    row = Passkey(
        id=key_id,
        account_id=actor.id,
        credential=_named(made.credential_id),
        sealed=seal(key_place(actor.id, key_id), told),
        sign_count=made.sign_count,
        added_at=now,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise UnableToUseKey(Refusal.KEY_KNOWN) from None
    record(actor=actor, action=ADD, subject=Subject(KEY, key_id), purpose=ADD, now=now)
    return key_id


def _own(actor: Actor, key_id: UUID, action: str) -> Passkey:
    row = Passkey.objects.select_for_update().filter(pk=key_id, account=actor.id, removed_at=None).first()
    if row is None:
        raise NotVisible(action, KEY, key_id)
    return row


def _named(random: bytes) -> str:
    return sha256(random).hexdigest()
