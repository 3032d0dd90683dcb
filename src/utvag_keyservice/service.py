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
from utvag_keyservice.files import VaultUnusable, make_private
from utvag_keyservice.ledger import DAY, HOUR, Asker, Ledger
from utvag_keyservice.settings import DESTROYS, HASHES, Client, Settings
from utvag_keyservice.shares import SharesInvalid, combine
from utvag_keyservice.subjects import DESTROYABLE, Destroyed, Subjects
from utvag_keyservice.vault import INDEX, Unwrappable, Vault
from utvag_keyservice.wire import Hello, Item, Question

#: How many different accounts must agree before a key is destroyed, and for how long their word stands.
AGREEING: Final = 2
AGREED_SECONDS: Final = 90 * DAY
DESTROYED: Final = "destroyed.jsonl"
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
    DESTROYED = "destroyed"
    AGREEMENT = "agreement"


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
        self._subjects: Subjects | None = None
        self._lock_memory = lock_memory
        self._is_locked = False
        self._clients = {client.name: client for client in settings.clients}

    def unseal(self, root: bytes) -> None:
        """Open the keys with the root key.

        :raises VaultUnusable: it is another's, the keys are damaged, or the list of the destroyed is not whole.
        """
        vault = Vault(self._settings.keys, root)
        subjects = Subjects(self._settings.keys, self._settings.state / DESTROYED, vault.sign)
        if subjects.count < self._ledger.destroyed:
            raise VaultUnusable(f"{DESTROYED} lacks destructions that this service has made: put it back first")
        self._ledger.note_destroyed(subjects.count)
        self._subjects, self._vault = subjects, vault
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
            tickets_before = now - self._settings.tickets.absolute
            self._ledger.forget(
                now - max(longest, DAY), tickets_before=tickets_before, agreed_before=now - AGREED_SECONDS
            )

    def close(self) -> None:
        """Close the files."""
        with self._lock:
            self._ledger.close()

    def _wrap(self, client: Client, question: Question) -> Answer:
        vault, subjects = self._open_vault()
        self._account(client, question, {item.kind for item in question.items})
        try:
            secrets = [_secret(subjects, item, make=True) for item in question.items]
        except Destroyed:
            raise Refused(Why.DESTROYED) from None
        wrapped = (
            vault.wrap(item.kind, _subject(item), item.value, secret)
            for item, secret in zip(question.items, secrets, strict=True)
        )
        return {"items": [_coded(each) for each in wrapped]}

    def _unwrap(self, client: Client, question: Question) -> Answer:
        vault, subjects = self._open_vault()
        kinds = {item.kind for item in question.items}
        asker = Asker(client.name, self._account(client, question, kinds))
        # A destroyed one says so in its own place, so that a list of many is still answered.
        alive = [item for item in question.items if not subjects.is_destroyed(item.kind, _subject(item))]
        for kind in kinds:
            self._count(asker, kind, {_subject(item).bytes for item in alive if item.kind == kind})
        try:
            opened = {
                item: vault.unwrap(item.kind, _subject(item), item.value, _secret(subjects, item, make=False))
                for item in alive
            }
        except Unwrappable:
            self._alarms.note(What.FOREIGN_KEY, client=client.name, account=asker.account, kind=min(kinds))
            raise Refused(Why.INVALID) from None
        return {"items": [_coded(opened[item]) if item in opened else None for item in question.items]}

    def _agree(self, client: Client, question: Question) -> Answer:
        kinds = {item.kind for item in question.items}
        account = self._account(client, question, kinds)
        if account is None:
            raise Refused(Why.TICKET)
        self._refuse_lasting(client, kinds)
        for kind in kinds:
            agreed = {_subject(item).bytes for item in question.items if item.kind == kind}
            self._ledger.note_agreed(kind, agreed, account, self._clock())
        return {}

    def _destroy(self, client: Client, question: Question) -> Answer:
        _, subjects = self._open_vault()
        kinds = {item.kind for item in question.items}
        if not client.may_destroy:
            self._alarms.note(What.DESTROY_REFUSED, client=client.name, kind=min(kinds)[:16])
            raise Refused(Why.KIND)
        self._refuse_lasting(client, kinds)
        wanted = {(item.kind, _subject(item)) for item in question.items}
        fresh = {each for each in wanted if not subjects.is_destroyed(*each)}
        now = self._clock()
        if any(self._ledger.count_agreed(kind, one.bytes, now - AGREED_SECONDS) < AGREEING for kind, one in fresh):
            self._alarms.note(What.DESTROY_REFUSED, client=client.name, kind=min(kinds))
            raise Refused(Why.AGREEMENT)
        for kind in kinds:
            self._count(Asker(client.name, None), DESTROYS + kind, {one.bytes for name, one in fresh if name == kind})
        subjects.destroy(sorted(wanted, key=str), now)
        self._ledger.note_destroyed(subjects.count)
        return {}

    def _destroyed(self, client: Client, question: Question) -> Answer:
        _, subjects = self._open_vault()
        if not {item.kind for item in question.items} <= client.kinds:
            raise Refused(Why.KIND)
        return {"items": [subjects.is_destroyed(item.kind, _subject(item)) for item in question.items]}

    def _refuse_lasting(self, client: Client, kinds: set[str]) -> None:
        if not kinds <= DESTROYABLE:
            self._alarms.note(What.DESTROY_REFUSED, client=client.name, kind=min(kinds - DESTROYABLE)[:16])
            raise Refused(Why.KIND)

    def _hash(self, client: Client, question: Question) -> Answer:
        vault, _ = self._open_vault()
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
            "destroyed": 0 if self._subjects is None else self._subjects.count,
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

    def _open_vault(self) -> tuple[Vault, Subjects]:
        if self._vault is None or self._subjects is None:
            raise Refused(Why.SEALED)
        return self._vault, self._subjects

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
        is_near = False
        for limit in limits:
            since = now - limit.seconds
            own = len(self._ledger.opened_by(asker, kind, since) | fresh)
            through = len(self._ledger.opened_through(asker.client, kind, since) | fresh)
            if _is_over(own, limit.per_account) or _is_over(through, limit.per_client):
                self._alarms.note(What.OVER_LIMIT, client=asker.client, account=asker.account, kind=kind)
                raise Refused(Why.LIMIT)
            is_near = is_near or (limit.warns_at is not None and through >= limit.warns_at)
        # Before the count is written: a kill between the two would leave keys that are counted, and no alarm.
        if is_near:
            self._alarms.note(What.NEAR_LIMIT, client=asker.client, kind=kind, quiet=HOUR)
        self._warn_of_bursts(asker, kind, fresh, now)
        self._ledger.note_opened(asker, kind, fresh, now)

    def _warn_of_bursts(self, asker: Asker, kind: str, fresh: set[bytes], now: float) -> None:
        for burst in self._settings.bursts:
            if (burst.client, burst.kind) != (asker.client, kind):
                continue
            if len(self._ledger.opened_by(asker, kind, now - burst.seconds) | fresh) >= burst.per_account:
                self._alarms.note(What.FAST_OPENING, client=asker.client, account=asker.account, kind=kind, quiet=HOUR)


_OPS: Final[Mapping[str, Callable[[Service, Client, Question], Answer]]] = MappingProxyType(
    {
        "wrap": Service._wrap,  # noqa: SLF001 (the class's own table)
        "unwrap": Service._unwrap,  # noqa: SLF001
        "hash": Service._hash,  # noqa: SLF001
        "agree": Service._agree,  # noqa: SLF001
        "destroy": Service._destroy,  # noqa: SLF001
        "destroyed": Service._destroyed,  # noqa: SLF001
        "begin": Service._begin,  # noqa: SLF001
        "end": Service._end,  # noqa: SLF001
        "status": Service._status,  # noqa: SLF001
        "unseal": Service._unseal,  # noqa: SLF001
    }
)


def _is_over(count: int, limit: int | None) -> bool:
    return limit is not None and count > limit


def _subject(item: Item) -> UUID:
    assert item.subject is not None  # noqa: S101 (the wire reads no item of these without one)
    return item.subject


def _secret(subjects: Subjects, item: Item, *, make: bool) -> bytes | None:
    if item.kind not in DESTROYABLE:
        return None
    return subjects.secret_of(item.kind, _subject(item), make=make)


def _coded(value: bytes) -> str:
    return b64encode(value).decode("ascii")
