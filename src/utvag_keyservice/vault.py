"""The keys themselves: sealed files under a root key, and the three things that can be done with them.

The files have the format that the product's own key files have (a list of ids and keys), sealed whole; files from
before the service are sealed when it first opens them, and the ones in the clear are removed.
"""

import hashlib
import hmac
import json
import secrets
from base64 import b64decode, b64encode
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from utvag_keyservice.files import VaultUnusable, make_private, refuse_open, write_private

KINDS: Final = ("case", "home", "provider", "register", "staff", "location", "geography", "review")
INDEX: Final = "index"
KEY_BYTES: Final = 32
ID_BYTES: Final = 8
NONCE_BYTES: Final = 12
FORMAT: Final = b"\x01"
#: Wrapped by a key that is made of the kind's key and the subject's own secret.
WITH_SECRET: Final = b"\x02"
SEALED: Final = b"utvag-sealed-keys/1\n"
MARK: Final = "root"
MARKED: Final = b"utvag root key"


class Unwrappable(Exception):
    """A wrapped key was altered, belongs to another subject, or its key is gone."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key and the id by which wrappings name it."""

    id: bytes
    key: bytes = field(repr=False)


class Vault:
    """The keys of every kind, in the memory of this process."""

    def __init__(self, folder: Path, root: bytes) -> None:
        """Open the folder with the root key; seal what lies there in the clear, and make what is missing.

        :raises VaultUnusable: it is another root's, damaged, or open to others.
        """
        make_private(folder)
        _check_mark(folder, root)
        self._keys = {name: _open_file(folder, name, root) for name in (*KINDS, INDEX)}

    def wrap(self, kind: str, subject: UUID, data_key: bytes, secret: bytes | None = None) -> bytes:
        """Wrap a data key with the current key of its kind, and the subject's secret where it has one.

        What comes out: format, key id, nonce, ciphertext.
        """
        key = self._keys[kind][0]
        bound, nonce = _bound_to(kind, subject, key.id), secrets.token_bytes(NONCE_BYTES)
        form = FORMAT if secret is None else WITH_SECRET
        return form + key.id + nonce + AESGCM(_wrapping(key, secret, bound)).encrypt(nonce, data_key, bound)

    def unwrap(self, kind: str, subject: UUID, wrapped: bytes, secret: bytes | None = None) -> bytes:
        """Unwrap a data key with the key that its wrapping names.

        :raises Unwrappable: it was altered, is another subject's, or its key or secret is gone.
        """
        head = len(FORMAT)
        key_id, nonce = wrapped[head : head + ID_BYTES], wrapped[head + ID_BYTES : head + ID_BYTES + NONCE_BYTES]
        key = next((one for one in self._keys[kind] if one.id == key_id), None)
        form = wrapped[:head]
        if key is None or form not in {FORMAT, WITH_SECRET} or (form == WITH_SECRET and secret is None):
            raise Unwrappable("no key of ours")
        bound = _bound_to(kind, subject, key_id)
        try:
            wrapping = _wrapping(key, secret if form == WITH_SECRET else None, bound)
            return AESGCM(wrapping).decrypt(nonce, wrapped[head + ID_BYTES + NONCE_BYTES :], bound)
        except (InvalidTag, ValueError):
            raise Unwrappable("altered or moved") from None

    def hash(self, kind: str, value: bytes) -> bytes:
        """Hash a value with the index key (HMAC-SHA-256)."""
        return hmac.digest(self._keys[INDEX][0].key, kind.encode() + b"\x00" + value, hashlib.sha256)

    def sign(self, value: bytes) -> bytes:
        """Sign a line of the list of the destroyed; whoever cannot open the keys cannot write one."""
        # A key of its own: whoever may have values hashed chooses what is hashed.
        signing = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=b"utvag-destroyed/1")
        return hmac.digest(signing.derive(self._keys[INDEX][0].key), value, hashlib.sha256)

    def __repr__(self) -> str:
        return "Vault(…)"


def is_sealed_by(folder: Path, root: bytes) -> bool:
    """Say whether the folder's keys are sealed under this root key.

    :raises VaultUnusable: nothing has been sealed here.
    """
    path = folder / f"{MARK}.sealed"
    if not path.exists():
        raise VaultUnusable("the keys have no root key yet")
    try:
        return _unsealed(path.read_bytes(), MARK, root) == MARKED
    except VaultUnusable:
        return False


def reseal(folder: Path, old: bytes, new: bytes) -> None:
    """Seal every file under a new root key; a killed run is finished by running it again.

    :raises VaultUnusable: a file opens with neither key.
    """
    names = [path.stem for path in sorted(folder.glob("*.sealed")) if path.stem != MARK]
    for name in (*names, MARK):
        path = folder / f"{name}.sealed"
        content = path.read_bytes()
        try:
            opened = _unsealed(content, name, old)
        except VaultUnusable:
            _unsealed(content, name, new)
            continue
        write_private(path, _sealed(opened, name, new))


def _check_mark(folder: Path, root: bytes) -> None:
    if (folder / f"{MARK}.sealed").exists():
        if not is_sealed_by(folder, root):
            raise VaultUnusable("the keys are sealed under another root key")
        return
    if any(folder.glob("*.sealed")):
        raise VaultUnusable("the mark of the root key is gone")
    write_private(folder / f"{MARK}.sealed", _sealed(MARKED, MARK, root))


def _open_file(folder: Path, name: str, root: bytes) -> tuple[Key, ...]:
    sealed, clear = folder / f"{name}.sealed", folder / f"{name}.json"
    try:
        if not sealed.exists():
            _seal_first(sealed, clear, root)
        # Also after a run that was killed between the two steps.
        clear.unlink(missing_ok=True)
        refuse_open(sealed)
        return _keys_in(_unsealed(sealed.read_bytes(), name, root), name)
    except OSError as error:
        raise VaultUnusable(f"{name}: {error.strerror}") from None


def _seal_first(sealed: Path, clear: Path, root: bytes) -> None:
    if clear.exists():
        refuse_open(clear)
        content = clear.read_bytes()
    else:
        made = {"id": secrets.token_hex(ID_BYTES), "key": b64encode(secrets.token_bytes(KEY_BYTES)).decode("ascii")}
        content = json.dumps([made]).encode("ascii")
    _keys_in(content, clear.stem)
    write_private(sealed, _sealed(content, clear.stem, root))


def _keys_in(content: bytes, name: str) -> tuple[Key, ...]:
    try:
        keys = tuple(Key(bytes.fromhex(one["id"]), b64decode(one["key"], validate=True)) for one in json.loads(content))
    except (ValueError, TypeError, KeyError):
        raise VaultUnusable(f"{name}: damaged") from None
    if not keys or any(len(key.id) != ID_BYTES or len(key.key) != KEY_BYTES for key in keys):
        raise VaultUnusable(f"{name}: damaged")
    return keys


def _sealed(content: bytes, name: str, root: bytes) -> bytes:
    nonce = secrets.token_bytes(NONCE_BYTES)
    return SEALED + nonce + AESGCM(root).encrypt(nonce, content, SEALED + name.encode())


def _unsealed(content: bytes, name: str, root: bytes) -> bytes:
    body = content.removeprefix(SEALED)
    if len(body) == len(content):
        raise VaultUnusable(f"{name}: damaged")
    try:
        return AESGCM(root).decrypt(body[:NONCE_BYTES], body[NONCE_BYTES:], SEALED + name.encode())
    except (InvalidTag, ValueError):
        raise VaultUnusable(f"{name}: sealed under another root key, or damaged") from None


def _bound_to(kind: str, subject: UUID, key_id: bytes) -> bytes:
    return b"utvag-data-key/1|" + kind.encode() + b"|" + subject.bytes + b"|" + key_id


def _wrapping(key: Key, secret: bytes | None, bound: bytes) -> bytes:
    if secret is None:
        return key.key
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=secret, info=b"utvag-with-secret/1|" + bound).derive(key.key)
