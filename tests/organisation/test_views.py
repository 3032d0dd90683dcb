"""Signing in and out, and the one-click sign-in that exists only in the demo."""

import pytest
from django.conf import settings
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.database import TestServer
from tests.givens import NOW, PASSWORD, given_register, given_staff
from tests.log import log_rows
from utvag.foundation.actors import OPERATOR
from utvag.organisation.operations import set_up_municipality
from utvag.organisation.rules import Role

SIGN_IN, DEMO_SIGN_IN, SIGN_OUT = "/logga-in/", "/logga-in/demo/", "/logga-ut/"


def given_coordinator() -> None:
    given_register()
    given_staff("siv", Role.COORDINATOR)


def given_demo() -> None:
    given_coordinator()
    set_up_municipality(actor=OPERATOR, code="1280", name="Demokommun", is_demo=True, now=NOW)


@pytest.mark.django_db
def test_the_right_password_leads_to_my_day(client: Client) -> None:
    given_coordinator()
    response = client.post(SIGN_IN, {"username": "siv", "password": PASSWORD})
    assert (response.status_code, response.headers["Location"]) == (302, "/")
    assert client.get("/").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("username", ["siv", "nobody"])
def test_wrong_name_and_wrong_password_get_the_same_answer(client: Client, username: str) -> None:
    given_coordinator()
    response = client.post(SIGN_IN, {"username": username, "password": "wrong"})
    assert response.status_code == 200
    assert "stämmer inte" in response.text
    assert settings.SESSION_COOKIE_NAME not in client.cookies


@pytest.mark.django_db(transaction=True)
def test_signing_in_and_failing_to_are_in_the_log(client: Client, server: TestServer) -> None:
    given_coordinator()
    client.post(SIGN_IN, {"username": "siv", "password": "wrong"})
    client.post(SIGN_IN, {"username": "siv", "password": PASSWORD})
    assert [row[1:3] for row in log_rows(server, "SIGN_IN")] == [("UNKNOWN", "DENIED"), ("COORDINATOR", "DONE")]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wanted", "led_to"),
    [("/arenden/", "/arenden/"), ("https://elsewhere.example/", "/"), ("//elsewhere.example", "/")],
)
def test_it_leads_on_to_pages_of_ours_only(client: Client, wanted: str, led_to: str) -> None:
    given_coordinator()
    response = client.post(f"{SIGN_IN}?next={wanted}", {"username": "siv", "password": PASSWORD})
    assert response.headers["Location"] == led_to


@pytest.mark.django_db
def test_the_cookie_is_kept_from_scripts_and_other_sites(client: Client) -> None:
    given_coordinator()
    client.post(SIGN_IN, {"username": "siv", "password": PASSWORD})
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"


@pytest.mark.django_db
def test_signed_out_she_is_a_stranger(client: Client) -> None:
    given_coordinator()
    client.post(SIGN_IN, {"username": "siv", "password": PASSWORD})
    assert client.get(SIGN_OUT).status_code == 405
    client.post(SIGN_OUT)
    assert client.get("/").headers["Location"].startswith(SIGN_IN)


@pytest.mark.django_db
def test_a_form_without_its_token_is_refused() -> None:
    given_coordinator()
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(SIGN_IN, {"username": "siv", "password": PASSWORD}).status_code == 403


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
    given_coordinator()
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
