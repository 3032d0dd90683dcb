"""Seal and open values: AES-256-GCM under the data key of the case, home, provider, account or register they belong to.

A sealed value is bound to its table, row, field and key: moved anywhere else it does not open. The data key is wrapped
by a key of its kind that is outside the database; destroy the data key, and what it sealed is gone everywhere.
"""

import secrets
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final
from uuid import UUID, uuid4

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from utvag.gateways.keystore import (
    DESTROYABLE,
    FileKeystore,
    KeyDestroyed,
    Keystore,
    KeysUnusable,
    ServiceKeystore,
    Wrapped,
    is_destroyable_alone,
)
from utvag.secrecy.models import DataKey
from utvag.secrecy.rules import KeyKind, Owner, Place, Secret, padded, unpadded

FORMAT: Final = b"\x01"
KEY_BYTES: Final = 32
NONCE_BYTES: Final = 12
HEAD: Final = len(FORMAT) + 16


class SealBroken(Exception):
    """A sealed value was altered, moved from where it belongs, or its key is gone."""


class SealDestroyed(SealBroken):
    """The key of a sealed value was destroyed: nobody can read it any more."""


class Keyring:
    """The data keys that one operation or query uses, each unwrapped once. Never kept longer than that."""

    def __init__(self) -> None:
        self._keys: dict[Owner, tuple[UUID, AESGCM]] = {}
        self._destroyed: set[Owner] = set()

    def fetch(self, kind: KeyKind, subjects: Iterable[UUID] | None = None) -> "Keyring":
        """Read the keys of many subjects, or of all of a kind: one question to the database, one to the store."""
        rows = DataKey.objects.filter(kind=kind)
        self._hold(list(rows if subjects is None else rows.filter(subject__in=list(subjects))))
        return self

    def seal(self, place: Place, value: object) -> bytes:
        """Seal a value (anything that JSON can hold) for its place; make the owner's key where there is none.

        :raises SealDestroyed: when the owner's key was destroyed: it gets no other.
        """
        key_id, cipher = self._key_of(place.owner, make=True)
        nonce = secrets.token_bytes(NONCE_BYTES)
        return FORMAT + key_id.bytes + nonce + cipher.encrypt(nonce, padded(value), _bound_to(place, key_id))

    def open(self, place: Place, sealed: bytes | memoryview) -> Secret[object]:
        """Open what was sealed for a place.

        :raises SealDestroyed: when its key was destroyed.
        :raises SealBroken: when it was altered or moved, or its key is gone.
        """
        body = bytes(sealed)
        key_id, cipher = self._key_of(place.owner, make=False)
        if body[:HEAD] != FORMAT + key_id.bytes:
            raise SealBroken("a value is sealed with another key than its owner's")
        try:
            nonce = body[HEAD : HEAD + NONCE_BYTES]
            return Secret(unpadded(cipher.decrypt(nonce, body[HEAD + NONCE_BYTES :], _bound_to(place, key_id))))
        except (InvalidTag, ValueError):
            raise SealBroken("a sealed value was altered or moved") from None

    def _key_of(self, owner: Owner, *, make: bool) -> tuple[UUID, AESGCM]:
        if owner not in self._keys and owner not in self._destroyed:
            row = DataKey.objects.filter(kind=owner.kind, subject=owner.subject).first()
            if row is None and make:
                row = _make_key(owner)
            if row is None:
                raise SealBroken("the key of a sealed value is gone")
            self._hold([row])
        if owner in self._destroyed:
            raise SealDestroyed("the key of a sealed value was destroyed")
        return self._keys[owner]

    def _hold(self, rows: Sequence[DataKey]) -> None:
        if not rows:
            return
        keys = keystore().unwrap_many([Wrapped(row.kind, row.subject, bytes(row.wrapped)) for row in rows])
        for row, key in zip(rows, keys, strict=True):
            owner = Owner(KeyKind(row.kind), row.subject)
            if key is None:
                self._destroyed.add(owner)
            else:
                self._keys[owner] = (row.id, AESGCM(key))

    def __repr__(self) -> str:
        return "Keyring(…)"


def seal(place: Place, value: object) -> bytes:
    """Seal one value for its place."""
    return Keyring().seal(place, value)


def open_(place: Place, sealed: bytes | memoryview) -> Secret[object]:
    """Open one value.

    :raises SealBroken: when it was altered or moved, or its key is gone.
    """
    return Keyring().open(place, sealed)


def wrap_anew() -> int:
    """Wrap the cases' data keys that an older version wrapped, so that each can be destroyed alone; give how many.

    Run as the owner of the tables. Killed half-way, what is done is done, and the rest is left to do.
    """
    anew = 0
    for row in DataKey.objects.filter(kind__in=DESTROYABLE).order_by("pk").iterator(chunk_size=500):
        if not is_destroyable_alone(bytes(row.wrapped)):
            data_key = keystore().unwrap(row.kind, row.subject, bytes(row.wrapped))
            wrapped = keystore().wrap(row.kind, row.subject, data_key)
            anew += DataKey.objects.filter(pk=row.pk).update(wrapped=wrapped)
    return anew


def blind_index(kind: str, value: str) -> bytes:
    """Give the keyed index by which a sealed value is found again; without the key it cannot be guessed at."""
    return keystore().keyed_hash(kind, value.encode("utf-8", "surrogatepass"))


def keystore() -> Keystore:
    """Give the store that the settings name: the key service, or else files.

    :raises KeysUnusable: when they name none.
    """
    service = key_service()
    if service is not None:
        return service
    folder: Path | None = settings.UTVAG_KEYS
    if folder is None:
        raise KeysUnusable(
            "UTVAG_KEY_SERVICE och UTVAG_KEYS saknas: nyckeltjänsten, eller mappen där nycklarna ligger."
        )
    return _store_in(Path(folder))


def key_service() -> ServiceKeystore | None:
    """Give the key service, or None where the keys are files."""
    path: Path | None = settings.UTVAG_KEY_SERVICE
    if path is None:
        return None
    return _service_at(Path(path), settings.UTVAG_KEY_CLIENT, settings.UTVAG_KEY_SECRET)


@lru_cache(maxsize=8)
def _service_at(path: Path, client: str, secret: Path | None) -> ServiceKeystore:
    return ServiceKeystore(path, client, secret)


@lru_cache(maxsize=4)
def _store_in(folder: Path) -> FileKeystore:
    return FileKeystore(folder)


def _make_key(owner: Owner) -> DataKey:
    """Make the owner's key; of two that begin at once, the first wins."""
    try:
        wrapped = keystore().wrap(owner.kind, owner.subject, secrets.token_bytes(KEY_BYTES))
    except KeyDestroyed:
        raise SealDestroyed("the key of this owner was destroyed") from None
    made = DataKey(id=uuid4(), kind=owner.kind, subject=owner.subject, wrapped=wrapped)
    DataKey.objects.bulk_create([made], ignore_conflicts=True)
    return DataKey.objects.get(kind=owner.kind, subject=owner.subject)


def _bound_to(place: Place, key_id: UUID) -> bytes:
    return b"|".join((b"utvag/1", place.table.encode(), place.row.bytes, place.field.encode(), key_id.bytes))
