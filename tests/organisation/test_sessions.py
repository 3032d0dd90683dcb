"""Sessions on a given clock: how long they last, what keeps them, and what is not lost when they end."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.conf import settings
from django.test import Client

from tests.database import TestServer
from tests.givens import NOW, given_staff
from tests.log import log_rows
from tests.organisation.authenticator import signed_in_by
from tests.organisation.givens import given_key, refused_by
from tests.pages import text_of
from utvag.foundation.actors import Actor
from utvag.organisation.models import HeldForm, SignIn, StaffAccount
from utvag.organisation.rules import ABSOLUTE_LIMIT, IDLE_LIMIT, EndedWhy, Role, device_of, session_name, session_over

pytestmark = pytest.mark.django_db
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
TEXT = "Sessionskanarie skrev det här länge."


class Clock:
    """The web's clock, moved by hand."""

    def __init__(self) -> None:
        self.now = NOW

    def later(self, time: timedelta) -> None:
        self.now += time


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr("django.utils.timezone.now", lambda: clock.now)
    return clock


@pytest.fixture
def siv(clock: Clock) -> Actor:
    return given_staff("siv", Role.COORDINATOR)


def browser(actor: Actor) -> Client:
    client = Client()
    client.force_login(StaffAccount.objects.get(pk=actor.id))
    return client


def is_in(client: Client, **more: str) -> bool:
    return client.get("/", headers=more).status_code == 200


def test_fifteen_minutes_without_doing_anything_end_it(clock: Clock, siv: Actor) -> None:
    client = browser(siv)
    clock.later(IDLE_LIMIT - SECOND)
    assert is_in(client)
    clock.later(IDLE_LIMIT - SECOND)
    assert is_in(client)
    clock.later(IDLE_LIMIT)
    answer = client.get("/arenden/")
    assert answer.headers["Location"] == "/logga-in/?next=%2Farenden%2F&slut=vila"
    assert "efter 15 minuter" in client.get(answer.headers["Location"]).text
    assert SignIn.objects.get().ended_why == "IDLE"
    # The clock set back does not bring it to life.
    clock.now = NOW
    assert not is_in(client)


def test_eight_hours_end_it_whatever_she_does(clock: Clock, siv: Actor) -> None:
    client = browser(siv)
    while clock.now + 10 * MINUTE < NOW + ABSOLUTE_LIMIT:
        clock.later(10 * MINUTE)
        assert is_in(client)
    clock.now = NOW + ABSOLUTE_LIMIT
    assert "slut=dag" in client.get("/").headers["Location"]


@pytest.mark.parametrize("is_htmx", [True, False])
def test_what_a_page_does_by_itself_keeps_nobody_signed_in(clock: Clock, siv: Actor, is_htmx: bool) -> None:
    client = browser(siv)
    for _ in range(14):
        clock.later(MINUTE)
        if is_htmx:
            assert client.get("/", headers={"HX-Request": "true"}).status_code == 200
        else:
            client.post("/ingang/ny/", {"utkast": "auto", "utkast_revision": "0", "threat": TEXT})
    clock.later(MINUTE)
    assert not is_in(client)


@pytest.mark.parametrize(
    ("started", "active", "over"),
    [
        (timedelta(), timedelta(), None),
        (IDLE_LIMIT - SECOND, IDLE_LIMIT - SECOND, None),
        (IDLE_LIMIT, IDLE_LIMIT, EndedWhy.IDLE),
        (ABSOLUTE_LIMIT - SECOND, timedelta(), None),
        (ABSOLUTE_LIMIT, timedelta(), EndedWhy.ABSOLUTE),
        (-MINUTE, -MINUTE, None),
    ],
)
def test_the_limits(started: timedelta, active: timedelta, over: EndedWhy | None) -> None:
    assert session_over(started_at=NOW - started, active_at=NOW - active, now=NOW) is over


@pytest.mark.parametrize("change", [{"is_active": False}, {"role": "CASE_WORKER"}])
def test_it_ends_when_the_account_is_no_longer_what_it_was(siv: Actor, change: dict[str, object]) -> None:
    client = browser(siv)
    StaffAccount.objects.filter(pk=siv.id).update(**change)
    assert "slut=avslutad" in client.get("/").headers["Location"]
    assert SignIn.objects.get().ended_why == "ACCOUNT_CHANGED"


def test_a_session_without_its_row_is_worth_nothing(siv: Actor) -> None:
    client = browser(siv)
    SignIn.objects.update(ended_at=NOW, ended_why="BY_OWNER")
    assert not is_in(client)
    store = client.session
    store["_auth_user_id"] = str(siv.id)
    store.save()
    assert not is_in(client)


def test_the_list_says_where_and_ends_one_or_all_others(siv: Actor) -> None:
    key = given_key(siv)
    here, there, third = (Client(headers={"user-agent": FIREFOX}) for _ in range(3))
    for client in (here, there, third):
        signed_in_by(client, key)
    page = here.get("/konto/").text
    assert page.count("Firefox, Linux") >= 3 and "(den här)" in page
    row = SignIn.objects.get(session=session_name(str(there.session.session_key))).pk
    assert here.post(f"/konto/inloggningar/{row}/avsluta/").status_code == 302
    assert [is_in(here), is_in(there), is_in(third)] == [True, False, True]
    here.post("/konto/inloggningar/avsluta-andra/")
    assert [is_in(here), is_in(third)] == [True, False]


def test_another_s_session_does_not_exist(siv: Actor) -> None:
    browser(siv)
    row = SignIn.objects.get().pk
    other = browser(given_staff("ulla", Role.COORDINATOR))
    assert other.post(f"/konto/inloggningar/{row}/avsluta/").status_code == 404
    assert SignIn.objects.get(pk=row).ended_at is None


def test_a_new_sign_in_is_told_to_the_others_until_it_is_seen(siv: Actor) -> None:
    here = browser(siv)
    assert "Ny inloggning" not in here.get("/").text
    there = browser(siv)
    assert "Ny inloggning" in here.get("/").text and "Ny inloggning" not in there.get("/").text
    here.post("/konto/sett/?next=/arenden/")
    assert "Ny inloggning" not in here.get("/").text


def test_what_browser_it_was_is_sealed_and_no_address_is_kept(siv: Actor) -> None:
    browser(siv)
    row = SignIn.objects.get()
    assert b"Firefox" not in bytes(row.sealed)
    assert not {field.name for field in SignIn._meta.get_fields()} & {"ip", "ip_address", "user_agent"}


@pytest.mark.parametrize(
    ("told", "device"),
    [
        (FIREFOX, "Firefox, Linux"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0", "Edge, Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1", "Safari, iPhone"),
        ("", "Okänd webbläsare"),
        ("<script>alert(1)</script>", "Okänd webbläsare"),
    ],
)
def test_a_browser_is_two_words(told: str, device: str) -> None:
    assert device_of(told) == device


def sent_too_late(client: Client, clock: Clock, **fields: str) -> str:
    clock.later(IDLE_LIMIT)
    return client.post("/ingang/ny/", {"threat": TEXT, **fields}).headers["Location"]


def test_a_form_that_was_sent_too_late_is_not_lost(clock: Clock, siv: Actor) -> None:
    key, client = given_key(siv), browser(siv)
    led_to = sent_too_late(client, clock)
    assert led_to == "/logga-in/?next=%2Fkonto%2Fskickat%2F&slut=sparat"
    assert "Det du skrev är sparat" in client.get(led_to).text
    assert TEXT.encode() not in bytes(HeldForm.objects.get().sealed)
    assert signed_in_by(client, key, "/konto/skickat/").headers["Location"] == "/konto/skickat/"
    page = client.get("/konto/skickat/").text
    assert TEXT in page and 'name="threat"' in page
    sent = client.post("/konto/skickat/", {"threat": TEXT})
    assert (sent.status_code, sent.headers["Location"]) == (307, "/ingang/ny/")
    assert not HeldForm.objects.exists()


def test_a_page_that_asked_by_itself_first_changes_nothing_of_that(clock: Clock, siv: Actor) -> None:
    client = browser(siv)
    clock.later(IDLE_LIMIT)
    client.get("/", headers={"HX-Request": "true"})
    client.post("/ingang/ny/", {"utkast": "auto", "threat": "utkast"})
    assert not HeldForm.objects.exists()
    client.post("/ingang/ny/", {"threat": TEXT})
    assert HeldForm.objects.exists()


def test_it_waits_for_its_writer_alone_and_for_a_day(clock: Clock, siv: Actor) -> None:
    sent_too_late(browser(siv), clock)
    assert "Inget väntar" in browser(given_staff("ulla", Role.COORDINATOR)).get("/konto/skickat/").text
    clock.later(timedelta(hours=25))
    assert TEXT not in text_of(browser(siv).get("/konto/skickat/"))


def test_it_can_be_thrown_away(clock: Clock, siv: Actor) -> None:
    sent_too_late(browser(siv), clock)
    assert browser(siv).post("/konto/skickat/", {"kasta": "ja"}).headers["Location"] == "/"
    assert not HeldForm.objects.exists()


def test_one_who_ended_her_session_herself_leaves_nothing(clock: Clock, siv: Actor) -> None:
    client, other = browser(siv), browser(siv)
    other.post("/konto/inloggningar/avsluta-andra/")
    assert "slut=avslutad" in client.post("/ingang/ny/", {"threat": TEXT}).headers["Location"]
    client.post("/ingang/ny/", {"threat": TEXT})
    Client().post("/ingang/ny/", {"threat": TEXT})
    assert not HeldForm.objects.exists()


def test_a_form_without_its_token_is_not_held(clock: Clock, siv: Actor) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(StaffAccount.objects.get(pk=siv.id))
    clock.later(IDLE_LIMIT)
    assert strict.post("/ingang/ny/", {"threat": TEXT}).status_code == 403
    assert not HeldForm.objects.exists()


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ("session = 'the key itself'", "sign_in_ends_once"),
        ("role = 'SECTION_HEAD'", "sign_in_ends_once"),
        ("ended_at = now()", "sign_in_ends_for_a_reason"),
        ("active_at = started_at + interval '8 hours'", "sign_in_lasts_a_working_day"),
        ("active_at = started_at - interval '1 second'", "sign_in_lasts_a_working_day"),
        ("news = 'X', news_at = now()", "sign_in_news_are_known"),
    ],
)
def test_the_database_refuses(siv: Actor, change: str, constraint: str) -> None:
    browser(siv)
    assert refused_by(f"update organisation_signin set {change}") == constraint


def test_the_database_refuses_to_begin_an_ended_session_again(siv: Actor) -> None:
    browser(siv)
    SignIn.objects.update(ended_at=NOW, ended_why="IDLE")
    again = "update organisation_signin set ended_at = null, ended_why = ''"
    assert refused_by(again) == "sign_in_ends_once"


@pytest.mark.django_db(transaction=True)
def test_the_end_of_a_session_is_in_the_log(clock: Clock, siv: Actor, server: TestServer) -> None:
    client = browser(siv)
    clock.later(IDLE_LIMIT)
    client.get("/")
    client.get("/")
    assert [(row[0], row[6]) for row in log_rows(server, "END_SESSION")] == [(siv.id, "IDLE")]


def test_the_cookie_outlasts_the_limits_so_that_a_late_form_finds_its_writer() -> None:
    assert timedelta(seconds=settings.SESSION_COOKIE_AGE) > ABSOLUTE_LIMIT + IDLE_LIMIT
    assert isinstance(NOW, datetime)
