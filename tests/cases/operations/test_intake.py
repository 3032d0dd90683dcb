"""One way in: the same receipt whoever the person is, and each contact on the right desk."""

from __future__ import annotations

from datetime import date
from unittest.mock import Mock
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.givens import (
    CASE,
    NOW,
    PERSON,
    TODAY,
    TOLD,
    case_id,
    given_contact,
    given_register,
    given_taken,
)
from tests.personas import Personas, given_personas, given_team_on
from utvag.audit.operations import Subject
from utvag.cases.models import Case, FirstContact
from utvag.cases.operations import (
    UnableToHandle,
    UnableToRegister,
    acknowledge_contact,
    close_contact,
    end_staff,
    take_contact,
    wait_with_contact,
)
from utvag.cases.queries import contact_notices, contact_queue, my_cases, open_case, open_contact, receipt_of
from utvag.cases.rules import CaseState, CloseReason, ContactState, IntakeRefusal, Missing, NoNumber, Purpose
from utvag.foundation.actors import OPERATOR
from utvag.foundation.errors import NotVisible
from utvag.people.operations import write_identity

pytestmark = pytest.mark.django_db

KNOWN = "19960417-2388"


@pytest.fixture
def personas() -> Personas:
    given_register()
    personas = given_personas()
    given_team_on(CASE, personas)
    write_identity(case_id=case_id(), register_person=PERSON, name="Namn", personal_number=KNOWN, today=TODAY)
    return personas


def state(contact: UUID) -> ContactState:
    return ContactState(FirstContact.objects.get(pk=contact).state)


def test_a_new_person_is_in_the_section_heads_list(personas: Personas) -> None:
    contact = given_contact(personas.stranger)
    assert [line.id for line in contact_queue(actor=personas.section_head, now=NOW)] == [contact]
    assert contact_notices(actor=personas.coordinator, now=NOW) == ()
    shape = open_contact(actor=personas.section_head, contact_id=contact, now=NOW)
    assert (shape.told.number, shape.told.wish) == ("200101012391", TOLD.wish)
    assert shape.told.household == TOLD.household


@pytest.mark.parametrize("number", [KNOWN, "199604172388", "9604172388", " 1996 0417 2388 ", "960417-2388"])
def test_a_person_with_a_case_becomes_a_notice_to_its_coordinator_and_nobody_else(
    personas: Personas, number: str
) -> None:
    contact = given_contact(personas.stranger, number=number)
    assert contact_queue(actor=personas.section_head, now=NOW) == ()
    assert [line.id for line in contact_notices(actor=personas.coordinator, now=NOW)] == [contact]
    for other in (personas.case_worker, personas.stranger, personas.liaison):
        assert contact_notices(actor=other, now=NOW) == ()


def test_the_registrar_cannot_read_what_she_wrote(personas: Personas) -> None:
    for number in (TOLD.number, KNOWN):
        contact = given_contact(personas.stranger, number=number)
        with pytest.raises(NotVisible):
            open_contact(actor=personas.stranger, contact_id=contact, now=NOW)


def test_the_log_and_the_questions_are_the_same_whoever_the_person_is(
    personas: Personas, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = Mock()
    monkeypatch.setattr("utvag.cases.operations.intake.record", rows)
    asked, logged = [], []
    given_contact(personas.stranger, number="20010102-2382")
    for number in (TOLD.number, KNOWN):
        rows.reset_mock()
        with CaptureQueriesContext(connection) as captured:
            contact = given_contact(personas.stranger, number=number)
        asked.append([query["sql"].split()[0] for query in captured.captured_queries])
        (written,) = rows.call_args_list
        row = dict(written.kwargs)
        assert row.pop("subject") == Subject("FIRST_CONTACT", contact, None)
        logged.append(row)
        assert receipt_of(actor=personas.stranger, contact_id=contact).received_at == NOW
    assert asked[0] == asked[1]
    assert logged[0] == logged[1]


def test_a_closed_case_or_one_without_a_coordinator_lets_no_contact_get_lost(personas: Personas) -> None:
    end_staff(actor=OPERATOR, case_id=case_id(), account_id=personas.coordinator.id, now=NOW)
    assert state(given_contact(personas.case_worker, number=KNOWN)) is ContactState.NEW


def test_a_case_that_is_over_has_nobody_to_tell(personas: Personas) -> None:
    Case.objects.update(state=CaseState.CLOSED)
    assert state(given_contact(personas.stranger, number=KNOWN)) is ContactState.NEW


@pytest.mark.parametrize("number", ["19960417-2389", "20010230-2391", "12345", "20990101-2383"])
def test_a_number_that_is_none_is_refused_without_repeating_it(personas: Personas, number: str) -> None:
    with pytest.raises(UnableToRegister) as refused:
        given_contact(personas.stranger, number=number)
    assert refused.value.refusal is IntakeRefusal.NUMBER_INVALID
    assert number not in str(refused.value)
    assert not FirstContact.objects.exists()


def test_one_without_a_number_says_why(personas: Personas) -> None:
    contact = given_contact(personas.stranger, number=None, no_number=NoNumber.ANONYMOUS)
    shape = open_contact(actor=personas.section_head, contact_id=contact, now=NOW)
    assert shape.missing == (Missing.NUMBER,)
    assert shape.told.no_number is NoNumber.ANONYMOUS
    assert FirstContact.objects.get().number_index is None


def test_a_release_that_has_been_is_refused(personas: Personas) -> None:
    with pytest.raises(UnableToRegister):
        given_contact(personas.stranger, release_date=date(2026, 11, 21))
    given_contact(personas.stranger, release_date=TODAY)


def test_a_case_comes_to_be_when_a_section_head_takes_the_contact(personas: Personas) -> None:
    contact = given_contact(personas.stranger)
    case = given_taken(personas.section_head, contact, personas.coordinator)
    assert case is not None
    opened = open_case(actor=personas.coordinator, case_id=case, now=NOW)
    assert (opened.code_name, opened.state) == ("Granskog", CaseState.INTAKE)
    assert [one.personal_number for one in opened.household] == ["200101012391", None]
    assert {(one.staff.username, one.purpose) for one in opened.staff} == {
        ("coordinator", Purpose.COORDINATION),
        ("section-head", Purpose.DECISION),
    }
    assert open_contact(actor=personas.coordinator, contact_id=contact, now=NOW).told.wish == TOLD.wish
    assert state(given_contact(personas.stranger)) is ContactState.LINKED


def test_two_contacts_about_one_person_become_one_case(personas: Personas) -> None:
    first, second = given_contact(personas.stranger), given_contact(personas.case_worker)
    shape = open_contact(actor=personas.section_head, contact_id=first, now=NOW)
    assert [line.id for line in shape.same_person] == [second]
    case = given_taken(personas.section_head, first, personas.coordinator)
    assert FirstContact.objects.get(pk=second).case_id == case
    assert state(second) is ContactState.LINKED


def test_a_person_who_has_got_a_case_meanwhile_gets_no_second(personas: Personas) -> None:
    contact = given_contact(personas.stranger)
    write_identity(case_id=case_id(), register_person="", name="", personal_number=TOLD.number, today=TODAY)
    assert given_taken(personas.section_head, contact, personas.coordinator) is None
    assert [line.id for line in contact_notices(actor=personas.coordinator, now=NOW)] == [contact]
    assert not Case.objects.filter(code_name="Granskog").exists()


@pytest.mark.parametrize(
    ("code_name", "refusal"),
    [
        (CASE, IntakeRefusal.CODE_NAME_TAKEN),
        ("gran", IntakeRefusal.CODE_NAME_FORM),
        ("Kontaktsson", IntakeRefusal.CODE_NAME_TELLS),
    ],
)
def test_a_code_name_that_will_not_do_changes_nothing(
    personas: Personas, code_name: str, refusal: IntakeRefusal
) -> None:
    contact = given_contact(personas.stranger)
    with pytest.raises(UnableToHandle) as refused:
        given_taken(personas.section_head, contact, personas.coordinator, code_name)
    assert refused.value.refusal is refusal
    assert state(contact) is ContactState.NEW


def test_only_a_coordinator_is_named_as_one(personas: Personas) -> None:
    contact = given_contact(personas.stranger)
    for wrong in (personas.liaison, personas.case_worker, personas.section_head):
        with pytest.raises(UnableToHandle):
            given_taken(personas.section_head, contact, wrong)
    with pytest.raises(UnableToHandle):
        take_contact(
            actor=personas.section_head,
            contact_id=contact,
            code_name="Granskog",
            coordinator_id=personas.coordinator.id,
            case_worker_id=personas.liaison.id,
            now=NOW,
        )
    assert my_cases(actor=personas.liaison, now=NOW) == ()


def test_a_contact_waits_until_a_day_that_comes(personas: Personas) -> None:
    contact = given_contact(personas.stranger)
    with pytest.raises(UnableToHandle):
        wait_with_contact(actor=personas.section_head, contact_id=contact, until_date=TODAY, now=NOW)
    wait_with_contact(actor=personas.section_head, contact_id=contact, until_date=date(2028, 2, 29), now=NOW)
    (line,) = contact_queue(actor=personas.section_head, now=NOW)
    assert (line.state, line.waiting_until) == (ContactState.WAITING, date(2028, 2, 29))
    assert given_taken(personas.section_head, contact, personas.coordinator) is not None


def test_a_closed_contact_opens_for_nobody(personas: Personas) -> None:
    contact = given_contact(personas.stranger)
    close_contact(actor=personas.section_head, contact_id=contact, reason=CloseReason.NOT_REACHED, now=NOW)
    assert contact_queue(actor=personas.section_head, now=NOW) == ()
    with pytest.raises(NotVisible):
        open_contact(actor=personas.section_head, contact_id=contact, now=NOW)


def test_a_notice_leaves_the_desk_when_the_coordinator_has_seen_it_and_stays_in_the_case(personas: Personas) -> None:
    contact = given_contact(personas.stranger, number=KNOWN)
    acknowledge_contact(actor=personas.coordinator, contact_id=contact, now=NOW)
    assert contact_notices(actor=personas.coordinator, now=NOW) == ()
    assert open_contact(actor=personas.case_worker, contact_id=contact, now=NOW).told.wish == TOLD.wish


def test_nothing_that_was_told_is_stored_in_the_clear(personas: Personas) -> None:
    given_contact(personas.stranger)
    row = FirstContact.objects.get()
    stored = bytes(row.sealed) + bytes(row.number_index or b"")
    for secret in ("kanarie", "Kontaktsson", "2391"):
        assert secret.encode() not in stored
