"""Signing in and out: by key, in the demo by one click, and never by password."""

from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth import authenticate
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from pytest_django import DjangoAssertNumQueries

import utvag
from tests.database import TestServer
from tests.givens import NOW, given_register, given_staff
from tests.log import log_rows
from tests.organisation.authenticator import Authenticator, signed_in_by
from tests.organisation.givens import given_key
from utvag.foundation.actors import OPERATOR
from utvag.organisation.operations import set_up_municipality
from utvag.organisation.rules import Role

SIGN_IN, DEMO_SIGN_IN, SIGN_OUT = "/logga-in/", "/logga-in/demo/", "/logga-ut/"
BY_KEY, ASK = "/logga-in/nyckel/", "/logga-in/fraga/"


def given_siv() -> Authenticator:
    given_register()
    return given_key(given_staff("siv", Role.COORDINATOR))


def given_demo() -> None:
    given_siv()
    set_up_municipality(actor=OPERATOR, code="1280", name="Demokommun", is_demo=True, now=NOW)


@pytest.mark.django_db
def test_a_key_leads_to_my_day(client: Client) -> None:
    response = signed_in_by(client, given_siv())
    assert (response.status_code, response.headers["Location"]) == (302, "/")
    assert client.get("/").status_code == 200


@pytest.mark.django_db
def test_signing_in_changes_the_key_of_the_session(client: Client) -> None:
    siv = given_siv()
    client.post(ASK)
    before = client.session.session_key
    signed_in_by(client, siv)
    assert client.session.session_key != before


@pytest.mark.django_db
@pytest.mark.parametrize(
    "answer", ["", "{}", "[]", "null", "\x00", "{" * 5000, '{"response": {"attestationObject": ""}}']
)
def test_what_is_no_answer_gets_one_refusal(client: Client, answer: str) -> None:
    given_siv()
    client.post(ASK)
    response = client.post(BY_KEY, {"answer": answer})
    assert response.status_code == 200
    assert "Nyckeln gick inte att logga in med" in response.text
    assert client.get("/").status_code == 302


@pytest.mark.django_db(transaction=True)
def test_signing_in_and_failing_to_are_in_the_log(client: Client, server: TestServer) -> None:
    siv = given_siv()
    client.post(BY_KEY, {"answer": "{}"})
    signed_in_by(client, siv)
    assert [row[1:3] for row in log_rows(server, "SIGN_IN")] == [("UNKNOWN", "DENIED"), ("COORDINATOR", "DONE")]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wanted", "led_to"),
    [("/arenden/", "/arenden/"), ("https://elsewhere.example/", "/"), ("//elsewhere.example", "/")],
)
def test_it_leads_on_to_pages_of_ours_only(client: Client, wanted: str, led_to: str) -> None:
    assert signed_in_by(client, given_siv(), wanted).headers["Location"] == led_to


@pytest.mark.django_db
def test_the_cookie_is_kept_from_scripts_and_other_sites(client: Client) -> None:
    signed_in_by(client, given_siv())
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"


@pytest.mark.django_db
def test_signed_out_she_is_a_stranger(client: Client) -> None:
    signed_in_by(client, given_siv())
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    assert client.get(SIGN_OUT).status_code == 405
    client.post(SIGN_OUT)
    assert client.get("/").headers["Location"].startswith(SIGN_IN)
    client.cookies[settings.SESSION_COOKIE_NAME] = cookie
    assert client.get("/").headers["Location"].startswith(SIGN_IN)


@pytest.mark.django_db
def test_a_form_without_its_token_is_refused() -> None:
    given_siv()
    strict = Client(enforce_csrf_checks=True)
    for address in (ASK, BY_KEY, "/logga-in/kod/"):
        assert strict.post(address, {"answer": "{}"}).status_code == 403


@pytest.mark.django_db
def test_in_the_demo_one_click_is_enough(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    given_demo()
    monkeypatch.setattr(settings, "DEMO", True)
    assert "Namn siv" in client.get(SIGN_IN).text
    assert client.post(DEMO_SIGN_IN, {"account": "siv"}).headers["Location"] == "/"
    assert client.post(DEMO_SIGN_IN, {"account": "nobody"}).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize(("process_says", "database_says"), [(False, True), (True, False), (False, False)])
def test_unless_both_process_and_database_say_demo_there_is_no_such_page(
    client: Client, monkeypatch: pytest.MonkeyPatch, process_says: bool, database_says: bool
) -> None:
    given_siv()
    set_up_municipality(actor=OPERATOR, code="1280", name="Malmö", is_demo=database_says, now=NOW)
    monkeypatch.setattr(settings, "DEMO", process_says)
    assert client.post(DEMO_SIGN_IN, {"account": "siv"}).status_code == 404
    assert "Namn siv" not in client.get(SIGN_IN).text


@pytest.mark.django_db
def test_the_sign_in_page_asks_the_database_nothing_outside_the_demo(
    client: Client, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    monkeypatch.setattr(settings, "DEMO", False)
    with django_assert_num_queries(0):
        client.get(SIGN_IN)


@pytest.mark.django_db
def test_no_password_lets_anybody_in() -> None:
    given_siv()
    assert authenticate(username="siv", password="") is None
    assert authenticate(username="siv", password="a password") is None


def names(patterns: list[URLPattern | URLResolver]) -> list[str]:
    found: list[str] = []
    for one in patterns:
        found += names(one.url_patterns) if isinstance(one, URLResolver) else [str(one.pattern)]
    return found


def test_no_address_signs_anybody_up_or_sends_a_password_or_an_e_mail() -> None:
    words = ("signup", "registrera", "password", "losenord", "email", "e-post", "reset", "accounts/", "admin")
    assert [one for one in names(get_resolver().url_patterns) if any(word in one for word in words)] == []


def test_there_is_no_password_field_in_the_product() -> None:
    sources = (one for one in Path(utvag.__file__).parent.rglob("*") if one.suffix in {".html", ".py"})
    told = {one.name for one in sources if 'type="password"' in one.read_text() or "PasswordInput(" in one.read_text()}
    assert told == set()
