"""The identity provider that is asked first does not answer: a case opens in an emergency all the same."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.database import TestServer
from tests.givens import CASE, case_id
from tests.log import log_rows
from tests.organisation.authenticator import Authenticator, asked
from tests.organisation.identity.test_oidc import oidc
from tests.organisation.identity.test_round_trip import by_oidc, is_let_in, key, moment, saml, siv
from utvag.break_glass.operations import break_glass, end_break_glass
from utvag.break_glass.rules import Ground
from utvag.foundation.actors import Actor
from utvag.foundation.clock import now
from utvag.gateways.identity import Provider
from utvag.organisation.operations import note_touch
from utvag.organisation.rules import session_name

__all__ = ["by_oidc", "key", "moment", "oidc", "saml", "siv"]
pytestmark = pytest.mark.django_db
OPENING = "/nodoppning/"
SHUT = ["/", "/arenden/", "/ingang/ny/", "/konto/", "/sok/"]


def in_emergency(client: Client, key: Authenticator) -> int:
    """Sign in with the key alone, by the button that says why."""
    answer = key.signed(asked(client, "/logga-in/fraga/"))
    return client.post("/logga-in/nyckel/?next=/arenden/", {"answer": answer, "emergency": "yes"}).status_code


def given_opened(client: Client, siv: Actor) -> None:
    session = session_name(str(client.session.session_key))
    note_touch(actor=siv, session=session, now=now())
    break_glass(actor=siv, session=session, code_name=CASE, ground=Ground.LIFE, reason="Hon svarar inte.", now=now())


def test_the_page_says_what_to_do_when_the_provider_is_silent(client: Client, by_oidc: Provider) -> None:
    page = client.get("/logga-in/").text
    assert "Svarar inte kommunens inloggning?" in page
    assert "Logga in för att nödöppna" in page


def test_where_no_provider_is_asked_first_the_key_leads_in_as_ever(client: Client, key: Authenticator) -> None:
    assert "Svarar inte kommunens inloggning?" not in client.get("/logga-in/").text
    assert in_emergency(client, key) == 302
    assert client.get("/arenden/").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_the_key_alone_leads_to_the_emergency_and_nowhere_else(
    client: Client, by_oidc: Provider, key: Authenticator, siv: Actor, server: TestServer
) -> None:
    assert in_emergency(client, key) == 302
    assert client.get(OPENING).status_code == 200
    for path in [*SHUT, reverse("desk:case", args=[case_id()])]:
        for method in ("get", "post"):
            answer = getattr(client, method)(path)
            assert (answer.status_code, answer.headers.get("Location")) == (302, OPENING), (method, path)
            assert answer.content == b""
    assert [row[0] for row in log_rows(server, "SIGN_IN_ALONE")] == [siv.id]
    assert log_rows(server, "SIGN_IN") == []
    assert client.post("/logga-ut/").status_code == 302
    assert client.get(OPENING).headers["Location"].startswith("/logga-in/")


def test_the_case_opens_for_as_long_as_the_emergency_and_no_longer(
    client: Client, by_oidc: Provider, key: Authenticator, siv: Actor
) -> None:
    case = reverse("desk:case", args=[case_id()])
    in_emergency(client, key)
    given_opened(client, siv)
    assert CASE in client.get(case).text
    end_break_glass(actor=siv, now=now())
    assert client.get(case).headers["Location"] == OPENING
    assert client.get("/arenden/").headers["Location"] == OPENING


def test_the_next_session_begins_at_the_provider_again(client: Client, by_oidc: Provider, key: Authenticator) -> None:
    assert not is_let_in(client, key)
    in_emergency(client, key)
    assert client.session.get("emergency_only") is True
    client.post("/logga-ut/")
    assert not is_let_in(client, key)
