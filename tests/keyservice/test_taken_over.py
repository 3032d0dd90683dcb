"""Code that runs inside the web process for an hour: what it can open, and how soon somebody knows.

A real service in a process of its own, with the product's limits of keys. The attacker has what the web has: its
secret, every ticket that passes it, and the wrapped keys of a thousand cases out of the database. It mints tickets as
long as it may. Nothing is waited for: all that is opened here is opened within one hour of the service's.
"""

from __future__ import annotations

import hashlib
import hmac
import itertools
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.test import Client

from tests.config.demo.running import command, environment
from tests.database import TestServer
from tests.keyservice.given import asked_by, settings_file
from tests.personas import given_personas
from utvag.alarms.queries import keys_page, work_of
from utvag.alarms.rules import AlarmKind
from utvag.foundation.actors import Actor
from utvag.foundation.clock import now
from utvag.gateways.keystore import (
    KeysRefused,
    KeysUnusable,
    ServiceKeystore,
    Wrapped,
    WrappedKeyInvalid,
    acting_as,
)
from utvag.organisation.models import StaffAccount
from utvag.organisation.rules import Role
from utvag_keyservice.shares import make_root
from utvag_keyservice.vault import Vault

CASES = 1000
SIGNED_IN = 20
#: From the opening that raises the alarm to the list of those who act. The worker asks every fifth second.
PROMISED_SECONDS = 60


class Launched:
    """The service as a process, started as the demo starts it, as often as it is killed."""

    def __init__(self, house: Path) -> None:
        self._house = house
        # Fewer tickets than in the product, so that the last one is reached soon; still enough for twice the limit.
        tickets = {"idle": 900, "absolute": 28800, "per_hour": 3 * SIGNED_IN}
        self._settings = settings_file(house, root_file=str(house / "root.key"), tickets=tickets)
        self._process: subprocess.Popen[bytes] | None = None

    def begin(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "utvag_keyservice", "serve", self._settings, "--demo"], start_new_session=True
        )
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            with suppress(KeysUnusable):
                asked_by(self._house, "operator").status()
                return
            time.sleep(0.05)
        raise AssertionError("the key service does not answer")

    def kill(self) -> None:
        if self._process is not None:
            self._process.send_signal(signal.SIGKILL)
            self._process.wait()


@pytest.fixture
def launched(house: Path) -> Iterator[Launched]:
    service = Launched(house)
    service.begin()
    yield service
    service.kill()


@pytest.fixture
def cases(house: Path, launched: Launched) -> list[Wrapped]:
    """The wrapped keys of every case, as they lie in the database that the web reads."""
    operator = asked_by(house, "operator")
    subjects = [uuid4() for _ in range(CASES)]
    return [Wrapped("case", one, operator.wrap("case", one, secrets.token_bytes(32))) for one in subjects]


def opened_with(web: ServiceKeystore, ticket: str, cases: list[Wrapped]) -> set[UUID]:
    """Try each case with a ticket, one by one, until the service says no often enough."""
    opened, refusals = set[UUID](), 0
    with acting_as(ticket):
        for case in cases:
            try:
                web.unwrap(case.kind, case.subject, case.wrapped)
            except KeysRefused:
                refusals += 1
                if refusals > 2:
                    break
            else:
                opened.add(case.subject)
    return opened


def minted(web: ServiceKeystore) -> str | None:
    try:
        return web.begin_session(uuid4(), "word")
    except KeysRefused:
        return None


def test_an_hour_inside_the_web_opens_three_hundred_cases_and_raises_an_alarm(
    house: Path, cases: list[Wrapped], launched: Launched
) -> None:
    web, operator = asked_by(house, "web"), asked_by(house, "operator")
    tickets = [web.begin_session(uuid4(), "word") for _ in range(SIGNED_IN)]
    assert opened_with(web, "", cases) == set()
    opened = opened_with(web, tickets[0], cases)
    assert len(opened) == 30
    # The alarm is on the disk before the refusal is sent; the worker asks for it every fifth second.
    assert ("OVER_LIMIT", "web") in {(alarm.what, alarm.client) for alarm in operator.status().alarms}
    for number, ticket in enumerate(tickets):
        opened |= opened_with(web, ticket, cases[number * 35 :])
        if number == SIGNED_IN // 2:
            # It also makes the service fall, in the hope that it forgets: the counts were on the disk.
            launched.kill()
            launched.begin()
    while (own := minted(web)) is not None:
        opened |= opened_with(web, own, cases[len(opened) :])
    assert len(opened) == 300
    told = operator.status(operator.status().alarm_count - 1)
    assert [alarm.what for alarm in told.alarms] == ["TOO_MANY_SESSIONS"]


@pytest.fixture
def worker(house: Path, launched: Launched, server: TestServer, transactional_db: None) -> Iterator[None]:
    """The product's worker as a process, on the test's database, asking the test's key service on the real clock."""
    given = {
        **server.environment(),
        "UTVAG_KEYS": str(house / "files"),
        "UTVAG_SECRET_KEY": "test",
        "UTVAG_KEY_SERVICE": str(house / "socket"),
        "UTVAG_KEY_CLIENT": "worker",
        "UTVAG_KEY_SECRET": str(house / "worker.secret"),
    }
    process = subprocess.Popen(command("worker"), env=environment(house, **given))
    yield
    process.kill()
    process.wait()


def seconds_until_known(actor: Actor, began: float, kind: AlarmKind) -> float:
    """Ask for the actor's list as her pages do, until an alarm stands there; say how long that took."""
    while time.monotonic() < began + PROMISED_SECONDS:
        rows = work_of(actor=actor, now=now())
        if rows and kind in {alarm.kind for alarm in keys_page(actor=actor, now=now()).alarms}:
            assert [row.page for row in rows] == ["alarms:keys"]
            return time.monotonic() - began
        time.sleep(0.1)
    raise AssertionError(f"after {PROMISED_SECONDS} s nobody knows")


def test_ten_sessions_that_stop_at_the_limit_are_refused_nothing_and_known_within_a_minute(
    house: Path, cases: list[Wrapped], worker: None, client: Client
) -> None:
    section_head = given_personas().section_head
    web, operator = asked_by(house, "web"), asked_by(house, "operator")
    # One that is refused, so that the worker has just looked: its next look is as far away as it ever is.
    with pytest.raises(KeysRefused):
        web.begin_session(uuid4(), "demo")
    seconds_until_known(section_head, time.monotonic(), AlarmKind.EVIDENCE_REFUSED)
    opened, moments = list[bytes](), dict[int, float]()
    for start in range(0, 300, 30):
        with acting_as(web.begin_session(uuid4(), "word")):
            for case in cases[start : start + 30]:
                opened.append(web.unwrap(case.kind, case.subject, case.wrapped))
                moments[len(opened)] = time.monotonic()
    assert len(opened) == 300
    told = operator.status(1).alarms
    # One for each session that opened 25 at once, and one for all of them together; nothing was refused.
    assert [alarm.what for alarm in told].count("FAST_OPENING") == 10
    assert {alarm.what for alarm in told} == {"FAST_OPENING", "NEAR_LIMIT"}
    administrator = Actor(section_head.id, Role.ADMINISTRATOR)
    for actor in (section_head, administrator):
        for kind, since in ((AlarmKind.FAST_OPENING, moments[25]), (AlarmKind.NEAR_LIMIT, moments[240])):
            print(f"{kind} on the list of {actor.role}: {seconds_until_known(actor, since, kind):.1f} s")
    client.force_login(StaffAccount.objects.get(username="section-head"))
    assert "12 larm från nyckeltjänsten" in client.get("/").text
    shown = client.get("/nycklar/").text
    assert AlarmKind.NEAR_LIMIT.swedish in shown
    assert AlarmKind.FAST_OPENING.swedish in shown


def test_what_it_moves_from_one_case_to_another_opens_nothing(house: Path, cases: list[Wrapped]) -> None:
    web = asked_by(house, "web")
    with acting_as(web.begin_session(uuid4(), "word")):
        for one, other in itertools.pairwise(cases[:25]):
            with pytest.raises(WrappedKeyInvalid):
                web.unwrap("case", other.subject, one.wrapped)
            with pytest.raises(WrappedKeyInvalid):
                web.unwrap("staff", one.subject, one.wrapped)


def test_nonces_are_never_the_same_twice(tmp_path: Path) -> None:
    vault, subject = Vault(tmp_path / "keys", make_root()), uuid4()
    nonces = {vault.wrap("case", subject, b"")[9:21] for _ in range(100_000)}
    assert len(nonces) == 100_000


def test_an_index_is_not_guessed_without_the_key(tmp_path: Path) -> None:
    vault, number = Vault(tmp_path / "keys", make_root()), b"191212121212"
    stored = {vault.hash("people.number", number), vault.hash("people.number", b"200001012384")}
    hits = 0
    for _ in range(50_000):
        guess = hmac.digest(secrets.token_bytes(32), b"people.number\x00" + number, hashlib.sha256)
        hits += guess in stored
    for day in range(50_000):
        tried = str(190000000000 + day).encode()
        hits += hashlib.sha256(b"people.number\x00" + tried).digest() in stored
        hits += hmac.digest(b"", b"people.number\x00" + tried, hashlib.sha256) in stored
    assert hits == 0
