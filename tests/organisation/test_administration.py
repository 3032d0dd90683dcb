"""The administrator's pages, as she and the one who confirms see them."""

from hashlib import sha256

import pytest
from django.test import Client

from tests.givens import given_staff
from tests.organisation.givens import given_touch
from tests.pages import signed_in
from utvag.foundation.actors import Actor
from utvag.foundation.clock import now
from utvag.organisation.models import AccountChange, StaffAccount
from utvag.organisation.rules import Role

pytestmark = pytest.mark.django_db


def touched(client: Client, actor: Actor) -> None:
    given_touch(actor, session=sha256(str(client.session.session_key).encode()).hexdigest(), now=now())


def test_an_account_is_proposed_confirmed_and_the_code_shown_once() -> None:
    adam, head = given_staff("adam", Role.ADMINISTRATOR), given_staff("cecilia", Role.SECTION_HEAD)
    his, hers = signed_in(adam), signed_in(head)
    assert "Konton" in his.get("/").text
    assert his.get("/konton/nytt/").headers["Location"].startswith("/konto/bekrafta/")
    touched(his, adam)
    told = {"username": "s14", "display_name": "Namn Ny", "unit": "Enheten", "role": "COORDINATOR"}
    assert his.post("/konton/nytt/", told).status_code == 302
    assert "Väntar på bekräftelse" in his.get("/konton/").text
    change = AccountChange.objects.get()
    assert his.get(f"/konton/andringar/{change.pk}/").status_code == 404
    assert "s14" in hers.get("/konton/andringar/").text
    touched(hers, head)
    assert "Samordnare".lower() in hers.get(f"/konton/andringar/{change.pk}/").text
    page = hers.post(f"/konton/andringar/{change.pk}/", {"act": "confirm"}).text
    assert "Lämna koden i handen" in page
    assert StaffAccount.objects.get(username="s14").is_active
    assert "Inget väntar på dig" in hers.get("/konton/andringar/").text


def test_a_role_is_proposed_and_an_account_closed() -> None:
    adam, siv = given_staff("adam", Role.ADMINISTRATOR), given_staff("siv", Role.COORDINATOR)
    client = signed_in(adam)
    for act in ({"act": "role", "role": "CASE_WORKER"}, {"act": "close"}):
        touched(client, adam)
        assert client.get(f"/konton/{siv.id}/").status_code == 200
        assert client.post(f"/konton/{siv.id}/", act).status_code == 302
    assert not StaffAccount.objects.get(pk=siv.id).is_active
    touched(client, adam)
    assert "ändras av en annan" in client.post(f"/konton/{adam.id}/", {"act": "close"}).text


@pytest.mark.parametrize("address", ["/konton/", "/konton/nytt/"])
def test_the_accounts_do_not_exist_for_others(address: str) -> None:
    for role in (Role.COORDINATOR, Role.SECTION_HEAD, Role.POLICE_LIAISON):
        assert signed_in(given_staff(f"for-{role}", role)).get(address).status_code == 404
