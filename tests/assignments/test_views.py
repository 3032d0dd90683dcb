"""The pages of each cut: what they show and never show, and that they are gone the moment an assignment ends."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.urls import reverse

from tests.assignments.givens import case_of, given_invoice, given_receiver, provider_id
from tests.givens import FULL_HOME, NOW, RESIDENT, STAY, TODAY, given_staff, placement_id
from tests.house.test_addresses import without_token
from tests.pages import opened, signed_in, status_of, text_of
from tests.personas import Personas
from utvag.assignments.models import Assignment, Invoice, Receiver
from utvag.assignments.operations import end_assignment
from utvag.cases.models import Case
from utvag.foundation.actors import Actor
from utvag.organisation.rules import Role
from utvag.placement.models import Placement
from utvag.secrecy.envelope import Keyring

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("moment")]

INVOICE = {
    "number": "F-2026/10",
    "from_date": "2026-10-01",
    "last_date": "2026-10-31",
    "amount": "31 400,50",
    "received_date": "2026-11-05",
}


def stay_page() -> str:
    return reverse("assignments:placement", args=[placement_id(STAY)])


def sent(actor: Actor, address: str, fields: Mapping[str, object]) -> HttpResponse:
    response = signed_in(actor).post(address, fields)
    assert isinstance(response, HttpResponse)
    return response


def test_a_receiver_begins_at_her_placements_and_sees_codes_and_days_only(receiver: Actor, controller: Actor) -> None:
    given_invoice(controller)
    assert signed_in(receiver).get("/")["Location"] == "/utforare/"
    for page in (opened(receiver, "/utforare/"), opened(receiver, stay_page())):
        assert STAY in page
        assert "31\u00a0400,50" in page
        for hidden in (f"P-{STAY}", Case.objects.get(pk=case_of()).code_name, FULL_HOME, RESIDENT, "2180", "/arenden/"):
            assert hidden not in page
    assert "Enskilt stödsamtal" in opened(receiver, stay_page())


def test_no_key_is_needed_for_any_cut(receiver: Actor, controller: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    kinds: list[str] = []
    real = Keyring.open

    def watched(keyring: Keyring, place: object, sealed: object) -> object:
        kinds.append(place.owner.kind.value)  # type: ignore[attr-defined]  # a place
        return real(keyring, place, sealed)  # type: ignore[arg-type]  # as it was called

    monkeypatch.setattr(Keyring, "open", watched)
    for actor, path in ((receiver, "/utforare/"), (receiver, stay_page()), (controller, "/ekonomi/")):
        opened(actor, path)
    # Her own name, in the header.
    assert set(kinds) == {"staff"}


def test_the_controller_registers_and_pays(controller: Actor) -> None:
    assert signed_in(controller).get("/")["Location"] == "/ekonomi/"
    given = INVOICE | {"placement": str(placement_id(STAY))}
    answer = sent(controller, "/ekonomi/", given)
    page = opened(controller, answer["Location"])
    assert "F-2026/10" in page
    assert "31\u00a0400,50" in page
    assert FULL_HOME not in page
    assert Case.objects.get(pk=case_of()).code_name not in page
    paid = reverse("assignments:paid", args=[Invoice.objects.get().pk])
    assert status_of(controller, paid) == 404
    sent(controller, paid, {})
    assert Invoice.objects.get().paid_date == TODAY


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"number": "anna andersson"}, "Skriv högst 20 stora bokstäver"),
        ({"last_date": "2026-09-30"}, "Skriv ett sista dygn som inte kommer före det första"),
        ({"amount": "tusen"}, "Skriv ett belopp större än noll"),
        ({"received_date": "2026-12-24"}, "Skriv i dag eller en dag som har varit"),
        ({"placement": ""}, "Välj ett svar"),
    ],
)
def test_bad_input_says_what_to_write_and_keeps_what_was_typed(
    controller: Actor, changed: dict[str, object], sentence: str
) -> None:
    page = text_of(sent(controller, "/ekonomi/", INVOICE | {"placement": str(placement_id(STAY))} | changed))
    assert sentence in page
    assert str(changed.get("number", INVOICE["number"])) in page
    assert not Invoice.objects.exists()


def test_a_deviation_stands_beside_the_invoice(controller: Actor) -> None:
    Placement.objects.filter(code=STAY).update(until_date=TODAY)
    given_invoice(controller, until_date=TODAY + timedelta(days=3))
    assert "Fakturan gäller 3 dygn efter placeringens sista dag." in opened(controller, "/ekonomi/")


def test_the_section_head_gives_and_ends_an_assignment(personas: Personas) -> None:
    somebody = given_staff("somebody", Role.PROVIDER)
    given: dict[str, object] = {
        "account": str(somebody.id),
        "reason": "CONTRACT",
        "provider": "",
        "from_date": "2026-11-22",
        "until_date": "2027-05-22",
    }
    assert "Välj vilken utförare uppdraget gäller" in text_of(sent(personas.section_head, "/uppdrag/", given))
    answer = sent(personas.section_head, "/uppdrag/", given | {"provider": str(provider_id())})
    assert "Namn somebody" in opened(personas.section_head, answer["Location"])
    assert status_of(somebody, "/utforare/") == 200
    sent(personas.section_head, reverse("assignments:end", args=[Assignment.objects.get().pk]), {})
    assert status_of(somebody, "/utforare/") == 404


def test_the_coordinator_names_who_receives_on_the_placement(personas: Personas) -> None:
    somebody, address = given_receiver(), reverse("assignments:receiver", args=[placement_id(STAY)])
    placement = reverse("desk:placement", args=[placement_id(STAY)])
    assert address in opened(personas.coordinator, placement)
    assert "Välj ett svar" in text_of(sent(personas.coordinator, address, {}))
    answer = sent(personas.coordinator, address, {"account": str(somebody.id)})
    assert "Namn receiver" in opened(personas.coordinator, answer["Location"])
    assert status_of(somebody, stay_page()) == 200
    sent(personas.coordinator, f"{address}avsluta/", {})
    assert Receiver.objects.get().ended_at is not None
    assert status_of(somebody, stay_page()) == 404


def test_where_nobody_at_the_provider_can_receive_it_says_what_to_do(personas: Personas) -> None:
    page = opened(personas.coordinator, reverse("assignments:receiver", args=[placement_id(STAY)]))
    assert "Be sektionschefen ge någon hos" in page


@pytest.mark.parametrize("who", ["receiver", "controller", "auditor"])
def test_a_session_that_is_open_ends_with_the_assignment(
    who: str, receiver: Actor, controller: Actor, auditor: Actor, personas: Personas
) -> None:
    actor = {"receiver": receiver, "controller": controller, "auditor": auditor}[who]
    paths = {
        "receiver": ["/utforare/", stay_page()],
        "controller": ["/ekonomi/"],
        "auditor": ["/revisor/asvs/", "/revisor/asvs/fil/", "/nycklar/", "/loggens-bevis/"],
    }[who]
    browser = signed_in(actor)
    assert {path: browser.get(path).status_code for path in paths} == dict.fromkeys(paths, 200)
    given = Assignment.objects.get(account=actor.id).pk
    end_assignment(actor=personas.section_head, assignment_id=given, now=NOW)
    assert {path: browser.get(path).status_code for path in paths} == dict.fromkeys(paths, 404)
    start = browser.get("/")
    assert "Du har inget uppdrag i dag" in start.content.decode()
    assert browser.get("/konto/").status_code == 200


def test_the_pages_of_each_cut_do_not_exist_for_anybody_else(
    receiver: Actor, controller: Actor, personas: Personas
) -> None:
    others = [personas.coordinator, personas.section_head, personas.liaison, personas.on_call]
    for actor in (*others, controller):
        assert status_of(actor, "/utforare/") == status_of(actor, stay_page()) == 404
    for actor in (*others, receiver):
        assert status_of(actor, "/ekonomi/") == 404
    for actor in (personas.coordinator, personas.liaison, controller, receiver):
        assert status_of(actor, "/uppdrag/") == 404


def test_what_is_not_hers_and_what_is_not_there_look_the_same(receiver: Actor) -> None:
    stranger = given_receiver("stranger-at-the-provider")
    theirs = signed_in(stranger).get(stay_page())
    nowhere = signed_in(stranger).get(reverse("assignments:placement", args=[uuid4()]))
    assert (theirs.status_code, nowhere.status_code) == (404, 404)
    assert without_token(theirs.content) == without_token(nowhere.content)
