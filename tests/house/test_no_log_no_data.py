"""No log, no data: where the row cannot be written, nothing is shown (lag 2001:454, 10 §; goal S8).

Every address is read by everybody who may see it, in every role, and one's own cases are searched: first as it should
be and then with the log closed. What writes a row must refuse with the bare error page; what writes none may not have
opened anything sealed but employees' names.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from uuid import UUID

import pytest
from django.http import HttpResponseBase
from django.test import Client
from psycopg import Connection

from tests.database import TEST_DATABASE, TestServer
from tests.givens import CASE
from tests.house.beside import READ_BY, given_beside, given_her_stay
from tests.house.test_addresses import ALL, OPEN, address, personas, real_ids
from tests.personas import NAMES, Personas
from utvag.gateways.postgres.roles import APP_ROLE
from utvag.organisation.models import StaffAccount
from utvag.secrecy.envelope import Keyring
from utvag.secrecy.rules import KeyKind, Place, Secret

__all__ = ["personas", "real_ids"]

pytestmark = pytest.mark.django_db(transaction=True)

# Fewer than this would mean that the world of this test has lost its contents.
LEAST_READS = 100


@dataclass(slots=True)
class Watch:
    """What was opened, and how many rows the log got."""

    opened: list[KeyKind] = field(default_factory=list)


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    """Watch everything that is opened from here on."""
    watch, real = Watch(), Keyring.open

    def watched(keyring: Keyring, place: Place, sealed: bytes | memoryview) -> Secret[object]:
        watch.opened.append(place.owner.kind)
        return real(keyring, place, sealed)

    monkeypatch.setattr(Keyring, "open", watched)
    return watch


@dataclass(frozen=True, slots=True)
class Log:
    """The log as the superuser sees it."""

    admin: Connection[tuple[object, ...]]

    def rows(self) -> int:
        found = self.admin.execute("select count(*) from audit.audit_logentry").fetchone()
        assert found is not None
        return int(str(found[0]))

    @contextmanager
    def closed(self) -> Iterator[None]:
        """Take the running role's right to write the log away, as a full disk or a lost right would."""
        self.admin.execute(f"revoke insert on audit.audit_logentry from {APP_ROLE}")
        try:
            yield
        finally:
            self.admin.execute(f"grant insert on audit.audit_logentry to {APP_ROLE}")


@pytest.fixture
def log(server: TestServer) -> Iterator[Log]:
    with server.connect_as_admin(TEST_DATABASE) as admin:
        admin.autocommit = True
        yield Log(admin)


def body_of(answer: HttpResponseBase) -> bytes:
    return b"".join(answer) if answer.streaming else answer.content  # type: ignore[attr-defined]


def reader(actor_id: UUID) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(StaffAccount.objects.get(pk=actor_id))
    return client


@dataclass(frozen=True, slots=True)
class Asked:
    """One question to the product: a page that is opened, or a form that is sent to read by it."""

    name: str
    sent: dict[str, str] | None = None

    def by(self, client: Client, ids: dict[str, UUID]) -> HttpResponseBase:
        path = address(self.name, ids)
        return client.get(path) if self.sent is None else client.post(path, self.sent)


SEARCH = Asked("cases:search", {"text": CASE})
QUESTIONS = (*(Asked(name) for name in sorted(set(ALL) - OPEN)), SEARCH)


def test_nothing_that_is_logged_is_shown_when_it_cannot_be(
    log: Log,
    personas: Personas,
    real_ids: dict[str, UUID],
    watch: Watch,
) -> None:
    beside = given_beside()
    everybody = {name: personas.named(name) for name in NAMES if name != "stranger"} | beside
    hers = {"provider": given_her_stay(beside["provider"])}
    answered, read = set[tuple[str, str]](), set[tuple[str, str]]()
    bare: set[bytes] = set()
    for who, actor in everybody.items():
        client, ids = reader(actor.id), real_ids | hers.get(who, {})
        for asked in QUESTIONS:
            before, watch.opened[:] = log.rows(), []
            whole = asked.by(client, ids)
            if whole.status_code == 200:
                answered.add((who, asked.name))
            opened = set(watch.opened)
            if log.rows() == before:
                assert opened <= {KeyKind.STAFF}, (who, asked, opened)
                continue
            with log.closed():
                refused = asked.by(client, ids)
            assert refused.status_code == 500, (who, asked)
            bare.add(body_of(refused))
            if whole.status_code == 200:
                read.add((who, asked.name if asked.sent is None else f"{asked.name} sent"))
    assert len(read) >= LEAST_READS
    # Those beside the cases read what is theirs; the accounts and the access matrix say nothing of a case, and write no
    # row. Who works on cases searches.
    assert answered >= set(READ_BY.items())
    assert read >= {(who, READ_BY[who]) for who in ("reviewer", "provider", "controller")}
    assert read >= {(who, "cases:search sent") for who in ("coordinator", "case_worker", "section_head", "on_call")}
    # One page for all: it holds nothing of what was asked for.
    assert len(bare) == 1
