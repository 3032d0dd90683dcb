"""The ticket: minted at sign-in, in a cookie of its own, gone at sign-out; and what a page says without keys."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client

from tests.givens import CASE, case_id, given_register
from tests.keyservice.given import Clock, running
from tests.organisation.authenticator import signed_in_by
from tests.organisation.givens import given_key
from tests.personas import given_personas, given_team_on
from utvag.config.demo.keys import LIMITS
from utvag.config.key_tickets import COOKIE
from utvag.foundation.actors import Actor
from utvag.organisation.models import StaffAccount

pytestmark = pytest.mark.usefixtures("transactional_db")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def house(clock: Clock) -> Iterator[Path]:
    """The small world, with its keys behind a service and the web as the service's client."""
    given_register()
    given_team_on(CASE, given_personas())
    with tempfile.TemporaryDirectory(prefix="utvag-keys-") as made, pytest.MonkeyPatch.context() as patch:
        folder = Path(made)
        # The keys of each kind, and each case's own secret: both are taken over as they lie.
        shutil.copytree(str(settings.UTVAG_KEYS), folder / "keys")
        patch.setattr(settings, "UTVAG_KEY_SERVICE", folder / "socket")
        patch.setattr(settings, "UTVAG_KEY_CLIENT", "web")
        patch.setattr(settings, "UTVAG_KEY_SECRET", folder / "web.secret")
        yield folder


def sign_in(client: Client) -> HttpResponse:
    """Sign the coordinator in by a key of her own."""
    account = StaffAccount.objects.get(username="coordinator")
    return signed_in_by(client, given_key(Actor(account.pk, account.role)))


def test_who_signs_in_gets_a_ticket_that_opens_her_case_and_is_gone_when_she_signs_out(
    house: Path, clock: Clock, client: Client
) -> None:
    with running(house, clock):
        assert sign_in(client).status_code == 302
        cookie = client.cookies[COOKIE]
        assert (cookie["httponly"], cookie["samesite"]) == (True, "Strict")
        assert cookie.value not in str(dict(client.session))
        assert client.get(f"/arenden/{case_id()}/").status_code == 200
        assert client.post("/logga-ut/").status_code == 302
        assert client.cookies[COOKIE].value == ""
        client.cookies[COOKIE] = cookie.value
        client.cookies[settings.SESSION_COOKIE_NAME] = ""
        assert client.get("/logga-in/").status_code == 200


def test_a_session_without_its_ticket_signs_in_anew(house: Path, clock: Clock, client: Client) -> None:
    with running(house, clock):
        sign_in(client)
        clock.now += 16 * 60
        answer = client.get(f"/arenden/{case_id()}/")
        assert (answer.status_code, answer.headers["Location"]) == (302, f"/logga-in/?next=/arenden/{case_id()}/")
        assert "_auth_user_id" not in client.session


def test_when_the_service_is_away_the_page_says_what_to_do_and_it_comes_back(
    house: Path, clock: Clock, client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    with running(house, clock):
        sign_in(client)
    answer = client.get(f"/arenden/{case_id()}/")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "10")
    assert "går inte att öppna just nu" in answer.text
    assert "Mina utkast" in answer.text
    assert str(case_id()) not in answer.text + caplog.text
    with running(house, clock):
        assert client.get(f"/arenden/{case_id()}/").status_code == 200


def test_a_limit_that_is_reached_says_so_and_shows_nothing(house: Path, clock: Clock, client: Client) -> None:
    nothing = {"client": "web", "kind": "case", "seconds": 3600, "per_account": 0, "per_client": 0}
    limits = [nothing, *(dict(limit) for limit in LIMITS if limit["client"] == "worker")]
    with running(house, clock, limits=limits):
        sign_in(client)
        answer = client.get(f"/arenden/{case_id()}/")
        assert answer.status_code == 429
        assert "Gränsen är nådd" in answer.text
