"""What was done is registered once, by those who handle the case, and never changed."""

from datetime import date, datetime, time, timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from tests.database import TestServer
from tests.followup.givens import (
    NOTE,
    START,
    contact,
    given_contact_on,
    given_safety_plan,
    given_standing,
    given_visit_on,
    visit,
)
from tests.givens import CASE, NOW, TODAY, case_id, given_register
from tests.log import log_rows
from tests.meetings.givens import given_held, given_meeting
from tests.personas import Personas, given_personas, given_team_on
from utvag.followup.models import Contact, Visit
from utvag.followup.operations import UnableToFollowUp, record_contact, record_visit
from utvag.followup.queries import (
    coming_of,
    follow_up,
    happenings_of,
    meetings_past_four_weeks,
    three_months_soon,
    without_contact_for_a_week,
    work_of,
)
from utvag.followup.queries.records import days_planned
from utvag.followup.rules import Refusal, VisitMade, WithWhom
from utvag.foundation.agenda import Urgency
from utvag.foundation.clock import moment_of
from utvag.people.models import Identity
from utvag.placement.models import Placement
from utvag.threats.models import RegisterCheck

pytestmark = pytest.mark.django_db


@pytest.fixture
def personas() -> Personas:
    given_register()
    personas = given_personas()
    given_team_on(CASE, personas)
    return personas


def at(day: date) -> datetime:
    return moment_of(day, time(9))


@pytest.mark.parametrize(
    ("moment", "next_date", "refusal"),
    [
        (NOW + timedelta(minutes=1), None, Refusal.IN_FUTURE),
        (at(START - timedelta(days=1)), None, Refusal.BEFORE_START),
        (at(TODAY), TODAY, Refusal.NEXT_NOT_LATER),
    ],
)
def test_a_contact_that_cannot_be_right_is_refused(
    personas: Personas, moment: datetime, next_date: date | None, refusal: Refusal
) -> None:
    placement = given_standing()
    made = contact(at=moment, next_date=next_date)
    with pytest.raises(UnableToFollowUp) as refused:
        record_contact(actor=personas.coordinator, placement_id=placement, contact=made, now=NOW)
    assert refused.value.refusal is refusal
    assert not Contact.objects.exists()


@pytest.mark.parametrize(
    ("made", "refusal"),
    [
        (visit(TODAY + timedelta(days=1)), Refusal.IN_FUTURE),
        (visit(START - timedelta(days=1)), Refusal.BEFORE_START),
        (visit(TODAY, offered=TODAY + timedelta(days=1)), Refusal.OFFER_AFTER_VISIT),
    ],
)
def test_a_visit_that_cannot_be_right_is_refused(personas: Personas, made: VisitMade, refusal: Refusal) -> None:
    placement = given_standing()
    with pytest.raises(UnableToFollowUp) as refused:
        record_visit(actor=personas.coordinator, placement_id=placement, visit=made, now=NOW)
    assert refused.value.refusal is refusal


def test_nothing_is_registered_on_a_placement_that_does_not_stand(personas: Personas) -> None:
    placement = given_standing(START, TODAY)
    Placement.objects.filter(pk=placement).update(state="ENDED")
    for act, made in ((record_contact, {"contact": contact()}), (record_visit, {"visit": visit()})):
        with pytest.raises(UnableToFollowUp) as refused:
            act(actor=personas.coordinator, placement_id=placement, now=NOW, **made)
        assert refused.value.refusal is Refusal.NOT_STANDING


def test_what_was_said_is_sealed(personas: Personas) -> None:
    placement = given_standing()
    given_contact_on(personas.coordinator, placement, TODAY)
    assert NOTE.encode() not in bytes(Contact.objects.get().sealed)
    page = follow_up(actor=personas.section_head, case_id=case_id(), now=NOW)
    assert (page.contacts[0].note, page.may_record) == (NOTE, False)


def test_an_attempt_is_shown_and_fulfils_nothing(personas: Personas) -> None:
    placement = given_standing()
    made = contact(was_reached=False)
    record_contact(actor=personas.case_worker, placement_id=placement, contact=made, now=NOW)
    page = follow_up(actor=personas.coordinator, case_id=case_id(), now=NOW)
    assert page.contacts[0].title == "Försök att nå personen"
    assert "PERSON_CONTACT" in {row.kind for row in page.late}
    record_contact(actor=personas.case_worker, placement_id=placement, contact=contact(), now=NOW)
    page = follow_up(actor=personas.coordinator, case_id=case_id(), now=NOW)
    assert "PERSON_CONTACT" not in {row.kind for row in page.late}
    assert "PERSON_CONTACT" in {row.kind for row in page.done}


def test_a_duty_that_is_registered_nowhere_is_never_called_late(personas: Personas) -> None:
    given_standing(date(2026, 1, 1))
    page = follow_up(actor=personas.coordinator, case_id=case_id(), now=NOW)
    assert {row.kind for row in page.late}.isdisjoint({"SUPPORT_TALK", "PROVIDER_MEETING"})
    assert "SUPPORT_TALK" in {row.kind for row in page.upcoming}


def test_the_page_says_how_each_day_was_counted(personas: Personas) -> None:
    given_standing(date(2026, 10, 1))
    page = follow_up(actor=personas.coordinator, case_id=case_id(), now=NOW)
    (row,) = (row for row in page.upcoming if row.kind == "VISIT")
    assert (row.day, row.done) == (date(2026, 12, 30), None)
    assert row.counted == (
        "Placeringen började 1 oktober 2026. Tre månader senare är 1 januari 2027, en fredag."
        " Det är en ledig dag, så arbetsdagen före gäller: 30 december 2026, en onsdag."
    )
    assert row.law is not None and "2025:400" in row.law


def test_a_case_without_a_standing_placement_has_no_duties(personas: Personas) -> None:
    page = follow_up(actor=personas.coordinator, case_id=case_id(), now=NOW)
    assert (page.placement_id, page.late, page.upcoming, page.may_record) == (None, (), (), False)


def test_late_work_says_what_is_missing_since_when_and_comes_first(personas: Personas) -> None:
    # Due on Thursdays; today is Sunday the 22nd.
    placement = given_standing(date(2026, 11, 5))
    given_safety_plan(personas.coordinator, date(2026, 11, 5))
    given_contact_on(personas.coordinator, placement, date(2026, 11, 10))
    given_contact_on(personas.coordinator, placement, date(2026, 11, 20), WithWhom.PROVIDER)
    rows = work_of(actor=personas.case_worker, now=NOW)
    assert [(row.why, row.urgency, row.due_date) for row in rows] == [
        ("Veckokontakt med personen saknas sedan 3 dagar.", Urgency.ATTENTION, date(2026, 11, 19))
    ]
    assert all(row.page == "followup:case" and row.ids == {"case_id": case_id()} for row in rows)
    for actor in (personas.section_head, personas.liaison, personas.stranger):
        assert work_of(actor=actor, now=NOW) == ()


def test_a_placement_is_one_row_however_much_is_late_and_says_what_ends_today(personas: Personas) -> None:
    given_standing(date(2026, 10, 1))
    given_safety_plan(personas.coordinator, date(2026, 9, 20))
    (row,) = work_of(actor=personas.coordinator, now=NOW)
    assert row.why == "Veckokontakt med personen saknas sedan 45 dagar. 3 uppgifter till är försenade."
    given_standing(date(2026, 11, 16))
    assert work_of(actor=personas.coordinator, now=NOW) == ()
    monday = NOW + timedelta(days=1)
    (row,) = work_of(actor=personas.coordinator, now=monday)
    assert (row.why, row.urgency) == ("I dag: Kontakt med personen, Kontakt med utföraren.", Urgency.INFO)


def test_what_comes_is_four_weeks_of_duties_and_what_was_agreed(personas: Personas) -> None:
    placement = given_standing(date(2026, 11, 19))
    made = contact(next_date=date(2026, 11, 25))
    record_contact(actor=personas.coordinator, placement_id=placement, contact=made, now=NOW)
    rows = coming_of(case_ids=[case_id()], today=TODAY)
    assert ("Avtalad kontakt med personen", date(2026, 11, 25)) in {(row.title, row.day) for row in rows}
    contacts = [row.day for row in rows if row.title == "Kontakt med personen"]
    # The first week is done already.
    assert contacts == [date(2026, 12, 3), date(2026, 12, 10), date(2026, 12, 17)]
    assert [row.day for row in rows] == sorted(row.day for row in rows)
    assert all(row.why and row.code_name == CASE for row in rows)
    given_contact_on(personas.coordinator, placement, TODAY)
    assert coming_of(case_ids=[], today=TODAY) == ()


def test_happenings_say_that_there_was_a_contact_and_not_what_was_said(personas: Personas) -> None:
    placement = given_standing()
    given_contact_on(personas.coordinator, placement, TODAY)
    given_visit_on(personas.case_worker, placement, date(2026, 11, 12))
    assert [(row.title, row.by) for row in happenings_of(case_id=case_id())] == [
        ("Kontakt med personen", personas.coordinator.id),
        ("Besök 12 november 2026 registrerat", personas.case_worker.id),
    ]


def test_who_has_had_no_contact_for_a_week_and_for_how_long(personas: Personas) -> None:
    placement = given_standing()
    given_contact_on(personas.coordinator, placement, TODAY - timedelta(days=10))
    given_contact_on(personas.coordinator, placement, TODAY - timedelta(days=7), WithWhom.PROVIDER)
    (row,) = without_contact_for_a_week(actor=personas.coordinator, now=NOW)
    assert (row.with_whom, row.missing.code_name, row.missing.days_overdue) == (WithWhom.PERSON, CASE, 3)
    assert without_contact_for_a_week(actor=personas.stranger, now=NOW) == ()


def test_which_meetings_are_past_four_weeks(personas: Personas) -> None:
    given_standing(TODAY - timedelta(days=28))
    assert meetings_past_four_weeks(actor=personas.coordinator, now=NOW) == ()
    given_standing(TODAY - timedelta(days=33))
    (row,) = meetings_past_four_weeks(actor=personas.coordinator, now=NOW)
    assert (row.last, row.days_overdue) == (None, 5)


@pytest.mark.parametrize(
    ("start", "is_listed"),
    [
        (date(2026, 8, 21), False),
        (date(2026, 8, 22), True),
        (date(2026, 9, 22), True),
        (date(2026, 9, 23), False),
    ],
)
def test_which_placements_are_three_months_old_within_thirty_days(
    personas: Personas, start: date, is_listed: bool
) -> None:
    given_standing(start)
    assert bool(three_months_soon(actor=personas.section_head, now=NOW)) == is_listed


def test_a_placement_that_was_visited_still_lacks_its_review(personas: Personas) -> None:
    placement = given_standing(date(2026, 9, 1))
    given_visit_on(personas.coordinator, placement, date(2026, 11, 3))
    (row,) = three_months_soon(actor=personas.coordinator, now=NOW)
    assert (row.day, row.is_visited, row.is_reviewed) == (date(2026, 12, 1), True, False)


def test_a_check_and_a_meeting_of_the_neighbours_fulfil_their_duties(personas: Personas) -> None:
    given_standing(date(2026, 11, 2))
    before = follow_up(actor=personas.coordinator, case_id=case_id(), now=NOW)
    assert not {"REGISTER_CHECK", "COORDINATION_MEETING"} & {row.kind for row in before.done}
    given_held(personas.coordinator, given_meeting(personas.coordinator))
    RegisterCheck.objects.create(case_id=case_id(), done_at=NOW, done_by=personas.liaison.id, outcome="NO_CHANGE")
    page = follow_up(actor=personas.coordinator, case_id=case_id(), now=NOW)
    assert {"REGISTER_CHECK", "COORDINATION_MEETING"} <= {row.kind for row in page.done}


def test_a_safety_plan_for_everybody_also_after_a_name_was_corrected(personas: Personas) -> None:
    placement = given_standing(date(2026, 11, 2))
    person = given_safety_plan(personas.coordinator, date(2026, 10, 20))
    assert days_planned([Placement.objects.get(pk=placement)]) == {placement: (date(2026, 11, 2),)}
    Identity.objects.create(case_id=case_id(), replaces_id=person, sealed=b"")
    assert days_planned([Placement.objects.get(pk=placement)]) == {placement: (date(2026, 11, 2),)}
    Identity.objects.create(case_id=case_id(), sealed=b"")
    assert days_planned([Placement.objects.get(pk=placement)]) == {}


REFUSED = [
    ("contact_with_is_known", Contact, {"with_whom": "NEIGHBOUR"}),
    ("contact_way_is_known", Contact, {"way": "PIGEON"}),
    ("contact_has_been_made", Contact, {"at": NOW + timedelta(minutes=1)}),
    ("visit_has_been_made", Visit, {"held_date": TODAY + timedelta(days=1)}),
    ("visit_police_offered_before", Visit, {"police_offered_date": TODAY + timedelta(days=1)}),
    ("visit_social_worker_offered_before", Visit, {"social_worker_offered_date": TODAY + timedelta(days=1)}),
    ("police_offered_date", Visit, {"police_offered_date": None}),
    ("social_worker_offered_date", Visit, {"social_worker_offered_date": None}),
]


@pytest.mark.parametrize(("constraint", "model", "change"), REFUSED)
def test_the_database_refuses(
    personas: Personas, constraint: str, model: type[Contact] | type[Visit], change: dict[str, object]
) -> None:
    placement = given_standing()
    made = (
        given_contact_on(personas.coordinator, placement, TODAY)
        if model is Contact
        else given_visit_on(personas.coordinator, placement, TODAY)
    )
    row = model.objects.get(pk=made)
    row.pk = placement
    for name, value in change.items():
        setattr(row, name, value)
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        row.save(force_insert=True)
    assert constraint in str(refused.value)


@pytest.mark.parametrize("table", ["followup_contact", "followup_visit"])
@pytest.mark.parametrize("statement", ["delete from {}", "update {} set registered_at = now()"])
def test_the_running_role_can_neither_change_nor_remove_what_was_registered(
    personas: Personas, table: str, statement: str
) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        connection.cursor().execute(statement.format(table))


@pytest.mark.django_db(transaction=True)
def test_each_opening_of_the_page_is_in_the_log(personas: Personas, server: TestServer) -> None:
    given_standing()
    follow_up(actor=personas.case_worker, case_id=case_id(), now=NOW)
    (row,) = log_rows(server, "READ_FOLLOWUP")
    assert (row[0], row[3]) == (personas.case_worker.id, case_id())
