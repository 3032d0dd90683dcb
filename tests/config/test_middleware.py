"""Every page: in no cache, under a strict policy, and silent about what the reader may not see."""

import re

import pytest
from django.test import Client

from tests.database import TestServer
from tests.givens import CASE, case_id, given_register
from tests.log import log_rows
from tests.personas import given_personas, given_team_on
from utvag.organisation.models import StaffAccount

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
}


@pytest.fixture
def stranger(transactional_db: None, client: Client) -> Client:
    given_register()
    given_team_on(CASE, given_personas())
    client.force_login(StaffAccount.objects.get(username="stranger"))
    return client


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/logga-in/", "/finns-inte/", "/halsa/", "/"])
def test_every_answer_is_kept_from_caches_and_others(client: Client, address: str) -> None:
    headers = client.get(address).headers
    assert headers["Cache-Control"] == "no-store"
    assert set(headers["Content-Security-Policy"].split("; ")) == POLICY
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_a_stranger_gets_the_same_page_as_for_what_does_not_exist(stranger: Client) -> None:
    other = StaffAccount.objects.values_list("pk", flat=True)[0]
    secret, missing = stranger.get(f"/arenden/{case_id()}/"), stranger.get(f"/arenden/{other}/")
    assert secret.status_code == missing.status_code == 404
    assert TOKEN.sub("", secret.text) == TOKEN.sub("", missing.text)


def test_her_attempt_is_in_the_log_once(stranger: Client, server: TestServer) -> None:
    stranger.get(f"/arenden/{case_id()}/")
    assert [row[1:3] for row in log_rows(server, "OPEN_CASE")] == [("COORDINATOR", "DENIED")]


def test_a_page_for_another_role_does_not_exist_and_the_attempt_is_in_the_log(
    stranger: Client, server: TestServer
) -> None:
    assert stranger.get("/polissamverkan/").status_code == 404
    assert [row[1:3] for row in log_rows(server, "VIEW")] == [("COORDINATOR", "DENIED")]


@pytest.mark.django_db
def test_the_watchdog_learns_that_it_runs(client: Client) -> None:
    response = client.get("/halsa/")
    assert (response.status_code, response.text) == (200, "ok\n")
