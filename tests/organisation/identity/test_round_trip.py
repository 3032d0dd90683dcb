"""Signing in by way of a provider, page by page: one good way with really signed answers, and forged ones of none."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from html import unescape
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests.database import TestServer
from tests.givens import NOW, given_register, given_staff
from tests.log import log_rows
from tests.organisation.authenticator import Authenticator, signed_in_by
from tests.organisation.givens import given_key
from tests.organisation.identity.oidc_provider import OidcProvider, running_oidc
from tests.organisation.identity.saml_provider import SUBJECT as SAML_SUBJECT
from tests.organisation.identity.saml_provider import SamlProvider, encoded
from tests.organisation.identity.test_oidc import FORGED as FORGED_TOKENS
from tests.organisation.identity.test_oidc import SUBJECT, claims, oidc
from tests.organisation.identity.test_saml import FORGED as FORGED_RESPONSES
from tests.organisation.identity.test_saml import request_of, saml
from tests.pages import moment
from utvag.foundation.actors import OPERATOR, Actor
from utvag.foundation.clock import now
from utvag.gateways.identity import Provider
from utvag.organisation.models import Appointment, StaffAccount
from utvag.organisation.operations import link_identity
from utvag.organisation.rules import Role

__all__ = ["moment", "oidc", "saml"]
pytestmark = pytest.mark.django_db
ANSWER: Final = "/logga-in/svar/"
HIDDEN: Final = re.compile(r'name="(state|answer)" value="([^"]*)"')
Question = dict[str, str]


@pytest.fixture
def siv() -> Actor:
    given_register()
    return given_staff("siv", Role.COORDINATOR)


@pytest.fixture
def key(siv: Actor) -> Authenticator:
    return given_key(siv, now=now())


def given_provider(provider: Provider, subject: str, monkeypatch: pytest.MonkeyPatch) -> Provider:
    """Let the municipality ask for its provider first, and know who siv is there."""
    required = replace(provider, is_required=True)
    assert link_identity(actor=OPERATOR, username="siv", provider=required, subject=subject, now=now())
    monkeypatch.setattr(settings, "UTVAG_IDENTITY_PROVIDERS", (required,))
    return required


@pytest.fixture
def by_oidc(moment: None, oidc: OidcProvider, siv: Actor, monkeypatch: pytest.MonkeyPatch) -> Provider:
    return given_provider(oidc.provider(), SUBJECT, monkeypatch)


@pytest.fixture
def by_saml(saml: SamlProvider, siv: Actor, monkeypatch: pytest.MonkeyPatch) -> Provider:
    return given_provider(saml.provider(), SAML_SUBJECT, monkeypatch)


def led(client: Client, provider: Provider) -> str:
    """Press the provider's button; give the address that it leads to."""
    page = client.get("/logga-in/?next=/arenden/").text
    address = reverse("organisation:ask-provider", args=[provider.id])
    assert f"{address}?next=%2Farenden%2F" in page
    answer = client.get(f"{address}?next=/arenden/")
    assert answer.status_code == 302
    return answer.headers["Location"]


def asked(client: Client, provider: Provider) -> Question:
    """Give what the provider is asked, as it sees it."""
    return {name: values[0] for name, values in parse_qs(urlsplit(led(client, provider)).query).items()}


def came_back(method: str, address: str, told: dict[str, str]) -> dict[str, str]:
    """Come from another site, and so without the session's cookie; give what the page's button sends."""
    stranger = Client(enforce_csrf_checks=True)
    page = getattr(stranger, method)(address, told)
    assert page.status_code == 200 and "sessionid" not in str(page.cookies).lower()
    return {name: unescape(value) for name, value in HIDDEN.findall(page.text)}


def by_code(question: Question) -> dict[str, str]:
    return came_back("get", "/logga-in/svar/oidc/", {"state": question["state"], "code": "koden"})


def by_post(question: Question, root: Any) -> dict[str, str]:
    text = root if isinstance(root, str) else encoded(root)
    return came_back("post", "/logga-in/svar/saml/", {"RelayState": question["RelayState"], "SAMLResponse": text})


def went_on(client: Client, given: dict[str, str]) -> str:
    """Press the button of the page between; give where it leads."""
    answer = client.post(ANSWER, given)
    assert answer.status_code == 302
    return answer.headers["Location"]


def is_let_in(client: Client, key: Authenticator) -> bool:
    """Show a key; say whether somebody is signed in then."""
    response = signed_in_by(client, key)
    is_in = client.get("/").status_code == 200
    assert (response.status_code == 302) is is_in
    return is_in


def good_token(client: Client, oidc: OidcProvider, provider: Provider, **more: Any) -> dict[str, str]:
    """Ask, and come back with a good token."""
    question = asked(client, provider)
    oidc.token = oidc.signed(claims(oidc, question, **more))
    return by_code(question)


def test_a_token_and_then_the_key_lead_in(
    client: Client, oidc: OidcProvider, by_oidc: Provider, key: Authenticator
) -> None:
    assert not is_let_in(client, key)
    question = asked(client, by_oidc)
    assert (question["scope"], question["response_type"]) == ("openid", "code")
    oidc.token = oidc.signed(claims(oidc, question))
    assert went_on(client, by_code(question)) == "/logga-in/?next=/arenden/"
    assert oidc.token not in str(dict(client.session))
    assert "Kommunens inloggning har sagt vem du är" in client.get("/logga-in/").text
    # Who she is, is not that she is here.
    assert client.get("/").status_code == 302
    assert is_let_in(client, key)


def test_a_response_and_then_the_key_lead_in(
    client: Client, saml: SamlProvider, by_saml: Provider, key: Authenticator
) -> None:
    assert not is_let_in(client, key)
    address = led(client, by_saml)
    question = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    told = by_post(question, saml.signed(request_of(address)))
    assert went_on(client, told) == "/logga-in/?next=/arenden/"
    assert "Kommunens SAML har sagt vem du är" in client.get("/logga-in/").text
    assert client.get("/").status_code == 302
    assert is_let_in(client, key)


@pytest.mark.parametrize("forgery", FORGED_TOKENS)
def test_a_forged_token_leads_nowhere_and_the_key_alone_neither(
    client: Client, oidc: OidcProvider, by_oidc: Provider, key: Authenticator, forgery: str
) -> None:
    question = asked(client, by_oidc)
    oidc.token = FORGED_TOKENS[forgery](oidc, claims(oidc, question))
    assert went_on(client, by_code(question)) == "/logga-in/?slut=okand"
    assert "gav inget konto här" in client.get("/logga-in/?slut=okand").text
    assert not is_let_in(client, key)


@pytest.mark.parametrize("forgery", FORGED_RESPONSES)
def test_a_forged_response_leads_nowhere_and_the_key_alone_neither(
    client: Client, saml: SamlProvider, by_saml: Provider, key: Authenticator, forgery: str
) -> None:
    address = led(client, by_saml)
    question = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    told = by_post(question, FORGED_RESPONSES[forgery](saml, request_of(address)))
    assert went_on(client, told) == "/logga-in/?slut=okand"
    assert not is_let_in(client, key)


def test_what_one_browser_asked_no_other_is_answered(
    client: Client, oidc: OidcProvider, by_oidc: Provider, key: Authenticator
) -> None:
    """Also not one who is led to bring in the answer of a stranger's sign-in."""
    told, other = good_token(client, oidc, by_oidc), Client()
    assert went_on(other, told) == "/logga-in/?slut=okand"
    asked(other, by_oidc)
    assert went_on(other, told) == "/logga-in/?slut=okand"
    assert not is_let_in(other, key)
    assert went_on(client, told) == "/logga-in/?next=/arenden/"
    assert went_on(client, told) == "/logga-in/?slut=okand"


def test_another_provider_that_names_the_same_subject_names_nobody(
    client: Client, oidc: OidcProvider, by_oidc: Provider, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder := tmp_path / "other").mkdir()
    with running_oidc(folder) as elsewhere:
        other = elsewhere.provider()
        monkeypatch.setattr(settings, "UTVAG_IDENTITY_PROVIDERS", (by_oidc, other))
        question = asked(client, other)
        elsewhere.token = elsewhere.signed(claims(elsewhere, question))
        assert went_on(client, by_code(question)) == "/logga-in/?slut=okand"
        # Nor is a question to the one answered by the other.
        mine = asked(client, by_oidc)
        asked(client, other)
        elsewhere.token = elsewhere.signed(claims(oidc, mine))
        assert went_on(client, by_code(mine)) == "/logga-in/?slut=okand"


def test_the_key_of_another_than_the_provider_named_is_refused(
    client: Client, oidc: OidcProvider, by_oidc: Provider, key: Authenticator
) -> None:
    hugo = given_key(given_staff("hugo", Role.CASE_WORKER), now=now())
    went_on(client, good_token(client, oidc, by_oidc))
    assert not is_let_in(client, hugo)
    assert is_let_in(client, key)


def test_what_a_provider_said_is_worth_five_minutes(
    client: Client, oidc: OidcProvider, by_oidc: Provider, key: Authenticator, monkeypatch: pytest.MonkeyPatch
) -> None:
    went_on(client, good_token(client, oidc, by_oidc))
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW + timedelta(minutes=5, seconds=1))
    assert not is_let_in(client, key)


def test_no_claim_gives_a_role_and_no_answer_makes_an_account(
    client: Client, oidc: OidcProvider, by_oidc: Provider, siv: Actor, key: Authenticator
) -> None:
    before = StaffAccount.objects.count()
    more = {"roles": ["ADMINISTRATOR"], "role": "SECTION_HEAD", "groups": ["utvag-admin"], "preferred_username": "adam"}
    went_on(client, good_token(client, oidc, by_oidc, **more))
    assert is_let_in(client, key)
    assert StaffAccount.objects.get(pk=siv.id).role == Role.COORDINATOR
    assert [one.role for one in Appointment.objects.filter(account=siv.id)] == [Role.COORDINATOR]
    asked_again = asked(other := Client(), by_oidc)
    oidc.token = oidc.signed(claims(oidc, asked_again, sub="somebody-new", **more))
    assert went_on(other, by_code(asked_again)) == "/logga-in/?slut=okand"
    assert StaffAccount.objects.count() == before


def test_the_button_of_the_page_between_needs_our_own_form(oidc: OidcProvider, by_oidc: Provider) -> None:
    strict = Client(enforce_csrf_checks=True)
    told = good_token(strict, oidc, by_oidc)
    assert strict.post(ANSWER, told).status_code == 403


def test_a_provider_that_is_silent_is_said_to_be(
    client: Client, oidc: OidcProvider, by_oidc: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    oidc.issuer += "/elsewhere"
    assert led(client, by_oidc) == "/logga-in/?slut=tyst"
    assert client.get(reverse("organisation:ask-provider", args=[UUID(int=7)])).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_every_answer_is_in_the_log(
    client: Client, server: TestServer, oidc: OidcProvider, by_oidc: Provider, siv: Actor
) -> None:
    forged: Callable[..., str] = FORGED_TOKENS["another's key"]
    question = asked(client, by_oidc)
    oidc.token = forged(oidc, claims(oidc, question))
    went_on(client, by_code(question))
    went_on(client, good_token(client, oidc, by_oidc))
    # Both at the same moment.
    assert {(row[0], row[2]) for row in log_rows(server, "IDENTIFY")} == {(None, "DENIED"), (siv.id, "DONE")}
