"""The keys that are outside the database: they wrap data keys and make keyed indexes, and never leave this gateway."""

from utvag.gateways.keystore.signing import LogSigner, is_signature
from utvag.gateways.keystore.store import FileKeystore, Keystore, KeysUnusable, WrappedKeyInvalid

__all__ = ["FileKeystore", "KeysUnusable", "Keystore", "LogSigner", "WrappedKeyInvalid", "is_signature"]
