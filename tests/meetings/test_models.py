"""What must never be false of a meeting, the database itself refuses."""

from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction

from tests.givens import CASE, given_register
from tests.meetings.givens import given_held, given_meeting, given_task
from tests.personas import Personas, given_personas, given_team_on
from utvag.meetings.models import Participant
from utvag.meetings.rules import MeetingKind

pytestmark = pytest.mark.django_db

HELD = "state = 'HELD', held_at = now(), closed_at = now(), closed_by_id = planned_by_id"


@pytest.fixture
def personas() -> Personas:
    given_register()
    personas = given_personas()
    given_team_on(CASE, personas)
    return personas


def refused(sql: str, **values: UUID) -> str:
    with pytest.raises(IntegrityError) as error, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)
    return str(error.value)


def police_of(meeting: UUID) -> UUID:
    return Participant.objects.values_list("pk", flat=True).get(meeting=meeting, role="POLICE")


@pytest.mark.parametrize(
    ("constraint", "change"),
    [
        ("meeting_coordination_held_with_police", HELD),
        ("meeting_coordination_held_with_police", f"{HELD}, police_id = %(police)s, police_role = 'POLICE'"),
        (
            "meeting_coordination_held_with_police",
            f"{HELD}, police_id = %(police)s, police_role = 'POLICE', police_attended = false",
        ),
        ("meeting_police_were_there", "police_id = %(police)s, police_role = 'POLICE', police_attended = true"),
        ("meeting_minutes_are_frozen", "minutes_id = %(police)s, minutes_kind = 'MEETING_MINUTES'"),
        ("meeting_held_at_a_time", "held_at = now()"),
        ("meeting_closed_by_somebody", "state = 'CANCELLED'"),
        ("meeting_kind_is_known", "kind = 'PARTY'"),
        ("meeting_place_is_known", "place_kind = 'PARK'"),
    ],
)
def test_a_meeting_is_not_held_without_the_police(personas: Personas, constraint: str, change: str) -> None:
    meeting = given_meeting(personas.coordinator)
    told = refused(f"update meetings_meeting set {change} where id = %(id)s", id=meeting, police=police_of(meeting))
    assert constraint in told


def test_the_police_of_another_meeting_do_not_do(personas: Personas) -> None:
    first, second = (given_meeting(personas.coordinator) for _ in range(2))
    given_held(personas.coordinator, first)
    change = "police_id = %(police)s, police_role = 'POLICE', police_attended = true"
    told = refused(f"update meetings_meeting set {change} where id = %(id)s", id=second, police=police_of(first))
    assert "meeting_police_were_there" in told


def test_that_the_police_were_there_cannot_be_taken_away(personas: Personas) -> None:
    meeting = given_meeting(personas.coordinator)
    given_held(personas.coordinator, meeting)
    told = refused("update meetings_participant set attended = false where id = %(id)s", id=police_of(meeting))
    assert "meeting_police_were_there" in told


def test_another_meeting_is_not_made_a_coordination_meeting_afterwards(personas: Personas) -> None:
    meeting = given_meeting(personas.coordinator, kind=MeetingKind.NETWORK)
    given_held(personas.coordinator, meeting)
    told = refused("update meetings_meeting set kind = 'COORDINATION' where id = %(id)s", id=meeting)
    assert "meeting_coordination_held_with_police" in told


def test_no_meeting_is_held_without_frozen_minutes(personas: Personas) -> None:
    meeting = given_meeting(personas.coordinator, kind=MeetingKind.NETWORK)
    told = refused(f"update meetings_meeting set {HELD} where id = %(id)s", id=meeting)
    assert "meeting_held_has_minutes" in told


@pytest.mark.parametrize(
    ("constraint", "change"),
    [
        ("meeting_task_has_one_responsible", "responsible_role = null"),
        ("meeting_task_has_one_responsible", "responsible_role = 'NEIGHBOUR'"),
        ("meeting_task_done_by_somebody", "done_at = now()"),
    ],
)
def test_a_task_has_one_who_does_it(personas: Personas, constraint: str, change: str) -> None:
    meeting = given_meeting(personas.coordinator)
    given_held(personas.coordinator, meeting, tasks=(given_task(),))
    assert constraint in refused(f"update meetings_meetingtask set {change}")
