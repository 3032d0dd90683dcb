"""The pages of the call-off: what they show, what they keep of a form that is not right, and whom they are not for."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.call_off.givens import (
    FRAME_HOME,
    FRAME_SECOND,
    MEMO,
    OUT_HOME,
    OWN_HOME,
    YES,
    given_answered,
    given_asked,
    given_step,
    given_world,
)
from tests.givens import FULL_HOME, NEAR_HOME, NOW, case_id, home_id
from tests.personas import Personas
from utvag.call_off.models import Answer as AnswerRow
from utvag.call_off.models import CallOff, CallOffStep, DirectAward, Enquiry
from utvag.call_off.operations import close_call_off
from utvag.cases.models import Case
from utvag.foundation.actors import Actor
from utvag.organisation.models import StaffAccount

pytestmark = pytest.mark.django_db


@pytest.fixture
def personas() -> Personas:
    return given_world()


@pytest.fixture(autouse=True)
def _at_the_moment_of_the_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the pages live in the moment that the givens were made in."""
    for module in ("steps", "enquiries", "frame"):
        monkeypatch.setattr(f"utvag.call_off.views.{module}.now", lambda: NOW, raising=False)


def client_of(actor: Actor) -> Client:
    client = Client()
    client.force_login(StaffAccount.objects.get(pk=actor.id))
    return client


def page(actor: Actor, name: str, **ids: UUID) -> str:
    answer = client_of(actor).get(reverse(f"call_off:{name}", kwargs=ids))
    assert answer.status_code == 200, answer
    return answer.content.decode()


def send(actor: Actor, name: str, values: Mapping[str, object], **ids: UUID) -> HttpResponse:
    return client_of(actor).post(reverse(f"call_off:{name}", kwargs=ids), values)  # type: ignore[return-value]


ASK = {
    "age": "FROM_26_TO_40",
    "adults": "1",
    "children_0_6": "0",
    "children_7_12": "0",
    "children_13_17": "0",
    "due_date": "2026-11-24",
    "order_reason": "",
}
ANSWER = {
    "answer": "YES",
    "answered_date": "2026-11-22",
    "by_whom": "Chefen",
    "channel": "PHONE",
    "methods": "Passar.",
    "competence": "Finns.",
    "others": "Går bra.",
    "influence": "Låg.",
}
MEMO_FIELDS = {"need": MEMO.need, "market": MEMO.market, "why": MEMO.why, "fees": "0"}


def test_before_it_is_opened_the_page_says_that_nothing_is_tried(personas: Personas) -> None:
    assert "Avropet är inte öppnat" in page(personas.coordinator, "case", case_id=case_id())


def test_opening_leads_to_the_first_step_with_its_homes(personas: Personas) -> None:
    answer = send(personas.coordinator, "begin", {}, case_id=case_id())
    assert answer.status_code == 302
    shown = page(personas.coordinator, "case", case_id=case_id())
    assert 'aria-current="step"><strong>1. Egen verksamhet' in shown
    assert OWN_HOME in shown and FRAME_HOME not in shown


def test_after_one_is_closed_another_can_be_opened_for_a_move(personas: Personas) -> None:
    given_step(personas.coordinator, 2)
    close_call_off(actor=personas.coordinator, case_id=case_id(), now=NOW)
    assert "Öppna ett nytt avrop" in page(personas.coordinator, "case", case_id=case_id())
    assert "Öppna ett nytt avrop" not in page(personas.section_head, "case", case_id=case_id())
    send(personas.coordinator, "begin", {}, case_id=case_id())
    assert "Öppna ett nytt avrop" not in page(personas.coordinator, "case", case_id=case_id())
    assert CallOff.objects.count() == 2
    Case.objects.filter(pk=case_id()).update(state="CLOSED")
    close_call_off(actor=personas.coordinator, case_id=case_id(), now=NOW)
    assert "Öppna ett nytt avrop" not in page(personas.coordinator, "case", case_id=case_id())


def test_the_page_never_names_a_home_that_the_check_does_not_show(personas: Personas) -> None:
    given_step(personas.coordinator, 3)
    shown = page(personas.coordinator, "case", case_id=case_id())
    assert OUT_HOME in shown
    assert NEAR_HOME not in shown and FULL_HOME not in shown


def test_the_section_head_reads_why_each_step_was_left_but_does_not_act(personas: Personas) -> None:
    given_step(personas.coordinator, 2)
    shown = page(personas.section_head, "case", case_id=case_id())
    assert "Det är för bråttom för att pröva steget" in shown and "Skälskanarie" in shown
    assert "Gå vidare till nästa steg" not in shown
    assert send(personas.section_head, "begin", {}, case_id=case_id()).status_code == 404


def test_a_step_is_left_with_a_reason(personas: Personas) -> None:
    given_step(personas.coordinator, 1)
    assert OWN_HOME in page(personas.coordinator, "pass-step", case_id=case_id())
    values = {"reason": "NEED_NOT_MET", "words": "Ingen vård.", "step": "1"}
    assert send(personas.coordinator, "pass-step", values, case_id=case_id()).status_code == 302
    assert CallOffStep.objects.count() == 2


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"words": "Min långa text."}, "Välj ett skäl."),
        ({"reason": "URGENT", "words": ""}, "Skriv varför."),
        ({"reason": "NO_HOME_CLEAR", "words": "Min långa text."}, "Kontrollen visar hem i steget."),
        ({"reason": "PROVIDERS_SAID_NO", "words": "Min långa text."}, "Alla hem i steget har inte svarat nej."),
        ({"reason": "URGENT", "words": "Min långa text.", "step": "2"}, "Någon annan har gått vidare"),
    ],
)
def test_a_step_that_cannot_be_left_says_what_to_do_and_keeps_the_text(
    personas: Personas, values: dict[str, object], sentence: str
) -> None:
    given_step(personas.coordinator, 1)
    answer = send(personas.coordinator, "pass-step", {"step": "1", **values}, case_id=case_id())
    assert answer.status_code == 200
    shown = answer.content.decode()
    assert sentence in shown
    assert str(values["words"]) in shown
    assert CallOffStep.objects.count() == 1


def test_a_provider_is_asked_from_the_page(personas: Personas) -> None:
    given_step(personas.coordinator, 2)
    ids = {"case_id": case_id(), "home_id": home_id(FRAME_HOME)}
    assert "Det här får utföraren veta" in page(personas.coordinator, "ask", **ids)
    assert send(personas.coordinator, "ask", ASK, **ids).status_code == 302
    assert Enquiry.objects.get().home_id == ids["home_id"]


def test_another_home_than_the_next_asks_for_a_reason(personas: Personas) -> None:
    given_step(personas.coordinator, 2)
    ids = {"case_id": case_id(), "home_id": home_id(FRAME_SECOND)}
    assert "Hemmet är inte nästa i tur" in page(personas.coordinator, "ask", **ids)
    answer = send(personas.coordinator, "ask", ASK, **ids)
    assert "Skriv varför du väljer det ändå." in answer.content.decode()
    assert send(personas.coordinator, "ask", ASK | {"order_reason": "Nattpersonal."}, **ids).status_code == 302


def test_a_home_of_a_later_step_is_not_asked_about(personas: Personas) -> None:
    given_step(personas.coordinator, 2)
    ids = {"case_id": case_id(), "home_id": home_id(OUT_HOME)}
    answer = send(personas.coordinator, "ask", ASK, **ids)
    assert "Hemmet hör till ett senare steg." in answer.content.decode()
    assert not Enquiry.objects.exists()


def test_a_yes_is_registered_from_the_page(personas: Personas) -> None:
    given_step(personas.coordinator, 2)
    enquiry = given_asked(personas.coordinator)
    assert FRAME_HOME in page(personas.coordinator, "answer", enquiry_id=enquiry)
    assert send(personas.coordinator, "answer", ANSWER, enquiry_id=enquiry).status_code == 302
    assert AnswerRow.objects.get().answer == "YES"
    assert "Passar." in page(personas.section_head, "case", case_id=case_id())


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"others": ""}, "Ett ja ska säga något om alla fyra punkterna."),
        ({"answer": "NO"}, "Ett nej behöver ett skäl."),
        ({"by_whom": ""}, "Skriv vem hos utföraren som svarade."),
        ({"answered_date": "2026-11-23"}, "Skriv en dag från förfrågan till och med i dag."),
    ],
)
def test_an_answer_that_is_not_whole_keeps_what_was_typed(
    personas: Personas, change: dict[str, object], sentence: str
) -> None:
    given_step(personas.coordinator, 2)
    enquiry = given_asked(personas.coordinator)
    shown = send(personas.coordinator, "answer", ANSWER | change, enquiry_id=enquiry).content.decode()
    assert sentence in shown and "Passar." in shown
    assert not AnswerRow.objects.exists()


def test_a_second_answer_is_refused_by_a_sentence(personas: Personas) -> None:
    enquiry = given_answered(personas.coordinator)
    no = ANSWER | {"answer": "NO", "no_age": "on"}
    shown = send(personas.coordinator, "answer", no, enquiry_id=enquiry).content.decode()
    assert "Svaret är redan registrerat och kan inte ändras." in shown
    assert AnswerRow.objects.get().answer == YES.answer


def test_the_memo_is_written_from_the_page(personas: Personas) -> None:
    enquiry = given_answered(personas.coordinator, OUT_HOME)
    assert "Promemoria saknas" in page(personas.coordinator, "case", case_id=case_id())
    assert "Fakturor räknas inte här än" in page(personas.coordinator, "award", enquiry_id=enquiry)
    assert send(personas.coordinator, "award", MEMO_FIELDS, enquiry_id=enquiry).status_code == 302
    assert DirectAward.objects.get().value_kronor == 180_000
    assert "synnerligen brådskande" not in page(personas.coordinator, "case", case_id=case_id())


def test_a_memo_that_claims_urgency_shows_it(personas: Personas) -> None:
    enquiry = given_answered(personas.coordinator, OUT_HOME)
    urgent = MEMO_FIELDS | {"urgency": "Hotet kom i natt."}
    assert send(personas.coordinator, "award", urgent, enquiry_id=enquiry).status_code == 302
    assert "synnerligen brådskande" in page(personas.coordinator, "case", case_id=case_id())


def test_a_memo_without_its_reasons_says_what_to_write(personas: Personas) -> None:
    enquiry = given_answered(personas.coordinator, OUT_HOME)
    shown = send(personas.coordinator, "award", MEMO_FIELDS | {"market": ""}, enquiry_id=enquiry).content.decode()
    assert "Skriv vilka ni har prövat." in shown and MEMO.need in shown
    assert not DirectAward.objects.exists()


def test_the_purchase_is_proposed_by_one_click_and_once(personas: Personas) -> None:
    enquiry = given_answered(personas.coordinator)
    assert "Föreslå köpet" in page(personas.coordinator, "case", case_id=case_id())
    done = send(personas.coordinator, "propose", {}, enquiry_id=enquiry)
    assert done.headers["Location"].endswith("?klart=foreslaget")
    assert "Väntar på sektionschefen" in page(personas.coordinator, "case", case_id=case_id())
    again = send(personas.coordinator, "propose", {}, enquiry_id=enquiry)
    told = client_of(personas.coordinator).get(again.headers["Location"]).content.decode()
    assert "Köpet är redan föreslaget." in told and "Föreslå köpet" not in told


@pytest.mark.parametrize("name", ["stranger", "liaison", "on_call"])
def test_the_pages_do_not_exist_for_one_who_is_not_named(personas: Personas, name: str) -> None:
    enquiry = given_answered(personas.coordinator)
    client = client_of(personas.named(name))
    for address in (
        reverse("call_off:case", args=[case_id()]),
        reverse("call_off:pass-step", args=[case_id()]),
        reverse("call_off:ask", args=[case_id(), home_id(FRAME_HOME)]),
        reverse("call_off:answer", args=[enquiry]),
        reverse("call_off:award", args=[enquiry]),
    ):
        assert (client.get(address).status_code, client.post(address, {}).status_code) == (404, 404), address
