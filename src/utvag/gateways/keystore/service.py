"""The key service's client: questions over a Unix socket. The messages are described in ``utvag_keyservice``."""

import json
import os
import socket
import struct
import threading
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final, cast
from uuid import UUID

from utvag.gateways.keystore.files import KeysUnusable
from utvag.gateways.keystore.store import KeyDestroyed, Wrapped, WrappedKeyInvalid

VERSION: Final = 1
MOST_ITEMS: Final = 500
ANSWER_SECONDS: Final = 10.0
_LENGTH: Final = struct.Struct(">I")

# The ticket of the session that this thread works for; empty where nobody has signed in.
_ticket: ContextVar[str] = ContextVar("utvag_key_ticket", default="")


class Refusal(StrEnum):
    """Why the service does not answer; its own words."""

    CLIENT = "client"
    KIND = "kind"
    TICKET = "ticket"
    LIMIT = "limit"
    EVIDENCE = "evidence"
    SESSIONS = "sessions"
    AGREEMENT = "agreement"


class KeysRefused(Exception):
    """The service answers, and says no. Nothing was opened."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal


@dataclass(frozen=True, slots=True)
class KeyAlarm:
    """A line of the service's own log of what should not happen."""

    number: int
    at: str
    what: str
    client: str
    account: str
    kind: str
    count: int


@dataclass(frozen=True, slots=True)
class KeyLimit:
    """How many different keys of a kind may be opened within some seconds."""

    client: str
    kind: str
    seconds: int
    per_account: int | None
    per_client: int | None


@dataclass(frozen=True, slots=True)
class KeyServiceStatus:
    """How the service stands."""

    is_sealed: bool
    has_root_in_file: bool
    tells_by_user: bool
    is_memory_locked: bool
    evidence: tuple[str, ...]
    tickets: int
    limits: tuple[KeyLimit, ...]
    destroyed: int
    alarm_count: int
    alarms: tuple[KeyAlarm, ...]


@contextmanager
def acting_as(ticket: str) -> Iterator[None]:
    """Ask the service for the session of a ticket, within the block."""
    before = _ticket.set(ticket)
    try:
        yield
    finally:
        _ticket.reset(before)


def acting_ticket() -> str:
    """Give the ticket that is asked for now."""
    return _ticket.get()


def start_acting(ticket: str) -> None:
    """Go on with another ticket until the block of ``acting_as`` ends: somebody has just signed in or out."""
    _ticket.set(ticket)


class _Line:
    """A connection of one thread in one process, closed when either is gone."""

    def __init__(self, path: Path) -> None:
        self.process = os.getpid()
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.socket.settimeout(ANSWER_SECONDS)
        self.socket.connect(str(path))

    def exchange(self, message: Mapping[str, object]) -> Mapping[str, object]:
        body = json.dumps(message, separators=(",", ":")).encode("ascii")
        self.socket.sendall(_LENGTH.pack(len(body)) + body)
        (length,) = _LENGTH.unpack(self._exactly(_LENGTH.size))
        answer: Mapping[str, object] = json.loads(self._exactly(length))
        return answer

    def _exactly(self, count: int) -> bytes:
        held = bytearray()
        while len(held) < count:
            part = self.socket.recv(count - len(held))
            if not part:
                raise EOFError
            held += part
        return bytes(held)

    def __del__(self) -> None:
        self.socket.close()


class ServiceKeystore:
    """Keys behind the service's socket; one connection for each thread, made anew once when it breaks."""

    def __init__(self, path: Path, client: str, secret_file: Path | None) -> None:
        self._path, self._client, self._secret_file = path, client, secret_file
        self._held = threading.local()

    def wrap(self, kind: str, subject: UUID, data_key: bytes) -> bytes:
        """Have a data key wrapped.

        :raises KeyDestroyed: the subject's key was destroyed; it has none any more.
        :raises KeysRefused: the service says no.
        :raises KeysUnusable: it does not answer, or is sealed.
        """
        answer = self._ask({"op": "wrap", "items": [[kind, subject.hex, _coded(data_key)]]})
        return b64decode(cast("list[str]", answer["items"])[0])

    def unwrap(self, kind: str, subject: UUID, wrapped: bytes) -> bytes:
        """Have a data key unwrapped.

        :raises KeyDestroyed: the subject's key was destroyed.
        :raises WrappedKeyInvalid: it was altered, is another subject's, or its key is gone.
        :raises KeysRefused: the service says no.
        :raises KeysUnusable: it does not answer, or is sealed.
        """
        (opened,) = self.unwrap_many([Wrapped(kind, subject, wrapped)])
        if opened is None:
            raise KeyDestroyed(kind)
        return opened

    def unwrap_many(self, keys: Sequence[Wrapped]) -> tuple[bytes | None, ...]:
        """Have many unwrapped, with as few questions as the limits of size allow; None for what was destroyed.

        :raises WrappedKeyInvalid: one was altered, is another subject's, or its key is gone.
        :raises KeysRefused: the service says no.
        :raises KeysUnusable: it does not answer, or is sealed.
        """
        found: list[bytes | None] = []
        for start in range(0, len(keys), MOST_ITEMS):
            part = keys[start : start + MOST_ITEMS]
            items = [[one.kind, one.subject.hex, _coded(one.wrapped)] for one in part]
            told = cast("list[str | None]", self._ask({"op": "unwrap", "items": items})["items"])
            found += [None if one is None else b64decode(one) for one in told]
        return tuple(found)

    def agree_to_destroy(self, kind: str, subjects: Sequence[UUID]) -> None:
        """Say, for the session that is asked for now, that keys are to be destroyed. Two accounts must say so.

        :raises KeysRefused: nobody is signed in, or keys of this kind last.
        :raises KeysUnusable: the service does not answer.
        """
        for start in range(0, len(subjects), MOST_ITEMS):
            part = subjects[start : start + MOST_ITEMS]
            self._ask({"op": "agree", "items": [[kind, one.hex] for one in part]})

    def destroy(self, kind: str, subjects: Sequence[UUID]) -> None:
        """Have keys destroyed for ever. Those that already are stay so.

        :raises KeysRefused: two accounts have not agreed, this client may not, or the limit is reached.
        :raises KeysUnusable: the service does not answer, or is sealed.
        """
        for start in range(0, len(subjects), MOST_ITEMS):
            part = subjects[start : start + MOST_ITEMS]
            self._ask({"op": "destroy", "items": [[kind, one.hex] for one in part]})

    def destroyed_of(self, kind: str, subjects: Sequence[UUID]) -> frozenset[UUID]:
        """Say which of these subjects' keys are destroyed.

        :raises KeysRefused: this client has no keys of the kind.
        :raises KeysUnusable: the service does not answer, or is sealed.
        """
        found = set[UUID]()
        for start in range(0, len(subjects), MOST_ITEMS):
            part = subjects[start : start + MOST_ITEMS]
            told = self._ask({"op": "destroyed", "items": [[kind, one.hex] for one in part]})["items"]
            found |= {one for one, is_gone in zip(part, cast("list[bool]", told), strict=True) if is_gone}
        return frozenset(found)

    def keyed_hash(self, kind: str, value: bytes) -> bytes:
        """Have a value hashed with the index key.

        :raises KeysRefused: the service says no.
        :raises KeysUnusable: it does not answer, or is sealed.
        """
        answer = self._ask({"op": "hash", "items": [[kind, _coded(value)]]})
        return b64decode(cast("list[str]", answer["items"])[0])

    def begin_session(self, account: UUID, evidence: str) -> str:
        """Have a ticket minted for an account that has just signed in.

        :raises KeysRefused: the evidence is not taken, or too many have been minted.
        :raises KeysUnusable: the service does not answer.
        """
        return str(self._ask({"op": "begin", "account": account.hex, "evidence": {"kind": evidence}})["ticket"])

    def end_session(self) -> None:
        """Have the ticket forgotten that is asked for now.

        :raises KeysUnusable: the service does not answer.
        """
        self._ask({"op": "end"})

    def status(self, after: int = 0) -> KeyServiceStatus:
        """Ask how it stands, with the alarms after a number.

        :raises KeysRefused: this client may not.
        :raises KeysUnusable: the service does not answer.
        """
        told = self._ask({"op": "status", "after": after})
        return KeyServiceStatus(
            is_sealed=bool(told["sealed"]),
            has_root_in_file=told["root"] == "file",
            tells_by_user=bool(told["by_user"]),
            is_memory_locked=bool(told["memory_locked"]),
            evidence=tuple(cast("list[str]", told["evidence"])),
            tickets=int(str(told["tickets"])),
            limits=tuple(KeyLimit(*one) for one in cast("list[tuple[str, str, int, int, int]]", told["limits"])),
            destroyed=int(str(told["destroyed"])),
            alarm_count=int(str(told["alarms"])),
            alarms=tuple(KeyAlarm(**one) for one in cast("list[dict[str, int]]", told["after"])),  # type: ignore[arg-type]  # the service's own shape
        )

    def _ask(self, question: Mapping[str, object]) -> Mapping[str, object]:
        ticket = acting_ticket()
        whole = {"v": VERSION, **question, **({"ticket": ticket} if ticket else {})}
        try:
            answer = self._exchange(whole)
        except (OSError, EOFError, ValueError, struct.error):
            # The service has started anew, or rested our connection away. Every question may be asked twice.
            self._hang_up()
            try:
                answer = self._exchange(whole)
            except (OSError, EOFError, ValueError, struct.error):
                self._hang_up()
                raise KeysUnusable("Nyckeltjänsten svarar inte.") from None
        return self._judged(answer)

    def _judged(self, answer: Mapping[str, object]) -> Mapping[str, object]:
        if answer.get("ok") is True:
            return answer
        why = str(answer.get("why"))
        if why == "invalid":
            raise WrappedKeyInvalid("the wrapped data key was altered or moved")
        if why == "destroyed":
            raise KeyDestroyed("the key was destroyed")
        if why == "sealed":
            raise KeysUnusable("Nyckeltjänsten är förseglad: den ska öppnas med tre andelar av rotnyckeln.")
        if why not in set(Refusal):
            raise KeysUnusable("Nyckeltjänsten svarar med något som inte går att förstå.")
        raise KeysRefused(Refusal(why))

    def _exchange(self, question: Mapping[str, object]) -> Mapping[str, object]:
        line: _Line | None = getattr(self._held, "line", None)
        # A process that was forked would share its parent's connection.
        if line is None or line.process != os.getpid():
            line = _Line(self._path)
            hello = {"v": VERSION, "op": "hello", "client": self._client, "secret": self._secret()}
            if line.exchange(hello).get("ok") is not True:
                raise KeysRefused(Refusal.CLIENT)
            self._held.line = line
        return line.exchange(question)

    def _secret(self) -> str:
        return "" if self._secret_file is None else self._secret_file.read_text(encoding="ascii").strip()

    def _hang_up(self) -> None:
        self._held.line = None

    def __repr__(self) -> str:
        return "ServiceKeystore(…)"


def _coded(value: bytes) -> str:
    return b64encode(value).decode("ascii")
