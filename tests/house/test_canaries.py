"""A stolen copy says nothing: no name, number, reason or place in any file that the system writes.

Canaries are loaded, read, chosen and logged through the real operations on a real PostgreSQL; then every file of its
cluster (tables, indexes, write-ahead log), a dump and the server's log are searched, in several encodings.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import io
import json
import logging
import os
import struct
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote
from uuid import UUID

import pytest
from django.conf import settings
from django.db import Error, connection
from django.test import Client
from django.urls import reverse

from tests.audit.given_log import kept_log
from tests.database import TEST_DATABASE, TestServer
from tests.disclosure.givens import (
    given_consent,
    given_decided,
    given_disclosure,
    given_form,
    given_proposed,
    given_signed_form,
)
from tests.givens import (
    CLEAR_HOME,
    ENEMY,
    NETWORK,
    NOW,
    PERSON,
    RESIDENT,
    RIVALS,
    TODAY,
    TOLD,
    case_id,
    given_contact,
    given_loaded,
    given_rechecked,
    given_taken,
    home_id,
    small_register,
)
from tests.investigation.givens import given_completed
from tests.journal.givens import given_note
from tests.location.givens import ADDRESS as ADDRESS_SHOWN
from tests.location.givens import file_of_witnesses, given_addresses, kept_beside
from tests.organisation.givens import given_touch
from tests.personas import Personas, given_personas, given_team_on
from tests.placement.lawful import given_papers
from utvag.foundation.clock import now
from utvag.foundation.logs import DiscreetFormatter
from utvag.gateways.postgres.cluster import ADMIN_ROLE
from utvag.organisation.models import StaffAccount
from utvag.people.operations import write_identity
from utvag.placement.operations import choose_home
from utvag.threats.operations import add_keep_apart
from utvag.threats.rules import Level

pytestmark = [pytest.mark.django_db(transaction=True)]

NAME = "Kanarina Fågelsdotter"
REASON = "Kanarieskäl: hon känner sig trygg här"
DRAFT = "Kanarieutkast: hon vill inte bo ensam"
DISTRICT = "Distriktskanarie"
ADDRESS = "Kanariegatan 7, 903 21"
# A postal code may stand anywhere by chance.
SHORTEST_SOUGHT = 6
LAT, LON = 63.826417, 20.263091
TEXTS = [
    NAME,
    REASON,
    DRAFT,
    DISTRICT,
    ADDRESS,
    PERSON,
    ENEMY,
    RESIDENT,
    NETWORK,
    RIVALS,
    "Nätverkskanarie",
    "Utförarkanarie",
    "Namn section-head",
    *(TOLD.name, TOLD.reach, TOLD.wish, TOLD.threat, TOLD.household[0].name, "200101012391"),
    # What the journey writes: minutes, decisions, plans, notes, what was told to whom, who signed.
    "Anteckningskanarie",
    "Beslutskanarie",
    "Handläggarkanarie",
    "Uppgiftskanarie",
    "Utredningskanarie",
    "Journalkanarie",
    "Rubrikkanarie",
    "Förbehållskanarie",
    "Innehållskanarie",
    "Mottagarkanarie",
    "Vägningskanarie",
    "Skälkanarie",
    "Skäl som räcker till",
    "Jag delar skälen",
    "Målkanarie",
    "Behovskanarie",
    "Larmkanarie",
    "Kodordkanarie",
    "Stödsamtal varje vecka",
    "Nyckelkanarie",
    "Underskriftskanarie",
    "Befattningskanarie",
    # The beginning of every frozen document and signed copy.
    "%PDF-1.",
    f"{LAT}",
    f"{LON}",
    # Where the home is, shown once.
    *(value for value in ADDRESS_SHOWN.as_entry().values() if len(value) > SHORTEST_SOUGHT),
]


# A shorter piece of base64 would be found by chance.
SHORTEST = 8


def encodings(text: str) -> dict[str, set[bytes]]:
    """Give what to look for where a text lies in a file, by how it is coded. Base64 has it at any of three offsets."""
    plain = text.encode()
    # The middle of each: what stands before and after the text takes part in the first and the last four signs.
    cores = {base64.b64encode(b"\0" * shift + plain)[4:-4] for shift in range(3)}
    found = {
        "UTF-8": {plain},
        "Latin-1": {text.encode("latin-1")},
        "UTF-16": {text.encode("utf-16-le"), text.encode("utf-16-be")},
        "hexadecimal": {plain.hex().encode()},
        "percent signs": {quote(text).encode()},
        "JSON in ASCII": {json.dumps(text)[1:-1].encode()},
        "Python in ASCII": {text.encode("unicode_escape")},
        "base64": {core for core in cores if len(core) >= SHORTEST},
        "backwards": {plain[::-1]},
    }
    return {name: needles for name, needles in found.items() if needles}


def needles_of(text: str) -> set[bytes]:
    """Give all that to look for, each once: a text in ASCII is the same in several of them."""
    return set().union(*encodings(text).values())


def coordinates() -> Iterator[bytes]:
    """Give the coordinates as a machine writes them."""
    for value in (LAT, LON):
        yield struct.pack("<d", value)
        yield struct.pack(">d", value)


@pytest.fixture
def number(test_data: Path) -> str:
    """One of the published test numbers."""
    numbers: list[str] = json.loads((test_data / "test_personal_numbers.json").read_text())
    return next(number for number in numbers if number.startswith("1996"))


@pytest.fixture
def own_log() -> Iterator[io.StringIO]:
    """The application's log as its settings write it, down to the smallest word."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(DiscreetFormatter("{asctime} {levelname} {name}: {message}", style="{"))
    root = logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield written
    root.removeHandler(handler)
    root.setLevel(before)


@pytest.fixture
def began() -> float:
    """The moment at which the run began, with a second for the file system's clock."""
    return time.time() - 1


@pytest.fixture
def witnesses(
    server: TestServer, transactional_db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """A log that is kept, with witnesses that answer."""
    with kept_log(tmp_path) as log, kept_beside(server, log):
        monkeypatch.setattr(settings, "UTVAG_WITNESSES", file_of_witnesses(tmp_path, log))
        yield


@pytest.fixture
def a_full_run(began: float, number: str, own_log: io.StringIO, witnesses: None) -> Personas:
    """Load, look, choose, add a link, check again and provoke errors, with canaries in every field."""
    register = small_register()
    persons, homes = register["persons"], register["homes"]
    assert isinstance(persons, list) and isinstance(homes, list)
    persons[0]["personal_number"] = number
    homes[0] |= {"lat": LAT, "lon": LON, "building": ADDRESS}
    given_loaded(register)
    personas = given_personas()
    given_team_on("TALL-07", personas)
    write_identity(case_id=case_id(), register_person=PERSON, name=NAME, personal_number=number, today=TODAY)
    given_taken(personas.section_head, given_contact(personas.coordinator), personas.coordinator)
    look_at_pages(personas)
    chosen = choose_home(
        actor=personas.coordinator, case_id=case_id(), home_id=home_id(CLEAR_HOME), reason=REASON, now=NOW
    )
    given_completed(personas.coordinator)
    given_note(personas.case_worker, sensitive=True)
    given_consent(personas.coordinator)
    given_disclosure(personas.coordinator)
    given_signed_form(personas.coordinator, given_form(personas.coordinator))
    told = given_proposed(personas.coordinator)
    given_decided(personas.section_head, told, is_declined=True, reason="Skälkanarie: väger inte tyngst")
    given_papers(personas, chosen)
    see_the_address(personas, chosen)
    add_keep_apart(
        actor=personas.liaison,
        between=(PERSON, RESIDENT),
        level=Level.CONCRETE,
        from_date=None,
        until_date=None,
        now=NOW,
    )
    given_rechecked()
    look_at_pages(personas)
    provoke_errors(number)
    return personas


def look_at_pages(personas: Personas) -> None:
    for actor in (personas.coordinator, personas.section_head, personas.liaison):
        client = Client()
        client.force_login(StaffAccount.objects.get(pk=actor.id))
        for path in ("/", "/arenden/", reverse("desk:case", args=[case_id()]), reverse("desk:liaison")):
            client.get(path)
        client.post(
            reverse("placement:choose", args=[case_id(), home_id(CLEAR_HOME)]), {"reason": DRAFT, "utkast": "auto"}
        )
        client.post(reverse("placement:choose", args=[case_id(), home_id(CLEAR_HOME)]), {"reason": REASON})


def see_the_address(personas: Personas, placement: UUID) -> None:
    given_addresses()
    client = Client()
    client.force_login(StaffAccount.objects.get(pk=personas.coordinator.id))
    session = hashlib.sha256(str(client.session.session_key).encode()).hexdigest()
    given_touch(personas.coordinator, session, now())
    page = client.post(reverse("location:reveal", args=[placement]), {"reason": "OTHER", "note": "Nyckelkanarie"})
    assert ADDRESS_SHOWN.street in page.content.decode()


def provoke_errors(number: str) -> None:
    """Let statements with secret values fail in the database."""
    for statement, values in [
        ("insert into people_identity (id, sealed) values (%s, %s)", [NAME, number]),
        ("select %s::int", [NAME]),
        ("select * from cases_case where id = %s", [f"{NAME} {number}"]),
    ]:
        with contextlib.suppress(Error), connection.cursor() as cursor:
            cursor.execute(statement, values)


def files_of(server: TestServer, since: float) -> Iterator[tuple[str, bytes]]:
    """Give every file of the cluster, the server's log and a dump."""
    with server.connect_as_admin() as admin:
        admin.execute("checkpoint")
    # A file that was last written before the run began cannot hold anything of it.
    for path in server.site.data.rglob("*"):
        if path.is_file() and path.stat().st_mtime >= since:
            with contextlib.suppress(FileNotFoundError):
                yield str(path.relative_to(server.site.data)), path.read_bytes()
    yield "the server's log", server.site.log.read_bytes()
    yield "a dump", dump(server)


def dump(server: TestServer) -> bytes:
    command: list[str] = [
        str(server.site.binaries.folder / "pg_dump"),
        f"--host={server.lodging.socket}",
        f"--username={ADMIN_ROLE}",
        "--no-password",
        TEST_DATABASE,
    ]
    environment = {**os.environ, "PGPASSWORD": server.passwords.admin}
    return subprocess.run(command, capture_output=True, check=True, env=environment).stdout


def test_no_file_that_the_system_writes_holds_a_canary(
    server: TestServer, began: float, number: str, a_full_run: Personas, own_log: io.StringIO
) -> None:
    sought = {text: needles_of(text) for text in [*TEXTS, number, number[2:], f"{number[:8]}-{number[8:]}"]}
    sought["coordinates"] = set(coordinates())
    files = [*files_of(server, began), ("the application's log", own_log.getvalue().encode())]
    hits = [
        (text, name)
        for name, content in files
        for text, needles in sought.items()
        if any(needle in content for needle in needles)
    ]
    assert hits == []
    assert len(files) > 50
    assert sum(len(content) for _, content in files) > 10**7


def test_the_search_finds_what_is_there(server: TestServer, began: float, a_full_run: Personas) -> None:
    """A code name stands in the clear by publication; the same search must find it in tables and dump."""
    found = {
        name for name, content in files_of(server, began) if any(needle in content for needle in needles_of("TALL-07"))
    }
    assert "a dump" in found
    assert any(name.startswith("base/") for name in found)
    assert any(name.startswith("pg_wal/") for name in found)


def test_an_unhandled_error_shows_and_logs_no_value(
    a_full_run: Personas, own_log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**_: object) -> None:
        secret = f"{NAME} {LAT}"
        raise RuntimeError(secret)

    monkeypatch.setattr("utvag.desk.views.my_day", fail)
    client = Client(raise_request_exception=False)
    client.force_login(StaffAccount.objects.get(pk=a_full_run.coordinator.id))
    page = client.get("/")
    assert page.status_code == 500
    assert "RuntimeError" in own_log.getvalue()
    for text in (NAME, str(LAT)):
        assert text.encode() not in page.content
        assert text not in own_log.getvalue()
