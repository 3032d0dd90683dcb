"""Meetings are planned, held with the police, and lead to tasks."""

from datetime import timedelta

import pytest

from tests.database import TestServer
from tests.givens import CASE, NOW, TODAY, case_id, given_register
from tests.log import log_rows
from tests.meetings.givens import INVITED, given_held, given_meeting, given_task
from tests.personas import Personas, given_personas, given_team_on
from utvag.documents.models import Document
from utvag.documents.queries.sealing import facts_place
from utvag.foundation.errors import NotVisible
from utvag.meetings.models import Meeting, MeetingTask, Participant
from utvag.meetings.operations import (
    UnableToMeet,
    add_task,
    cancel_meeting,
    finish_task,
    hold_meeting,
    plan_meeting,
    record_answers,
)
from utvag.meetings.queries import (
    coming_of,
    happenings_of,
    held_dates,
    meetings_of_case,
    meetings_with_police,
    open_meeting,
    planned_dates,
    work_of,
)
from utvag.meetings.rules import MeetingKind, OfferAnswer, PlaceKind, Refusal
from utvag.secrecy.envelope import Keyring

pytestmark = pytest.mark.django_db
COORDINATION = MeetingKind.COORDINATION


@pytest.fixture
def personas() -> Personas:
    given_register()
    personas = given_personas()
    given_team_on(CASE, personas)
    return personas


def test_the_police_are_invited_though_nobody_said_so(personas: Personas) -> None:
    meeting = given_meeting(personas.coordinator)
    shape = open_meeting(actor=personas.section_head, meeting_id=meeting, now=NOW)
    assert [one.role for one in shape.participants] == ["POLICE", "CASE_WORKER", "PERSON"]
    assert (shape.where, shape.about) == ("Platskanarie", "Dagordningskanarie")
    assert not shape.may_write


def test_a_meeting_needs_somebody_to_meet(personas: Personas) -> None:
    with pytest.raises(UnableToMeet) as refused:
        given_meeting(personas.coordinator, kind=MeetingKind.NETWORK, invited=())
    assert refused.value.refusal is Refusal.NOBODY_INVITED


def test_the_answer_to_the_offer_is_written(personas: Personas) -> None:
    meeting = given_meeting(personas.coordinator)
    police = Participant.objects.values_list("pk", flat=True).get(role="POLICE")
    record_answers(actor=personas.case_worker, meeting_id=meeting, answers={police: OfferAnswer.DECLINED}, now=NOW)
    assert open_meeting(actor=personas.coordinator, meeting_id=meeting, now=NOW).participants[0].answer == "DECLINED"


def test_without_the_police_no_coordination_meeting_was_held(personas: Personas) -> None:
    meeting = given_meeting(personas.coordinator)
    with pytest.raises(UnableToMeet) as refused:
        given_held(personas.coordinator, meeting, with_police=False)
    assert refused.value.refusal is Refusal.POLICE_ABSENT
    assert Meeting.objects.get().state == "PLANNED"
    assert not Participant.objects.filter(attended__isnull=False).exists()


def test_without_the_police_it_can_be_kept_as_another_meeting(personas: Personas) -> None:
    meeting = given_meeting(personas.coordinator)
    given_held(personas.coordinator, meeting, with_police=False, as_other=True)
    assert held_dates(case_id=case_id(), kind=COORDINATION) == ()
    assert held_dates(case_id=case_id(), kind=MeetingKind.OTHER) == (TODAY,)


def test_with_the_police_it_was_held_and_its_day_is_known(personas: Personas) -> None:
    meeting = given_meeting(personas.coordinator)
    assert planned_dates(case_ids=[case_id()], kind=COORDINATION) == {case_id(): (TODAY,)}
    given_held(personas.coordinator, meeting)
    assert planned_dates(case_ids=[case_id()], kind=COORDINATION) == {}
    assert held_dates(case_id=case_id(), kind=COORDINATION) == (TODAY,)
    shape = open_meeting(actor=personas.coordinator, meeting_id=meeting, now=NOW)
    assert (shape.minutes, shape.decided) == ("Anteckningskanarie", "Beslutskanarie")


def test_the_minutes_are_a_document_that_says_who_was_there_and_what_was_decided(personas: Personas) -> None:
    meeting = given_meeting(personas.coordinator)
    given_held(personas.coordinator, meeting, tasks=(given_task(),))
    document = Document.objects.get()
    assert (document.kind, document.subject, document.case_id) == ("MEETING_MINUTES", meeting, case_id())
    facts = Keyring().open(facts_place(case_id(), document.id), document.sealed).reveal()
    for told in ("Polisen", "Handläggarkanarie, var med", "Anteckningskanarie", "Beslutskanarie", "29 november 2026"):
        assert told in str(facts)


def test_police_who_came_without_an_invitation_are_police(personas: Personas) -> None:
    meeting = given_meeting(personas.coordinator, kind=MeetingKind.NETWORK)
    hold_meeting(
        actor=personas.coordinator,
        meeting_id=meeting,
        held_at=NOW,
        present=(),
        also_present=(INVITED[0], INVITED[1]),
        minutes="Vi sågs.",
        decided="",
        tasks=(),
        now=NOW,
    )
    shape = open_meeting(actor=personas.coordinator, meeting_id=meeting, now=NOW)
    assert [(one.was_invited, one.attended) for one in shape.participants].count((False, True)) == len(INVITED)


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"minutes": "  "}, Refusal.NO_MINUTES),
        ({"held_at": NOW + timedelta(minutes=1)}, Refusal.HELD_TOO_EARLY),
        ({"tasks": (given_task(due_date=TODAY - timedelta(days=1)),)}, Refusal.DAY_PASSED),
    ],
)
def test_a_meeting_that_is_not_whole_is_refused(
    personas: Personas, change: dict[str, object], refusal: Refusal
) -> None:
    meeting = given_meeting(personas.coordinator, kind=MeetingKind.OTHER)
    whole: dict[str, object] = {"held_at": NOW, "minutes": "Vi sågs.", "decided": "", "tasks": ()}
    with pytest.raises(UnableToMeet) as refused:
        hold_meeting(
            actor=personas.coordinator,
            meeting_id=meeting,
            present=(),
            also_present=(),
            now=NOW,
            **(whole | change),  # type: ignore[arg-type]  # by name
        )
    assert refused.value.refusal is refusal


def test_what_was_decided_becomes_tasks_with_an_owner_and_a_day(personas: Personas) -> None:
    meeting = given_meeting(personas.coordinator)
    given_held(personas.coordinator, meeting, tasks=(given_task(account_id=personas.case_worker.id), given_task()))
    shape = open_meeting(actor=personas.coordinator, meeting_id=meeting, now=NOW)
    assert {task.who for task in shape.tasks} == {"Namn case-worker", "Frivården"}
    assert work_of(actor=personas.case_worker, now=NOW) == ()
    (work,) = work_of(actor=personas.case_worker, now=NOW + timedelta(days=8))
    assert (work.code_name, work.tag) == (CASE, "Uppgift från möte")
    assert len(coming_of(case_ids=[case_id()], today=TODAY)) == 2


def test_nobody_who_cannot_see_the_case_is_given_a_task(personas: Personas) -> None:
    meeting = given_meeting(personas.coordinator)
    with pytest.raises(UnableToMeet) as refused:
        given_held(personas.coordinator, meeting, tasks=(given_task(account_id=personas.stranger.id),))
    assert refused.value.refusal is Refusal.NOT_NAMED


def test_a_task_is_done_once_by_the_one_who_has_it(personas: Personas) -> None:
    meeting = given_meeting(personas.coordinator)
    given_held(personas.coordinator, meeting, tasks=(given_task(account_id=personas.section_head.id),))
    task = MeetingTask.objects.get().pk
    assert finish_task(actor=personas.section_head, task_id=task, now=NOW) == meeting
    with pytest.raises(UnableToMeet):
        finish_task(actor=personas.coordinator, task_id=task, now=NOW)
    assert coming_of(case_ids=[case_id()], today=TODAY) == ()


def test_a_section_head_does_not_finish_the_task_of_another(personas: Personas) -> None:
    meeting = given_meeting(personas.coordinator)
    given_held(personas.coordinator, meeting, tasks=(given_task(account_id=personas.case_worker.id),))
    with pytest.raises(NotVisible):
        finish_task(actor=personas.section_head, task_id=MeetingTask.objects.get().pk, now=NOW)


def test_one_more_task_is_added_only_to_a_meeting_that_was_held(personas: Personas) -> None:
    meeting = given_meeting(personas.coordinator)
    with pytest.raises(UnableToMeet):
        add_task(actor=personas.coordinator, meeting_id=meeting, task=given_task(), now=NOW)
    given_held(personas.coordinator, meeting)
    add_task(actor=personas.coordinator, meeting_id=meeting, task=given_task(), now=NOW)
    assert MeetingTask.objects.count() == 1


def test_a_meeting_is_cancelled_with_a_reason_and_only_once(personas: Personas) -> None:
    meeting = given_meeting(personas.coordinator)
    with pytest.raises(UnableToMeet):
        cancel_meeting(actor=personas.coordinator, meeting_id=meeting, reason=" ", now=NOW)
    cancel_meeting(actor=personas.coordinator, meeting_id=meeting, reason="Sjuk", now=NOW)
    with pytest.raises(UnableToMeet) as refused:
        given_held(personas.coordinator, meeting)
    assert refused.value.refusal is Refusal.NOT_PLANNED
    assert [row.title for row in happenings_of(case_id=case_id())] == [
        "Samordningsmöte planerat",
        "Samordningsmöte ställdes in",
    ]


def test_a_meeting_that_should_have_been_held_waits_for_those_who_handle_the_case(personas: Personas) -> None:
    given_meeting(personas.coordinator, planned_at=NOW - timedelta(hours=1))
    assert [row.tag for row in work_of(actor=personas.case_worker, now=NOW)] == ["Avsluta mötet"]
    for name in ("section_head", "stranger", "liaison"):
        assert work_of(actor=personas.named(name), now=NOW) == ()


def test_the_list_has_what_is_to_come_first(personas: Personas) -> None:
    held = given_meeting(personas.coordinator, planned_at=NOW - timedelta(days=3))
    given_held(personas.coordinator, held, held_at=NOW - timedelta(days=3))
    coming = given_meeting(personas.coordinator, planned_at=NOW + timedelta(days=3))
    lines = meetings_of_case(actor=personas.coordinator, case_id=case_id(), now=NOW)
    assert [line.id for line in lines] == [coming, held]


def test_the_liaison_sees_by_code_the_meetings_of_the_cases_that_are_open_to_the_police(personas: Personas) -> None:
    given_meeting(personas.coordinator)
    given_meeting(personas.coordinator, kind=MeetingKind.NETWORK)
    assert meetings_with_police(actor=personas.liaison, case_ids=(), now=NOW) == ()
    (row,) = meetings_with_police(actor=personas.liaison, case_ids=[case_id()], now=NOW)
    assert (row.code_name, row.planned_at, row.kind) == (CASE, NOW, COORDINATION)
    with pytest.raises(NotVisible):
        meetings_with_police(actor=personas.coordinator, case_ids=[case_id()], now=NOW)


@pytest.mark.django_db(transaction=True)
def test_every_act_is_in_the_log(personas: Personas, server: TestServer) -> None:
    meeting = given_meeting(personas.coordinator)
    given_held(personas.coordinator, meeting)
    open_meeting(actor=personas.coordinator, meeting_id=meeting, now=NOW)
    for action in ("PLAN_MEETING", "HOLD_MEETING", "OPEN_MEETING"):
        assert len(log_rows(server, action)) == 1, action


def test_a_stranger_plans_nothing(personas: Personas) -> None:
    for name in ("stranger", "liaison", "section_head", "on_call"):
        with pytest.raises(NotVisible):
            plan_meeting(
                actor=personas.named(name),
                case_id=case_id(),
                kind=COORDINATION,
                planned_at=NOW,
                place_kind=PlaceKind.PHONE,
                invited=[INVITED[0]],
                where="",
                about="",
                now=NOW,
            )
