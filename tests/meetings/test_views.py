"""The pages of meetings: nothing typed is lost, and a meeting without the police is told so in words."""

from uuid import UUID

import pytest
from django.http import HttpResponse
from django.urls import reverse

from tests.givens import CASE, case_id, given_register
from tests.meetings.givens import given_held, given_meeting, given_task
from tests.pages import moment, opened, signed_in, status_of, text_of
from tests.personas import Personas, given_personas, given_team_on
from utvag.drafts.models import Draft
from utvag.foundation.actors import Actor
from utvag.meetings.models import Meeting, MeetingTask, Participant

__all__ = ["moment"]

PLANNED = {"kind": "COORDINATION", "day": "2026-11-24", "time": "10.30", "place_kind": "VIDEO", "about": "Frågekanarie"}
HELD = {"day": "2026-11-22", "time": "09.15", "minutes": "Anteckningskanarie", "decided": "Beslutskanarie"}


@pytest.fixture
def personas(db: None, moment: None) -> Personas:
    given_register()
    personas = given_personas()
    given_team_on(CASE, personas)
    return personas


def sent(actor: Actor, url: str, fields: dict[str, str]) -> HttpResponse:
    response = signed_in(actor).post(url, fields)
    assert isinstance(response, HttpResponse)
    return response


def page_of(meeting: UUID, name: str = "meeting") -> str:
    return reverse(f"meetings:{name}", args=[meeting])


def police() -> str:
    return f"there_{Participant.objects.values_list('pk', flat=True).get(role='POLICE')}"


def test_a_meeting_is_planned_and_found_in_the_list(personas: Personas) -> None:
    plan = reverse("meetings:plan", args=[case_id()])
    assert "Bjud in: Frivården" in opened(personas.coordinator, plan)
    answer = sent(personas.coordinator, plan, PLANNED | {"name_PROBATION": "Inspektörkanarie"})
    assert answer.status_code == 302
    page = opened(personas.coordinator, answer["Location"])
    for shown in ("24 november 2026", "Frågekanarie", "Inspektörkanarie", "Polisen", "Mötet är planerat"):
        assert shown in page
    listed = opened(personas.section_head, reverse("meetings:case", args=[case_id()]))
    assert page_of(Meeting.objects.get().pk) in listed
    assert "Planera ett möte" not in listed


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("time", "25.00", "Skriv klockslaget som 10.30."),
        ("time", "tio", "Skriv klockslaget som 10.30."),
        ("day", "31 februari", "Skriv datumet"),
        ("kind", "", "Välj ett svar"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
    personas: Personas, field: str, value: str, said: str
) -> None:
    page = text_of(sent(personas.coordinator, reverse("meetings:plan", args=[case_id()]), PLANNED | {field: value}))
    assert said in page
    assert "Frågekanarie" in page
    assert not Meeting.objects.exists()


def test_without_the_police_the_page_says_so_and_keeps_the_text(personas: Personas) -> None:
    meeting = given_meeting(personas.coordinator)
    page = text_of(sent(personas.coordinator, page_of(meeting, "hold"), HELD))
    assert "Polisen var inte med. Ett samordningsmöte utan polisen räknas inte: boka ett nytt." in page
    assert "Anteckningskanarie" in page
    assert Meeting.objects.get().state == "PLANNED"


def test_without_the_police_it_is_kept_as_another_meeting_when_asked(personas: Personas) -> None:
    meeting = given_meeting(personas.coordinator)
    assert sent(personas.coordinator, page_of(meeting, "hold"), HELD | {"as_other": "on"}).status_code == 302
    assert (Meeting.objects.get().kind, Meeting.objects.get().state) == ("OTHER", "HELD")


def test_with_the_police_it_was_held_and_the_tasks_stand_there(personas: Personas) -> None:
    meeting = given_meeting(personas.coordinator)
    task = {"task_0": "Uppgiftskanarie", "who_0": str(personas.case_worker.id), "due_0": "2026-12-01"}
    also = {"also_0": "FAMILY", "also_name_0": "Mammakanarie"}
    fields = HELD | task | also | {police(): "on"}
    assert sent(personas.coordinator, page_of(meeting, "hold"), fields).status_code == 302
    page = opened(personas.case_worker, page_of(meeting))
    for shown in ("Uppgiftskanarie", "Namn case-worker", "1 december 2026", "Mammakanarie", "Beslutskanarie"):
        assert shown in page
    done = reverse("meetings:task-done", args=[MeetingTask.objects.get().pk])
    assert sent(personas.case_worker, done, {})["Location"] == f"{page_of(meeting)}?klart=klar"
    assert "Klar 22 november 2026" in opened(personas.case_worker, page_of(meeting))


def test_half_a_task_is_said_at_the_task(personas: Personas) -> None:
    meeting = given_meeting(personas.coordinator)
    page = text_of(sent(personas.coordinator, page_of(meeting, "hold"), HELD | {police(): "on", "task_1": "Ring"}))
    assert 'id="id_task_1_error"' in page
    assert "senast vilken dag" in page


def test_what_is_typed_of_a_meeting_is_a_draft_until_it_is_sent(personas: Personas) -> None:
    meeting = given_meeting(personas.coordinator)
    hold = page_of(meeting, "hold")
    sent(personas.coordinator, hold, HELD | {police(): "on", "utkast": "spara", "minutes": "Utkastkanarie"})
    page = opened(personas.coordinator, hold)
    assert "Utkastkanarie" in page
    assert "checked" in page
    assert hold in opened(personas.coordinator, "/utkast/")
    revision = str(Draft.objects.get().revision)
    assert sent(personas.coordinator, hold, HELD | {police(): "on", "utkast_revision": revision}).status_code == 302
    assert not Draft.objects.exists()


def test_the_answers_to_the_offer_are_written_on_the_page(personas: Personas) -> None:
    meeting = given_meeting(personas.coordinator)
    fields = {f"answer_{one}": "DECLINED" for one in Participant.objects.values_list("pk", flat=True)}
    assert sent(personas.coordinator, page_of(meeting, "answers"), fields).status_code == 302
    assert opened(personas.section_head, page_of(meeting)).count("Kommer inte") == len(fields)


def test_a_meeting_is_cancelled_with_a_reason(personas: Personas) -> None:
    meeting = given_meeting(personas.coordinator)
    assert "Fyll i" in text_of(sent(personas.coordinator, page_of(meeting, "cancel"), {"reason": ""}))
    assert sent(personas.coordinator, page_of(meeting, "cancel"), {"reason": "Sjukkanarie"}).status_code == 302
    assert "Sjukkanarie" in opened(personas.coordinator, page_of(meeting))


def test_one_more_task_is_added(personas: Personas) -> None:
    meeting = given_meeting(personas.coordinator)
    given_held(personas.coordinator, meeting, tasks=(given_task(),))
    fields = {"task": "Ringkanarie", "who": "POLICE", "due": "2026-11-30"}
    late = text_of(sent(personas.coordinator, page_of(meeting, "add-task"), fields | {"due": "2026-11-01"}))
    assert 'id="id_due_error"' in late
    assert sent(personas.coordinator, page_of(meeting, "add-task"), fields).status_code == 302
    assert "Ringkanarie" in opened(personas.coordinator, page_of(meeting))


@pytest.mark.parametrize("name", ["section_head", "stranger", "liaison", "on_call"])
def test_only_those_who_handle_the_case_write(personas: Personas, name: str) -> None:
    meeting = given_meeting(personas.coordinator)
    for page in ("hold", "cancel", "add-task"):
        assert status_of(personas.named(name), page_of(meeting, page)) == 404
