"""Writing plans against PostgreSQL: versions, documents, and what is missing."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.givens import CASE, NOW, TODAY, case_id, given_contact, given_register, given_taken
from tests.personas import Personas, given_personas, given_team_on
from tests.plans.givens import CARE, REVIEW, SAFETY, given_care_plan, given_person, given_safety_plan
from utvag.documents.queries import open_document
from utvag.documents.rules import DocumentKind
from utvag.foundation.errors import NotVisible
from utvag.plans.models import Plan
from utvag.plans.operations import UnableToPlan
from utvag.plans.queries import (
    coming_of,
    current_plans,
    happenings_of,
    last_answers,
    missing_plans,
    plans_of_case,
    work_of,
)
from utvag.plans.rules import PlanKind, Refusal, answers_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def personas() -> Personas:
    given_register()
    personas = given_personas()
    given_team_on(CASE, personas)
    return personas


def test_a_care_plan_is_a_frozen_document_of_the_case(personas: Personas) -> None:
    given_care_plan(personas.coordinator)
    (line,) = current_plans(case_id=case_id())
    assert (line.kind, line.person, line.revision, line.review_date) == (PlanKind.CARE, None, 1, REVIEW)
    document = open_document(actor=personas.section_head, document_id=line.document_id, now=NOW)
    assert document.line.kind is DocumentKind.CARE_PLAN
    assert "9 kap. 12 §" in document.sheet.lead
    assert document.sheet.sections[0].paragraphs == (CARE.needs,)


def test_a_new_version_leaves_the_old_to_be_read(personas: Personas) -> None:
    first = given_care_plan(personas.coordinator)
    given_care_plan(personas.case_worker, now=NOW + timedelta(days=1), needs="Något annat")
    plans = plans_of_case(actor=personas.section_head, case_id=case_id(), now=NOW)
    assert plans.care is not None and plans.care.revision == 2
    assert [line.id for line in plans.earlier] == [first]
    old = open_document(actor=personas.section_head, document_id=plans.earlier[0].document_id, now=NOW)
    assert old.sheet.sections[0].paragraphs == (CARE.needs,)
    assert [line.revision for line in current_plans(case_id=case_id())] == [2]


def test_each_person_has_versions_of_her_own(personas: Personas) -> None:
    adult, child = given_person("Vuxen"), given_person("Barn")
    given_safety_plan(personas.coordinator, adult)
    given_safety_plan(personas.coordinator, adult, now=NOW + timedelta(days=1))
    given_safety_plan(personas.coordinator, child)
    assert {(line.person, line.revision) for line in current_plans(case_id=case_id())} == {(adult, 2), (child, 1)}


def test_what_is_missing_is_named_until_everybody_has_her_own(personas: Personas) -> None:
    assert missing_plans(case_id=case_id()).has_nobody
    adult, child = given_person("Vuxen"), given_person("Barn")
    assert set(missing_plans(case_id=case_id()).persons) == {adult, child}
    given_safety_plan(personas.coordinator, adult)
    given_care_plan(personas.coordinator)
    missing = missing_plans(case_id=case_id())
    assert (missing.has_no_care_plan, missing.persons, missing.has_nobody) == (False, (child,), False)
    given_safety_plan(personas.coordinator, child)
    assert not missing_plans(case_id=case_id()).is_anything


def test_a_person_who_is_corrected_keeps_her_plan_and_one_who_has_left_needs_none(personas: Personas) -> None:
    first = given_person("Felstavad")
    given_safety_plan(personas.coordinator, first)
    newest = given_person("Rätt stavad", replaces=first)
    assert missing_plans(case_id=case_id()).persons == ()
    assert last_answers(actor=personas.coordinator, case_id=case_id(), person_id=newest, now=NOW) == answers_of(SAFETY)
    given_safety_plan(personas.coordinator, newest, now=NOW + timedelta(days=1))
    (line,) = current_plans(case_id=case_id())
    assert (line.person, line.revision) == (newest, 2)
    given_person("Rätt stavad", replaces=newest, has_left=True)
    assert missing_plans(case_id=case_id()).has_nobody
    with pytest.raises(NotVisible):
        given_safety_plan(personas.coordinator, newest)


def test_nobody_writes_of_a_person_of_another_case(personas: Personas) -> None:
    other = given_taken(personas.section_head, given_contact(personas.stranger), personas.coordinator)
    with pytest.raises(NotVisible):
        given_safety_plan(personas.coordinator, given_person(case=other))
    assert not Plan.objects.exists()


def test_a_plan_that_is_refused_leaves_nothing(personas: Personas) -> None:
    with pytest.raises(UnableToPlan) as refused:
        given_care_plan(personas.coordinator, measures=())
    assert refused.value.refusal is Refusal.NO_MEASURE
    with pytest.raises(UnableToPlan):
        given_care_plan(personas.coordinator, review_date=TODAY)
    assert not Plan.objects.exists()


def test_the_next_version_begins_from_the_last(personas: Personas) -> None:
    person = given_person()
    assert last_answers(actor=personas.coordinator, case_id=case_id(), person_id=person, now=NOW) == {}
    given_safety_plan(personas.coordinator, person)
    answers = last_answers(actor=personas.case_worker, case_id=case_id(), person_id=person, now=NOW)
    assert answers == answers_of(SAFETY)


def test_the_row_tells_nothing_of_what_a_plan_says(personas: Personas) -> None:
    given_care_plan(personas.coordinator)
    assert b"kanarie" not in bytes(Plan.objects.get().sealed)


def test_it_comes_up_when_it_is_to_be_gone_through_and_not_before(personas: Personas) -> None:
    given_care_plan(personas.coordinator)
    (coming,) = coming_of(case_ids=[case_id()], today=TODAY)
    assert (coming.day, coming.title, coming.code_name) == (REVIEW, "Vårdplan ska gås igenom", CASE)
    assert work_of(actor=personas.coordinator, now=NOW) == ()
    later = NOW + (REVIEW - TODAY)
    (work,) = work_of(actor=personas.coordinator, now=later)
    assert (work.code_name, work.tag, work.page) == (CASE, "Vårdplan ska gås igenom", "plans:case")
    assert work_of(actor=personas.section_head, now=later) == ()
    assert work_of(actor=personas.stranger, now=later) == ()


def test_what_has_happened_says_which_plan_and_nothing_of_it(personas: Personas) -> None:
    given_care_plan(personas.coordinator)
    (happening,) = happenings_of(case_id=case_id())
    assert (happening.title, happening.by) == ("Vårdplan skriven, version 1", personas.coordinator.id)
