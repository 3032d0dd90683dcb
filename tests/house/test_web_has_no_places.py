"""The drill: with everything that the web process has, not one place can be had.

The code that runs here has the web's settings, database role and keys: every kind but the engine's. It opens all that
opens, asks all that can be asked, and looks for the coordinates that were put in.
"""

from __future__ import annotations

import itertools
import json
import shutil
from base64 import b64decode
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast
from uuid import UUID, uuid4
from zlib import decompress

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse

from tests import engine
from tests.database import TEST_DATABASE, TestServer
from tests.disclosure.givens import given_consent
from tests.emergency.givens import given_reserves
from tests.givens import (
    CASE,
    ENEMY,
    NOW,
    PERSON,
    case_id,
    circle,
    given_chosen,
    given_loaded,
    given_rechecked,
    small_register,
)
from tests.personas import Personas, given_personas, given_team_on
from utvag.gateways.engine import AboutHome, AreaTold, ForCase, InFull, OneReserve, Question, SealAreas, client
from utvag.gateways.engine.client import Asked
from utvag.gateways.engine.codec import dumps, loads
from utvag.gateways.engine.messages import QUESTIONS, Answer, Door
from utvag.gateways.keystore import FileKeystore, KeysUnusable
from utvag.organisation.models import StaffAccount
from utvag.placement.models import Placement
from utvag.placement.queries.asking import head_of
from utvag.providers.models import Home
from utvag.secrecy.models import DataKey
from utvag.secrecy.rules import KeyKind, unpadded
from utvag.threats.operations import record_assessment
from utvag.threats.rules import Circle

pytestmark = pytest.mark.django_db

# Of homes, of where a party is and a network lives, and of where the police say no: no other number looks like these.
PLACES = {
    "home": (63.8213579, 20.2613579),
    "whereabouts": (57.7013579, 11.9713579),
    "presence": (57.7023579, 11.9723579),
    "forbidden": (58.1113579, 12.1113579),
}
NEEDLES = tuple(str(number).encode() for pair in PLACES.values() for number in pair)
OWN = "geography"
CELLS = """
    select n.nspname, c.relname, a.attname from pg_attribute a
    join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    where a.atttypid = 'bytea'::regtype and c.relkind = 'r' and a.attnum > 0
      and n.nspname in ('public', 'threat_register', 'audit')
"""


@pytest.fixture
def web_keys(tmp_path: Path) -> Path:
    """The keys that the web has: all but the engine's, which is so far from it that even asking fails."""
    whole = cast("Path", settings.UTVAG_KEYS)
    folder = tmp_path / "web-keys"
    folder.mkdir(mode=0o700)
    for kind in (*KeyKind, "index"):
        if kind != OWN and (whole / f"{kind}.json").exists():
            shutil.copy(whole / f"{kind}.json", folder)
    # Each case's own secret lies beside the keys of its kind, and the web reads it as the rest of the product does.
    (whole / "subjects").mkdir(mode=0o700, exist_ok=True)
    (folder / "subjects").symlink_to(whole / "subjects")
    (folder / f"{OWN}.json").mkdir()
    return folder


@pytest.fixture
def world() -> Personas:
    """A register with places in every list that can hold one, a case with a home, reserves, and an assessment."""
    register = cast("dict[str, Any]", small_register())
    register["homes"][0] |= {"lat": PLACES["home"][0], "lon": PLACES["home"][1]}
    register["persons"][2]["whereabouts"] = [circle(*PLACES["whereabouts"])]
    register["networks"][1]["presence"] = [circle(*PLACES["presence"])]
    given_loaded(register)
    personas = given_personas()
    given_team_on(CASE, personas)
    given_consent(personas.coordinator)
    record_assessment(
        actor=personas.liaison,
        person=PERSON,
        from_date=NOW.date(),
        until_date=None,
        forbidden=[Circle(*PLACES["forbidden"], 3.0)],
        now=NOW,
    )
    given_chosen(personas.coordinator)
    given_rechecked()
    given_reserves()
    return personas


@pytest.fixture
def in_the_web(world: Personas, web_keys: Path, monkeypatch: pytest.MonkeyPatch) -> Personas:
    """The web's keys for us, and the engine's for the engine."""
    whole = settings.UTVAG_KEYS

    def exchange(folder: Path, door: Door, content: bytes) -> bytes:
        settings.UTVAG_KEYS = whole
        try:
            return engine.within(folder, door, content)
        finally:
            settings.UTVAG_KEYS = web_keys

    monkeypatch.setattr(client, "exchange", exchange)
    monkeypatch.setattr(settings, "UTVAG_KEYS", web_keys)
    return world


def holds(text: bytes) -> list[bytes]:
    return [needle for needle in NEEDLES if needle in text]


def opened_keys(folder: Path) -> tuple[dict[bytes, AESGCM], Counter[str]]:
    """Unwrap every data key that the web's keys unwrap."""
    store, keys, refused = FileKeystore(folder), dict[bytes, AESGCM](), Counter[str]()
    for row in DataKey.objects.all():
        try:
            keys[row.id.bytes] = AESGCM(store.unwrap(row.kind, row.subject, bytes(row.wrapped)))
        except KeysUnusable:
            refused[row.kind] += 1
    return keys, refused


def sealed_cells(server: TestServer) -> Iterator[tuple[str, str, list[UUID], bytes]]:
    """Give every sealed value in the database, as the thief of all of it has them: table, column, the row's ids."""
    with server.connect_as_admin(TEST_DATABASE) as admin:
        columns = admin.execute(CELLS).fetchall()
    for schema, table, column in columns:
        with connection.cursor() as cursor:
            # As the role that the web runs as: what it may not even read, it cannot open.
            cursor.execute("select has_table_privilege(%s, 'select')", [f"{schema}.{table}"])
            if cursor.fetchone() != (True,):
                continue
            cursor.execute(f"select * from {schema}.{table} where {column} is not null")
            names = [each.name for each in cursor.description or ()]
            for row in cursor.fetchall():
                ids = [value for value in row if isinstance(value, UUID)]
                yield str(table), str(column), ids, bytes(row[names.index(str(column))])


def opened(cell: tuple[str, str, list[UUID], bytes], keys: dict[bytes, AESGCM]) -> bytes | None:
    """Open a value as its key opens it, whatever row and field it says that it belongs to."""
    table, column, ids, body = cell
    key = keys.get(body[1:17])
    if key is None:
        return None
    for row, field in itertools.product(ids, (column, "sealed", "content", "facts")):
        bound = b"|".join((b"utvag/1", table.encode(), row.bytes, field.encode(), body[1:17]))
        try:
            text = json.dumps(unpadded(key.decrypt(body[17:29], body[29:], bound)), ensure_ascii=False).encode()
        except InvalidTag:
            continue
        return text + unpacked(text)
    return None


def unpacked(text: bytes) -> bytes:
    """Give what a packed text holds, where it is one."""
    try:
        return decompress(b64decode(text.strip(b'"'), validate=True))
    except Exception:  # noqa: BLE001 (most texts are no packed ones)
        return b""


def test_no_place_opens_with_the_webs_keys(in_the_web: Personas, web_keys: Path, server: TestServer) -> None:
    keys, refused = opened_keys(web_keys)
    assert set(refused) == {OWN}
    found, closed = dict[tuple[str, str], int](), Counter[tuple[str, str]]()
    for cell in sealed_cells(server):
        text = opened(cell, keys)
        if text is None:
            closed[cell[0], cell[1]] += 1
            continue
        assert not holds(text), cell[:2]
        found[cell[0], cell[1]] = found.get((cell[0], cell[1]), 0) + 1
    # The drill bites: it opens what the web may open, and that is much.
    assert found["providers_home", "sealed"] == 4
    assert found["threats_registerentry", "sealed"] >= 10
    assert found["cases_case", "sealed"] >= 1
    for where in ("providers_home", "threats_registerentry"):
        assert closed[where, "sealed_place"] and (where, "sealed_place") not in found
    assert closed["placement_registersnapshot", "sealed"]


def test_with_every_key_the_same_search_finds_them_all(world: Personas, server: TestServer) -> None:
    keys, refused = opened_keys(cast("Path", settings.UTVAG_KEYS))
    assert not refused
    everything = b"".join(text for cell in sealed_cells(server) if (text := opened(cell, keys)) is not None)
    assert set(holds(everything)) == set(NEEDLES)


def all_questions(personas: Personas) -> Iterator[Question]:
    """Every kind of question that the web's door takes, as everybody, about everything."""
    homes = list(Home.objects.values_list("code", flat=True))
    for actor in (personas.coordinator, personas.section_head, personas.liaison, personas.stranger):
        yield ForCase(head_of(NOW), actor.id, case_id())
        yield InFull(head_of(NOW), actor.id, case_id())
        for home, was_shown in itertools.product(homes, (False, True)):
            yield AboutHome(
                head_of(NOW), actor.id, case_id(), home, NOW.date(), NOW.date().replace(day=28),
                was_shown=was_shown, may_lack_needs=True, keep_from=(home,), answered_by=None, is_kept=True,
            )  # fmt: skip
        for placement in Placement.objects.values_list("pk", flat=True):
            yield OneReserve(head_of(NOW), actor.id, placement)
        yield SealAreas(head_of(NOW), actor.id, uuid4(), (AreaTold(*PLACES["forbidden"], 3.0, None),))


def test_no_message_of_the_webs_door_carries_a_place_out(in_the_web: Personas) -> None:
    asked = Counter[type[Question]]()
    said = Counter[str]()
    for question in all_questions(in_the_web):
        sent = dumps(Asked(type(question).__name__, dumps(question)))
        came = client.exchange(engine.NOWHERE, Door.WEB, sent)
        answer = loads(Answer, came)
        assert not holds(came) and not holds(answer.body), type(question)
        asked[type(question)] += 1
        said[answer.state] += 1
    assert set(asked) == {kind for kind in QUESTIONS.values() if kind.door is Door.WEB}
    # Some are answered, and some refused: otherwise the drill shows nothing.
    assert said["ANSWERED"] and said["REFUSED"]


def test_the_pages_work_without_the_engines_key(in_the_web: Personas) -> None:
    for name, path in (
        ("coordinator", reverse("desk:case", args=[case_id()])),
        ("coordinator", reverse("desk:placement", args=[Placement.objects.get(origin="CHOSEN").pk])),
        ("liaison", reverse("desk:liaison")),
        ("liaison", reverse("threats:weekly-sheet")),
        ("liaison", reverse("threats:record-assessment")),
    ):
        browser = Client()
        browser.force_login(StaffAccount.objects.get(pk=in_the_web.named(name).id))
        page = browser.get(path)
        assert page.status_code == 200, path
        assert not holds(page.content), path


def test_an_area_is_recorded_without_the_web_having_its_key(in_the_web: Personas) -> None:
    made = record_assessment(
        actor=in_the_web.liaison,
        person=ENEMY,
        from_date=NOW.date(),
        until_date=None,
        forbidden=[Circle(*PLACES["forbidden"], 9.0)],
        now=NOW,
    )
    with connection.cursor() as cursor:
        cursor.execute("select sealed_place is not null from threats_registerentry where id = %s", [made])
        assert cursor.fetchone() == (True,)
