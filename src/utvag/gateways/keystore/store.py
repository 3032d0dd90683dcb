"""Wrap and unwrap data keys; make keyed hashes."""

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Protocol
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from utvag.gateways.keystore.files import ID_BYTES, Key, KeysUnusable, read_keys
from utvag.gateways.keystore.subjects import KeyDestroyed, destroy_secret, is_destroyed, secret_of

__all__ = [
    "DESTROYABLE",
    "FileKeystore",
    "KeyDestroyed",
    "KeysUnusable",
    "Keystore",
    "Wrapped",
    "WrappedKeyInvalid",
    "is_destroyable_alone",
]

#: Kinds of which one subject alone can be destroyed: each has a secret of its own beside its kind's key.
DESTROYABLE: Final = frozenset({"case"})
FORMAT: Final = b"\x01"
WITH_SECRET: Final = b"\x02"
NONCE_BYTES: Final = 12
INDEX: Final = "index"


class WrappedKeyInvalid(Exception):
    """A wrapped key was altered, belongs to another subject, or was wrapped with a key that is gone."""


@dataclass(frozen=True, slots=True)
class Wrapped:
    """A wrapped data key, and whose it is."""

    kind: str
    subject: UUID
    wrapped: bytes = field(repr=False)


class Keystore(Protocol):
    """What the product may ask of the place where keys are."""

    def wrap(self, kind: str, subject: UUID, data_key: bytes) -> bytes:
        """Wrap a data key for one subject.

        :raises KeyDestroyed: when the subject's key was destroyed.
        """

    def unwrap(self, kind: str, subject: UUID, wrapped: bytes) -> bytes:
        """Unwrap it again.

        :raises KeyDestroyed: when the subject's key was destroyed.
        :raises WrappedKeyInvalid: when it is not what was wrapped for this subject.
        """

    def unwrap_many(self, keys: Sequence[Wrapped]) -> tuple[bytes | None, ...]:
        """Unwrap many with one question, in their order; all of them or none, but None for what was destroyed.

        :raises WrappedKeyInvalid: when one is not what was wrapped for its subject.
        """

    def destroy(self, kind: str, subjects: Sequence[UUID]) -> None:
        """Destroy the keys of subjects for ever; those that already are stay so."""

    def destroyed_of(self, kind: str, subjects: Sequence[UUID]) -> frozenset[UUID]:
        """Say which of these subjects' keys are destroyed."""

    def keyed_hash(self, kind: str, value: bytes) -> bytes:
        """Give the same 32 bytes for the same value, which nobody without the key can compute."""


class FileKeystore:
    """Keys in files of a private folder, read at first use."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._keys: dict[str, tuple[Key, ...]] = {}

    def wrap(self, kind: str, subject: UUID, data_key: bytes) -> bytes:
        """Wrap a data key with the current key of its kind, and the subject's own secret where its kind has them.

        :raises KeyDestroyed: when the subject's key was destroyed.
        :raises KeysUnusable: when the keys cannot be read.
        """
        key = self._keys_of(kind)[0]
        secret = self._secret(kind, subject, make=True)
        bound, nonce = _bound_to(kind, subject, key.id), secrets.token_bytes(NONCE_BYTES)
        form = FORMAT if secret is None else WITH_SECRET
        return form + key.id + nonce + AESGCM(_wrapping(key, secret, bound)).encrypt(nonce, data_key, bound)

    def unwrap(self, kind: str, subject: UUID, wrapped: bytes) -> bytes:
        """Unwrap a data key with the key that its wrapping names.

        :raises KeyDestroyed: when the subject's key was destroyed.
        :raises WrappedKeyInvalid: when it was altered, is another subject's, or its key is gone.
        :raises KeysUnusable: when the keys cannot be read.
        """
        start = len(FORMAT)
        form, key_id = wrapped[:start], wrapped[start : start + ID_BYTES]
        nonce = wrapped[start + ID_BYTES : start + ID_BYTES + NONCE_BYTES]
        key = next((one for one in self._keys_of(kind) if one.id == key_id), None)
        secret = self._secret(kind, subject, make=False)
        if key is None or form not in {FORMAT, WITH_SECRET} or (form == WITH_SECRET and secret is None):
            raise WrappedKeyInvalid("the key that wrapped this data key is not in the store")
        bound = _bound_to(kind, subject, key_id)
        try:
            wrapping = _wrapping(key, secret if form == WITH_SECRET else None, bound)
            return AESGCM(wrapping).decrypt(nonce, wrapped[start + ID_BYTES + NONCE_BYTES :], bound)
        except (InvalidTag, ValueError):
            raise WrappedKeyInvalid("the wrapped data key was altered or moved") from None

    def unwrap_many(self, keys: Sequence[Wrapped]) -> tuple[bytes | None, ...]:
        """Unwrap one after the other; None for what was destroyed.

        :raises WrappedKeyInvalid: when one was altered, is another subject's, or its key is gone.
        """
        return tuple(self._unwrap_or_none(one) for one in keys)

    def destroy(self, kind: str, subjects: Sequence[UUID]) -> None:
        """Mark each as destroyed, then erase its secret; from the mark on it is refused.

        :raises KeysUnusable: when the folder cannot be written, or keys of this kind last.
        """
        if kind not in DESTROYABLE:
            raise KeysUnusable(f"Nycklar av slaget {kind} går inte att förstöra en och en.")
        for subject in subjects:
            destroy_secret(self._folder, kind, subject)

    def destroyed_of(self, kind: str, subjects: Sequence[UUID]) -> frozenset[UUID]:
        """Say which of these subjects' keys are marked as destroyed."""
        return frozenset(one for one in subjects if is_destroyed(self._folder, kind, one))

    def keyed_hash(self, kind: str, value: bytes) -> bytes:
        """Hash a value with the index key (HMAC-SHA-256).

        :raises KeysUnusable: when the keys cannot be read.
        """
        return hmac.digest(self._keys_of(INDEX)[0].key, kind.encode() + b"\x00" + value, hashlib.sha256)

    def _unwrap_or_none(self, one: Wrapped) -> bytes | None:
        try:
            return self.unwrap(one.kind, one.subject, one.wrapped)
        except KeyDestroyed:
            return None

    def _secret(self, kind: str, subject: UUID, *, make: bool) -> bytes | None:
        """Read the subject's secret from its file each time: nothing of a destroyed one stays in this process."""
        return secret_of(self._folder, kind, subject, make=make) if kind in DESTROYABLE else None

    def _keys_of(self, kind: str) -> tuple[Key, ...]:
        if kind not in self._keys:
            self._keys[kind] = read_keys(self._folder, kind)
        return self._keys[kind]

    def __repr__(self) -> str:
        return "FileKeystore(…)"


def is_destroyable_alone(wrapped: bytes) -> bool:
    """Say whether a wrapped data key rests on its subject's own secret, or is from an older version."""
    return wrapped[: len(WITH_SECRET)] == WITH_SECRET


def _bound_to(kind: str, subject: UUID, key_id: bytes) -> bytes:
    return b"utvag-data-key/1|" + kind.encode() + b"|" + subject.bytes + b"|" + key_id


def _wrapping(key: Key, secret: bytes | None, bound: bytes) -> bytes:
    if secret is None:
        return key.key
    info = b"utvag-with-secret/1|" + bound
    return HKDF(algorithm=SHA256(), length=len(key.key), salt=secret, info=info).derive(key.key)
