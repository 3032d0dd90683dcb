"""What is answered to whom: the client's kinds, the ticket, the limits, and only then the key."""

import hashlib
import hmac
import threading
from base64 import b64encode
from collections.abc import Callable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final
from uuid import UUID

from utvag_keyservice.alarms import Alarms, What
from utvag_keyservice.ledger import DAY, HOUR, Asker, Ledger
from utvag_keyservice.settings import HASHES, Client, Limit, Settings
from utvag_keyservice.shares import SharesInvalid, combine
from utvag_keyservice.vault import INDEX, Unwrappable, Vault, VaultUnusable, make_private
from utvag_keyservice.wire import Hello, Item, Question

Clock = Callable[[], float]
Answer = dict[str, object]


class Why(StrEnum):
    """Why a question is refused."""

    CLIENT = "client"
    SEALED = "sealed"
    KIND = "kind"
    TICKET = "ticket"
    LIMIT = "limit"
    INVALID = "invalid"
    EVIDENCE = "evidence"
    SESSIONS = "sessions"


class Refused(Exception):
    """A question is not answered."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why


class Service:
    """The whole of it but the socket. One question at a time: a limit is never counted by two at once."""

    def __init__(self, settings: Settings, clock: Clock, lock_memory: Callable[[], bool] = lambda: False) -> None:
        make_private(settings.state)
        self._settings, self._clock = settings, clock
        self._lock = threading.Lock()
        self._ledger = Ledger(settings.state / "ledger.sqlite3")
        self._alarms = Alarms(settings.state / "alarms.jsonl", clock)
        self._vault: Vault | None = None
        self._lock_memory = lock_memory
        self._is_locked = False
        self._clients = {client.name: client for client in settings.clients}

    def unseal(self, root: bytes) -> None:
        """Open the keys with the root key.

        :raises VaultUnusable: it is another's, or the keys are damaged.
        """
        self._vault = Vault(self._settings.keys, root)
        self._is_locked = self._lock_memory()

    def client_of(self, hello: Hello, uid: int) -> Client:
        """Give who asks.

        :raises Refused: the process runs as another user, or does not know the client's secret.
        """
        client = self._clients.get(hello.client)
        is_user = client is not None and client.uid in {None, uid}
        given = hashlib.sha256(hello.secret.encode()).hexdigest()
        knows = client is not None and (not client.secret or hmac.compare_digest(given, client.secret))
        if client is None or not (is_user and knows):
            # The name that was given is only a claim.
            self._alarms.note(What.UNKNOWN_CLIENT, client=str(uid))
            raise Refused(Why.CLIENT)
        return client

    def note_malformed(self, client: Client | None) -> None:
        """Count a message that could not be read."""
        self._alarms.note(What.MALFORMED, client="" if client is None else client.name)

    def answer(self, client: Client, question: Question) -> Answer:
        """Answer a question; a refusal says why in one word."""
        with self._lock:
            try:
                return {"ok": True, **_OPS[question.op](self, client, question)}
            except Refused as refused:
                return {"ok": False, "why": refused.why.value}

    def tidy(self) -> None:
        """Forget what no limit counts any more."""
        now = self._clock()
        longest = max((limit.seconds for limit in self._settings.limits), default=HOUR)
        with self._lock:
            self._ledger.forget(now - max(longest, DAY), tickets_before=now - self._settings.tickets.absolute)

    def close(self) -> None:
        """Close the files."""
        with self._lock:
            self._ledger.close()

    def _wrap(self, client: Client, question: Question) -> Answer:
        vault = self._open_vault()
        self._account(client, question, {item.kind for item in question.items})
        return {"items": [_coded(vault.wrap(item.kind, _subject(item), item.value)) for item in question.items]}

    def _unwrap(self, client: Client, question: Question) -> Answer:
        vault = self._open_vault()
        kinds = {item.kind for item in question.items}
        asker = Asker(client.name, self._account(client, question, kinds))
        for kind in kinds:
            self._count(asker, kind, {_subject(item).bytes for item in question.items if item.kind == kind})
        try:
            return {"items": [_coded(vault.unwrap(item.kind, _subject(item), item.value)) for item in question.items]}
        except Unwrappable:
            self._alarms.note(What.FOREIGN_KEY, client=client.name, account=asker.account, kind=min(kinds))
            raise Refused(Why.INVALID) from None

    def _hash(self, client: Client, question: Question) -> Answer:
        vault = self._open_vault()
        asker = Asker(client.name, self._account(client, question, {INDEX}))
        hashes = [(item.kind, vault.hash(item.kind, item.value)) for item in question.items]
        for kind in {kind for kind, _ in hashes}:
            self._count(asker, HASHES + kind, {value[:16] for name, value in hashes if name == kind})
        return {"items": [_coded(value) for _, value in hashes]}

    def _begin(self, client: Client, question: Question) -> Answer:
        account = question.account
        if account is None or not client.may_begin or question.evidence not in self._settings.evidence:
            self._alarms.note(What.EVIDENCE_REFUSED, client=client.name, account=account)
            raise Refused(Why.EVIDENCE)
        now = self._clock()
        if self._ledger.minted_since(client.name, now - HOUR) >= self._settings.tickets.per_hour:
            self._alarms.note(What.TOO_MANY_SESSIONS, client=client.name, account=account)
            raise Refused(Why.SESSIONS)
        return {"ticket": self._ledger.begin(client.name, account, now)}

    def _end(self, client: Client, question: Question) -> Answer:
        del client
        self._ledger.end(question.ticket)
        return {}

    def _status(self, client: Client, question: Question) -> Answer:
        if not client.may_read_status:
            raise Refused(Why.KIND)
        return {
            "sealed": self._vault is None,
            "root": "file" if self._settings.root_file else "shares",
            "by_user": all(one.uid is not None for one in self._settings.clients) and self._settings.is_shared,
            "memory_locked": self._is_locked,
            "evidence": sorted(self._settings.evidence),
            "tickets": self._ledger.count_tickets(),
            "limits": [
                [one.client, one.kind, int(one.seconds), one.per_account, one.per_client]
                for one in self._settings.limits
            ],
            "alarms": self._alarms.count,
            "after": self._alarms.after(question.after),
        }

    def _unseal(self, client: Client, question: Question) -> Answer:
        if not client.may_unseal:
            self._alarms.note(What.UNSEAL_REFUSED, client=client.name)
            raise Refused(Why.KIND)
        try:
            self.unseal(combine(question.shares))
        except (SharesInvalid, VaultUnusable):
            self._alarms.note(What.UNSEAL_REFUSED, client=client.name)
            raise Refused(Why.INVALID) from None
        return {}

    def _open_vault(self) -> Vault:
        if self._vault is None:
            raise Refused(Why.SEALED)
        return self._vault

    def _account(self, client: Client, question: Question, kinds: set[str]) -> UUID | None:
        """Give the account that a question is counted on, once its client and ticket may ask for the kinds."""
        if not kinds <= client.kinds:
            self._alarms.note(What.KIND_REFUSED, client=client.name, kind=min(kinds - client.kinds)[:16])
            raise Refused(Why.KIND)
        if client.without_ticket is None:
            return None
        if question.ticket:
            rules = self._settings.tickets
            account = self._ledger.account_of(question.ticket, self._clock(), idle=rules.idle, absolute=rules.absolute)
            if account is not None:
                return account
            self._alarms.note(What.UNKNOWN_TICKET, client=client.name)
        if not kinds <= client.without_ticket:
            raise Refused(Why.TICKET)
        return None

    def _count(self, asker: Asker, kind: str, subjects: set[bytes]) -> None:
        """Count the subjects that are new to the asker, and write them before anything is answered."""
        limits = [one for one in self._settings.limits if (one.client, one.kind) == (asker.client, kind)]
        if not limits:
            return
        now = self._clock()
        fresh = self._ledger.new_to(asker, kind, subjects, now - min(one.seconds for one in limits))
        if not fresh:
            return
        for limit in limits:
            if self._is_over(limit, asker, fresh, now):
                self._alarms.note(What.OVER_LIMIT, client=asker.client, account=asker.account, kind=kind)
                raise Refused(Why.LIMIT)
        self._ledger.note_opened(asker, kind, fresh, now)

    def _is_over(self, limit: Limit, asker: Asker, fresh: set[bytes], now: float) -> bool:
        since = now - limit.seconds
        own = self._ledger.opened_by(asker, limit.kind, since) | fresh
        all_ = self._ledger.opened_through(asker.client, limit.kind, since) | fresh
        is_over_own = limit.per_account is not None and len(own) > limit.per_account
        return is_over_own or (limit.per_client is not None and len(all_) > limit.per_client)


_OPS: Final[Mapping[str, Callable[[Service, Client, Question], Answer]]] = MappingProxyType(
    {
        "wrap": Service._wrap,  # noqa: SLF001 (the class's own table)
        "unwrap": Service._unwrap,  # noqa: SLF001
        "hash": Service._hash,  # noqa: SLF001
        "begin": Service._begin,  # noqa: SLF001
        "end": Service._end,  # noqa: SLF001
        "status": Service._status,  # noqa: SLF001
        "unseal": Service._unseal,  # noqa: SLF001
    }
)


def _subject(item: Item) -> UUID:
    assert item.subject is not None  # noqa: S101 (the wire reads no item of these without one)
    return item.subject


def _coded(value: bytes) -> str:
    return b64encode(value).decode("ascii")
