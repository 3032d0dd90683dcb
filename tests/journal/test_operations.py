"""Signed is locked: by the product, by the rights of its role, and by the database."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from tests.database import TEST_DATABASE, TestServer
from tests.givens import CASE, NOW, case_id, given_contact, given_register, given_taken
from tests.journal.givens import TEXT, given_note, written
from tests.log import log_rows
from tests.personas import Personas, given_personas, given_team_on
from utvag.journal.models import JournalNote
from utvag.journal.operations import UnableToSign, correct_note, note_disagreement, sign_note
from utvag.journal.queries import happenings_of, open_note, read_journal
from utvag.journal.rules import NoteKind, Refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def personas() -> Personas:
    given_register()
    personas = given_personas()
    given_team_on(CASE, personas)
    return personas


def test_a_note_is_signed_by_the_one_who_acts(personas: Personas) -> None:
    note = given_note(personas.case_worker)
    row = JournalNote.objects.get(pk=note)
    assert (row.number, row.written_by_id, row.written_at) == (1, personas.case_worker.id, NOW)
    (day,) = read_journal(actor=personas.coordinator, case_id=case_id(), now=NOW).days
    assert day.notes[0].text == TEXT
    assert TEXT.encode() not in bytes(row.sealed) + bytes(row.sealed_facts)


def test_what_has_not_happened_is_not_written(personas: Personas) -> None:
    with pytest.raises(UnableToSign) as refused:
        given_note(personas.coordinator, at=NOW + timedelta(minutes=1))
    assert refused.value.refusal is Refusal.HAPPENS_LATER


def test_days_come_newest_first_and_run_from_morning_to_evening(personas: Personas) -> None:
    for hours in (30, 2, 26, 5):
        given_note(personas.coordinator, f"för {hours} timmar sedan", at=NOW - timedelta(hours=hours))
    days = read_journal(actor=personas.coordinator, case_id=case_id(), now=NOW).days
    assert [[note.text for note in day.notes] for day in days] == [
        ["för 5 timmar sedan", "för 2 timmar sedan"],
        ["för 30 timmar sedan", "för 26 timmar sedan"],
    ]


def test_short_notes_and_the_three_latest_stand_open(personas: Personas) -> None:
    for hours in range(5, 0, -1):
        given_note(personas.coordinator, f"{hours} " + "lång " * 60, at=NOW - timedelta(hours=hours))
    given_note(personas.coordinator, "kort", at=NOW - timedelta(hours=9))
    (day,) = read_journal(actor=personas.coordinator, case_id=case_id(), now=NOW).days
    assert [note.stands_open for note in day.notes] == [True, False, False, True, True, True]


def test_a_correction_stands_below_what_it_corrects_whenever_it_was_written(personas: Personas) -> None:
    first = given_note(personas.coordinator, "fel", at=NOW - timedelta(days=3))
    given_note(personas.coordinator, "en annan", at=NOW - timedelta(days=1))
    second = correct_note(actor=personas.case_worker, note_id=first, written=written("rätt"), now=NOW)
    correct_note(actor=personas.case_worker, note_id=second, written=written("rättare"), now=NOW)
    days = read_journal(actor=personas.coordinator, case_id=case_id(), now=NOW).days
    assert [note.text for note in days[1].notes] == ["fel", "rätt", "rättare"]
    assert [note.corrected_at is None for note in days[1].notes] == [False, False, True]


def test_a_note_is_corrected_once_and_then_its_correction_is(personas: Personas) -> None:
    first = given_note(personas.coordinator)
    correct_note(actor=personas.coordinator, note_id=first, written=written("rätt"), now=NOW)
    with pytest.raises(UnableToSign) as refused:
        correct_note(actor=personas.case_worker, note_id=first, written=written("rätt igen"), now=NOW)
    assert refused.value.refusal is Refusal.ALREADY_CORRECTED


def test_the_person_s_view_stands_beside_the_note_and_strikes_nothing(personas: Personas) -> None:
    first = given_note(personas.coordinator)
    said = note_disagreement(actor=personas.coordinator, note_id=first, written=written("så var det inte"), now=NOW)
    note, answer = read_journal(actor=personas.coordinator, case_id=case_id(), now=NOW).days[0].notes
    assert (note.corrected_at, note.disputed) == (None, (NOW,))
    assert (answer.kind, answer.about_number) == (NoteKind.PERSON_DISAGREES, 1)
    corrected = correct_note(actor=personas.coordinator, note_id=said, written=written("så här var det"), now=NOW)
    assert JournalNote.objects.get(pk=corrected).about_id == first
    note = read_journal(actor=personas.coordinator, case_id=case_id(), now=NOW).days[0].notes[0]
    assert note.disputed == (NOW,)


def test_what_answers_a_sensitive_note_is_sensitive_too(personas: Personas) -> None:
    note = given_note(personas.coordinator, sensitive=True)
    for act in (note_disagreement, correct_note):
        made = act(actor=personas.coordinator, note_id=note, written=written("annat"), now=NOW)
        assert JournalNote.objects.get(pk=made).is_sensitive


def test_happenings_say_that_something_was_written_and_not_what(personas: Personas) -> None:
    note = given_note(personas.coordinator, sensitive=True)
    correct_note(actor=personas.case_worker, note_id=note, written=written("rätt"), now=NOW)
    happened = happenings_of(case_id=case_id())
    assert [(one.title, one.by) for one in happened] == [
        ("Journalanteckning skriven", personas.coordinator.id),
        ("Journalanteckning rättad", personas.case_worker.id),
    ]


@pytest.mark.parametrize(
    "statement", ["update journal_journalnote set kind = 'VISIT'", "delete from journal_journalnote"]
)
def test_the_running_role_can_neither_change_nor_remove_a_note(personas: Personas, statement: str) -> None:
    given_note(personas.coordinator)
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        connection.cursor().execute(statement)


# What is changed in an otherwise right third note; SELF, FIRST and FOREIGN stand for notes.
REFUSED: dict[str, dict[str, object]] = {
    "note_kind_is_known": {"kind": "GOSSIP"},
    "note_of_what_has_happened": {"occurred_at": NOW + timedelta(minutes=1)},
    "note_number_once_in_a_case": {"number": 1, "previous_number": None, "previous_sha256": None},
    "note_follows_the_one_before": {"previous_number": None},
    "note_holds_the_hash_before": {"previous_sha256": b"\0" * 32},
    "note_hash_of_its_facts": {"sha256": b"\0" * 32},
    "note_corrected_once": {"corrects_id": "FIRST"},
    "note_corrects_another": {"corrects_id": "SELF"},
    "note_about_another_when_the_person_disagrees": {"kind": "PERSON_DISAGREES"},
    "note_about_another": {"kind": "PERSON_DISAGREES", "about_id": "SELF"},
    "note_corrects_in_its_case": {"corrects_id": "FOREIGN"},
    "note_about_in_its_case": {"kind": "PERSON_DISAGREES", "about_id": "FOREIGN"},
}


@pytest.mark.parametrize("constraint", REFUSED)
def test_the_database_refuses(personas: Personas, constraint: str) -> None:
    first = given_note(personas.coordinator)
    correct_note(actor=personas.coordinator, note_id=first, written=written("rätt"), now=NOW)
    case = given_taken(personas.section_head, given_contact(personas.coordinator), personas.coordinator)
    assert case is not None
    other = sign_note(actor=personas.section_head, case_id=case, written=written(), now=NOW)
    row = JournalNote.objects.get(case=case_id(), number=2)
    row.pk, row.number, row.previous_number, row.previous_sha256 = uuid4(), 3, 2, row.sha256
    row.corrects_id = None
    notes = {"SELF": row.pk, "FIRST": first, "FOREIGN": other}
    for name, value in REFUSED[constraint].items():
        setattr(row, name, notes.get(str(value), value))
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        row.save(force_insert=True)
    assert constraint in str(refused.value)


@pytest.mark.django_db(transaction=True)
def test_each_reading_and_each_opening_is_in_the_log(personas: Personas, server: TestServer) -> None:
    note = given_note(personas.coordinator, sensitive=True)
    journal = read_journal(actor=personas.case_worker, case_id=case_id(), now=NOW)
    assert journal.days[0].notes[0].text is None
    assert journal.days[0].notes[0].heading is None
    assert log_rows(server, "OPEN_SENSITIVE_NOTE") == []
    assert open_note(actor=personas.section_head, note_id=note, now=NOW).text == TEXT
    (read,) = log_rows(server, "READ_JOURNAL")
    (opened,) = log_rows(server, "OPEN_SENSITIVE_NOTE")
    assert (read[0], opened[0]) == (personas.case_worker.id, personas.section_head.id)
    assert opened[3] == case_id()


NAMES = {
    "notes": "journal_journalnote",
    "stranger": "(select id from organisation_staffaccount where username = 'stranger')",
    "first": "(select sealed from journal_journalnote where number = 1)",
}
TAMPERED = {
    "a note is gone": ("delete from {notes} where number = 2", 2),
    "a text is changed": ("update {notes} set sealed = sealed || '\\x00' where number = 2", 2),
    "an author is changed": ("update {notes} set written_by_id = {stranger} where number = 1", 1),
    "it has become sensitive": ("update {notes} set is_sensitive = true where number = 3", 3),
    "it has the text of another": ("update {notes} set sealed = {first} where number = 2", 2),
}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("how", TAMPERED)
def test_one_who_owns_the_database_cannot_change_the_journal_unseen(
    personas: Personas, server: TestServer, how: str
) -> None:
    for text in ("ett", "två", "tre"):
        given_note(personas.coordinator, text)
    assert read_journal(actor=personas.coordinator, case_id=case_id(), now=NOW).broken == ()
    statement, broken = TAMPERED[how]
    with server.connect_as_admin(TEST_DATABASE) as admin:
        # No key of the database stands in her way: she takes them off first.
        admin.execute("set session_replication_role = replica")
        admin.execute(statement.format(**NAMES))
    assert read_journal(actor=personas.coordinator, case_id=case_id(), now=NOW).broken == (broken,)
