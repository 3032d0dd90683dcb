"""The pages of disposals, as the browser meets them; and no page of the product breaks on what is gone."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from tests.disposal.givens import GONE, LATER, given_aged, given_disposed, given_over, given_proposed
from tests.pages import text_of
from tests.personas import NAMES, Personas, given_personas
from utvag.disposal.models import Disposal
from utvag.foundation import clock
from utvag.organisation.models import StaffAccount
from utvag.organisation.operations import note_touch
from utvag.organisation.views import session_of
from utvag.secrecy.envelope import SealDestroyed

pytestmark = pytest.mark.django_db


@pytest.fixture
def personas(monkeypatch: pytest.MonkeyPatch) -> Personas:
    monkeypatch.setattr("utvag.disposal.views.now", lambda: LATER)
    return given_personas()


@pytest.fixture
def case_id(personas: Personas) -> UUID:
    return given_over(personas)


def client_of(personas: Personas, name: str) -> Client:
    client = Client()
    client.force_login(StaffAccount.objects.get(pk=personas.named(name).id))
    return client


def page_of(case_id: UUID, name: str = "case") -> str:
    return reverse(f"disposal:{name}", args=[case_id])


def test_one_proposes_and_another_decides_after_a_touch(personas: Personas, case_id: UUID) -> None:
    first, second = client_of(personas, "coordinator"), client_of(personas, "section_head")
    assert GONE in text_of(first.get(reverse("disposal:list")))
    assert "Föreslå att ärendet gallras" in text_of(first.get(page_of(case_id)))
    assert "En annan än du beslutar." in text_of(first.post(page_of(case_id, "propose"), follow=True))
    assert "Besluta att ärendet gallras" not in text_of(first.get(page_of(case_id)))
    assert "Det kan inte göras ogjort" in text_of(second.get(page_of(case_id)))
    asked = second.post(page_of(case_id, "decide"))
    assert asked.headers["Location"].startswith(reverse("organisation:touch"))
    note_touch(actor=personas.section_head, session=session_of(second.get("/").wsgi_request), now=LATER)
    done = second.post(page_of(case_id, "decide"), follow=True)
    assert "Ingen kan öppna ärendet längre" in text_of(done)
    assert "Stängt, nyckeln förstörs" in text_of(done)
    assert Disposal.objects.get().state == "DECIDED"


def test_a_refusal_says_why_and_changes_nothing(personas: Personas, case_id: UUID) -> None:
    given_proposed(personas.section_head, case_id)
    head = client_of(personas, "section_head")
    assert "Du har själv föreslagit det" in text_of(head.post(page_of(case_id, "decide")))
    assert "Gallringen är redan föreslagen" in text_of(head.post(page_of(case_id, "propose")))
    assert Disposal.objects.get().state == "PROPOSED"


def test_a_coordinator_decides_nothing(personas: Personas, case_id: UUID) -> None:
    given_proposed(personas.section_head, case_id)
    assert client_of(personas, "coordinator").post(page_of(case_id, "decide")).status_code == 404


@pytest.mark.parametrize("name", NAMES)
def test_what_is_gone_is_no_fault_on_any_page_that_one_comes_to(personas: Personas, case_id: UUID, name: str) -> None:
    given_aged(case_id)
    given_disposed(personas, case_id, clock.now())
    client = client_of(personas, name)
    for address in ("/", "/arenden/", "/utkast/", "/konto/"):
        answer = client.get(address)
        assert answer.status_code == 200
        assert GONE not in text_of(answer)
    for address in (reverse("desk:case", args=[case_id]), reverse("desk:timeline", args=[case_id]), page_of(case_id)):
        assert client.get(address).status_code == 404
    listed = client.get(reverse("disposal:list"))
    assert listed.status_code == (200 if name in {"coordinator", "section_head", "stranger"} else 404)


def test_the_list_says_gallrat(personas: Personas, case_id: UUID) -> None:
    given_disposed(personas, case_id)
    text = text_of(client_of(personas, "coordinator").get(reverse("disposal:list")))
    assert GONE in text
    assert "Gallrat" in text


def test_a_page_that_meets_a_destroyed_key_says_so(
    personas: Personas, case_id: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(**_given: object) -> None:
        raise SealDestroyed("gone")

    monkeypatch.setattr("utvag.desk.views.my_cases", gone)
    answer = client_of(personas, "coordinator").get("/arenden/")
    assert answer.status_code == 410
    assert "Det här är gallrat" in text_of(answer)
