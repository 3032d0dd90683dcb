"""The committee's secretary's pages: what waits by code, nothing typed is lost, and a refusal is a sentence."""

import re
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.http import HttpResponse

from tests.decisions.givens import MINUTES, REASONS, WORDING, given_entered, given_for_committee, given_proposed
from tests.givens import CASE, TODAY, case_id, given_register
from tests.pages import moment, opened, signed_in, status_of
from tests.personas import Personas, given_personas, given_team_on
from utvag.decisions.models import Decision, Notice
from utvag.decisions.operations import withdraw_decision
from utvag.foundation.actors import Actor
from utvag.foundation.clock import now

__all__ = ["moment"]

SENT = {
    "outcome": "GRANTED",
    "meeting_date": TODAY.isoformat(),
    "number": "14/2026",
    "section": "212",
    "reasons": "Utskottet delar utredningens bedömning i alla delar.",
}


@pytest.fixture
def personas(db: None, moment: None) -> Personas:
    given_register()
    personas = given_personas()
    given_team_on(CASE, personas)
    return personas


def without_token(text: bytes) -> bytes:
    """Take away the token against forged forms, which is new at every answer."""
    return re.sub(rb'name="csrfmiddlewaretoken" value="[^"]+"', b"", text)


@pytest.fixture
def waiting(personas: Personas) -> UUID:
    return given_for_committee(personas.coordinator)


def page(decision_id: UUID, word: str = "") -> str:
    return f"/utskottet/{decision_id}/{word}"


def sent(actor: Actor, url: str, fields: dict[str, Any]) -> HttpResponse:
    response = signed_in(actor).post(url, fields)
    assert isinstance(response, HttpResponse)
    return response


def test_my_day_and_her_list_lead_to_what_waits(personas: Personas, waiting: UUID) -> None:
    for path in ("/", "/utskottet/"):
        text = opened(personas.committee, path)
        assert page(waiting) in text and CASE in text and "Väntar på utskottet" in text
        assert "/arenden/" not in text


def test_she_reads_the_proposal_and_nothing_else_of_the_case(personas: Personas, waiting: UUID) -> None:
    text = opened(personas.committee, page(waiting))
    for told in (REASONS, WORDING, CASE, "11 § lagen (1990:52)", "Skriv in utskottets beslut"):
        assert told in text
    assert "/arenden/" not in text and "Namnkanarie" not in text
    assert status_of(personas.committee, f"/arenden/{case_id()}/") == 404
    assert status_of(personas.committee, f"/beslut/{waiting}/") == 404


def test_she_enters_it_reads_it_and_gives_notice(personas: Personas, waiting: UUID) -> None:
    answer = sent(personas.committee, page(waiting, "protokoll/"), SENT)
    assert answer.status_code == 302
    text = opened(personas.committee, answer["Location"])
    assert "Utskottets beslut är infört" in text
    assert "Utskottet, enligt protokoll 14/2026 § 212; infört av" in text
    paper = signed_in(personas.committee).get(page(waiting, "handling/"))
    assert paper["Content-Type"] == "application/pdf" and paper.content.startswith(b"%PDF")
    told = {"given_date": TODAY.isoformat(), "way": "LETTER", "to_whom": "Personen själv"}
    assert sent(personas.committee, page(waiting, "underrattelse/"), told).status_code == 302
    assert Notice.objects.get().decision_id == waiting
    assert "Personen har fått del av beslutet" in opened(personas.committee, "/utskottet/")


def test_those_on_the_case_see_that_it_waits_for_the_committee_and_then_who_decided(
    personas: Personas, waiting: UUID
) -> None:
    listed = f"/arenden/{case_id()}/beslut/"
    assert "Väntar på utskottet" in opened(personas.coordinator, listed)
    assert "Väntar på utskottet" in opened(personas.coordinator, "/")
    assert "Utskottets sekreterare ser förslaget" in opened(personas.section_head, f"/beslut/{waiting}/ta/")
    given_entered(personas.committee, waiting)
    assert ", Utskottet" in opened(personas.coordinator, listed)
    told = opened(personas.section_head, f"/beslut/{waiting}/")
    assert f"Utskottet, enligt {MINUTES.text}; infört av" in told and "Mötets dag" in told


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"outcome": ""}, "Välj vad utskottet beslutade."),
        ({"meeting_date": "2026-11-23"}, "Mötet har inte varit än."),
        ({"meeting_date": "2026-11-21"}, "Förslaget fanns inte den dagen."),
        ({"meeting_date": "2018-01-01"}, "Förslaget fanns inte den dagen."),
        ({"number": ""}, "Skriv protokollets nummer."),
        ({"section": ""}, "Skriv paragrafen i protokollet."),
        ({"section": "§ tolv"}, "Skriv paragrafen med siffror"),
        ({"section": "0"}, "Skriv ett tal från 1 till 9999."),
        ({"reasons": "Kort."}, "Skriv minst 20 tecken"),
    ],
)
def test_what_is_typed_stays_when_something_is_wrong(
    personas: Personas, waiting: UUID, change: dict[str, str], sentence: str
) -> None:
    fields = SENT | change
    text = sent(personas.committee, page(waiting, "protokoll/"), fields).content.decode()
    assert sentence in text and fields["reasons"] in text and fields["number"] in text
    assert Decision.objects.get().state == "PROPOSED"


def test_the_second_to_enter_it_gets_a_sentence_and_keeps_her_text(personas: Personas, waiting: UUID) -> None:
    given_entered(personas.committee, waiting)
    text = sent(personas.committee, page(waiting, "protokoll/"), SENT).content.decode()
    assert "Förslaget är redan avgjort" in text and SENT["reasons"] in text


def test_a_draft_is_kept_listed_and_gone_with_the_proposal(personas: Personas, waiting: UUID) -> None:
    url = page(waiting, "protokoll/")
    kept = sent(personas.committee, url, SENT | {"utkast": "spara", "utkast_revision": "0"})
    assert kept.status_code == 302
    text = opened(personas.committee, url)
    assert SENT["reasons"] in text and re.search(r'name="utkast_revision" value="\d+"', text)
    drafts = opened(personas.committee, "/utkast/")
    assert url in drafts and "Utskottets beslut" in drafts and CASE in drafts
    withdraw_decision(actor=personas.coordinator, decision_id=waiting, now=now())
    assert url not in opened(personas.committee, "/utkast/")


@pytest.mark.parametrize("word", ["", "protokoll/", "underrattelse/", "handling/"])
def test_another_decision_is_byte_for_byte_what_does_not_exist(personas: Personas, waiting: UUID, word: str) -> None:
    client = signed_in(personas.committee)
    other = given_proposed(personas.coordinator)
    there, not_there = client.get(page(other, word)), client.get(page(uuid4(), word))
    assert (there.status_code, not_there.status_code) == (404, 404)
    assert without_token(there.content) == without_token(not_there.content)


def test_nothing_waits_says_what_would(personas: Personas) -> None:
    text = opened(personas.committee, "/utskottet/")
    assert "Inget väntar" in text
