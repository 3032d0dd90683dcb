"""The messages: four bytes of length and a JSON object, with strict limits. What cannot be read ends the connection."""

import binascii
import json
import socket
import struct
import time
from base64 import b64decode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

VERSION: Final = 1
MOST_BYTES: Final = 256 * 1024
MOST_ITEMS: Final = 500
MOST_VALUE: Final = 1024
MOST_WORD: Final = 64
#: A message that has begun must be whole within this time; a connection at rest may rest longer.
MESSAGE_SECONDS: Final = 2.0
REST_SECONDS: Final = 600.0
_LENGTH: Final = struct.Struct(">I")


class Malformed(Exception):
    """A message cannot be read. The text says what was expected, and never what came."""


class Gone(Exception):
    """The other side has closed the connection, or has rested too long."""


@dataclass(frozen=True, slots=True)
class Hello:
    """Who asks, and the secret of its own where users do not tell clients apart."""

    client: str
    secret: str = ""

    def __repr__(self) -> str:
        return f"Hello({self.client!r}, …)"


@dataclass(frozen=True, slots=True)
class Item:
    """One key to wrap or unwrap for a subject, one value to hash (which has none), or a subject alone."""

    kind: str
    subject: UUID | None
    value: bytes

    def __repr__(self) -> str:
        return f"Item({self.kind!r}, …)"


@dataclass(frozen=True, slots=True)
class Question:
    """One question after the hello."""

    op: str
    ticket: str = ""
    items: tuple[Item, ...] = ()
    account: UUID | None = None
    evidence: str = ""
    shares: tuple[str, ...] = ()
    after: int = 0

    def __repr__(self) -> str:
        return f"Question({self.op!r}, …)"


def receive(connection: socket.socket) -> bytes:
    """Wait for a message and give its body.

    :raises Gone: nothing came.
    :raises Malformed: it is too long, or did not come whole in time.
    """
    connection.settimeout(REST_SECONDS)
    try:
        first = connection.recv(1)
    except (TimeoutError, OSError):
        raise Gone from None
    if not first:
        raise Gone
    deadline = time.monotonic() + MESSAGE_SECONDS
    (length,) = _LENGTH.unpack(first + _exactly(connection, _LENGTH.size - 1, deadline))
    if not 0 < length <= MOST_BYTES:
        raise Malformed("a length within the limits")
    return _exactly(connection, length, deadline)


def send(connection: socket.socket, answer: Mapping[str, object]) -> None:
    """Send an answer."""
    body = json.dumps(answer, separators=(",", ":")).encode("ascii")
    connection.settimeout(MESSAGE_SECONDS)
    connection.sendall(_LENGTH.pack(len(body)) + body)


def read_hello(body: bytes) -> Hello:
    """Read the first message of a connection.

    :raises Malformed: it is none.
    """
    given = _object(body)
    if given.pop("op", None) != "hello":
        raise Malformed("a hello")
    hello = Hello(_word(given.pop("client", None)), _word(given.pop("secret", ""), may_be_empty=True, most=128))
    _nothing_more(given)
    return hello


def read_question(body: bytes) -> Question:
    """Read any other message.

    :raises Malformed: it is none, or holds something that its kind has no place for.
    """
    given = _object(body)
    op = given.pop("op", None)
    read = _READERS.get(op) if isinstance(op, str) else None
    if read is None or not isinstance(op, str):
        raise Malformed("a known question")
    ticket = _word(given.pop("ticket", ""), may_be_empty=True, most=128)
    question = read(op, ticket, given)
    _nothing_more(given)
    return question


def _of_items(op: str, ticket: str, given: dict[str, object]) -> Question:
    items = _list(given.pop("items", None), MOST_ITEMS)
    return Question(op, ticket, items=tuple(_item(one, has_subject=op != "hash") for one in items))


def _of_subjects(op: str, ticket: str, given: dict[str, object]) -> Question:
    items = _list(given.pop("items", None), MOST_ITEMS)
    return Question(op, ticket, items=tuple(_bare_item(one) for one in items))


def _of_begin(op: str, ticket: str, given: dict[str, object]) -> Question:
    account = _uuid(given.pop("account", None))
    evidence = given.pop("evidence", None)
    if not isinstance(evidence, dict) or set(evidence) != {"kind"}:
        raise Malformed("the evidence of a signing in")
    return Question(op, ticket, account=account, evidence=_word(evidence["kind"]))


def _of_end(op: str, ticket: str, _given: dict[str, object]) -> Question:
    return Question(op, ticket)


def _of_status(op: str, ticket: str, given: dict[str, object]) -> Question:
    after = given.pop("after", 0)
    if not isinstance(after, int) or isinstance(after, bool) or after < 0:
        raise Malformed("the number of an alarm")
    return Question(op, ticket, after=after)


def _of_unseal(op: str, ticket: str, given: dict[str, object]) -> Question:
    shares = _list(given.pop("shares", None), 16)
    return Question(op, ticket, shares=tuple(_word(one, most=MOST_VALUE) for one in shares))


_READERS: Final[Mapping[str, Callable[[str, str, dict[str, object]], Question]]] = {
    "wrap": _of_items,
    "unwrap": _of_items,
    "hash": _of_items,
    "agree": _of_subjects,
    "destroy": _of_subjects,
    "destroyed": _of_subjects,
    "begin": _of_begin,
    "end": _of_end,
    "status": _of_status,
    "unseal": _of_unseal,
}


def _exactly(connection: socket.socket, count: int, deadline: float) -> bytes:
    held = bytearray()
    while len(held) < count:
        left = deadline - time.monotonic()
        if left <= 0:
            raise Malformed("a whole message in time")
        connection.settimeout(left)
        try:
            part = connection.recv(count - len(held))
        except (TimeoutError, OSError):
            raise Malformed("a whole message in time") from None
        if not part:
            raise Malformed("a whole message")
        held += part
    return bytes(held)


def _object(body: bytes) -> dict[str, object]:
    try:
        given = json.loads(body.decode("ascii"), object_pairs_hook=_once_each)
    except (ValueError, RecursionError):
        raise Malformed("JSON") from None
    if not isinstance(given, dict) or given.pop("v", None) != VERSION:
        raise Malformed("an object of this version")
    return given


def _once_each(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Malformed("each name once")
    return found


def _item(given: object, *, has_subject: bool) -> Item:
    if not isinstance(given, list) or len(given) != (3 if has_subject else 2):
        raise Malformed("an item")
    subject = _uuid(given[1]) if has_subject else None
    return Item(_word(given[0]), subject, _coded(given[-1]))


def _bare_item(given: object) -> Item:
    if not isinstance(given, list) or len(given) != 2:
        raise Malformed("a subject")
    return Item(_word(given[0]), _uuid(given[1]), b"")


def _coded(given: object) -> bytes:
    if not isinstance(given, str) or len(given) > MOST_VALUE * 2:
        raise Malformed("base64")
    try:
        return b64decode(given.encode("ascii"), validate=True)
    except (binascii.Error, ValueError):
        raise Malformed("base64") from None


def _uuid(given: object) -> UUID:
    if not isinstance(given, str) or len(given) != 32:
        raise Malformed("an id")
    try:
        return UUID(hex=given)
    except ValueError:
        raise Malformed("an id") from None


def _word(given: object, *, may_be_empty: bool = False, most: int = MOST_WORD) -> str:
    if not isinstance(given, str) or len(given) > most or not (given or may_be_empty):
        raise Malformed("a word")
    return given


def _list(given: object, most: int) -> list[object]:
    if not isinstance(given, list) or not 0 < len(given) <= most:
        raise Malformed("a list within the limits")
    return given


def _nothing_more(given: Mapping[str, object]) -> None:
    if given:
        raise Malformed("nothing more")
