"""An alarm of the key service reaches those who are to act, and stands until one of them has taken it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.test import Client

from tests.alarms.givens import alarm_id, given_alarm, told
from tests.database import TestServer
from tests.givens import NOW
from tests.keyservice.conftest import clock, house  # noqa: F401 (fixtures)
from tests.keyservice.given import Clock, running
from tests.log import log_rows
from tests.personas import Personas, given_personas
from utvag.alarms.models import KeyAlarm
from utvag.alarms.operations import note_alarms, take_alarm
from utvag.alarms.queries import keys_page, work_of
from utvag.alarms.rules import AlarmKind
from utvag.alarms.tasks import Watch
from utvag.foundation.actors import Actor
from utvag.foundation.errors import NotVisible
from utvag.gateways.keystore import KeysUnusable
from utvag.organisation.models import StaffAccount
from utvag.organisation.rules import Role
from utvag_keyservice.alarms import What

pytestmark = pytest.mark.usefixtures("transactional_db")


COPY = """
    insert into alarms_keyalarm (id, number, at, kind, client, keys, count, noted_at)
    select gen_random_uuid(), number, at, kind, client, keys, count, noted_at from alarms_keyalarm
"""


@pytest.fixture
def personas() -> Personas:
    return given_personas()


@pytest.fixture
def asked(house: Path) -> Iterator[Path]:  # noqa: F811
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "UTVAG_KEY_SERVICE", house / "socket")
        patch.setattr(settings, "UTVAG_KEY_CLIENT", "worker")
        patch.setattr(settings, "UTVAG_KEY_SECRET", house / "worker.secret")
        yield house


def test_an_alarm_is_a_row_of_the_log_and_of_the_day_of_those_who_act(personas: Personas, server: TestServer) -> None:
    given_alarm()
    assert [row[1:3] for row in log_rows(server, "KEY_ALARM")] == [("WORKER", "DONE")]
    (work,) = work_of(actor=personas.section_head, now=NOW)
    assert (work.page, work.tag) == ("alarms:keys", "Larm från nyckeltjänsten")
    for other in (personas.coordinator, personas.case_worker, personas.liaison, personas.on_call):
        assert work_of(actor=other, now=NOW) == ()
    for role in (Role.ADMINISTRATOR, Role.REVIEWER):
        assert len(work_of(actor=Actor(personas.section_head.id, role), now=NOW)) == 1


def test_an_alarm_is_written_once_however_often_it_is_told(personas: Personas) -> None:
    lines = [told(number) for number in (1, 2, 3)]
    assert [note_alarms(lines, now=NOW), note_alarms(lines, now=NOW)] == [3, 0]


def test_the_first_who_takes_an_alarm_has_it(personas: Personas) -> None:
    given_alarm()
    take_alarm(actor=personas.section_head, alarm_id=alarm_id(), now=NOW)
    take_alarm(actor=Actor(personas.coordinator.id, Role.REVIEWER), alarm_id=alarm_id(), now=NOW + timedelta(hours=1))
    row = KeyAlarm.objects.get()
    assert (row.taken_by_id, row.taken_at) == (personas.section_head.id, NOW)
    assert work_of(actor=personas.section_head, now=NOW) == ()


def test_the_auditor_reads_and_takes_nothing(personas: Personas) -> None:
    given_alarm()
    auditor = Actor(personas.coordinator.id, Role.AUDITOR)
    page = keys_page(actor=auditor, now=NOW)
    assert (len(page.alarms), page.may_take, page.has_service) == (1, False, False)
    with pytest.raises(NotVisible):
        take_alarm(actor=auditor, alarm_id=alarm_id(), now=NOW)


def test_the_worker_finds_what_the_service_refused_within_its_next_look(asked: Path, clock: Clock) -> None:  # noqa: F811
    watch = Watch()
    with running(asked, clock) as service:
        assert watch.look_if_due(now=NOW) == 0
        service.note_malformed(None)
        assert watch.look_if_due(now=NOW + timedelta(seconds=1)) == 0
        assert watch.look_if_due(now=NOW + timedelta(seconds=6)) == 1
        assert watch.look_if_due(now=NOW + timedelta(seconds=12)) == 0
        for _ in range(230):
            clock.now += 11
            service.note_malformed(None)
        assert watch.look_if_due(now=NOW + timedelta(seconds=18)) == 230
    with pytest.raises(KeysUnusable):
        watch.look_if_due(now=NOW + timedelta(seconds=24))
    # A new file of alarms begins with 1 again, and is read from there.
    (asked / "state" / "alarms.jsonl").unlink()
    clock.now += 11
    with running(asked, clock) as service:
        service.note_malformed(None)
        assert watch.look_if_due(now=NOW + timedelta(seconds=24)) == 1


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ("update alarms_keyalarm set kind = 'OTHER'", "key_alarm_kind_is_known"),
        ("update alarms_keyalarm set taken_at = now()", "key_alarm_is_taken_by_somebody"),
        ("update alarms_keyalarm set count = 0", "key_alarm_has_happened"),
        (COPY, "key_alarm_once"),
    ],
)
def test_the_database_refuses_what_must_not_be(personas: Personas, change: str, constraint: str) -> None:
    given_alarm()
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)


def test_the_page_says_what_to_do_and_takes_the_alarm(personas: Personas, client: Client) -> None:
    account = StaffAccount.objects.get(username="coordinator")
    note_alarms([told(account=str(account.pk)), told(2, what="MALFORMED")], now=NOW)
    client.force_login(StaffAccount.objects.get(username="section-head"))
    shown = client.get("/nycklar/").text
    assert "Fler nycklar än gränsen" in shown
    assert "Nycklarna ligger i filer" in shown
    (first, _) = KeyAlarm.objects.order_by("number")
    assert client.post(f"/nycklar/larm/{first.pk}/").status_code == 302
    assert client.get("/nycklar/").text.count("Jag tar larmet") == 1
    assert KeyAlarm.objects.get(pk=first.pk).taken_at is not None


def test_every_alarm_that_the_service_raises_is_one_that_we_know() -> None:
    assert {kind.value for kind in AlarmKind} == {what.value for what in What}


def test_every_kind_says_what_it_is_and_what_to_do() -> None:
    assert all(kind.swedish and kind.advice.endswith(".") for kind in AlarmKind)
