"""After a disposal, the oldest backup is restored: no disposed case can be read, the others can, and the log verifies.

Real: a dump of the database and a copy of the key service's own keys, both taken before; a new cluster; the service
started on the old keys, with nothing newer than its list of the destroyed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.db import connection
from django.urls import reverse

import utvag_verify
from tests.audit.given_log import KeptLog, as_the_log, kept_log
from tests.database import TEST_DATABASE, TestServer, running_server
from tests.disposal.givens import GONE, WHOLE, decided, given_aged, given_over, given_proposed
from tests.keyservice.given import Clock, asked_by, running
from tests.pages import opened as opened_page
from tests.personas import Personas, given_personas
from utvag.cases.models import Case, FirstContact, ToldVersion
from utvag.cases.queries import case_place
from utvag.cases.queries.intake import contact_place
from utvag.cases.queries.told import told_place
from utvag.cases.rules import NoNumber
from utvag.disposal.models import Disposal
from utvag.disposal.operations import carry_out_disposals, replay_disposals
from utvag.foundation import clock
from utvag.foundation.actors import WORKER, Actor
from utvag.gateways.keystore import acting_as
from utvag.gateways.postgres.cluster import ADMIN_ROLE
from utvag.gateways.postgres.roles import APP_ROLE
from utvag.people.models import Identity
from utvag.people.queries import identity_place
from utvag.secrecy.envelope import Keyring, SealBroken
from utvag.secrecy.rules import Place

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def house() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="utvag-restore-") as made:
        yield Path(made)


@pytest.fixture
def log(tmp_path: Path) -> Iterator[KeptLog]:
    with kept_log(tmp_path) as kept:
        yield kept


@contextmanager
def asking_as(client: str, house: Path) -> Iterator[None]:
    """Let the product ask the key service as one of its clients."""
    before = settings.UTVAG_KEY_SERVICE, settings.UTVAG_KEY_CLIENT, settings.UTVAG_KEY_SECRET
    told = house / "socket", client, house / f"{client}.secret"
    settings.UTVAG_KEY_SERVICE, settings.UTVAG_KEY_CLIENT, settings.UTVAG_KEY_SECRET = told
    try:
        yield
    finally:
        settings.UTVAG_KEY_SERVICE, settings.UTVAG_KEY_CLIENT, settings.UTVAG_KEY_SECRET = before


@contextmanager
def signed_in(actor: Actor, house: Path) -> Iterator[None]:
    with asking_as("web", house), acting_as(asked_by(house, "web").begin_session(actor.id, "word")):
        yield


def run(server: TestServer, program: str, *given: str, database: str = TEST_DATABASE) -> None:
    where = [f"--host={server.lodging.socket}", f"--username={ADMIN_ROLE}", "--no-password", f"--dbname={database}"]
    command = [str(server.site.binaries.folder / program), *where, *given]
    subprocess.run(command, check=True, env={**os.environ, "PGPASSWORD": server.passwords.admin})


def sealed_of(case_id: UUID) -> list[tuple[Place, bytes]]:
    """Give what is sealed of a case: itself, its persons, its contact and what was told."""
    found = [(case_place(case_id), Case.objects.get(pk=case_id).sealed)]
    found += [(identity_place(case_id, row.pk), row.sealed) for row in Identity.objects.filter(case_id=case_id)]
    found += [(contact_place(row.pk), row.sealed) for row in FirstContact.objects.filter(case=case_id)]
    found += [(told_place(case_id, row.pk), row.sealed) for row in ToldVersion.objects.filter(case=case_id)]
    return [(place, bytes(sealed)) for place, sealed in found]


def readable(case_ids: list[UUID]) -> tuple[int, int]:
    """Count what opens, and all there is."""
    everything = [one for case_id in case_ids for one in sealed_of(case_id)]
    opened = 0
    for place, sealed in everything:
        try:
            Keyring().open(place, sealed)
        except SealBroken:
            continue
        opened += 1
    return opened, len(everything)


def verified(log: KeptLog, server: TestServer, tmp_path: Path, *, is_kept: bool = True) -> int:
    """Let the stand-alone verifier judge an export; first let the witnesses sign what is new."""
    with as_the_log(server):
        if is_kept:
            log.keep(clock.now())
        lines = log.export()
    file = tmp_path / f"{uuid4()}.jsonl"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert len(lines) > 10
    return utvag_verify.main([str(file), *log.keys])


def disposed(personas: Personas, case_ids: list[UUID], house: Path) -> None:
    moment = clock.now()
    for case_id in case_ids:
        given_aged(case_id)
        with signed_in(personas.coordinator, house):
            given_proposed(personas.coordinator, case_id, moment)
        with signed_in(personas.section_head, house):
            decided(personas.section_head, case_id, moment)
    with asking_as("worker", house):
        assert carry_out_disposals(actor=WORKER, now=moment) == len(case_ids)


def given_cases(personas: Personas) -> tuple[list[UUID], list[UUID]]:
    """Make two cases that will be disposed of and two that will not."""
    gone = [given_over(personas), given_over(personas, "Granlid", number="19900101-9802", household=())]
    unknown = {"number": None, "no_number": NoNumber.NOT_TOLD, "household": ()}
    return gone, [given_over(personas, code, **unknown) for code in (WHOLE, "Tallvik")]


def test_the_oldest_backup_shows_no_disposed_case_and_all_others(
    server: TestServer, house: Path, log: KeptLog, tmp_path: Path
) -> None:
    ticking = Clock()
    with running(house, ticking), asking_as("operator", house):
        personas = given_personas()
        gone, whole = given_cases(personas)
        assert readable(gone) == readable(gone)[::-1]
        assert verified(log, server, tmp_path) == 0
        run(server, "pg_dump", "--format=custom", f"--file={tmp_path / 'oldest'}")
        shutil.copytree(house / "keys", tmp_path / "oldest-keys")

        disposed(personas, gone, house)
        opened, all_ = readable(gone)
        assert (opened, all_) == (0, 7)
        assert readable(whole) == readable(whole)[::-1]
        assert verified(log, server, tmp_path) == 0

    # The machine is lost: what is left is the backup from before, and the list that is kept apart.
    shutil.rmtree(house / "keys")
    shutil.copytree(tmp_path / "oldest-keys", house / "keys")
    (house / "state" / "ledger.sqlite3").unlink()
    backup = tmp_path / "oldest"
    with running_server() as new, restored(new, backup), running(house, ticking), asking_as("operator", house):
        opened, all_ = readable(gone)
        assert (opened, all_) == (0, 7)
        assert readable(whole) == readable(whole)[::-1]
        assert not Disposal.objects.exists()
        # As it was then. What is written from here on is another history, which the witnesses rightly do not sign.
        assert verified(log, new, tmp_path, is_kept=False) == 0
        with asking_as("worker", house):
            assert replay_disposals(actor=WORKER, now=clock.now()) == 2
        assert set(Case.objects.filter(disposed_at__isnull=False).values_list("pk", flat=True)) == set(gone)
        with asking_as("web", house):
            text = opened_page(personas.section_head, reverse("disposal:list"))
        assert (GONE in text, "Gallrat" in text) == (True, True)


@contextmanager
def restored(new: TestServer, dump: Path) -> Iterator[None]:
    """Restore a dump into a new cluster, and run the product on it while the block lasts."""
    with new.connect_as_admin() as admin:
        admin.execute(f"create database {TEST_DATABASE} template template0")
    run(new, "pg_restore", str(dump))
    kept = dict(connection.settings_dict)
    connection.close()
    connection.settings_dict.update(new.login(APP_ROLE))
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update(kept)
