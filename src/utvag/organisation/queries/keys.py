"""One's own keys and codes. Nobody sees another's."""

from base64 import b64decode
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, cast
from uuid import UUID

from utvag.foundation.actors import Actor
from utvag.foundation.errors import NotVisible
from utvag.organisation.models import EntryCode, Passkey
from utvag.organisation.rules import CodeKind
from utvag.secrecy.envelope import Keyring, open_
from utvag.secrecy.rules import KeyKind, Owner, Place

TABLE: Final = "organisation_passkey"


@dataclass(frozen=True, slots=True)
class KeyShape:
    """A key as its owner sees it."""

    id: UUID
    name: str = field(repr=False)
    added_at: datetime
    used_at: datetime | None


def key_place(account_id: UUID, key_id: UUID) -> Place:
    """Say where a key's sealed part belongs."""
    return Place(Owner(KeyKind.STAFF, account_id), TABLE, key_id)


def opened_key(row: Passkey) -> dict[str, object]:
    """Open a key's sealed part: its name, its id and its public half."""
    return cast("dict[str, object]", open_(key_place(row.account_id, row.pk), row.sealed).reveal())


def my_keys(*, actor: Actor) -> tuple[KeyShape, ...]:
    """Give one's own keys, the oldest first."""
    keyring = Keyring()
    rows = Passkey.objects.filter(account=actor.id, removed_at=None).order_by("added_at", "pk")
    opened = ((row, keyring.open(key_place(row.account_id, row.pk), row.sealed).reveal()) for row in rows)
    return tuple(
        KeyShape(row.pk, str(cast("dict[str, object]", told)["name"]), row.added_at, row.used_at)
        for row, told in opened
    )


def key_of(*, actor: Actor, key_id: UUID) -> KeyShape:
    """Give one of one's own keys.

    :raises NotVisible: when it is not hers.
    """
    found = next((key for key in my_keys(actor=actor) if key.id == key_id), None)
    if found is None:
        raise NotVisible("OPEN_KEY", "PASSKEY", key_id)
    return found


def known_key_ids(account_id: UUID) -> tuple[bytes, ...]:
    """Give the ids of an account's keys, so that a device makes only one. The caller has asked who may."""
    rows = Passkey.objects.filter(account=account_id, removed_at=None)
    return tuple(b64decode(str(opened_key(row)["id"])) for row in rows)


def codes_left(*, actor: Actor) -> int:
    """Say how many of one's own recovery codes are unused."""
    mine = EntryCode.objects.filter(account=actor.id, kind=CodeKind.RECOVERY.value)
    return mine.filter(used_at=None, voided_at=None).count()
