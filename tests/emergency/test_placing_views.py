"""The screens of one on call: her start, the case, the acute placement, and what it still lacks."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.http import HttpResponse
from django.urls import reverse

from tests.emergency.givens import given_disclosed, given_home_for
from tests.givens import CASE, CLEAR_HOME, SECOND_HOME, case_id, given_register, home_id
from tests.pages import opened, signed_in, status_of, text_of
from tests.personas import Personas, given_personas, given_team_on
from tests.placement.lawful import given_person
from utvag.cases.operations import open_case_on_call
from utvag.foundation.actors import Actor
from utvag.placement.models import Placement

NIGHT = datetime(2026, 11, 22, 21, 40, tzinfo=UTC)
MIDDAY = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)


@pytest.fixture
def personas(db: None, monkeypatch: pytest.MonkeyPatch) -> Personas:
    return given_night(monkeypatch)


def given_night(monkeypatch: pytest.MonkeyPatch, *, assessed: bool = True) -> Personas:
    at(monkeypatch, NIGHT)
    given_register(assessed=assessed)
    personas = given_personas()
    given_team_on(CASE, personas)
    given_person()
    open_case_on_call(actor=personas.on_call, code_name=CASE, reason="Akut.", now=NIGHT)
    return personas


def at(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)


def url() -> str:
    return reverse("emergency:place", args=[case_id()])


def sent(actor: Actor, code: str = CLEAR_HOME, **fields: str) -> HttpResponse:
    answer = signed_in(actor).post(url(), {"home": str(home_id(code)), "reason": "Hotad i kväll."} | fields)
    assert isinstance(answer, HttpResponse)
    return answer


def test_her_day_leads_to_a_case_and_the_case_to_the_placement(personas: Personas) -> None:
    day = opened(personas.on_call, "/")
    assert reverse("cases:on-call") in day
    assert reverse("cases:register-contact") in day
    assert "När någon ringer" not in opened(personas.coordinator, "/")
    page = reverse("desk:case", args=[case_id()])
    assert "Placera akut" in opened(personas.on_call, page)
    assert "Placera akut" in opened(personas.section_head, page)
    assert "Placera akut" not in opened(personas.coordinator, page)


def test_it_is_placed_and_the_list_of_what_is_missing_follows(personas: Personas) -> None:
    assert CLEAR_HOME in opened(personas.on_call, url())
    answer = sent(personas.on_call)
    stay = Placement.objects.values_list("pk", flat=True).get(case=case_id())
    assert answer["Location"] == reverse("emergency:acute", args=[stay])
    page = opened(personas.on_call, reverse("emergency:acute", args=[stay]))
    for title in ("Säkerhetsplan", "Ordinarie beslut", "Vårdplan", "Placeringsavtal", "Utredning", "Avropet"):
        assert title in page
    assert "29 november 2026" in page


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"reason": ""}, "Skriv varför det måste ske nu."),
        ({"home": ""}, "Välj ett hem."),
        ({"home": "00000000-0000-0000-0000-000000000001"}, "Hemmet går inte längre att välja."),
    ],
)
def test_what_is_wrong_is_said_and_the_text_stays(personas: Personas, fields: dict[str, str], said: str) -> None:
    page = text_of(sent(personas.on_call, **fields))
    assert said in page
    assert ("Hotad i kväll." in page) is ("reason" not in fields)


def test_by_day_it_says_whom_to_ring(personas: Personas, monkeypatch: pytest.MonkeyPatch) -> None:
    at(monkeypatch, MIDDAY)
    assert "Kontoret är öppet nu. Ring sektionschefen" in opened(personas.on_call, url())
    assert not Placement.objects.filter(case=case_id()).exists()
    assert "Besluta och placera" in opened(personas.section_head, url())


@pytest.mark.django_db
def test_what_is_not_checked_is_offered_to_nobody_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    personas = given_night(monkeypatch, assessed=False)
    page = opened(personas.on_call, url())
    assert "Inte kontrollerat" in page
    assert "be om en bedömning" in page
    assert CLEAR_HOME not in page


@pytest.mark.parametrize("name", ["coordinator", "case_worker", "liaison", "stranger"])
def test_it_is_there_for_nobody_else(personas: Personas, name: str) -> None:
    assert status_of(personas.named(name), url()) == 404
    assert sent(personas.named(name)).status_code == 404


def test_a_disclosed_address_leads_to_the_move(personas: Personas) -> None:
    left: UUID = given_home_for(personas)
    given_disclosed(personas.on_call, left, NIGHT)
    assert url() in opened(personas.on_call, reverse("emergency:address-disclosed", args=[left]))
    page = opened(personas.on_call, url())
    assert "Adressen är röjd" in page
    assert CLEAR_HOME not in page
    sent(personas.on_call, SECOND_HOME)
    assert set(Placement.objects.filter(case=case_id()).values_list("state", flat=True)) == {"ENDED", "STANDING"}
