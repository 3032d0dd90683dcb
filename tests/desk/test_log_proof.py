"""The page about the log's proof: what is not witnessed is never called witnessed, and it shows no row."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from tests.database import TestServer
from tests.givens import given_staff
from tests.pages import text_of
from utvag.audit.rules.notes import SignatureType, VerifierKey
from utvag.foundation.clock import now
from utvag.organisation.models import StaffAccount
from utvag.organisation.rules import Role

pytestmark = pytest.mark.django_db(transaction=True)

LOG = VerifierKey("utvag.example/prov", SignatureType.ED25519, bytes(32))
KEYS = tuple(VerifierKey(f"vittne.example/{name}", SignatureType.COSIGNATURE, bytes([name] * 32)) for name in (1, 2, 3))


@pytest.fixture
def page(settings: Settings, tmp_path: Path) -> Client:
    file = tmp_path / "witnesses.json"
    told = [{"address": "http://127.0.0.1:9", "key": str(key)} for key in KEYS]
    file.write_text(json.dumps({"log": str(LOG), "quorum": 2, "witnesses": told}), encoding="utf-8")
    settings.UTVAG_WITNESSES = file
    client = Client()
    client.force_login(StaffAccount.objects.get(pk=given_staff("siv", Role.COORDINATOR).id))
    return client


def given_signatures(server: TestServer, *ages: int) -> None:
    """Let witnesses have signed the latest checkpoint so many seconds ago."""
    at = now()
    with server.connect_as_admin("utvag_test") as admin:
        admin.execute("insert into audit.audit_checkpoint values (7, sha256('x'), 'anteckning\n\n', %s)", [at])
        for key, age in zip(KEYS, ages, strict=False):
            admin.execute(
                "insert into audit.audit_cosignature (id, checkpoint_id, witness, cosigned_at, line)"
                " values (gen_random_uuid(), 7, %s, %s, 'rad\n')",
                [key.name, at - timedelta(seconds=age)],
            )


@pytest.mark.parametrize("ages", [(), (1,), (1, 61), (500, 500, 500)])
def test_fewer_than_two_in_the_last_minute_is_not_witnessed(page: Client, server: TestServer, ages: tuple[int]) -> None:
    given_signatures(server, *ages)
    shown = text_of(page.get("/loggens-bevis/"))
    assert "Inte bevittnad" in shown
    assert "Loggen är bevittnad" not in shown


@pytest.mark.parametrize("ages", [(1, 2), (1, 59, 900)])
def test_two_in_the_last_minute_is_witnessed(page: Client, server: TestServer, ages: tuple[int]) -> None:
    given_signatures(server, *ages)
    shown = text_of(page.get("/loggens-bevis/"))
    assert "Loggen är bevittnad" in shown
    assert "7 rader" in shown
    assert text_of(page.get("/loggens-bevis/kontrollpunkt/")).startswith("anteckning")


def test_a_damaged_file_of_witnesses_is_told_and_nothing_counts_as_witnessed(
    page: Client, server: TestServer, settings: Settings
) -> None:
    given_signatures(server, 1, 2, 3)
    settings.UTVAG_WITNESSES.write_text("{", encoding="utf-8")
    shown = text_of(page.get("/loggens-bevis/"))
    assert "Inte bevittnad" in shown
    assert "witnesses.json går inte att läsa" in shown


def test_without_witnesses_it_says_so(page: Client, settings: Settings) -> None:
    settings.UTVAG_WITNESSES = None
    assert "Inga vittnen är inställda" in text_of(page.get("/loggens-bevis/"))
