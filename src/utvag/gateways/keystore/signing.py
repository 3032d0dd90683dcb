"""The key that the log signs with, in a folder of its own that only the log's process reads; and others' signatures."""

from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from utvag.gateways.keystore.files import read_keys

LOG: Final = "log"


class LogSigner:
    """An Ed25519 key that does not leave this gateway."""

    def __init__(self, folder: Path) -> None:
        """Read the key, made at the first call.

        :raises KeysUnusable: when it is damaged, or others may read it.
        """
        self._private = Ed25519PrivateKey.from_private_bytes(read_keys(folder, LOG)[0].key)

    @property
    def public(self) -> bytes:
        """Give the public key: 32 bytes."""
        return self._private.public_key().public_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        """Sign a message: 64 bytes."""
        return self._private.sign(message)

    def __repr__(self) -> str:
        return "LogSigner(…)"


def is_signature(public: bytes, message: bytes, signature: bytes) -> bool:
    """Say whether an Ed25519 signature holds."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True
