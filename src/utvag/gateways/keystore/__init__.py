"""The keys that are outside the database: they wrap data keys and make keyed indexes, and never leave this gateway."""

from utvag.gateways.keystore.service import (
    KeyAlarm,
    KeyServiceStatus,
    KeysRefused,
    Refusal,
    ServiceKeystore,
    acting_as,
    acting_ticket,
    start_acting,
)
from utvag.gateways.keystore.signing import LogSigner, is_signature
from utvag.gateways.keystore.store import (
    DESTROYABLE,
    FileKeystore,
    KeyDestroyed,
    Keystore,
    KeysUnusable,
    Wrapped,
    WrappedKeyInvalid,
    is_destroyable_alone,
)

__all__ = [
    "DESTROYABLE",
    "FileKeystore",
    "KeyAlarm",
    "KeyDestroyed",
    "KeyServiceStatus",
    "KeysRefused",
    "KeysUnusable",
    "Keystore",
    "LogSigner",
    "Refusal",
    "ServiceKeystore",
    "Wrapped",
    "WrappedKeyInvalid",
    "acting_as",
    "acting_ticket",
    "is_destroyable_alone",
    "is_signature",
    "start_acting",
]
