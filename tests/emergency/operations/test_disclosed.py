"""A disclosed address: everything gets its clock at once, and nothing is closed while something is left."""

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction

from tests.database import TestServer
from tests.emergency.givens import (
    KNOWN,
    given_all_done,
    given_disclosed,
    given_home_for,
    given_reserves,
    step_id,
)
from tests.givens import CASE, ENEMY, NOW, PERSON, given_rechecked, given_register
from tests.log import log_rows
from tests.personas import Personas, given_personas, given_team_on
from utvag.documents.models import Document
from utvag.emergency.models import AddressDisclosed, DisclosedStep
from utvag.emergency.operations import (
    UnableToHandle,
    close_disclosed,
    confirm_police_know,
    do_step,
    mark_home_known,
    register_disclosed,
    undo_step,
)
from utvag.emergency.queries import (
    coming_of,
    disclosed_of_placement,
    event_for_liaison,
    happenings_of,
    step_shape,
    work_of,
)
from utvag.emergency.rules import Refusal, StepClock, StepKind
from utvag.foundation.agenda import Urgency
from utvag.foundation.errors import NotVisible
from utvag.placement.models import Finding
from utvag.threats.models import RegisterEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def personas() -> Personas:
    given_register(threats=[{"by": ENEMY, "against": PERSON, "level": "concrete"}])
    personas = given_personas()
    given_team_on(CASE, personas)
    return personas


@pytest.fixture
def placement(personas: Personas) -> UUID:
    return given_home_for(personas)


@pytest.fixture
def disclosed(personas: Personas, placement: UUID) -> UUID:
    return given_disclosed(personas.coordinator, placement)


def refused_by(constraint: str, statement: str, *values: UUID) -> bool:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
    with pytest.raises(IntegrityError) as refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
    return constraint in str(refused.value)


def test_everything_that_is_left_has_a_clock_from_when_it_was_learned(personas: Personas, placement: UUID) -> None:
    learned = NOW - timedelta(hours=2)
    register_disclosed(actor=personas.coordinator, placement_id=placement, learned_at=learned, known=KNOWN, now=NOW)
    page = disclosed_of_placement(actor=personas.case_worker, placement_id=placement, now=NOW)
    assert page.event is not None
    assert len(page.event.left) == len(StepKind)
    assert page.event.left[0].kind is StepKind.POLICE_TOLD
    assert page.event.left[0].clock is StepClock.LATE
    assert page.event.account == KNOWN.account


def test_every_one_of_the_case_sees_it_as_the_most_urgent(personas: Personas, placement: UUID, disclosed: UUID) -> None:
    for actor in (personas.coordinator, personas.case_worker, personas.section_head):
        (work,) = work_of(actor=actor, now=NOW)
        assert (work.tag, work.urgency, work.ids) == ("Adress röjd", Urgency.DANGER, {"placement_id": placement})
    assert work_of(actor=personas.stranger, now=NOW) == ()


@pytest.mark.parametrize(
    ("learned_at", "refusal"), [(NOW, Refusal.ALREADY_OPEN), (NOW + timedelta(minutes=1), Refusal.LEARNED_LATER)]
)
def test_it_is_registered_once_and_not_beforehand(
    personas: Personas, placement: UUID, disclosed: UUID, learned_at: datetime, refusal: Refusal
) -> None:
    with pytest.raises(UnableToHandle) as refused:
        register_disclosed(
            actor=personas.case_worker, placement_id=placement, learned_at=learned_at, known=KNOWN, now=NOW
        )
    assert refused.value.refusal is refusal


def test_a_step_that_says_nothing_without_words_needs_them(personas: Personas, disclosed: UUID) -> None:
    safe = step_id(disclosed, StepKind.PERSON_SAFE)
    with pytest.raises(UnableToHandle) as refused:
        do_step(actor=personas.coordinator, step_id=safe, now=NOW)
    assert refused.value.refusal is Refusal.NOTE_MISSING
    do_step(actor=personas.coordinator, step_id=safe, now=NOW, told="Pappakanarie", note="Hos en tant.")
    shape, _ = step_shape(actor=personas.case_worker, step_id=safe, now=NOW)
    assert (shape.notes[0].told, shape.notes[0].note) == ("Pappakanarie", "Hos en tant.")


def test_one_may_write_more_and_undo_and_nothing_written_goes(personas: Personas, disclosed: UUID) -> None:
    step = step_id(disclosed, StepKind.POLICE_TOLD)
    do_step(actor=personas.coordinator, step_id=step, now=NOW, told="Vakthavande")
    do_step(actor=personas.case_worker, step_id=step, now=NOW, note="De ringde upp.")
    undo_step(actor=personas.coordinator, step_id=step, now=NOW)
    shape, _ = step_shape(actor=personas.coordinator, step_id=step, now=NOW)
    assert shape.done_at is None
    assert len(shape.notes) == 2
    with pytest.raises(UnableToHandle):
        undo_step(actor=personas.coordinator, step_id=step, now=NOW)


def test_it_cannot_be_closed_while_something_is_left(personas: Personas, disclosed: UUID) -> None:
    given_all_done(personas.coordinator, disclosed, but=StepKind.IVO)
    with pytest.raises(UnableToHandle) as refused:
        close_disclosed(actor=personas.coordinator, disclosed_id=disclosed, now=NOW)
    assert refused.value.refusal is Refusal.STEPS_LEFT
    do_step(actor=personas.section_head, step_id=step_id(disclosed, StepKind.IVO), now=NOW, note="Nej, för att.")
    close_disclosed(actor=personas.coordinator, disclosed_id=disclosed, now=NOW)
    event = AddressDisclosed.objects.get()
    assert (event.state, event.report_kind) == ("CLOSED", "ADDRESS_DISCLOSED_REPORT")
    assert Document.objects.values_list("pk", flat=True).get(subject=event.id) == event.report_id
    with pytest.raises(UnableToHandle):
        undo_step(actor=personas.coordinator, step_id=step_id(disclosed, StepKind.IVO), now=NOW)


def test_the_database_refuses_to_close_while_something_is_left(
    personas: Personas, placement: UUID, disclosed: UUID
) -> None:
    given_all_done(personas.coordinator, disclosed)
    close_disclosed(actor=personas.coordinator, disclosed_id=disclosed, now=NOW)
    # A second event of the same placement, with everything left, and the report of the first.
    again = given_disclosed(personas.coordinator, placement)
    close = """update emergency_addressdisclosed as e set state = 'CLOSED', closed_at = now(), closed_by = e.id,
        report_kind = first.report_kind, report_id = first.report_id
        from emergency_addressdisclosed first where first.id = %s and e.id = %s"""
    assert refused_by("disclosed_step_done_before_closing", close, disclosed, again)


def test_the_database_refuses_to_close_without_a_report(personas: Personas, disclosed: UUID) -> None:
    given_all_done(personas.coordinator, disclosed)
    close = "update emergency_addressdisclosed set state = 'CLOSED', closed_at = now(), closed_by = id where id = %s"
    assert refused_by("address_disclosed_closed_with_a_report", close, disclosed)


def test_the_database_refuses_to_open_a_step_of_a_closed_event(personas: Personas, disclosed: UUID) -> None:
    given_all_done(personas.coordinator, disclosed)
    close_disclosed(actor=personas.coordinator, disclosed_id=disclosed, now=NOW)
    undo = "update emergency_disclosedstep set done_at = null, done_by = null where disclosed_id = %s"
    assert refused_by("disclosed_step_done_before_closing", undo, disclosed)
    lie = """update emergency_disclosedstep set disclosed_state = 'OPEN', done_at = null, done_by = null
        where disclosed_id = %s"""
    assert refused_by("disclosed_step_of_an_event_in_this_state", lie, disclosed)


def test_the_database_refuses_a_second_open_event_and_one_learned_later(disclosed: UUID) -> None:
    again = """insert into emergency_addressdisclosed
        (id, placement_id, case_id, state, learned_at, registered_at, registered_by, sealed)
        select gen_random_uuid(), placement_id, case_id, state, learned_at, registered_at, registered_by, sealed
        from emergency_addressdisclosed"""
    assert refused_by("address_disclosed_one_open", again)
    later = "update emergency_addressdisclosed set learned_at = registered_at + interval '1 second'"
    assert refused_by("address_disclosed_learned_before_written", later)


def test_the_police_confirm_on_their_side_and_read_no_word_of_the_case(personas: Personas, disclosed: UUID) -> None:
    (work,) = work_of(actor=personas.liaison, now=NOW)
    assert work.ids == {"disclosed_id": disclosed}
    confirm_police_know(actor=personas.liaison, disclosed_id=disclosed, now=NOW)
    event = event_for_liaison(actor=personas.liaison, disclosed_id=disclosed, now=NOW)
    assert (event.case_code, event.confirmed_at) == (CASE, NOW)
    assert "kanarie" not in repr(event)
    step = DisclosedStep.objects.get(disclosed=disclosed, kind=StepKind.POLICE_CONFIRMED.value)
    assert step.done_by == personas.liaison.id


def test_when_it_is_named_who_knows_every_check_sees_it(personas: Personas, placement: UUID, disclosed: UUID) -> None:
    given_rechecked()
    assert not Finding.objects.filter(placement=placement, kind="COLLIDING").exists()
    mark_home_known(actor=personas.liaison, disclosed_id=disclosed, person=ENEMY, now=NOW)
    given_rechecked()
    assert Finding.objects.filter(placement=placement, kind="COLLIDING", resolved_at__isnull=True).exists()
    page = disclosed_of_placement(actor=personas.coordinator, placement_id=placement, now=NOW)
    assert page.event is not None
    assert page.event.is_named


def test_a_code_that_is_not_in_the_register_is_refused_and_nothing_is_written(
    personas: Personas, disclosed: UUID
) -> None:
    before = RegisterEntry.objects.count()
    with pytest.raises(UnableToHandle) as refused:
        mark_home_known(actor=personas.liaison, disclosed_id=disclosed, person="nobody", now=NOW)
    assert refused.value.refusal is Refusal.UNKNOWN_PARTY
    assert RegisterEntry.objects.count() == before


def test_only_the_police_liaison_names_who_knows(personas: Personas, disclosed: UUID) -> None:
    for actor in (personas.coordinator, personas.section_head):
        with pytest.raises(NotVisible):
            mark_home_known(actor=actor, disclosed_id=disclosed, person=ENEMY, now=NOW)


def test_a_closed_event_is_no_longer_there_for_the_police_liaison(personas: Personas, disclosed: UUID) -> None:
    given_all_done(personas.coordinator, disclosed)
    close_disclosed(actor=personas.coordinator, disclosed_id=disclosed, now=NOW)
    assert work_of(actor=personas.liaison, now=NOW) == ()
    with pytest.raises(NotVisible):
        event_for_liaison(actor=personas.liaison, disclosed_id=disclosed, now=NOW)


def test_what_has_happened_and_what_comes_are_told_apart(personas: Personas, disclosed: UUID) -> None:
    case = AddressDisclosed.objects.values_list("case", flat=True).get()
    assert [one.title for one in happenings_of(case_id=case)] == ["Adress röjd: registrerad"]
    report = [one for one in coming_of(case_ids=[case], today=NOW.date()) if "rapport" in one.title]
    assert [one.day for one in report] == [date(2026, 11, 23)]
    given_all_done(personas.coordinator, disclosed)
    assert coming_of(case_ids=[case], today=NOW.date()) == ()


@pytest.mark.django_db(transaction=True)
def test_each_act_stands_in_the_log(personas: Personas, disclosed: UUID, server: TestServer) -> None:
    do_step(actor=personas.case_worker, step_id=step_id(disclosed, StepKind.POLICE_TOLD), now=NOW)
    assert [row[0] for row in log_rows(server, "REGISTER_ADDRESS_DISCLOSED")] == [personas.coordinator.id]
    assert [row[0] for row in log_rows(server, "DO_DISCLOSED_STEP")] == [personas.case_worker.id]


def test_what_was_written_is_in_no_clear_column(personas: Personas, disclosed: UUID) -> None:
    given_reserves()
    do_step(actor=personas.coordinator, step_id=step_id(disclosed, StepKind.PERSON_SAFE), now=NOW, note="Platskanarie")
    with connection.cursor() as cursor:
        for table in ("emergency_addressdisclosed", "emergency_disclosedstep"):
            cursor.execute(f"select * from {table}")
            cells = [bytes(c) if isinstance(c, memoryview) else str(c).encode() for row in cursor for c in row]
            assert not [cell for cell in cells if b"kanarie" in cell]
