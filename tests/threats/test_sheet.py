"""The week's sheet: by code, only what is open to the police, answered all at once or not at all."""

import re
from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, connection, transaction
from django.http import HttpResponse
from django.urls import reverse

from tests.disclosure.givens import CONSENT, given_consent
from tests.givens import CASE, NOW, PERSON, TODAY, case_id, given_contact, given_register, given_taken
from tests.meetings.givens import given_meeting
from tests.pages import moment, opened, signed_in, status_of, text_of
from tests.personas import Personas, given_personas, given_team_on
from tests.threats.givens import given_threat
from utvag.disclosure.models import Consent
from utvag.disclosure.operations import give_consent, withdraw_consent
from utvag.threats.models import PrintedSheet, RegisterCheck
from utvag.threats.queries import assessments_for_case, happenings_of, weekly_sheet, work_of
from utvag.threats.rules import DueKind, ThreatLevel

__all__ = ["moment"]

SHEET, PRINT = "/polissamverkan/vecka/", "/polissamverkan/vecka/blad/"
MEETING = date(2026, 11, 30)


@pytest.fixture
def personas(db: None, moment: None) -> Personas:
    given_register(assessed=False)
    personas = given_personas()
    given_team_on(CASE, personas)
    given_consent(personas.coordinator)
    return personas


def row() -> str:
    return f"svar_{case_id().hex}_{MEETING.isoformat()}"


def sent(personas: Personas, fields: dict[str, str], address: str = SHEET) -> HttpResponse:
    response = signed_in(personas.liaison).post(address, fields)
    assert isinstance(response, HttpResponse)
    return response


def kinds(personas: Personas) -> list[str]:
    return [line.kind for line in weekly_sheet(actor=personas.liaison, now=NOW).due]


def test_what_is_missing_or_due_stands_on_the_sheet_by_code(personas: Personas) -> None:
    given_meeting(personas.coordinator, planned_at=datetime(2026, 11, 30, 9, tzinfo=UTC))
    assert kinds(personas) == [DueKind.PLACEMENT, DueKind.THREAT, DueKind.CHECK]
    page = opened(personas.liaison, SHEET)
    assert CASE in page
    assert PERSON not in page.replace(f'<option value="{PERSON}">', "")
    assert "Ingen hotbedömning är gjord" in page


def test_what_is_done_leaves_the_sheet(personas: Personas) -> None:
    given_threat(personas.liaison)
    assert kinds(personas) == [DueKind.PLACEMENT]


def test_an_expired_assessment_stands_there_as_loudly_as_none(personas: Personas) -> None:
    given_threat(personas.liaison, valid_until=TODAY)
    assert "har gått ut. Den säger inte att hotet är borta" in opened(personas.liaison, SHEET)


def test_a_case_without_consent_is_only_counted(personas: Personas) -> None:
    withdraw_consent(actor=personas.coordinator, consent_id=Consent.objects.get().id, now=NOW)
    page = opened(personas.liaison, SHEET)
    assert CASE not in page
    # The case, and the one that came with the placement of the register.
    assert "2 ärenden utan samtycke eller annan grund" in page


def test_the_answers_are_saved(personas: Personas) -> None:
    given_meeting(personas.coordinator, planned_at=datetime(2026, 11, 30, 9, tzinfo=UTC))
    response = sent(personas, {row(): "CHANGED"})
    assert response.status_code == 302
    page = opened(personas.liaison, response["Location"])
    assert "Svarat i dag" in page
    check = RegisterCheck.objects.get()
    assert (check.outcome, check.for_meeting_on) == ("CHANGED", MEETING)
    assert DueKind.CHECK not in kinds(personas)


def test_a_check_that_was_not_made_stays_on_the_sheet(personas: Personas) -> None:
    given_meeting(personas.coordinator, planned_at=datetime(2026, 11, 30, 9, tzinfo=UTC))
    sent(personas, {row(): "NOT_DONE"})
    assert DueKind.CHECK in kinds(personas)


def test_the_check_waits_on_the_liaison_s_desk_until_it_is_made(personas: Personas) -> None:
    given_meeting(personas.coordinator, planned_at=datetime(2026, 11, 30, 9, tzinfo=UTC))
    (waits,) = work_of(actor=personas.liaison, now=NOW)
    assert (waits.code_name, waits.due_date) == (CASE, MEETING)
    assert work_of(actor=personas.coordinator, now=NOW) == ()
    sent(personas, {row(): "NO_CHANGE"})
    assert work_of(actor=personas.liaison, now=NOW) == ()
    (made,) = happenings_of(case_id=case_id())
    assert made.title == "Polisens registerslagning: gjord, ingen förändring"


def test_no_answer_at_all_is_told(personas: Personas) -> None:
    given_meeting(personas.coordinator, planned_at=datetime(2026, 11, 30, 9, tzinfo=UTC))
    assert "Svara på minst en rad" in text_of(sent(personas, {row(): ""}))


def test_a_row_that_cannot_be_saved_keeps_the_others_back_and_says_so(personas: Personas) -> None:
    given_meeting(personas.coordinator, planned_at=datetime(2026, 11, 30, 9, tzinfo=UTC))
    closed = f"svar_{personas.stranger.id.hex}_{MEETING.isoformat()}"
    page = text_of(sent(personas, {row(): "NO_CHANGE", closed: "NO_CHANGE"}))
    assert "inte längre öppet för polisen" in page
    assert len(re.findall(r'value="NO_CHANGE"[^>]*checked', page)) == 2
    assert not RegisterCheck.objects.exists()


def test_free_text_is_no_answer(personas: Personas) -> None:
    given_meeting(personas.coordinator, planned_at=datetime(2026, 11, 30, 9, tzinfo=UTC))
    page = text_of(sent(personas, {row(): "Sågs i Malmö"}))
    assert "Välj ett av svaren på raden" in page
    assert not RegisterCheck.objects.exists()


def test_a_printed_sheet_has_a_running_number_that_answers_name(personas: Personas) -> None:
    given_meeting(personas.coordinator, planned_at=datetime(2026, 11, 30, 9, tzinfo=UTC))
    for number in (1, 2):
        response = sent(personas, {}, PRINT)
        assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
        assert response.content.startswith(b"%PDF-")
        assert PrintedSheet.objects.filter(number=number).exists()
    assert "Det finns inget blad med det numret" in text_of(sent(personas, {row(): "NO_CHANGE", "sheet": "7"}))
    sent(personas, {row(): "NO_CHANGE", "sheet": "2"})
    sheet = RegisterCheck.objects.get().sheet
    assert sheet is not None
    assert sheet.number == 2


def test_no_two_sheets_have_the_same_number(personas: Personas) -> None:
    sent(personas, {}, PRINT)
    copy = (
        "insert into threats_printedsheet (id, number, made_at, made_by, document_id) "
        "select gen_random_uuid(), number, made_at, made_by, document_id from threats_printedsheet"
    )
    with pytest.raises(DatabaseError, match="number"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(copy)


def test_a_threat_assessment_is_entered(personas: Personas) -> None:
    address = reverse("threats:record-threat")
    fields = {
        "person": PERSON,
        "level": "CONCRETE",
        "method": "STRUCTURED",
        "from_date": "2026-11-22",
        "valid_until": "2027-02-22",
        "unit": "En utredningsenhet",
        "reasons": "Skälkanarie",
    }
    page = text_of(sent(personas, fields, address))
    assert "Skriv vilken metod" in page
    assert "Skälkanarie" in page
    saved = sent(personas, fields | {"method_name": "En metod"}, address)
    assert "Hotbedömningen är sparad" in opened(personas.liaison, saved["Location"])
    assert kinds(personas) == [DueKind.PLACEMENT]


def test_the_person_of_a_case_made_in_the_product_can_be_assessed(personas: Personas) -> None:
    case = given_taken(personas.section_head, given_contact(personas.coordinator), personas.coordinator)
    assert case is not None
    address = reverse("threats:record-threat")
    assert "person i Granskog" not in opened(personas.liaison, address)
    give_consent(actor=personas.coordinator, case_id=case, given=CONSENT, now=NOW)
    page = opened(personas.liaison, address)
    code, *_ = re.findall(r'<option value="([^"]+)">person i Granskog', page)
    given_threat(personas.liaison, person=code)
    seen = assessments_for_case(actor=personas.coordinator, case_id=case, now=NOW)
    assert [one.level for one in seen].count(ThreatLevel.CONCRETE) == 1


@pytest.mark.parametrize("name", ["coordinator", "case_worker", "section_head", "on_call", "stranger"])
@pytest.mark.parametrize("address", [SHEET, PRINT, "/polissamverkan/hotbedomning/ny/"])
def test_the_sheet_does_not_exist_for_anybody_else(personas: Personas, name: str, address: str) -> None:
    assert status_of(personas.named(name), address) == 404
    assert signed_in(personas.named(name)).post(address, {}).status_code == 404
