"""What a witness reads and writes: keys, checkpoints as signed notes, and the request that asks for its signature."""

import base64
import hashlib
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

LOG_TYPE, WITNESS_TYPE = 1, 4
HASH_BYTES = 32
#: The specification lets a proof be this long: more than any log needs.
MOST_PROOF = 63


class Malformed(Exception):
    """A request cannot be read."""


@dataclass(frozen=True)
class LogKey:
    """The key of a log that this witness follows."""

    name: str
    public: bytes

    @property
    def id(self) -> bytes:
        return key_id(self.name, LOG_TYPE, self.public)


@dataclass(frozen=True)
class Request:
    """One call of add-checkpoint."""

    old_size: int
    proof: tuple[bytes, ...]
    body: str
    origin: str
    size: int
    root: bytes
    signatures: tuple[tuple[str, bytes], ...]


def key_id(name: str, kind: int, public: bytes) -> bytes:
    """Give the four bytes that name a key in a signature."""
    return hashlib.sha256(name.encode() + b"\n" + bytes([kind]) + public).digest()[:4]


def read_log_key(text: str) -> LogKey:
    """Read ``name+id+base64`` of a log.

    :raises Malformed: when it is none.
    """
    try:
        name, given, coded = text.strip().split("+", 2)
        material = base64.b64decode(coded, validate=True)
    except ValueError:
        raise Malformed("not a key") from None
    key = LogKey(name, material[1:])
    if material[:1] != bytes([LOG_TYPE]) or len(key.public) != HASH_BYTES or key.id.hex() != given:
        raise Malformed("not the key of a log")
    return key


def read_request(text: str) -> Request:
    """Read the body of add-checkpoint: the old size, a proof, an empty line and a signed checkpoint.

    :raises Malformed: when it is none.
    """
    head, gap, note = text.partition("\n\n")
    first, *coded = head.split("\n")
    body, second_gap, tail = note.rpartition("\n\n")
    if not gap or not second_gap or not first.startswith("old ") or len(coded) > MOST_PROOF or not tail.endswith("\n"):
        raise Malformed("not a request")
    lines = body.split("\n")
    if len(lines) != 3 or not lines[0]:
        raise Malformed("not a checkpoint")
    proof = tuple(_hash_in(each) for each in coded)
    size, old_size = _number_in(lines[1]), _number_in(first.removeprefix("old "))
    signatures = tuple(_signature_in(line) for line in tail[:-1].split("\n"))
    return Request(old_size, proof, body + "\n", lines[0], size, _hash_in(lines[2]), signatures)


def is_signed_by(request: Request, key: LogKey) -> bool:
    """Say whether the log itself signed the checkpoint."""
    public = Ed25519PublicKey.from_public_bytes(key.public)
    for name, value in request.signatures:
        if name == key.name and value[:4] == key.id:
            try:
                public.verify(value[4:], request.body.encode())
            except InvalidSignature:
                return False
            return True
    return False


def cosign(name: str, private: Ed25519PrivateKey, body: str, now: int) -> str:
    """Sign, at a second, that this is the largest checkpoint of the log that we have seen; give the line."""
    signature = private.sign(f"cosignature/v1\ntime {now}\n{body}".encode())
    own_id = key_id(name, WITNESS_TYPE, private.public_key().public_bytes_raw())
    return f"— {name} {base64.b64encode(own_id + now.to_bytes(8, 'big') + signature).decode()}\n"


def own_key(name: str, private: Ed25519PrivateKey) -> str:
    """Write the witness's public key as others are to hold it."""
    public = private.public_key().public_bytes_raw()
    coded = base64.b64encode(bytes([WITNESS_TYPE]) + public).decode()
    return f"{name}+{key_id(name, WITNESS_TYPE, public).hex()}+{coded}"


def _number_in(text: str) -> int:
    if not (text.isascii() and text.isdecimal()) or (text != "0" and text.startswith("0")):
        raise Malformed("not a number")
    return int(text)


def _hash_in(text: str) -> bytes:
    value = _bytes_in(text)
    if len(value) != HASH_BYTES:
        raise Malformed("not a hash")
    return value


def _signature_in(line: str) -> tuple[str, bytes]:
    mark, _, rest = line.partition(" ")
    name, _, coded = rest.partition(" ")
    if mark != "—" or not name:
        raise Malformed("not a signature")
    return name, _bytes_in(coded)


def _bytes_in(text: str) -> bytes:
    try:
        return base64.b64decode(text.encode("ascii"), validate=True)
    except ValueError:
        raise Malformed("not base64") from None
