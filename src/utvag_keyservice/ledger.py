"""What must survive a kill: the tickets, and who has opened which key when. On the disk before the answer is sent."""

import hashlib
import secrets
import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from uuid import UUID

HOUR: Final = 3600.0
DAY: Final = 86400.0
#: How long a ticket's last use may lie in memory only; a kill makes it expire that much sooner, never later.
SEEN_SECONDS: Final = 60.0
_TABLES: Final = """
create table if not exists ticket (
    hash blob primary key, account text not null, begun real not null, seen real not null
);
create table if not exists minted (client text not null, at real not null);
create table if not exists opening (
    client text not null, account text not null, kind text not null, subject blob not null, at real not null,
    primary key (client, account, kind, subject)
);
create table if not exists agreement (
    kind text not null, subject blob not null, account text not null, at real not null,
    primary key (kind, subject, account)
);
create table if not exists destroyed (count integer not null);
"""


@dataclass(slots=True)
class Ticket:
    """A signed-in account's right to ask, until it rests too long or is too old."""

    account: UUID
    begun: float
    seen: float
    kept: float


@dataclass(frozen=True, slots=True)
class Asker:
    """Who is counted: a client, and the account whose ticket it carries."""

    client: str
    account: UUID | None


class Ledger:
    """The database of the service's own state, with all of it in memory too. One thread at a time uses it."""

    def __init__(self, path: Path) -> None:
        self._base = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._base.execute("pragma journal_mode = wal")
        self._base.execute("pragma synchronous = full")
        self._base.executescript(_TABLES)
        self._tickets: dict[bytes, Ticket] = {
            bytes(row[0]): Ticket(UUID(row[1]), row[2], row[3], row[3])
            for row in self._base.execute("select hash, account, begun, seen from ticket")
        }
        self._minted: list[tuple[str, float]] = list(self._base.execute("select client, at from minted order by at"))
        self._opened: dict[tuple[str, str], dict[Asker, dict[bytes, float]]] = {}
        for client, account, kind, subject, at in self._base.execute("select * from opening"):
            self._hold(Asker(client, UUID(account) if account else None), kind, bytes(subject), at)

    def begin(self, client: str, account: UUID, now: float) -> str:
        """Mint a ticket; the service itself keeps only its hash."""
        ticket = secrets.token_urlsafe(32)
        with self._base:
            self._base.execute("begin")
            self._base.execute("insert into ticket values (?, ?, ?, ?)", (_hash(ticket), str(account), now, now))
            self._base.execute("insert into minted values (?, ?)", (client, now))
        self._tickets[_hash(ticket)] = Ticket(account, now, now, now)
        self._minted.append((client, now))
        return ticket

    def minted_since(self, client: str, moment: float) -> int:
        """Say how many tickets a client has had minted since a moment."""
        return sum(1 for name, at in self._minted if name == client and at > moment)

    def account_of(self, ticket: str, now: float, *, idle: float, absolute: float) -> UUID | None:
        """Give the account of a ticket that still holds, and note that it was used."""
        found = self._tickets.get(_hash(ticket))
        if found is None:
            return None
        if now - found.seen > idle or now - found.begun > absolute:
            self.end(ticket)
            return None
        found.seen = now
        if now - found.kept > SEEN_SECONDS:
            self._base.execute("update ticket set seen = ? where hash = ?", (now, _hash(ticket)))
            found.kept = now
        return found.account

    def end(self, ticket: str) -> None:
        """Forget a ticket."""
        self._base.execute("delete from ticket where hash = ?", (_hash(ticket),))
        self._tickets.pop(_hash(ticket), None)

    def count_tickets(self) -> int:
        """Say how many tickets are held."""
        return len(self._tickets)

    def new_to(self, asker: Asker, kind: str, subjects: Iterable[bytes], since: float) -> set[bytes]:
        """Give those subjects that the asker has not opened since a moment."""
        held = self._opened.get((asker.client, kind), {}).get(asker, {})
        return {subject for subject in subjects if held.get(subject, float("-inf")) <= since}

    def opened_by(self, asker: Asker, kind: str, since: float) -> set[bytes]:
        """Give what an asker has opened since a moment."""
        held = self._opened.get((asker.client, kind), {}).get(asker, {})
        return {subject for subject, at in held.items() if at > since}

    def opened_through(self, client: str, kind: str, since: float) -> set[bytes]:
        """Give what has been opened through a client since a moment, by whichever account."""
        held = self._opened.get((client, kind), {}).values()
        return {subject for each in held for subject, at in each.items() if at > since}

    def note_opened(self, asker: Asker, kind: str, subjects: Collection[bytes], now: float) -> None:
        """Write that an asker opens these now."""
        account = str(asker.account or "")
        with self._base:
            self._base.execute("begin")
            self._base.executemany(
                "insert or replace into opening values (?, ?, ?, ?, ?)",
                [(asker.client, account, kind, subject, now) for subject in subjects],
            )
        for subject in subjects:
            self._hold(asker, kind, subject, now)

    def note_agreed(self, kind: str, subjects: Iterable[bytes], account: UUID, now: float) -> None:
        """Write that an account agrees to destroy these."""
        with self._base:
            self._base.execute("begin")
            self._base.executemany(
                "insert or replace into agreement values (?, ?, ?, ?)",
                [(kind, subject, str(account), now) for subject in subjects],
            )

    def count_agreed(self, kind: str, subject: bytes, since: float) -> int:
        """Say how many different accounts have agreed to destroy a subject since a moment."""
        asked = "select count(*) from agreement where kind = ? and subject = ? and at > ?"
        (count,) = self._base.execute(asked, (kind, subject, since)).fetchone()
        return int(count)

    @property
    def destroyed(self) -> int:
        """Say how many destructions were known when last looked."""
        (count,) = self._base.execute("select coalesce(max(count), 0) from destroyed").fetchone()
        return int(count)

    def note_destroyed(self, count: int) -> None:
        """Remember how many destructions there are."""
        if count > self.destroyed:
            with self._base:
                self._base.execute("begin")
                self._base.execute("delete from destroyed")
                self._base.execute("insert into destroyed values (?)", (count,))

    def forget(self, before: float, *, tickets_before: float, agreed_before: float) -> None:
        """Remove what no limit counts any more."""
        self._base.execute("delete from opening where at <= ?", (before,))
        self._base.execute("delete from minted where at <= ?", (before,))
        self._base.execute("delete from ticket where begun <= ?", (tickets_before,))
        self._base.execute("delete from agreement where at <= ?", (agreed_before,))
        self._minted = [each for each in self._minted if each[1] > before]
        self._tickets = {key: one for key, one in self._tickets.items() if one.begun > tickets_before}
        for askers in self._opened.values():
            for asker, held in askers.items():
                askers[asker] = {subject: at for subject, at in held.items() if at > before}

    def close(self) -> None:
        """Close the database."""
        self._base.close()

    def _hold(self, asker: Asker, kind: str, subject: bytes, at: float) -> None:
        self._opened.setdefault((asker.client, kind), {}).setdefault(asker, {})[subject] = at


def _hash(ticket: str) -> bytes:
    return hashlib.sha256(ticket.encode()).digest()
