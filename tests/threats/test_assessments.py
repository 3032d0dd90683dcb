"""Threat assessments supersede each other, expire loudly, and register checks hold no content."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from tests.disclosure.givens import given_consent
from tests.givens import CASE, ENEMY, NOW, PERSON, TODAY, case_id, given_register
from tests.personas import Personas, given_personas, given_team_on
from tests.threats.givens import given_threat
from utvag.disclosure.models import Consent
from utvag.disclosure.operations import withdraw_consent
from utvag.threats.models import RegisterCheck, ThreatAssessment
from utvag.threats.operations import UnableToCheck, UnableToRecord, record_register_checks
from utvag.threats.queries import assessments_for_case, current_threat_assessment, register_checks_of
from utvag.threats.rules import (
    Assessed,
    AssessmentState,
    CheckAnswer,
    CheckOutcome,
    Method,
    Refusal,
    ThreatLevel,
    check_due,
    state_on,
    worst_of,
)

DAYS = timedelta(days=1)


@pytest.fixture
def personas(db: None) -> Personas:
    given_register()
    personas = given_personas()
    given_team_on(CASE, personas)
    return personas


@pytest.mark.parametrize(
    ("valid_until", "expected"),
    [
        (date(2026, 11, 22), AssessmentState.EXPIRED),
        (date(2026, 11, 23), AssessmentState.ENDS_SOON),
        (date(2026, 12, 6), AssessmentState.ENDS_SOON),
        (date(2026, 12, 7), AssessmentState.CURRENT),
    ],
)
def test_an_assessment_holds_until_its_day(valid_until: date, expected: AssessmentState) -> None:
    assert state_on(Assessed(date(2026, 1, 1), valid_until), TODAY) is expected


def test_what_is_missing_or_expired_is_loud_and_is_no_level() -> None:
    assert state_on(None, TODAY) is AssessmentState.NOT_ASSESSED
    assert AssessmentState.NOT_ASSESSED.is_loud
    assert AssessmentState.EXPIRED.is_loud
    assert not AssessmentState.CURRENT.is_loud
    assert worst_of([AssessmentState.CURRENT, AssessmentState.EXPIRED]) is AssessmentState.EXPIRED
    assert worst_of([]) is AssessmentState.NOT_ASSESSED


def test_a_check_is_due_before_the_next_meeting_without_one() -> None:
    planned = [TODAY + 3 * DAYS, TODAY + 10 * DAYS, TODAY + 40 * DAYS]
    assert check_due(planned, (), TODAY) == TODAY + 3 * DAYS
    assert check_due(planned, [TODAY + 3 * DAYS], TODAY) == TODAY + 10 * DAYS
    assert check_due(planned, planned[:2], TODAY) is None
    assert check_due([TODAY - DAYS], (), TODAY) is None


def test_case_staff_see_level_method_and_validity_and_no_reasons(personas: Personas) -> None:
    given_threat(personas.liaison)
    (seen,) = assessments_for_case(actor=personas.coordinator, case_id=case_id(), now=NOW)
    assert (seen.state, seen.level, seen.method) == (
        AssessmentState.CURRENT,
        ThreatLevel.CONCRETE,
        Method.STRUCTURED,
    )
    assert not hasattr(seen, "reasons")
    assert not hasattr(seen, "unit")


def test_an_expired_assessment_gives_no_level(personas: Personas) -> None:
    given_threat(personas.liaison, level=ThreatLevel.NONE_FOUND, valid_until=TODAY)
    (seen,) = assessments_for_case(actor=personas.coordinator, case_id=case_id(), now=NOW)
    assert (seen.state, seen.level) == (AssessmentState.EXPIRED, None)


def test_a_successor_takes_over_and_the_superseded_stays(personas: Personas) -> None:
    first = given_threat(personas.liaison)
    second = given_threat(personas.liaison, level=ThreatLevel.LATENT)
    (held,) = current_threat_assessment(case_ids=[case_id()], on=TODAY)[case_id()]
    assert (held.level, held.person) == (ThreatLevel.LATENT, PERSON)
    assert ThreatAssessment.objects.get(pk=second).supersedes_id == first
    assert ThreatAssessment.objects.filter(pk=first).exists()


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ({"person": "nobody"}, Refusal.UNKNOWN_PARTY),
        ({"valid_until": TODAY - 10 * DAYS}, Refusal.DATES_REVERSED),
        ({"method_name": " "}, Refusal.METHOD_NAME_MISSING),
    ],
)
def test_it_refuses_what_no_assessment_can_say(personas: Personas, other: dict[str, object], expected: Refusal) -> None:
    with pytest.raises(UnableToRecord) as refused:
        given_threat(personas.liaison, **other)
    assert refused.value.refusal is expected


COPY = """
    insert into threats_threatassessment
        (id, person_index, from_date, valid_until, supersedes_id, made_at, made_by, sealed)
    select gen_random_uuid(), {} made_at, made_by, sealed from threats_threatassessment order by made_at limit 1
"""


@pytest.mark.parametrize(
    ("constraint", "columns"),
    [
        ("threat_assessment_one_first_per_person", "person_index, from_date, valid_until, null,"),
        ("threat_assessment_from_before_until", "'x', from_date, from_date, null,"),
        ("threat_assessment_supersedes_the_same_person", "'x', from_date, valid_until, id,"),
    ],
)
def test_no_person_has_two_current_assessments(personas: Personas, constraint: str, columns: str) -> None:
    given_threat(personas.liaison)
    assert constraint in refused(COPY.format(columns))


def test_an_assessment_is_superseded_once(personas: Personas) -> None:
    given_threat(personas.liaison)
    given_threat(personas.liaison)
    twice = COPY.format("person_index, from_date, valid_until, id,")
    assert "supersedes_id" in refused(twice.replace("order by", "where supersedes_id is null order by"))


def test_assessments_and_checks_are_never_rewritten(personas: Personas) -> None:
    given_threat(personas.liaison)
    for table in ("threats_threatassessment", "threats_registercheck"):
        assert "permission denied" in refused(f"update {table} set id = id")
        assert "permission denied" in refused(f"delete from {table}")


def refused(statement: str, values: list[str] | None = None) -> str:
    with pytest.raises(DatabaseError) as error, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
    return str(error.value.__cause__)


def answers(*outcomes: CheckOutcome) -> list[CheckAnswer]:
    return [CheckAnswer(case_id(), outcome, TODAY + 5 * DAYS) for outcome in outcomes]


def test_a_check_is_kept_as_one_word(personas: Personas) -> None:
    given_consent(personas.coordinator)
    record_register_checks(actor=personas.liaison, answers=answers(CheckOutcome.CHANGED), now=NOW)
    assert register_checks_of(case_ids=[case_id()]) == {case_id(): (TODAY,)}


def test_a_check_that_was_not_made_does_not_count(personas: Personas) -> None:
    given_consent(personas.coordinator)
    record_register_checks(actor=personas.liaison, answers=answers(CheckOutcome.NOT_DONE), now=NOW)
    assert register_checks_of(case_ids=[case_id()]) == {}


def test_all_answers_are_kept_or_none(personas: Personas) -> None:
    given_consent(personas.coordinator)
    both = [*answers(CheckOutcome.NO_CHANGE), CheckAnswer(uuid4(), CheckOutcome.NO_CHANGE)]
    with pytest.raises(UnableToCheck) as error:
        record_register_checks(actor=personas.liaison, answers=both, now=NOW)
    assert error.value.refusals == {1: Refusal.NOT_OPEN}
    assert not RegisterCheck.objects.exists()


def test_no_check_is_entered_after_the_consent_is_withdrawn(personas: Personas) -> None:
    given_consent(personas.coordinator)
    withdraw_consent(actor=personas.coordinator, consent_id=Consent.objects.values_list("pk", flat=True).get(), now=NOW)
    with pytest.raises(UnableToCheck):
        record_register_checks(actor=personas.liaison, answers=answers(CheckOutcome.NO_CHANGE), now=NOW)


def test_a_check_has_no_room_for_content(personas: Personas) -> None:
    given_consent(personas.coordinator)
    record_register_checks(actor=personas.liaison, answers=answers(CheckOutcome.CHANGED), now=NOW)
    with connection.cursor() as cursor:
        cursor.execute(
            "select column_name, data_type from information_schema.columns where table_name = 'threats_registercheck'"
        )
        kinds = dict(cursor.fetchall())
    assert {name for name, kind in kinds.items() if kind not in {"uuid", "date", "timestamp with time zone"}} == {
        "outcome"
    }
    text = f"{ENEMY} sågs i Malmö"
    insert = (
        "insert into threats_registercheck (id, case_id, done_at, done_by, outcome) "
        "select gen_random_uuid(), case_id, done_at, done_by, %s from threats_registercheck"
    )
    assert "register_check_outcome_is_known" in refused(insert, [text])
