"""The pages of decisions: the paragraph is shown, nothing typed is lost, and a refusal is a sentence."""

import re
from typing import Any
from uuid import UUID

import pytest
from django.http import HttpResponse

from tests.decisions.givens import REASONS, WORDING, given_appeal, given_notice, given_proposed, given_taken
from tests.givens import CASE, TODAY, case_id, given_register
from tests.pages import moment, opened, signed_in, status_of
from tests.personas import Personas, given_personas, given_team_on
from utvag.decisions.models import Appeal, Decision
from utvag.decisions.rules import DecisionType
from utvag.drafts.models import Draft
from utvag.foundation.actors import Actor
from utvag.organisation.models import Municipality

__all__ = ["moment"]

SENT = {
    "decision_type": "HOUSING_SUPPORT",
    "from_date": "2026-12-01",
    "until_date": "",
    "wording": "Boende med stöd beviljas från den första december.",
    "reasons": "Utredningen visar att hen inte kan bo kvar.",
}


@pytest.fixture
def personas(db: None, moment: None) -> Personas:
    given_register()
    personas = given_personas()
    given_team_on(CASE, personas)
    return personas


def case_page() -> str:
    return f"/arenden/{case_id()}/beslut/"


def page(decision_id: UUID, word: str = "") -> str:
    return f"/beslut/{decision_id}/{word}"


def sent(actor: Actor, url: str, fields: dict[str, Any]) -> HttpResponse:
    response = signed_in(actor).post(url, fields)
    assert isinstance(response, HttpResponse)
    return response


def test_the_choice_of_decision_shows_the_paragraph_of_today(personas: Personas) -> None:
    text = opened(personas.coordinator, f"{case_page()}foresla/")
    assert "11 kap. 1 § socialtjänstlagen (2025:400)" in text
    assert "Personens ålder är inte känd" in text


def test_a_proposal_is_made_and_listed(personas: Personas) -> None:
    form = opened(personas.coordinator, f"{case_page()}foresla/?sort=HOUSING_SUPPORT")
    assert "11 kap. 1 §" in form
    answer = sent(personas.coordinator, f"{case_page()}foresla/", SENT)
    assert answer.status_code == 302
    assert "Förslaget är lämnat" in opened(personas.coordinator, answer["Location"])
    assert "Väntar på beslut" in opened(personas.section_head, case_page())


def test_what_is_typed_stays_when_something_is_wrong(personas: Personas) -> None:
    answer = sent(personas.coordinator, f"{case_page()}foresla/", SENT | {"until_date": "2026-11-30"})
    text = answer.content.decode()
    assert SENT["reasons"] in text and "kommer efter den första" in text
    assert not Decision.objects.exists()


def test_a_draft_remembers_which_decision_it_is(personas: Personas) -> None:
    url = f"{case_page()}foresla/"
    kept = sent(personas.coordinator, url, SENT | {"utkast": "spara", "utkast_revision": "0"})
    assert kept.status_code == 302
    text = opened(personas.coordinator, url)
    assert SENT["wording"] in text
    (revision,) = re.findall(r'name="utkast_revision" value="(\d+)"', text)
    assert sent(personas.coordinator, url, SENT | {"utkast_revision": revision}).status_code == 302
    assert not Draft.objects.exists()


def test_the_head_takes_it_and_the_paper_is_linked(personas: Personas) -> None:
    made = given_proposed(personas.coordinator)
    form = opened(personas.section_head, page(made, "ta/"))
    assert REASONS in form and WORDING in form
    answer = sent(
        personas.section_head, page(made, "ta/"), {"answer": "GRANTED", "reasons": "Jag delar utredningens skäl."}
    )
    assert answer.status_code == 302
    text = opened(personas.section_head, answer["Location"])
    assert "Beslutet är sparat" in text and "Bifall" in text
    assert "Delegationsordningen är Utvägs förslag" not in text


def test_a_decision_by_an_order_that_no_municipality_has_made_says_so(personas: Personas) -> None:
    Municipality.objects.update(code="0180")
    made = given_taken(personas.coordinator, personas.section_head)
    assert "Delegationsordningen är Utvägs förslag" in opened(personas.section_head, page(made))


def test_the_second_to_decide_gets_a_sentence_and_keeps_her_text(personas: Personas) -> None:
    made = given_taken(personas.coordinator, personas.section_head)
    fields = {"answer": "REJECTED", "reasons": "Min text ska stå kvar här."}
    text = sent(personas.section_head, page(made, "ta/"), fields).content.decode()
    assert "Förslaget är redan avgjort" in text and fields["reasons"] in text


def test_a_proposal_is_given_back(personas: Personas) -> None:
    made = given_proposed(personas.coordinator)
    fields = {"answer": "DECLINE", "reasons": "Utredningen saknar barnens situation."}
    assert sent(personas.section_head, page(made, "ta/"), fields).status_code == 302
    assert Decision.objects.get().state == "DECLINED"


def test_a_proposal_is_taken_back(personas: Personas) -> None:
    made = given_proposed(personas.coordinator)
    for _ in range(2):
        assert sent(personas.coordinator, page(made, "ta-tillbaka/"), {}).status_code == 302
    assert Decision.objects.get().state == "WITHDRAWN"


def test_notice_appeal_and_answer(personas: Personas) -> None:
    made = given_taken(personas.coordinator, personas.section_head)
    bad = {"given_date": "2026-12-24", "way": "LETTER", "to_whom": "Personen själv"}
    assert "Skriv i dag eller en dag som har varit" in (
        sent(personas.coordinator, page(made, "underrattelse/"), bad).content.decode()
    )
    good = bad | {"given_date": TODAY.isoformat()}
    assert sent(personas.coordinator, page(made, "underrattelse/"), good).status_code == 302
    assert "14 december 2026" in opened(personas.coordinator, page(made))
    told = {"received_date": TODAY.isoformat(), "text": "Jag vill bo kvar."}
    assert sent(personas.coordinator, page(made, "overklagande/"), told).status_code == 302
    url = f"/overklaganden/{Appeal.objects.get().pk}/svar/"
    text = opened(personas.section_head, url)
    assert "Jag vill bo kvar." in text and "Domstolen: " not in text
    answer = {"step": "DISMISS", "answer": "Det kom in för sent, tycker jag."}
    assert "Det får inte avvisas" in sent(personas.section_head, url, answer).content.decode()
    assert sent(personas.section_head, url, answer | {"step": "FORWARD"}).status_code == 302
    assert "Domstolen: beslutet står fast" in opened(personas.section_head, url)


def test_an_ending_asks_which_decision_and_why(personas: Personas) -> None:
    made = given_taken(personas.coordinator, personas.section_head)
    url = f"{case_page()}foresla/"
    assert "Förhållandena har ändrats väsentligt" in opened(personas.coordinator, f"{url}?sort=ENDING")
    fields = SENT | {"decision_type": "ENDING", "changes": str(made), "ground": "TIME_LIMIT"}
    assert "Beslutet har ingen sista dag" in sent(personas.coordinator, url, fields).content.decode()
    assert sent(personas.coordinator, url, fields | {"ground": "OWN_WISH"}).status_code == 302


@pytest.mark.parametrize("word", ["ta/", "underrattelse/", "overklagande/", "ta-tillbaka/"])
def test_a_form_does_not_exist_for_a_role_that_cannot_send_it(personas: Personas, word: str) -> None:
    made = given_proposed(personas.coordinator)
    actor = personas.section_head if word == "ta-tillbaka/" else personas.coordinator
    if word in {"ta/", "ta-tillbaka/"}:
        assert sent(actor, page(made, word), {}).status_code == 404
    assert status_of(personas.stranger, page(made, word)) == 404


def test_only_the_head_answers_an_appeal(personas: Personas) -> None:
    made = given_taken(personas.coordinator, personas.section_head, DecisionType.HOUSING_SUPPORT)
    given_notice(personas.coordinator, made, TODAY)
    appeal = given_appeal(personas.coordinator, made, TODAY)
    assert status_of(personas.coordinator, f"/overklaganden/{appeal}/svar/") == 404
