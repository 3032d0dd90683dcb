"""The key service raises no alarm when the demo is looked at in the ordinary way."""

from __future__ import annotations

import re
from collections.abc import Sequence
from uuid import UUID

import pytest
from django.test import Client

from utvag.config.demo.keys import CASES_AT_ONCE, LIMITS
from utvag.config.demo_municipality.staff import POLICE_LIAISON
from utvag.gateways.keystore import FileKeystore, Wrapped
from utvag.organisation.models import StaffAccount
from utvag.secrecy.models import DataKey
from utvag_keyservice.settings import EARLY

pytestmark = [pytest.mark.usefixtures("demo"), pytest.mark.django_db]


def test_the_longest_list_and_what_it_leads_to_stay_below_what_one_account_may_open_at_once(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened, unwrap_many = set[UUID](), FileKeystore.unwrap_many

    def counted(store: FileKeystore, keys: Sequence[Wrapped]) -> tuple[bytes | None, ...]:
        opened.update(key.subject for key in keys if key.kind == "case")
        return unwrap_many(store, keys)

    monkeypatch.setattr(FileKeystore, "unwrap_many", counted)
    client.force_login(StaffAccount.objects.get(username=POLICE_LIAISON.username))
    (_, main) = client.get("/").text.split("<main")
    for page in sorted(set(re.findall(r'href="(/[^"#?]*)"', main))):
        client.get(page)
    # She comes nearest: her list names the persons of every case that is open to her.
    assert 15 < len(opened) < CASES_AT_ONCE


def test_the_whole_demo_opened_in_an_hour_is_far_from_the_share_of_the_limit() -> None:
    (limit,) = (one["per_client"] for one in LIMITS if (one["client"], one["kind"]) == ("web", "case"))
    assert DataKey.objects.filter(kind="case").count() * 2 < int(str(limit)) * EARLY
