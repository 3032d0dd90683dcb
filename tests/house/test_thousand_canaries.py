"""A thousand canaries go the whole way of a case, and none is found in any file that the system writes (goal S4).

Every text that an act of the journey is given gets a canary of its own; more are written as notes and drafts. Pages are
read in three roles, errors are forced, and then everything that lies on a disk is searched: tables, indexes, the
write-ahead log, the server's log, the application's log, a dump (with sessions, drafts, outbox and log), a base backup,
and what is left anywhere below the run's places for temporary files. Coded in nine ways: see ``encodings``.
"""

from __future__ import annotations

import base64
import io
import itertools
import json
import os
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from functools import wraps
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from tests.database import TestServer
from tests.house.test_canaries import encodings, files_of, needles_of, own_log, provoke_errors
from tests.journal.givens import written
from tests.journey import after_the_start, before_the_start
from tests.journey.test_whole_way import (
    goes_on_for_three_months,
    goes_through_the_night,
    goes_to_the_end,
    goes_to_the_meeting,
    goes_to_the_move_in,
)
from tests.journey.way import Way, given_way
from tests.log import without_the_log
from utvag.drafts.operations import save_draft
from utvag.drafts.rules import DraftKey, FormKind
from utvag.gateways.postgres.cluster import ADMIN_ROLE
from utvag.journal.operations import sign_note
from utvag.organisation.models import StaffAccount

__all__ = ["own_log"]

pytestmark = pytest.mark.django_db(transaction=True)

# One stem for all: where it is not, none of them is. Seldom enough to be found by chance in base64 too. Three letters
# are not ASCII: written with ASCII alone, most of the encodings would be one and the same.
STEM = "Zkanariefågelägarörn"
# Where a text is coded in a way that nobody thought of, what is ASCII in it mostly stands as it is.
START = b"Zkanarief"
WANTED = 1000
CODE_NAME = b"Granskog"
NOTES = 200
# By these the journey finds its persons again, and signs.
FOUND_BY = {"name", "household", "password"}
ENCODINGS = 9
WRITTEN: dict[str, Callable[[str], bytes]] = {
    "UTF-8": str.encode,
    "Latin-1": lambda text: text.encode("latin-1"),
    "UTF-16": lambda text: text.encode("utf-16"),
    "hexadecimal": lambda text: text.encode().hex().encode(),
    "percent signs": lambda text: urlencode({"field": text}).encode(),
    "JSON in ASCII": lambda text: json.dumps({"field": text}).encode(),
    "Python in ASCII": lambda text: ascii(text).encode(),
    "base64": lambda text: base64.b64encode(text.encode()),
    "backwards": lambda text: text.encode()[::-1],
}


class Canaries:
    """Gives each text a canary of its own."""

    def __init__(self) -> None:
        self._numbers = itertools.count(1)
        self.made = 0

    def salted(self, value: Any) -> Any:
        """Give the same value with a canary in every free text of it; codes, words of lists and dates stay."""
        if isinstance(value, str) and type(value) is str and " " in value:
            self.made = next(self._numbers)
            return f"{value} {STEM}{self.made:05}å"
        if is_dataclass(value) and not isinstance(value, type):
            names = [one.name for one in fields(value) if one.name not in FOUND_BY]
            return replace(value, **{name: self.salted(getattr(value, name)) for name in names})
        if isinstance(value, dict):
            return {key: self.salted(each) for key, each in value.items()}
        if isinstance(value, tuple | list):
            return type(value)(self.salted(each) for each in value)
        return value

    def salting(self, act: Callable[..., Any]) -> Callable[..., Any]:
        """Wrap an operation so that all that it is told has canaries."""

        @wraps(act)
        def with_canaries(**told: Any) -> Any:
            return act(**{name: value if name in FOUND_BY else self.salted(value) for name, value in told.items()})

        return with_canaries


@pytest.fixture
def canaries(monkeypatch: pytest.MonkeyPatch) -> Canaries:
    """Salt every operation that the journey uses."""
    canaries = Canaries()
    for module in (before_the_start, after_the_start):
        for name, act in operations_in(module):
            monkeypatch.setattr(module, name, canaries.salting(act))
    return canaries


def operations_in(module: ModuleType) -> list[tuple[str, Callable[..., Any]]]:
    found = [(name, value) for name, value in vars(module).items() if callable(value) and not isinstance(value, type)]
    return [(name, value) for name, value in found if ".operations" in value.__module__]


def goes_the_whole_way(way: Way) -> None:
    goes_to_the_meeting(way)
    goes_to_the_move_in(way)
    goes_on_for_three_months(way)
    goes_through_the_night(way)
    goes_to_the_end(way)


def writes_more(way: Way, canaries: Canaries) -> None:
    """Write notes, and a draft of every form with every kind of field."""
    coordinator = way.by("coordinator")
    for number in range(NOTES):
        note = canaries.salted(written(f"Anteckning {number}", at=way.now, is_sensitive=bool(number % 2)))
        sign_note(actor=coordinator, case_id=way.case, written=note, now=way.now)
    values = {f"field_{number}": f"Text {number}" for number in range(12)}
    for form in FormKind:
        key = DraftKey(form, way.case, UUID(int=1))
        save_draft(actor=coordinator, key=key, values=canaries.salted(values), revision=0, now=way.now)


def is_read_and_fails(way: Way, server: TestServer, number: str) -> None:
    """Read pages in three roles, also with the log closed, and let statements with secret values fail."""
    for name in ("coordinator", "section_head", "liaison"):
        client = Client(raise_request_exception=False)
        client.force_login(StaffAccount.objects.get(pk=way.by(name).id))
        paths = ["/", "/arenden/", "/utkast/", reverse("desk:liaison")]
        paths += [reverse(page, args=[way.case]) for page in ("desk:case", "journal:case", "documents:case")]
        for path in paths:
            client.get(path)
            with without_the_log(server):
                client.get(path)
    provoke_errors(f"{STEM}99999å {number}")


def backup_of(server: TestServer, folder: Path) -> Iterator[tuple[str, bytes]]:
    """Give the files of a base backup, as an operator takes one."""
    command = [
        str(server.site.binaries.folder / "pg_basebackup"),
        f"--host={server.lodging.socket}",
        f"--username={ADMIN_ROLE}",
        "--no-password",
        "--format=tar",
        "--wal-method=fetch",
        "--checkpoint=fast",
        f"--pgdata={folder}",
    ]
    environment = {**os.environ, "PGPASSWORD": server.passwords.admin}
    subprocess.run(command, capture_output=True, check=True, env=environment)
    for path in folder.iterdir():
        yield f"backup/{path.name}", path.read_bytes()


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let temporary files be written where no other run writes, by this process and by those that it starts."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def files_below(folder: Path, since: float) -> Iterator[tuple[str, bytes]]:
    """Give what was written in a folder, and in all folders in it, and is left there."""
    for path in folder.rglob("*"):
        if path.is_file() and path.stat().st_mtime >= since:
            yield f"temporary/{path.relative_to(folder)}", path.read_bytes()


def test_every_encoding_of_a_canary_is_another_and_is_found() -> None:
    """Put between other texts at any offset, each is found by what is looked for, and by that of no other encoding."""
    sought = encodings(STEM)
    for name, write in WRITTEN.items():
        for before in ("", "x", "xx"):
            content = write(f"{before}{STEM}00001å")
            assert {by for by, needles in sought.items() if any(one in content for one in needles)} == {name}
    assert set(WRITTEN) == set(sought)
    assert len(sought) == len({frozenset(needles) for needles in sought.values()}) == ENCODINGS >= 7
    assert len(needles_of(STEM)) == sum(map(len, sought.values()))


def test_a_thousand_canaries_leave_no_trace(
    server: TestServer, canaries: Canaries, own_log: io.StringIO, tmp_path: Path, temporary: Path
) -> None:
    began = time.time() - 1
    way = given_way(server)
    goes_the_whole_way(way)
    of_the_journey = canaries.made
    writes_more(way, canaries)
    is_read_and_fails(way, server, "199604172388")
    # Were nothing ever read there, nothing would be found there.
    with tempfile.NamedTemporaryFile(dir=tempfile.mkdtemp(dir=temporary), delete=False) as published:
        published.write(CODE_NAME)
    needles = needles_of(STEM) | {START}
    searched = size = 0
    clear = set()
    for name, content in itertools.chain(
        files_of(server, began),
        # All that tests make for themselves lies there too, and the backup not yet.
        files_below(tmp_path.parent, began),
        backup_of(server, tmp_path / "backup"),
        [("the application's log", own_log.getvalue().encode()), ("the mail outbox", repr(mail_of()).encode())],
    ):
        searched, size = searched + 1, size + len(content)
        assert not [needle for needle in needles if needle in content], name
        clear |= {name.partition("/")[0]} if CODE_NAME in content else set()
    assert canaries.made >= WANTED
    # The journey itself gives them to every package, not only to the notes and drafts.
    assert of_the_journey >= 90
    # What is published stands in the clear, and the same search finds it.
    assert {"a dump", "base", "pg_wal", "backup", "temporary"} <= clear
    assert searched > 50
    assert size > 2 * 10**7


def mail_of() -> list[object]:
    """Give what was sent by mail: nothing ever is."""
    return list(getattr(mail, "outbox", []))
