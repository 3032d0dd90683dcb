"""The pages of a leave, as each of the three sees them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.givens import CASE, NOW, PERSON, TODAY, case_id
from tests.journal.givens import given_note
from tests.pages import moment, opened, signed_in, status_of, text_of
from tests.personas import Personas
from tests.stand_in.givens import LEAVE, NOTE, given_begun, given_stand_in, given_waiting, handed
from utvag.cases.models import CaseStaff
from utvag.cases.operations import deny_staff
from utvag.cases.rules import DenialGround
from utvag.stand_in.models import HandedCase, Handover

__all__ = ["moment"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("moment")]


def chosen(personas: Personas, **other: object) -> dict[str, object]:
    """Give what a browser sends for a leave."""
    given = {
        "stand_in": str(personas.stranger.id),
        "from_date": LEAVE.from_date.isoformat(),
        "until_date": LEAVE.until_date.isoformat(),
        "cases": [str(case_id())],
    }
    return given | other


def test_it_goes_from_the_choice_to_the_text_to_the_head_to_the_stand_in(personas: Personas) -> None:
    hers = signed_in(personas.coordinator)
    page = hers.post("/ersattare/ny/", chosen(personas), follow=True)
    assert "Skriv nu, ärende för ärende" in text_of(page)
    one = HandedCase.objects.get()
    assert f"/ersattare/arende/{one.pk}/" in text_of(page)
    page = hers.post(f"/ersattare/arende/{one.pk}/", {"text": NOTE}, follow=True)
    assert "Ärendet väntar på sektionschefen" in text_of(page)
    assert status_of(personas.stranger, f"/ersattare/{one.handover_id}/") == 404
    read = opened(personas.section_head, f"/ersattare/{one.handover_id}/")
    assert NOTE in read
    assert "Du är den andra personen" in read
    page = signed_in(personas.section_head).post(f"/ersattare/{one.handover_id}/bekrafta/", follow=True)
    assert "Bekräftat" in text_of(page)
    shown = opened(personas.stranger, f"/ersattare/{one.handover_id}/")
    assert NOTE in shown
    assert f"/arenden/{case_id()}/" in shown
    assert status_of(personas.stranger, f"/arenden/{case_id()}/") == 200


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"until_date": TODAY.isoformat()}, "Skriv en dag som kommer efter den första dagen."),
        ({"from_date": (TODAY - timedelta(days=1)).isoformat()}, "Skriv i dag eller en dag som kommer."),
        ({"until_date": date(2032, 1, 2).isoformat()}, "Skriv en dag inom tolv månader."),
        ({"until_date": (TODAY + timedelta(days=41)).isoformat()}, "Ditt eget uppdrag slutar tidigare"),
        ({"until_date": "aldrig"}, "2026-12-24"),
        ({"cases": []}, "Välj minst ett ärende."),
        ({"stand_in": ""}, "Välj vem som ersätter dig."),
    ],
)
def test_bad_input_is_told_at_the_field_and_keeps_what_was_typed(
    personas: Personas, sent: dict[str, object], sentence: str
) -> None:
    CaseStaff.objects.filter(account=personas.coordinator.id).update(until_date=TODAY + timedelta(days=40))
    text = text_of(signed_in(personas.coordinator).post("/ersattare/ny/", chosen(personas, **sent)))
    assert sentence in text
    assert str(sent.get("until_date", LEAVE.until_date.isoformat())) in text
    assert not Handover.objects.exists()


def test_a_case_that_is_not_hers_cannot_be_chosen(personas: Personas) -> None:
    other = {"stand_in": str(personas.coordinator.id)}
    response = signed_in(personas.stranger).post("/ersattare/ny/", chosen(personas, **other))
    assert not Handover.objects.exists()
    assert "inga ärenden att lämna över" in text_of(response)


def test_one_who_may_take_none_of_them_is_told_without_why(personas: Personas) -> None:
    deny_staff(
        actor=personas.section_head,
        case_id=case_id(),
        account_id=personas.stranger.id,
        ground=DenialGround.KIN,
        reason="Kusin.",
        now=NOW,
    )
    text = text_of(signed_in(personas.coordinator).post("/ersattare/ny/", chosen(personas)))
    assert "kan inte ta över något av ärendena" in text
    assert "spärr" not in text


def test_the_section_head_says_no(personas: Personas) -> None:
    one = handed(given_waiting(personas.coordinator, personas.stranger))
    head = signed_in(personas.section_head)
    assert "Ärendet lämnas inte över" in text_of(head.post(f"/ersattare/arende/{one.pk}/nej/", follow=True))
    # Pressed twice, from a page that is old: nothing more happens, and nothing breaks.
    assert head.post(f"/ersattare/arende/{one.pk}/nej/", follow=True).status_code == 200
    again = head.post(f"/ersattare/{one.handover_id}/bekrafta/")
    assert "Inget väntar på ditt svar" in text_of(again)


def test_it_is_ended_by_a_button_and_twice_is_told(personas: Personas) -> None:
    handover_id = given_stand_in(personas)
    hers = signed_in(personas.coordinator)
    assert "ser inte ärendena längre" in text_of(hers.post(f"/ersattare/{handover_id}/avsluta/", follow=True))
    assert "redan avslutat" in text_of(hers.post(f"/ersattare/{handover_id}/avsluta/"))
    assert status_of(personas.stranger, f"/arenden/{case_id()}/") == 404


def test_the_digest_leads_on_and_is_noted(personas: Personas) -> None:
    handover_id = given_stand_in(personas)
    given_note(personas.stranger)
    hers = signed_in(personas.coordinator)
    text = text_of(hers.get(f"/ersattare/{handover_id}/gjort/"))
    assert "Signerade en anteckning" in text
    assert f'href="/arenden/{case_id()}/journal/"' in text
    assert "Jag har läst" in text
    text = text_of(hers.post(f"/ersattare/{handover_id}/gjort/last/", follow=True))
    assert "Noterat att du har läst" in text
    assert "Jag har läst" not in text


def test_each_sees_her_own_in_the_list(personas: Personas) -> None:
    handover_id = given_stand_in(personas)
    for name in ("coordinator", "stranger", "section_head"):
        assert f"/ersattare/{handover_id}/" in opened(personas.named(name), "/ersattare/")
    assert f"/ersattare/{handover_id}/" not in opened(personas.case_worker, "/ersattare/")
    assert status_of(personas.on_call, "/ersattare/") == 404


def test_no_title_and_no_address_says_who_or_where(personas: Personas) -> None:
    handover_id = given_stand_in(personas)
    for path in (f"/ersattare/{handover_id}/", f"/ersattare/{handover_id}/gjort/", "/ersattare/"):
        text = opened(personas.coordinator, path)
        title = text.split("<title>")[1].split("</title>")[0]
        assert CASE not in title
        assert PERSON not in text
        assert "person-canary" not in text


def test_the_draft_of_the_text_is_kept(personas: Personas) -> None:
    one = handed(given_begun(personas.coordinator, personas.stranger))
    hers = signed_in(personas.coordinator)
    path = f"/ersattare/arende/{one.pk}/"
    hers.post(path, {"text": "Halvskriven", "utkast": "spara", "utkast_revision": "0"})
    assert "Halvskriven" in opened(personas.coordinator, path)
    assert "Text till ersättaren" in opened(personas.coordinator, "/utkast/")
    assert status_of(personas.section_head, path) == 404
