"""The pages of the shown address: what is said before, the page that stands for a minute, and what stays unsaid."""

import re
from datetime import timedelta
from hashlib import sha256
from uuid import UUID

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.audit.given_log import KeptLog
from tests.database import TestServer
from tests.givens import case_id
from tests.location.givens import ADDRESS, AREA, MUNICIPALITY, STREET, asked, given_lived_in, kept_beside
from tests.organisation.givens import given_touch
from tests.pages import moment, opened, signed_in, text_of
from tests.personas import Personas
from utvag.drafts.models import Draft
from utvag.foundation.actors import Actor
from utvag.location.models import RevealNotice
from utvag.location.operations import waiting

__all__ = ["moment"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("moment")]
committed = pytest.mark.django_db(transaction=True)

EVERYTHING = [value for value in ADDRESS.as_entry().values() if value]


def path_of(placement: UUID) -> str:
    return f"/placeringar/{placement}/adress/"


def touched(actor: Actor) -> Client:
    """Give a browser in which a persona has just shown that she is there."""
    client = signed_in(actor)
    given_touch(actor, session=sha256(str(client.session.session_key).encode()).hexdigest())
    return client


def test_before_anything_is_shown_it_says_who_is_told_and_how_many_are_left(personas: Personas) -> None:
    placement = given_lived_in(personas)
    page = opened(personas.coordinator, path_of(placement))
    assert "Namn case-worker och Namn section-head får genast veta" in page
    assert "Du kan se 5 adresser till den här timmen, och 15 det här dygnet." in page


def test_without_a_touch_it_asks_for_one_and_leads_back(personas: Personas) -> None:
    placement = given_lived_in(personas)
    page = opened(personas.coordinator, path_of(placement))
    assert f"/konto/bekrafta/?next={path_of(placement)}" in page
    assert "Varför behöver du adressen?" not in page
    assert "Varför behöver du adressen?" in text_of(touched(personas.coordinator).get(path_of(placement)))


@committed
def test_the_address_stands_in_one_answer_for_a_minute(personas: Personas, server: TestServer, log: KeptLog) -> None:
    placement = given_lived_in(personas)
    client = touched(personas.coordinator)
    with kept_beside(server, log):
        answer = client.post(path_of(placement), {"reason": "VISIT"})
        again = client.post(path_of(placement), {"reason": "VISIT"})
    page = text_of(answer)
    assert answer.status_code == 200
    assert all(value in page for value in EVERYTHING)
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Refresh"] == f"60; url=/placeringar/{placement}/"
    title = re.search(r"<title>(.*?)</title>", page, re.DOTALL)
    assert title is not None
    assert not any(value in title[1] for value in EVERYTHING)
    # Name and address never stand on one screen.
    assert "utvag-identity" not in page
    # To load it again is to send the form again: the touch is used up.
    assert not any(value in text_of(again) for value in EVERYTHING)
    assert "Bekräfta att det är du" in text_of(again)
    assert not any(value in text_of(client.get(path_of(placement))) for value in EVERYTHING)


@committed
def test_without_witnesses_it_says_what_to_do_instead(
    personas: Personas, log: KeptLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "LONGEST_WAIT", timedelta(milliseconds=100))
    placement = given_lived_in(personas)
    answer = touched(personas.coordinator).post(path_of(placement), {"reason": "ACUTE"})
    page = text_of(answer)
    assert answer.status_code == 503
    assert "Adressen visas inte" in page
    assert "Försök igen" in page
    assert "ring 112" in page
    assert "Allt annat i ärendet går att läsa" in page
    assert not any(value in page for value in EVERYTHING)


@committed
def test_what_another_said_is_not_lost_when_something_is_missing(personas: Personas, log: KeptLog) -> None:
    placement = given_lived_in(personas)
    page = text_of(touched(personas.coordinator).post(path_of(placement), {"reason": "OTHER", "note": ""}))
    assert "Skriv varför du behöver adressen." in page
    assert 'value="OTHER" checked' in re.sub(r"\s+", " ", page) or "checked" in page


def test_a_draft_of_why_is_kept_and_sent_away(personas: Personas) -> None:
    placement = given_lived_in(personas)
    client = touched(personas.coordinator)
    client.post(path_of(placement), {"reason": "OTHER", "note": "Nyckelkanarie", "utkast": "spara"})
    assert Draft.objects.filter(form="REVEAL_ADDRESS").count() == 1
    assert "Nyckelkanarie" in text_of(client.get(path_of(placement)))


def test_the_desk_tells_who_when_and_why_until_it_is_acknowledged(personas: Personas) -> None:
    placement = given_lived_in(personas)
    asked(personas.coordinator, placement)
    day = opened(personas.case_worker, "/")
    assert "Namn coordinator, samordnare, bad att få se adressen 22/11 kl. 10.00. Skäl: besök." in day
    client = signed_in(personas.case_worker)
    listed = text_of(client.get(f"/arenden/{case_id()}/adressvisningar/"))
    notice = RevealNotice.objects.get(account=personas.case_worker.id)
    assert f"/adressvisningar/{notice.pk}/last/" in listed
    answer = client.post(f"/adressvisningar/{notice.pk}/last/", follow=True)
    assert "Kvitterat" in text_of(answer)
    assert "bad att få se adressen" not in opened(personas.case_worker, "/")


def test_neither_the_list_nor_the_desk_nor_the_timeline_names_a_place(personas: Personas) -> None:
    placement = given_lived_in(personas)
    asked(personas.coordinator, placement)
    for path in ("/", f"/arenden/{case_id()}/adressvisningar/", f"/arenden/{case_id()}/handelser/"):
        page = opened(personas.case_worker, path)
        assert not any(value in page for value in (STREET, MUNICIPALITY, AREA)), path


def test_the_placement_s_page_leads_there_for_who_may(personas: Personas) -> None:
    placement = given_lived_in(personas)
    assert path_of(placement) in opened(personas.coordinator, f"/placeringar/{placement}/")
    assert path_of(placement) not in opened(personas.section_head, f"/placeringar/{placement}/")


def test_a_section_head_finds_nothing_there(personas: Personas) -> None:
    placement = given_lived_in(personas)
    answer: HttpResponse = signed_in(personas.section_head).get(path_of(placement))  # type: ignore[assignment]
    assert answer.status_code == 404
