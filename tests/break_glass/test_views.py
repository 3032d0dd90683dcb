"""The pages of an emergency, as the browser meets them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests.givens import CASE, case_id, given_register
from tests.pages import text_of
from tests.personas import Personas, given_personas, given_team_on
from utvag.break_glass.models import BreakGlass
from utvag.drafts.models import Draft
from utvag.foundation.clock import now
from utvag.organisation.models import StaffAccount
from utvag.organisation.operations import note_touch
from utvag.organisation.views import session_of

pytestmark = pytest.mark.django_db

GIVEN = {"code_name": CASE, "ground": "LIFE", "reason": "Hon svarar inte."}


@pytest.fixture
def personas() -> Personas:
    given_register()
    personas = given_personas()
    given_team_on(CASE, personas)
    return personas


@pytest.fixture
def client(personas: Personas) -> Client:
    client = Client()
    client.force_login(StaffAccount.objects.get(pk=personas.stranger.id))
    return client


def touch(client: Client, personas: Personas) -> None:
    request = client.get("/").wsgi_request
    note_touch(actor=personas.stranger, session=session_of(request), now=now())


def test_what_was_typed_is_kept_while_she_confirms_that_it_is_she(client: Client, personas: Personas) -> None:
    answer = client.post("/nodoppning/", GIVEN)
    assert answer.headers["Location"] == f"{reverse('organisation:touch')}?next=%2Fnodoppning%2F"
    assert Draft.objects.filter(account=personas.stranger.id).count() == 1
    assert "Hon svarar inte." in text_of(client.get("/nodoppning/"))


def test_she_opens_it_reads_it_under_a_red_line_and_ends_it(client: Client, personas: Personas) -> None:
    touch(client, personas)
    answer = client.post("/nodoppning/", GIVEN)
    assert answer.headers["Location"] == reverse("desk:case", args=[case_id()])
    page = client.get(answer.headers["Location"])
    assert page.status_code == 200
    assert "Allt du läser loggas och granskas" in text_of(page)
    client.post("/nodoppning/avsluta/")
    assert client.get(answer.headers["Location"]).status_code == 404
    assert "Allt du läser loggas" not in text_of(client.get("/"))


def test_when_the_hour_is_over_the_next_request_finds_nothing(client: Client, personas: Personas) -> None:
    touch(client, personas)
    client.post("/nodoppning/", GIVEN)
    back = timedelta(minutes=61)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("utvag.config.middleware.now", lambda: now() + back)
        assert client.get(reverse("desk:case", args=[case_id()])).status_code == 404
    assert BreakGlass.objects.get().ended_at is not None


def test_a_locked_account_can_only_leave(client: Client, personas: Personas) -> None:
    touch(client, personas)
    client.post("/nodoppning/", GIVEN)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("utvag.config.middleware.now", lambda: now() + timedelta(days=8))
        for path in ("/", "/arenden/", "/nodoppning/", "/utkast/"):
            answer = client.get(path)
            assert (answer.status_code, "Kontot är låst" in text_of(answer)) == (423, True)
        assert client.post(reverse("organisation:sign-out")).status_code == 302


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"code_name": "FINNSEJ-9"}, "Inget ärende kan öppnas med kodnamnet"),
        ({"reason": ""}, "Vad har hänt?"),
        ({"ground": "NYFIKEN"}, "Varför måste du öppna det nu?"),
    ],
)
def test_bad_input_keeps_the_text_and_opens_nothing(
    client: Client, personas: Personas, changed: dict[str, str], said: str
) -> None:
    touch(client, personas)
    page = text_of(client.post("/nodoppning/", GIVEN | changed))
    assert said in page
    assert (GIVEN | changed)["code_name"] in page
    assert not BreakGlass.objects.exists()
