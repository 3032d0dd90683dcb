"""A decision is taken by the one whom the delegation order names, on the section of that day, and frozen at once."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests.decisions.givens import FROM_DATE, REASONS, WORDING, given_born, given_proposed, given_taken
from tests.givens import CASE, NOW, TODAY, case_id, given_named, given_register, given_staff
from tests.personas import Personas, given_personas, given_team_on
from utvag.audit.operations import one_act
from utvag.cases.models import CaseStaff
from utvag.cases.rules import Purpose
from utvag.decisions.models import Decision, Mandate
from utvag.decisions.operations import (
    UnableToDecide,
    UnableToPropose,
    decline_decision,
    propose_decision,
    take_decision,
    write_taken_decision,
)
from utvag.decisions.queries import decision_shape, granted
from utvag.decisions.rules import Change, ChangeGround, DecisionState, DecisionType, Outcome, Refusal
from utvag.documents.models import Document
from utvag.foundation.actors import Actor
from utvag.foundation.errors import NotVisible
from utvag.organisation.rules import Role

pytestmark = pytest.mark.django_db

BY_DAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
BY_NIGHT = datetime(2026, 11, 23, 21, 40, tzinfo=UTC)


@pytest.fixture
def personas() -> Personas:
    given_register()
    personas = given_personas()
    given_team_on(CASE, personas)
    given_named(CASE, personas.on_call, Purpose.ON_CALL)
    CaseStaff.objects.update(from_date=date(2022, 1, 1))
    return personas


def take(actor: Actor, made: Any, now: datetime = NOW, reasons: str = "Jag delar skälen.") -> None:
    take_decision(actor=actor, decision_id=made, outcome=Outcome.GRANTED, reasons=reasons, now=now)


def at_once(actor: Actor, kind: DecisionType, now: datetime) -> Any:
    # A stranger cannot even look the case up, once the database knows that it is she who asks.
    case = case_id()
    with one_act(actor=actor, now=now):
        return write_taken_decision(
            actor=actor,
            case_id=case,
            decision_type=kind,
            from_date=TODAY,
            until_date=None,
            reasons="Hotet är nära.",
            wording="Akut boende beviljas.",
            now=now,
        )


def refused(actor: Actor, made: Any, now: datetime = NOW, reasons: str = "Skäl.") -> Refusal:
    with pytest.raises(UnableToDecide) as told:
        take(actor, made, now, reasons)
    assert isinstance(told.value.refusal, Refusal)
    return told.value.refusal


def test_the_section_head_takes_it_and_it_is_frozen_with_what_it_rests_on(personas: Personas) -> None:
    made = given_taken(personas.coordinator, personas.section_head)
    row = Decision.objects.select_related("mandate", "basis").get(pk=made)
    assert (row.state, row.outcome, row.decided_role, row.decision_date) == ("TAKEN", "GRANTED", "SECTION_HEAD", TODAY)
    assert row.mandate is not None and not row.mandate.is_default
    document = Document.objects.get(subject=made)
    assert row.document_id == document.pk
    assert (document.kind, document.subject, document.case_id) == ("DECISION", made, row.case_id)
    texts = decision_shape(actor=personas.section_head, decision_id=made, now=NOW).texts
    assert (texts.reasons, texts.wording) == (REASONS, WORDING)


def test_it_rests_on_the_section_of_the_day_it_is_taken_not_proposed(personas: Personas) -> None:
    made = given_proposed(personas.coordinator, now=datetime(2025, 6, 30, 9, tzinfo=UTC))
    take(personas.section_head, made, datetime(2025, 7, 1, 9, tzinfo=UTC))
    line = decision_shape(actor=personas.section_head, decision_id=made, now=NOW).line
    assert line.basis.text == "11 kap. 1 § socialtjänstlagen (2025:400)"


def test_a_proposal_whose_section_has_gone_is_not_taken(personas: Personas) -> None:
    later = datetime(2024, 5, 1, 9, tzinfo=UTC)
    made = given_proposed(personas.coordinator, DecisionType.PROTECTED_HOUSING, now=later)
    assert refused(personas.section_head, made, datetime(2024, 3, 31, 9, tzinfo=UTC)) is Refusal.NOT_IN_FORCE


def test_of_two_who_decide_the_first_wins(personas: Personas) -> None:
    second = given_staff("second-head", Role.SECTION_HEAD)
    given_named(CASE, second, Purpose.DECISION)
    made = given_taken(personas.coordinator, personas.section_head)
    assert refused(second, made) is Refusal.NOT_PROPOSED
    with pytest.raises(UnableToDecide):
        decline_decision(actor=second, decision_id=made, reasons="Nej.", now=NOW)


def test_reasons_are_asked_for(personas: Personas) -> None:
    assert refused(personas.section_head, given_proposed(personas.coordinator), reasons=" ") is Refusal.TEXT_MISSING


def test_care_of_the_young_is_left_to_the_committee(personas: Personas) -> None:

    given_born("20091001-2384", TODAY)
    made = given_proposed(personas.coordinator, DecisionType.LVU_PLACEMENT)
    assert refused(personas.section_head, made) is Refusal.COMMITTEE_DECIDES


@pytest.mark.parametrize(
    ("kind", "now", "expected"),
    [
        (DecisionType.HOUSING_SUPPORT, BY_NIGHT, Refusal.NO_MANDATE),
        (DecisionType.CALL_OFF_OUTSIDE, BY_NIGHT, Refusal.NO_MANDATE),
        (DecisionType.ACUTE_HOUSING, BY_DAY, Refusal.OFFICES_OPEN),
    ],
)
def test_the_on_call_service_decides_only_acute_housing_and_only_by_night(
    personas: Personas, kind: DecisionType, now: datetime, expected: Refusal
) -> None:
    made = given_proposed(personas.coordinator, kind)
    assert refused(personas.on_call, made, now) is expected
    with pytest.raises(UnableToDecide) as told:
        at_once(personas.on_call, kind, now)
    assert told.value.refusal is expected


def test_the_on_call_service_proposes_and_takes_at_once_by_night(personas: Personas) -> None:
    made = at_once(personas.on_call, DecisionType.ACUTE_HOUSING, BY_NIGHT)
    row = Decision.objects.get(pk=made)
    assert (row.state, row.proposed_by_id, row.decided_by_id, row.is_out_of_hours) == (
        "TAKEN",
        personas.on_call.id,
        personas.on_call.id,
        True,
    )
    assert Mandate.objects.get(role=Role.ON_CALL).is_default


@pytest.mark.parametrize("now", [BY_DAY, BY_NIGHT])
def test_a_section_head_takes_no_proposal_of_her_own(personas: Personas, now: datetime) -> None:
    with pytest.raises(UnableToDecide) as told:
        at_once(personas.section_head, DecisionType.HOUSING_SUPPORT, now)
    assert told.value.refusal is Refusal.OWN_PROPOSAL


@pytest.mark.parametrize("name", ["coordinator", "case_worker", "liaison", "stranger"])
def test_nobody_else_takes_it(personas: Personas, name: str) -> None:
    made = given_proposed(personas.coordinator)
    with pytest.raises(NotVisible):
        take(personas.named(name), made)
    with pytest.raises(NotVisible):
        at_once(personas.named(name), DecisionType.ACUTE_HOUSING, BY_NIGHT)


def test_a_proposal_is_given_back_without_a_decision(personas: Personas) -> None:
    made = given_proposed(personas.coordinator)
    decline_decision(actor=personas.section_head, decision_id=made, reasons="Utredningen saknas.", now=NOW)
    shape = decision_shape(actor=personas.coordinator, decision_id=made, now=NOW)
    assert (shape.line.state, shape.texts.decision_reasons) == (DecisionState.DECLINED, "Utredningen saknas.")
    assert not Document.objects.exists()


GRANTED_TILL = date(2027, 3, 1)


@pytest.mark.parametrize(
    ("told", "ground", "expected"),
    [
        ({}, None, Refusal.GROUND_MISSING),
        ({}, ChangeGround.TIME_LIMIT, Refusal.NO_TIME_LIMIT),
        ({}, ChangeGround.CONDITION_BROKEN, Refusal.NO_CONDITIONS),
        ({}, ChangeGround.CIRCUMSTANCES_CHANGED, None),
        ({}, ChangeGround.OWN_WISH, None),
        ({"until_date": GRANTED_TILL}, ChangeGround.TIME_LIMIT, None),
        ({"has_conditions": True}, ChangeGround.CONDITION_BROKEN, None),
    ],
)
def test_a_decision_is_ended_only_on_a_ground_of_law_or_its_own(
    personas: Personas, told: dict[str, Any], ground: ChangeGround | None, expected: Refusal | None
) -> None:
    first = given_taken(personas.coordinator, personas.section_head, **told)
    change = Change(first, ground)
    if expected is not None:
        with pytest.raises(UnableToPropose) as no:
            given_proposed(personas.coordinator, DecisionType.ENDING, change=change)
        assert no.value.refusal is expected
        return
    given_taken(personas.coordinator, personas.section_head, DecisionType.ENDING, change=change)
    types = [DecisionType.HOUSING_SUPPORT]
    assert not granted(case_id=case_id(), types=types, on=FROM_DATE)


def test_there_must_be_a_decision_to_change(personas: Personas) -> None:
    for kind in (DecisionType.ENDING, DecisionType.EXTENSION):
        with pytest.raises(UnableToPropose) as no:
            given_proposed(personas.coordinator, kind, change=Change(None, ChangeGround.OWN_WISH))
        assert no.value.refusal is Refusal.NOTHING_TO_CHANGE


def test_an_ending_is_not_taken_when_the_decision_has_ended_already(personas: Personas) -> None:
    first = given_taken(personas.coordinator, personas.section_head)
    change = Change(first, ChangeGround.OWN_WISH)
    again = given_proposed(personas.coordinator, DecisionType.EXTENSION, change=Change(first))
    given_taken(personas.coordinator, personas.section_head, DecisionType.ENDING, change=change, from_date=TODAY)
    assert refused(personas.section_head, again) is Refusal.NOTHING_TO_CHANGE


def test_only_what_is_granted_and_holds_that_day_counts(personas: Personas) -> None:
    given_taken(personas.coordinator, personas.section_head, outcome=Outcome.REJECTED)
    types = [DecisionType.HOUSING_SUPPORT]
    assert not granted(case_id=case_id(), types=types, on=FROM_DATE)
    made = given_taken(personas.coordinator, personas.section_head, until_date=GRANTED_TILL)
    for day, is_there in ((TODAY, False), (FROM_DATE, True), (GRANTED_TILL, False)):
        assert [line.id for line in granted(case_id=case_id(), types=types, on=day)] == [made] * is_there


def test_it_proposes_with_a_subject(personas: Personas) -> None:
    made = propose_decision(
        actor=personas.coordinator,
        case_id=case_id(),
        decision_type=DecisionType.CALL_OFF_FRAMEWORK,
        from_date=FROM_DATE,
        until_date=None,
        reasons="Skäl.",
        wording="Köp.",
        now=NOW,
        subject=case_id(),
    )
    take(personas.section_head, made)
    (line,) = granted(case_id=case_id(), types=[DecisionType.CALL_OFF_FRAMEWORK], on=FROM_DATE)
    assert (line.subject, line.opens_housing) == (case_id(), False)
