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

from utvag.gateways.keystore.files import ID_BYTES, Key, KeysUnusable, read_keys

__all__ = ["FileKeystore", "KeysUnusable", "Keystore", "Wrapped", "WrappedKeyInvalid"]

FORMAT: Final = b"\x01"
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
        """Wrap a data key for one subject."""

    def unwrap(self, kind: str, subject: UUID, wrapped: bytes) -> bytes:
        """Unwrap it again.

        :raises WrappedKeyInvalid: when it is not what was wrapped for this subject.
        """

    def unwrap_many(self, keys: Sequence[Wrapped]) -> tuple[bytes, ...]:
        """Unwrap many with one question, in their order; all of them or none.

        :raises WrappedKeyInvalid: when one is not what was wrapped for its subject.
        """

    def keyed_hash(self, kind: str, value: bytes) -> bytes:
        """Give the same 32 bytes for the same value, which nobody without the key can compute."""


class FileKeystore:
    """Keys in files of a private folder, read at first use."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._keys: dict[str, tuple[Key, ...]] = {}

    def wrap(self, kind: str, subject: UUID, data_key: bytes) -> bytes:
        """Wrap a data key with the current key of its kind: format, key id, nonce, ciphertext.

        :raises KeysUnusable: when the keys cannot be read.
        """
        key = self._keys_of(kind)[0]
        nonce = secrets.token_bytes(NONCE_BYTES)
        sealed = AESGCM(key.key).encrypt(nonce, data_key, _bound_to(kind, subject, key.id))
        return FORMAT + key.id + nonce + sealed

    def unwrap(self, kind: str, subject: UUID, wrapped: bytes) -> bytes:
        """Unwrap a data key with the key that its wrapping names.

        :raises WrappedKeyInvalid: when it was altered, is another subject's, or its key is gone.
        :raises KeysUnusable: when the keys cannot be read.
        """
        start = len(FORMAT)
        key_id, nonce = wrapped[start : start + ID_BYTES], wrapped[start + ID_BYTES : start + ID_BYTES + NONCE_BYTES]
        key = next((one for one in self._keys_of(kind) if one.id == key_id), None)
        if key is None or wrapped[:start] != FORMAT:
            raise WrappedKeyInvalid("the key that wrapped this data key is not in the store")
        try:
            body = wrapped[start + ID_BYTES + NONCE_BYTES :]
            return AESGCM(key.key).decrypt(nonce, body, _bound_to(kind, subject, key_id))
        except (InvalidTag, ValueError):
            raise WrappedKeyInvalid("the wrapped data key was altered or moved") from None

    def unwrap_many(self, keys: Sequence[Wrapped]) -> tuple[bytes, ...]:
        """Unwrap one after the other.

        :raises WrappedKeyInvalid: when one was altered, is another subject's, or its key is gone.
        """
        return tuple(self.unwrap(one.kind, one.subject, one.wrapped) for one in keys)

    def keyed_hash(self, kind: str, value: bytes) -> bytes:
        """Hash a value with the index key (HMAC-SHA-256).

        :raises KeysUnusable: when the keys cannot be read.
        """
        return hmac.digest(self._keys_of(INDEX)[0].key, kind.encode() + b"\x00" + value, hashlib.sha256)

    def _keys_of(self, kind: str) -> tuple[Key, ...]:
        if kind not in self._keys:
            self._keys[kind] = read_keys(self._folder, kind)
        return self._keys[kind]

    def __repr__(self) -> str:
        return "FileKeystore(…)"


def _bound_to(kind: str, subject: UUID, key_id: bytes) -> bytes:
    return b"utvag-data-key/1|" + kind.encode() + b"|" + subject.bytes + b"|" + key_id
