"""Checkpoints of the log as signed notes (C2SP tlog-checkpoint and signed-note), and what a witness signs.

A note is a text, an empty line, and a line for each signature. Only bytes and texts here: a gateway signs.
"""

import hashlib
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

KEY_BYTES: Final = 32
ID_BYTES: Final = 4
TIME_BYTES: Final = 8
SIGNATURE_BYTES: Final = 64
MARK: Final = "— "
MOST_BYTES: Final = 64_000


class NoteMalformed(ValueError):
    """A text is no signed note, no checkpoint or no key of the kind that was wanted."""


class SignatureType(IntEnum):
    """The kinds of signature that we make or read (signed-note, section on signature types)."""

    ED25519 = 0x01
    COSIGNATURE = 0x04


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """A public key and the name that it signs as; written ``name+id+base64(type, key)``."""

    name: str
    type: SignatureType
    key: bytes

    @property
    def id(self) -> bytes:
        """Give the four bytes by which a signature names its key."""
        material = self.name.encode() + b"\n" + bytes([self.type]) + self.key
        return hashlib.sha256(material).digest()[:ID_BYTES]

    def __str__(self) -> str:
        return f"{self.name}+{self.id.hex()}+{_to_base64(bytes([self.type]) + self.key)}"


@dataclass(frozen=True, slots=True)
class SignatureLine:
    """One signature under a note: the name, the key's id, and what follows it."""

    name: str
    key_id: bytes
    body: bytes

    def __str__(self) -> str:
        return f"{MARK}{self.name} {_to_base64(self.key_id + self.body)}\n"

    @property
    def cosigned_at(self) -> int:
        """Give the second at which a witness signed."""
        return int.from_bytes(self.body[:TIME_BYTES], "big")


@dataclass(frozen=True, slots=True)
class Note:
    """A text and the signatures under it."""

    text: str
    signatures: tuple[SignatureLine, ...]

    def __str__(self) -> str:
        return self.text + "\n" + "".join(map(str, self.signatures))


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """How long a log is, and the root of its tree."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        """Write it as the text of a note."""
        return f"{self.origin}\n{self.size}\n{_to_base64(self.root)}\n"


def read_key(text: str) -> VerifierKey:
    """Read a public key.

    :raises NoteMalformed: when it is none, or its id is another's.
    """
    name, _, rest = text.partition("+")
    given, _, material = rest.partition("+")
    body = _from_base64(material)
    if not _is_name(name) or len(body) != 1 + KEY_BYTES or body[0] not in tuple(SignatureType):
        raise NoteMalformed("no public key of a known kind")
    key = VerifierKey(name, SignatureType(body[0]), body[1:])
    if key.id.hex() != given:
        raise NoteMalformed("the id of the key is not its own")
    return key


def read_note(text: str) -> Note:
    """Take a note apart.

    :raises NoteMalformed: when it is none.
    """
    if len(text) > MOST_BYTES or any(sign != "\n" and not sign.isprintable() for sign in text):
        raise NoteMalformed("a note is text, and not endless")
    head, gap, tail = text.rpartition("\n\n")
    if not gap or not tail.endswith("\n"):
        raise NoteMalformed("a note has an empty line and signatures after it")
    return Note(head + "\n", tuple(_read_line(line) for line in tail[:-1].split("\n")))


def read_checkpoint(text: str) -> Checkpoint:
    """Read the text of a checkpoint; further lines are refused, for we write none.

    :raises NoteMalformed: when it is none.
    """
    lines = text.split("\n")
    if len(lines) != 4 or lines[3] or not lines[0]:
        raise NoteMalformed("a checkpoint is three lines")
    origin, size, root = lines[:3]
    if not (size.isascii() and size.isdecimal()) or (size[0] == "0" and size != "0"):
        raise NoteMalformed("the size is a number without zeros before it")
    value = _from_base64(root)
    if len(value) != hashlib.sha256().digest_size:
        raise NoteMalformed("the root is a SHA-256 hash")
    return Checkpoint(origin, int(size), value)


def cosigned(checkpoint: str, at: int) -> bytes:
    """Give what a witness signs about the text of a checkpoint: that it is the largest seen at a second."""
    return f"cosignature/v1\ntime {at}\n{checkpoint}".encode()


def _read_line(line: str) -> SignatureLine:
    name, gap, body = line.removeprefix(MARK).partition(" ")
    value = _from_base64(body)
    if not line.startswith(MARK) or not gap or not _is_name(name) or len(value) <= ID_BYTES:
        raise NoteMalformed("a line of signature has a name, and a key's id before its bytes")
    return SignatureLine(name, value[:ID_BYTES], value[ID_BYTES:])


def _is_name(name: str) -> bool:
    return bool(name) and "+" not in name and not any(sign.isspace() for sign in name)


def _to_base64(value: bytes) -> str:
    return b64encode(value).decode("ascii")


def _from_base64(text: str) -> bytes:
    try:
        value = b64decode(text.encode("ascii"), validate=True)
    except (UnicodeEncodeError, NotBase64, ValueError):
        raise NoteMalformed("what should be base64 is not") from None
    if _to_base64(value) != text:
        raise NoteMalformed("base64 is written in one way")
    return value
