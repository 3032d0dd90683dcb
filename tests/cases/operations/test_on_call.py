"""At night one on call opens a case that she must have, and the case's own staff are told."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.cases.givens import given_own_case
from tests.database import TestServer
from tests.givens import CASE, TOLD, case_id, given_contact, given_register
from tests.log import log_rows
from tests.personas import Personas, given_personas, given_team_on
from utvag.cases.models import CaseStaff, FirstContact, OnCallOpening
from utvag.cases.operations import UnableToOpenOnCall, open_case_on_call, open_from_contact_on_call
from utvag.cases.queries import on_call_happenings, on_call_notices, open_case
from utvag.cases.rules import OnCallRefusal, on_call_until
from utvag.foundation.errors import NotVisible
from utvag.foundation.workdays import is_working_day

pytestmark = pytest.mark.django_db

# A Friday evening at 22.40, and the Monday after it at ten.
NIGHT = datetime(2026, 11, 27, 21, 40, tzinfo=UTC)
OFFICE = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)


@pytest.fixture
def personas() -> Personas:
    given_register()
    personas = given_personas()
    given_team_on(CASE, personas)
    return personas


def refusal_of(personas: Personas, code_name: str = CASE, reason: str = "Akut", now: datetime = NIGHT) -> object:
    with pytest.raises(UnableToOpenOnCall) as refused:
        open_case_on_call(actor=personas.on_call, code_name=code_name, reason=reason, now=now)
    return refused.value.refusal


@pytest.mark.parametrize("day", [date(2026, 12, 20) + timedelta(days=step) for step in range(40)])
def test_she_sees_it_to_the_end_of_the_next_working_day(day: date) -> None:
    last = day + timedelta(days=1)
    while not is_working_day(last):
        last += timedelta(days=1)
    assert on_call_until(day) == last + timedelta(days=1)


def test_she_opens_it_by_its_code_name_until_monday(personas: Personas) -> None:
    found = open_case_on_call(actor=personas.on_call, code_name=" tall-07 ", reason="Akutkanarie", now=NIGHT)
    assert found == case_id()
    assert open_case(actor=personas.on_call, case_id=found, now=NIGHT).purpose == "ON_CALL"
    open_case(actor=personas.on_call, case_id=found, now=OFFICE)
    with pytest.raises(NotVisible):
        open_case(actor=personas.on_call, case_id=found, now=OFFICE + timedelta(days=1))


def test_the_case_s_own_staff_are_told_and_nobody_else(personas: Personas) -> None:
    open_case_on_call(actor=personas.on_call, code_name=CASE, reason="Akut", now=NIGHT)
    for name in ("coordinator", "case_worker", "section_head"):
        (row,) = on_call_notices(actor=personas.named(name), now=NIGHT)
        assert (row.code_name, row.tag) == (CASE, "Öppnat av jouren")
    for name in ("on_call", "stranger", "liaison"):
        assert on_call_notices(actor=personas.named(name), now=NIGHT) == ()
    assert [row.title for row in on_call_happenings(case_id=case_id())] == ["Jouren öppnade ärendet"]
    assert on_call_notices(actor=personas.coordinator, now=NIGHT + timedelta(days=5)) == ()


def test_in_office_hours_somebody_else_answers(personas: Personas) -> None:
    assert refusal_of(personas, now=OFFICE) is OnCallRefusal.OFFICE_HOURS
    assert not OnCallOpening.objects.exists()


def test_it_needs_a_reason(personas: Personas) -> None:
    assert refusal_of(personas, reason="  ") is OnCallRefusal.NO_REASON


def test_twice_is_one_naming_and_two_openings(personas: Personas) -> None:
    for _ in range(2):
        open_case_on_call(actor=personas.on_call, code_name=CASE, reason="Akut", now=NIGHT)
    assert CaseStaff.objects.filter(account=personas.on_call.id).count() == 1
    assert OnCallOpening.objects.count() == 2


@pytest.mark.parametrize("name", ["coordinator", "case_worker", "section_head", "liaison", "stranger"])
def test_it_is_for_one_on_call_only(personas: Personas, name: str) -> None:
    with pytest.raises(NotVisible):
        open_case_on_call(actor=personas.named(name), code_name=CASE, reason="Akut", now=NIGHT)


@pytest.mark.django_db(transaction=True)
def test_a_code_name_that_nobody_has_is_told_like_a_closed_case_and_is_in_the_log(
    personas: Personas, server: TestServer
) -> None:
    assert refusal_of(personas, code_name="Finnsinte") is OnCallRefusal.NO_SUCH_CASE
    (row,) = log_rows(server, "OPEN_CASE_ON_CALL")
    assert row[2] == "DENIED"


def test_somebody_unknown_gets_a_case_at_night_and_the_section_heads_have_it(personas: Personas) -> None:
    contact = given_contact(personas.on_call)
    found = open_from_contact_on_call(
        actor=personas.on_call, contact_id=contact, code_name="Nattskog", reason="Akut", now=NIGHT
    )
    shape = open_case(actor=personas.on_call, case_id=found, now=NIGHT)
    assert (shape.code_name, shape.household[0].name) == ("Nattskog", TOLD.name)
    assert open_case(actor=personas.section_head, case_id=found, now=OFFICE).purpose == "DECISION"
    assert FirstContact.objects.get(pk=contact).state == "TAKEN"


def test_a_person_who_has_a_case_is_helped_in_that_one(personas: Personas) -> None:
    case = given_own_case(personas)
    contact = given_contact(personas.on_call)
    assert FirstContact.objects.get(pk=contact).case_id == case
    found = open_from_contact_on_call(
        actor=personas.on_call, contact_id=contact, code_name="Nattskog", reason="Akut", now=NIGHT
    )
    assert found == case


def test_nobody_opens_the_contact_of_another(personas: Personas) -> None:
    contact = given_contact(personas.coordinator)
    with pytest.raises(NotVisible):
        open_from_contact_on_call(
            actor=personas.on_call, contact_id=contact, code_name="Nattskog", reason="Akut", now=NIGHT
        )


def test_a_code_name_that_tells_is_refused_at_night_too(personas: Personas) -> None:
    contact = given_contact(personas.on_call)
    with pytest.raises(UnableToOpenOnCall) as refused:
        open_from_contact_on_call(
            actor=personas.on_call, contact_id=contact, code_name="Kontaktsson", reason="Akut", now=NIGHT
        )
    assert refused.value.refusal is OnCallRefusal.CODE_NAME_TELLS
