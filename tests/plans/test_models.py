"""What the database itself refuses about plans, whoever asks."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from tests.documents.givens import given_frozen
from tests.givens import CASE, NOW, PERSON, TODAY, case_id, given_contact, given_register, given_taken
from tests.personas import Personas, given_personas, given_team_on
from utvag.documents.rules import DocumentKind
from utvag.people.operations import write_identity

pytestmark = pytest.mark.django_db

WRITE = """
    insert into plans_plan (id, case_id, kind, person, revision, document_id, document_kind, made_by, made_at,
                            from_date, review_date, sealed)
    values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, '')
"""


Value = UUID | str | int | datetime | None
Row = tuple[Value, ...]


@pytest.fixture
def personas() -> Personas:
    given_register()
    personas = given_personas()
    given_team_on(CASE, personas)
    return personas


def person_of(case: UUID) -> UUID:
    return write_identity(case_id=case, register_person=PERSON, name="Namn", personal_number=None, today=TODAY)


def frozen(personas: Personas, kind: str = "CARE_PLAN") -> UUID:
    return given_frozen(personas.coordinator, DocumentKind(kind)).id


def run(*values: Value) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(WRITE, values)


def refused_by(*values: Value) -> str | None:
    with pytest.raises(DatabaseError) as refused:
        run(*values)
    cause = refused.value.__cause__
    assert isinstance(cause, psycopg.Error)
    return cause.diag.constraint_name


def plan(  # the columns of the table
    document: UUID,
    *,
    kind: str = "CARE",
    document_kind: str = "CARE_PLAN",
    person: UUID | None = None,
    revision: int = 1,
    case: UUID | None = None,
    review: str = "2027-02-22",
) -> Row:
    of = case or case_id()
    return (uuid4(), of, kind, person, revision, document, document_kind, uuid4(), NOW, "2026-11-22", review)


def test_a_plan_needs_a_document_of_its_own_case(personas: Personas) -> None:
    other = given_taken(personas.section_head, given_contact(personas.stranger), personas.coordinator)
    assert refused_by(*plan(frozen(personas), case=other)) == "plan_has_a_document_of_its_case_and_kind"


def test_a_plan_needs_a_document_of_its_kind(personas: Personas) -> None:
    review = frozen(personas, "REVIEW")
    assert refused_by(*plan(review)) == "plan_has_a_document_of_its_case_and_kind"
    assert refused_by(*plan(review, document_kind="REVIEW")) == "plan_is_the_cases_or_a_persons"


def test_a_care_plan_is_not_one_person_s_and_a_safety_plan_is(personas: Personas) -> None:
    person = person_of(case_id())
    assert refused_by(*plan(frozen(personas), person=person)) == "plan_is_the_cases_or_a_persons"
    safety = frozen(personas, "SAFETY_PLAN")
    assert refused_by(*plan(safety, kind="SAFETY", document_kind="SAFETY_PLAN")) == "plan_is_the_cases_or_a_persons"
    run(*plan(safety, kind="SAFETY", document_kind="SAFETY_PLAN", person=person))


def test_a_safety_plan_is_of_a_person_of_the_case(personas: Personas) -> None:
    other = given_taken(personas.section_head, given_contact(personas.stranger), personas.coordinator)
    assert other is not None
    safety = plan(frozen(personas, "SAFETY_PLAN"), kind="SAFETY", document_kind="SAFETY_PLAN", person=person_of(other))
    assert refused_by(*safety) == "plan_is_of_a_person_of_its_case"


def test_a_revision_is_written_once(personas: Personas) -> None:
    run(*plan(frozen(personas)))
    assert refused_by(*plan(frozen(personas))) == "plan_one_per_revision"
    run(*plan(frozen(personas), revision=2))


def test_a_document_is_one_plan(personas: Personas) -> None:
    document = frozen(personas)
    run(*plan(document))
    assert refused_by(*plan(document, revision=2)) == "plan_one_per_document"


def test_it_is_gone_through_after_it_begins_and_counted_from_one(personas: Personas) -> None:
    document = frozen(personas)
    assert refused_by(*plan(document, review="2026-11-22")) == "plan_is_reviewed_after_it_begins"
    assert refused_by(*plan(document, revision=0)) == "plan_revision_is_positive"
    assert refused_by(*plan(document, kind="DREAM")) in {"plan_kind_is_known", "plan_is_the_cases_or_a_persons"}


@pytest.mark.parametrize("act", ["update plans_plan set revision = 2", "delete from plans_plan", "truncate plans_plan"])
def test_a_plan_is_never_changed(personas: Personas, act: str) -> None:
    with pytest.raises(DatabaseError) as refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(act)
    assert isinstance(refused.value.__cause__, psycopg.errors.InsufficientPrivilege)
