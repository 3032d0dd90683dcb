"""The engine as a process: it answers, it sees what others commit, and while it is gone nothing is checked."""

from __future__ import annotations

import shutil
import signal
import struct
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests import engine
from tests.config.demo.running import command, environment
from tests.database import TestServer
from tests.emergency.givens import given_home_for
from tests.givens import (
    CASE,
    CLEAR_HOME,
    ENEMY,
    NOW,
    SECOND_HOME,
    case_id,
    circle,
    given_loaded,
    given_register,
    home_id,
    small_register,
)
from tests.personas import Personas, given_personas, given_team_on
from tests.placement.lawful import given_person
from utvag.cases.operations import open_case_on_call
from utvag.config.engine import is_of_this_door
from utvag.emergency.operations import place_at_once
from utvag.emergency.rules import OpeningGround
from utvag.gateways.engine import ForCase, HomesAnswer, client
from utvag.gateways.engine.client import Asked
from utvag.gateways.engine.codec import dumps, loads
from utvag.gateways.engine.messages import AllStays, Answer, Door, State
from utvag.gateways.postgres.roles import APP_ROLE, ENGINE_ROLE
from utvag.organisation.models import StaffAccount
from utvag.placement.models import Check, Placement, RecheckRun, RegisterSnapshot
from utvag.placement.operations import check_homes, choose_home, homes_to_move_to
from utvag.placement.queries import RegisterUnusable
from utvag.placement.queries.asking import ask_engine, head_of
from utvag.placement.tasks import recheck_if_due

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

HEAD = {key: small_register()[key] for key in ("format", "as_of", "municipality")}
BACK_SECONDS = 30
# Sunday at 22.40.
NIGHT = datetime(2026, 11, 22, 21, 40, tzinfo=UTC)


@dataclass
class Engine:
    """A real engine in a folder, which a test can kill and start again."""

    folder: Path
    told: dict[str, str]
    process: subprocess.Popen[bytes] | None = field(default=None)

    def start(self) -> None:
        self.process = self.run()
        wait_until(lambda: (self.folder / "jobs.sock").exists() and self.listens())

    def run(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(command("engine"), env=environment(self.folder, **self.told), stderr=subprocess.PIPE)

    def listens(self) -> bool:
        sent = dumps(Asked("nothing", b""))
        try:
            return loads(Answer, engine.OVER_THE_SOCKET(self.folder, Door.WEB, sent)).state is State.REFUSED
        except Exception:  # noqa: BLE001 (not yet, whatever it is)
            return False

    def kill(self) -> None:
        assert self.process is not None
        self.process.kill()
        self.process.communicate()


def wait_until(it_is_so: Callable[[], bool]) -> float:
    began = time.monotonic()
    while not it_is_so():
        assert time.monotonic() - began < BACK_SECONDS
        time.sleep(0.05)
    return time.monotonic() - began


@pytest.fixture
def personas() -> Personas:
    given_register()
    personas = given_personas()
    given_team_on(CASE, personas)
    return personas


@pytest.fixture
def running(server: TestServer, personas: Personas, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    folder = Path(tempfile.mkdtemp(prefix="utvag-engine-"))
    login = server.login(ENGINE_ROLE)
    told = {
        **server.environment(APP_ROLE),
        "UTVAG_ENGINE": str(folder),
        "UTVAG_ENGINE_DB_USER": login["USER"],
        "UTVAG_ENGINE_DB_PASSWORD": login["PASSWORD"],
        "UTVAG_KEYS": str(settings.UTVAG_KEYS),
        "UTVAG_SECRET_KEY": "test",
        # The days of the tests have been.
        "UTVAG_DEMO": "1",
    }
    monkeypatch.setattr(client, "exchange", engine.OVER_THE_SOCKET)
    monkeypatch.setattr(settings, "UTVAG_ENGINE", folder)
    made = Engine(folder, told)
    made.start()
    yield made
    made.kill()
    shutil.rmtree(folder)


def clear_homes(personas: Personas) -> set[str]:
    homes = check_homes(actor=personas.coordinator, case_id=case_id(), now=NOW)
    return {one.home.code for one in homes.candidates}


def test_it_answers_under_the_lock_of_the_facts_and_sees_what_was_committed_since(
    running: Engine, personas: Personas
) -> None:
    assert clear_homes(personas) == {CLEAR_HOME, SECOND_HOME}
    # Another state of the facts, committed by somebody else.
    enemy = {"id": ENEMY, "born": "1990-01-01", "whereabouts": [circle(62.39, 17.30)]}
    given_loaded(HEAD | {"persons": [enemy]})
    assert clear_homes(personas) == {CLEAR_HOME}
    chosen = choose_home(
        actor=personas.coordinator, case_id=case_id(), home_id=home_id(CLEAR_HOME), reason="Det passar.", now=NOW
    )
    check = Check.objects.get(pk=Placement.objects.values_list("check_made", flat=True).get(pk=chosen))
    assert check.verdict == "CLEAR"
    assert check.snapshot_id == RegisterSnapshot.objects.values_list("pk", flat=True).get()


def test_it_answers_the_jobs_at_their_own_door_and_nobody_else_there(running: Engine, personas: Personas) -> None:
    assert recheck_if_due(now=NOW)
    assert RecheckRun.objects.get().finished_at == NOW
    sent = dumps(Asked("AllStays", dumps(AllStays(head_of(NOW)))))
    assert loads(Answer, client.exchange(running.folder, Door.WEB, sent)).state is State.REFUSED
    question = ForCase(head_of(NOW), personas.coordinator.id, case_id())
    sent = dumps(Asked("ForCase", dumps(question)))
    assert loads(Answer, client.exchange(running.folder, Door.JOBS, sent)).state is State.REFUSED


def test_a_household_moves_while_its_old_stay_still_counts(running: Engine, personas: Personas) -> None:
    placement = given_home_for(personas)
    homes = homes_to_move_to(actor=personas.coordinator, placement_id=placement, now=NOW)
    assert {one.home.code for one in homes} == {SECOND_HOME}


def test_at_night_it_is_asked_with_the_case_held_and_neither_waits_for_the_other(
    running: Engine, personas: Personas
) -> None:
    given_person()
    open_case_on_call(actor=personas.on_call, code_name=CASE, reason="Akut.", now=NIGHT)
    stay = place_at_once(
        actor=personas.on_call,
        case_id=case_id(),
        home_id=home_id(CLEAR_HOME),
        reason="Hotad i kväll.",
        ground=OpeningGround.ACUTE,
        now=NIGHT,
    )
    assert Placement.objects.get(pk=stay).state == "STANDING"


def test_killed_nothing_is_checked_and_pages_work_until_it_is_back(running: Engine, personas: Personas) -> None:
    browser = Client()
    browser.force_login(StaffAccount.objects.get(pk=personas.coordinator.id))
    page = reverse("desk:case", args=[case_id()])
    # Of the day that the browser means: not the tests' made-up one.
    assert "kontrollen svarar inte" not in browser.get(page).content.decode()
    running.kill()
    gone = browser.get(page)
    assert gone.status_code == 200
    assert "kontrollen svarar inte" in gone.content.decode()
    assert browser.get(reverse("desk:my-day")).status_code == 200
    with pytest.raises(RegisterUnusable):
        clear_homes(personas)
    with pytest.raises(RegisterUnusable):
        choose_home(
            actor=personas.coordinator, case_id=case_id(), home_id=home_id(CLEAR_HOME), reason="Det passar.", now=NOW
        )
    assert not Placement.objects.filter(origin="CHOSEN").exists()
    running.start()
    assert wait_until(lambda: "kontrollen svarar inte" not in browser.get(page).content.decode()) < BACK_SECONDS
    assert clear_homes(personas) == {CLEAR_HOME, SECOND_HOME}


def test_a_second_engine_in_the_folder_does_not_start(running: Engine) -> None:
    second = running.run()
    _, said = second.communicate(timeout=BACK_SECONDS)
    assert second.returncode == 1
    assert "lyssnar redan" in said.decode()
    assert running.listens()


class Came:
    """One who has come in, as the kernel says."""

    def __init__(self, user: int) -> None:
        self.user = user

    def getsockopt(self, _level: int, _name: int, _size: int) -> bytes:
        return struct.pack("3i", 1, self.user, self.user)


@pytest.mark.parametrize(("came", "may"), [(60711, True), (60712, False), (0, True), (65534, False)])
def test_the_kernel_says_who_comes_to_a_door(came: int, may: bool) -> None:
    assert is_of_this_door(Came(came), 60711) is may  # type: ignore[arg-type]  # as much of a socket as is asked
    assert is_of_this_door(Came(came), None) is (came == 0)  # type: ignore[arg-type]  # as above


def test_it_stops_in_order_when_it_is_told_to(running: Engine) -> None:
    assert running.process is not None
    running.process.send_signal(signal.SIGTERM)
    running.process.communicate(timeout=BACK_SECONDS)
    assert running.process.returncode == 0


def test_outside_a_demo_it_believes_no_other_day_than_its_own(running: Engine, personas: Personas) -> None:
    running.kill()
    running.told.pop("UTVAG_DEMO")
    running.start()
    with pytest.raises(RegisterUnusable, match="another day"):
        ask_engine(ForCase(head_of(NOW), personas.coordinator.id, case_id()), HomesAnswer)


def test_an_engine_without_its_key_checks_nothing(running: Engine, personas: Personas) -> None:
    running.kill()
    keys = running.folder / "keys"
    shutil.copytree(str(settings.UTVAG_KEYS), keys)
    (keys / "geography.json").unlink()
    running.told["UTVAG_KEYS"] = str(keys)
    running.start()
    with pytest.raises(RegisterUnusable, match="NOT_CHECKED"):
        clear_homes(personas)


def test_a_folder_with_a_long_name_will_do(
    running: Engine, personas: Personas, monkeypatch: pytest.MonkeyPatch
) -> None:
    running.kill()
    deep = running.folder / ("x" * 100) / ("y" * 100)
    deep.mkdir(parents=True)
    running.told["UTVAG_ENGINE"] = str(deep)
    monkeypatch.setattr(settings, "UTVAG_ENGINE", deep)
    running.process = running.run()
    wait_until((deep / "jobs.sock").exists)
    assert clear_homes(personas) == {CLEAR_HOME, SECOND_HOME}
