"""Encrypt to named recipients with age."""

import json
from collections.abc import Sequence
from pathlib import Path

import pyrage


class RecipientsUnusable(Exception):
    """The list of recipients is missing or damaged, or does not hold a name; the text says what to do."""


def read_recipients(file: Path | None, names: Sequence[str]) -> tuple[pyrage.x25519.Recipient, ...]:
    """Give the public keys of some recipients, out of a JSON file of name and age key.

    :raises RecipientsUnusable: when one of them cannot be had.
    """
    if file is None:
        raise RecipientsUnusable("UTVAG_RECIPIENTS saknas: en JSON-fil med namn och publik age-nyckel.")
    try:
        known = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise RecipientsUnusable(f"Mottagarlistan går inte att läsa: {error.strerror}.") from None
    except ValueError:
        raise RecipientsUnusable("Mottagarlistan är inte giltig JSON.") from None
    if not isinstance(known, dict):
        raise RecipientsUnusable('Mottagarlistan ska vara ett objekt: {"namn": "age1…"}.')
    return tuple(_recipient(known, name) for name in names)


def encrypt_to(recipients: Sequence[pyrage.x25519.Recipient], content: bytes) -> bytes:
    """Encrypt so that each of the recipients, and nobody else, can read."""
    encrypted: bytes = pyrage.encrypt(content, list(recipients))
    return encrypted


def _recipient(known: dict[str, object], name: str) -> pyrage.x25519.Recipient:
    if name not in known:
        raise RecipientsUnusable(f"Mottagaren {name} finns inte i listan.")
    try:
        return pyrage.x25519.Recipient.from_str(str(known[name]))
    except pyrage.RecipientError:
        raise RecipientsUnusable(f"Nyckeln för {name} är ingen publik age-nyckel (age1…).") from None
