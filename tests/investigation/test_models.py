"""What must never be false of an investigation, the database itself refuses."""

from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from tests.givens import CASE, given_register
from tests.investigation.givens import given_completed, given_every_section, given_investigation, given_section
from tests.meetings.givens import given_held, given_meeting
from tests.personas import Personas, given_personas, given_team_on
from utvag.investigation.rules import SectionKind
from utvag.meetings.rules import MeetingKind

pytestmark = pytest.mark.django_db

DONE = "state = 'COMPLETED', closed_at = now(), closed_by_id = opened_by_id"
WITH_MEETING = f"{DONE}, meeting_id = %(meeting)s, meeting_kind = 'COORDINATION', meeting_state = 'HELD'"


@pytest.fixture
def personas() -> Personas:
    given_register()
    personas = given_personas()
    given_team_on(CASE, personas)
    return personas


def refused(sql: str, **values: UUID) -> str:
    with pytest.raises(IntegrityError) as error, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)
    return str(getattr(error.value.__cause__, "diag", None) and error.value.__cause__.diag.constraint_name)  # type: ignore[union-attr]  # psycopg's


def complete(meeting: UUID) -> str:
    return refused(f"update investigation_investigation set {WITH_MEETING}", meeting=meeting)


def test_it_is_not_completed_without_a_meeting(personas: Personas) -> None:
    given_investigation(personas.coordinator)
    given_every_section(personas.coordinator)
    told = refused(f"update investigation_investigation set {DONE}")
    assert told == "investigation_completed_after_meeting"


@pytest.mark.parametrize("left_out", SectionKind)
def test_it_is_not_completed_without_every_part(personas: Personas, left_out: SectionKind) -> None:
    given_investigation(personas.coordinator)
    for kind in SectionKind:
        given_section(personas.coordinator, kind, is_done=kind is not left_out)
    meeting = given_meeting(personas.coordinator)
    given_held(personas.coordinator, meeting)
    assert complete(meeting) == "investigation_completed_when_whole"


def test_it_is_not_completed_on_a_meeting_that_is_planned_or_of_another_kind_or_case(personas: Personas) -> None:
    given_investigation(personas.coordinator)
    given_every_section(personas.coordinator)
    planned = given_meeting(personas.coordinator)
    network = given_meeting(personas.coordinator, kind=MeetingKind.NETWORK)
    given_held(personas.coordinator, network)
    for meeting in (planned, network, uuid4()):
        assert complete(meeting) == "investigation_rests_on_held_meeting"


def test_the_meeting_that_it_rests_on_cannot_be_taken_away(personas: Personas) -> None:
    given_completed(personas.coordinator)
    told = refused("update meetings_meeting set state = 'CANCELLED', held_at = null where kind = 'COORDINATION'")
    assert told == "investigation_rests_on_held_meeting"


def test_a_completed_investigation_gets_no_new_text(personas: Personas) -> None:
    given_completed(personas.coordinator)
    told = refused(
        """insert into investigation_sectionversion
           (id, investigation_id, kind, revision, is_done, written_at, written_by_id, sealed)
           select %(id)s, investigation_id, kind, 9, true, now(), written_by_id, sealed
           from investigation_sectionversion limit 1""",
        id=uuid4(),
    )
    assert told == "section_of_open_investigation"


def test_no_case_has_two_open(personas: Personas) -> None:
    given_investigation(personas.coordinator)
    told = refused(
        """insert into investigation_investigation
           (id, case_id, state, opened_at, opened_by_id, due_date, children_at_once, sealed)
           select %(id)s, case_id, state, opened_at, opened_by_id, due_date, false, sealed
           from investigation_investigation""",
        id=uuid4(),
    )
    assert told == "investigation_open_once"


def test_what_was_written_is_never_changed(personas: Personas) -> None:
    given_investigation(personas.coordinator)
    given_section(personas.coordinator)
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        connection.cursor().execute("update investigation_sectionversion set is_done = false")
