"""What a browser is told with every answer, and what the server refuses: shows answers in `desk/asvs/`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from tests.givens import given_register, given_staff
from utvag.organisation.models import StaffAccount
from utvag.organisation.rules import Role

STYLES, SCRIPT = "/statiskt/foundation/app.css", "/statiskt/foundation/app.js"
KINDS = {
    "/": "text/html; charset=utf-8",
    "/logga-in/": "text/html; charset=utf-8",
    "/finns-inte/": "text/html; charset=utf-8",
    "/halsa/": "text/plain; charset=utf-8",
    "/loggens-bevis/kontrollpunkt/": "text/plain; charset=utf-8",
    "/revisor/asvs/fil/": "text/csv; charset=utf-8",
    STYLES: 'text/css; charset="utf-8"',
    SCRIPT: 'text/javascript; charset="utf-8"',
}
COOKIES = ("SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME")

pytestmark = pytest.mark.django_db


@pytest.fixture
def auditor() -> Client:
    given_register()
    client = Client()
    client.force_login(StaffAccount.objects.get(pk=given_staff("rakel", Role.AUDITOR).id))
    return client


def headers_of(client: Client, address: str, **more: Any) -> Mapping[str, str]:
    """Give an answer's headers; a file is read to its end, which closes it."""
    answer = client.get(address, **more)
    if answer.streaming:
        assert list(answer)
    return answer.headers


def test_every_answer_is_what_it_says_it_is(auditor: Client) -> None:
    for address, kind in KINDS.items():
        headers = headers_of(auditor, address)
        assert headers["Content-Type"] == kind
        assert headers["X-Content-Type-Options"] == "nosniff"
        policy = headers["Content-Security-Policy"].split("; ")
        assert {"default-src 'none'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"} <= set(policy)


def test_https_is_asked_for_a_year_on_every_name_below_ours(auditor: Client) -> None:
    for address in KINDS:
        headers = headers_of(auditor, address, secure=True)
        assert headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"


def test_cookies_go_to_this_host_alone_and_over_https(auditor: Client) -> None:
    auditor.get("/")
    auditor.get("/logga-in/", secure=True)
    for name in (getattr(settings, setting) for setting in COOKIES):
        assert name.startswith("__Host-")
    told = auditor.get("/logga-in/", secure=True).cookies[settings.CSRF_COOKIE_NAME]
    assert told["secure"] and told["httponly"]
    assert (told["samesite"], told["path"], told["domain"]) == ("Strict", "/", "")
    for kind in ("SECURE", "HTTPONLY"):
        assert getattr(settings, f"SESSION_COOKIE_{kind}") is True
    assert settings.SESSION_COOKIE_SAMESITE == "Strict"
    assert (settings.SESSION_COOKIE_PATH, settings.SESSION_COOKIE_DOMAIN) == ("/", None)


def test_no_cookie_is_larger_than_a_browser_keeps(auditor: Client) -> None:
    auditor.get("/logga-in/", secure=True)
    assert auditor.cookies
    assert all(len(name) + len(cookie.value) < 4096 for name, cookie in auditor.cookies.items())


def test_a_session_is_named_by_chance() -> None:
    given_register()
    names = set()
    for number in range(20):
        client = Client()
        client.force_login(StaffAccount.objects.get(pk=given_staff(f"one-{number}", Role.COORDINATOR).id))
        names.add(client.cookies[settings.SESSION_COOKIE_NAME].value)
    assert len(names) == 20
    # Each sign is one of 36: 32 of them are more than 160 bits.
    assert all(len(name) == 32 and name.isalnum() for name in names)


def test_no_other_site_is_let_in(auditor: Client) -> None:
    for address in KINDS:
        headers = headers_of(auditor, address, headers={"origin": "https://elsewhere.example"})
        told = {name.lower() for name in headers if name.lower().startswith("access-control-")}
        # What is the same for everybody may be read by everybody: WhiteNoise says so of static files.
        assert told <= ({"access-control-allow-origin"} if address in {STYLES, SCRIPT} else set())


def test_methods_that_no_page_uses_are_refused(client: Client) -> None:
    for method in ("TRACE", "OPTIONS", "PUT", "PATCH", "DELETE", "CONNECT", "MAKE"):
        for address in ("/", "/logga-in/", "/finns-inte/", "/halsa/", STYLES):
            answer = client.generic(method, address)
            assert answer.status_code == 405, (method, address)
            if answer.streaming:
                assert list(answer) == []


@pytest.mark.parametrize(
    "address",
    [
        "/statiskt/",
        "/statiskt/foundation/",
        "/statiskt/../pyproject.toml",
        "/statiskt/%2e%2e/config/settings.py",
        "/statiskt/foundation/app.scss",
        "/.git/config",
        "/.env",
        "/pyproject.toml",
        "/src/utvag/config/settings.py",
    ],
)
def test_no_folder_and_no_file_of_ours_is_shown(auditor: Client, address: str) -> None:
    answer = auditor.get(address)
    assert answer.status_code == 404
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"


def test_no_answer_tells_what_it_runs_on(auditor: Client) -> None:
    for address in KINDS:
        told = {name.lower() for name in headers_of(auditor, address)}
        assert {"server", "x-powered-by", "via"}.isdisjoint(told)


def test_signing_out_empties_what_the_browser_holds(auditor: Client) -> None:
    assert "Clear-Site-Data" not in auditor.get("/").headers
    assert auditor.post("/logga-ut/").headers["Clear-Site-Data"] == '"cache", "storage"'
