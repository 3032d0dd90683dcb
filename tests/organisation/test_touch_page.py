"""The page that asks for a fresh touch."""

from hashlib import sha256

import pytest
from django.conf import settings
from django.test import Client

from tests.givens import NOW, given_staff
from utvag.foundation.actors import OPERATOR, Actor
from utvag.foundation.clock import now
from utvag.organisation.models import StaffAccount
from utvag.organisation.operations import set_up_municipality
from utvag.organisation.queries import has_fresh_touch
from utvag.organisation.rules import Role

PAGE, ONE_CLICK = "/konto/bekrafta/", "/konto/bekrafta/demo/"


def given_signed_in(client: Client, *, is_demo: bool) -> StaffAccount:
    set_up_municipality(actor=OPERATOR, code="1280", name="K", is_demo=is_demo, now=NOW)
    siv = given_staff("siv", Role.COORDINATOR)
    account = StaffAccount.objects.get(pk=siv.id)
    client.force_login(account)
    return account


def is_fresh(client: Client, account: StaffAccount) -> bool:
    session = sha256(str(client.session.session_key).encode()).hexdigest()
    return has_fresh_touch(actor=Actor(account.pk, account.role), session=session, now=now())


@pytest.mark.django_db
def test_in_the_demo_one_marked_click_is_a_touch(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    siv = given_signed_in(client, is_demo=True)
    monkeypatch.setattr(settings, "DEMO", True)
    assert "bara i demon" in client.get(PAGE).text
    assert not is_fresh(client, siv)
    answer = client.post(f"{ONE_CLICK}?next=/arenden/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/arenden/")
    assert is_fresh(client, siv)


@pytest.mark.django_db
@pytest.mark.parametrize(("process_says", "database_says"), [(False, True), (True, False), (False, False)])
def test_unless_both_process_and_database_say_demo_a_click_is_nothing(
    client: Client, monkeypatch: pytest.MonkeyPatch, process_says: bool, database_says: bool
) -> None:
    siv = given_signed_in(client, is_demo=database_says)
    monkeypatch.setattr(settings, "DEMO", process_says)
    assert "bara i demon" not in client.get(PAGE).text
    assert client.post(ONE_CLICK).status_code == 404
    assert not is_fresh(client, siv)


@pytest.mark.django_db
def test_it_leads_on_to_pages_of_ours_only(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    given_signed_in(client, is_demo=True)
    monkeypatch.setattr(settings, "DEMO", True)
    assert client.post(f"{ONE_CLICK}?next=//elsewhere.example").headers["Location"] == "/"
    assert "elsewhere" not in client.get(f"{PAGE}?next=https://elsewhere.example/").text
