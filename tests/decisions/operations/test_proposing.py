"""A proposal rests on the section of its day, and is made by the department whose decision it is."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from tests.decisions.givens import FROM_DATE, REASONS, given_born, given_proposed
from tests.givens import CASE, NOW, case_id, given_named, given_register, given_staff
from tests.personas import Personas, given_personas
from utvag.cases.models import Case, CaseStaff
from utvag.cases.rules import Purpose
from utvag.decisions.models import Decision
from utvag.decisions.operations import UnableToPropose, withdraw_decision
from utvag.decisions.queries import decision_shape, proposable
from utvag.decisions.rules import Change, ChangeGround, DecisionState, DecisionType, Refusal
from utvag.law.decision_types import Basis
from utvag.organisation.rules import Role

pytestmark = pytest.mark.django_db

OLD, NEW = "socialtjänstlagen (2001:453)", "socialtjänstlagen (2025:400)"


@pytest.fixture
def personas() -> Personas:
    given_register()
    personas = given_personas()
    given_named(CASE, personas.coordinator, Purpose.COORDINATION)
    given_named(CASE, personas.case_worker, Purpose.HOUSING_AND_FINANCE)
    # So that also decisions of earlier years can be made.
    CaseStaff.objects.update(from_date=date(2022, 1, 1))
    return personas


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2023, 3, 1), f"4 kap. 1 § {OLD}"),
        (date(2024, 5, 1), f"4 kap. 1 § {OLD}"),
        (date(2025, 6, 30), f"4 kap. 1 § {OLD}"),
        (date(2025, 7, 1), f"11 kap. 1 § {NEW}"),
        (date(2026, 11, 22), f"11 kap. 1 § {NEW}"),
    ],
)
def test_a_proposal_rests_on_the_section_of_its_day(personas: Personas, day: date, expected: str) -> None:
    made = given_proposed(personas.coordinator, now=at(day), from_date=day)
    shape = decision_shape(actor=personas.coordinator, decision_id=made, now=at(day))
    assert shape.line.basis.text == expected
    assert (shape.texts.reasons, shape.line.state) == (REASONS, DecisionState.PROPOSED)


@pytest.mark.parametrize(
    ("number", "day", "expected"),
    [
        ("20051122-2382", date(2026, 11, 22), None),
        ("20091001-2384", date(2026, 11, 22), Refusal.TOO_YOUNG),
        ("20080101-2386", date(2026, 11, 22), Refusal.TOO_YOUNG),
        ("20051123-2381", date(2026, 11, 22), Refusal.TOO_YOUNG),
        (None, date(2026, 11, 22), Refusal.AGE_UNKNOWN),
        ("19960417-2388", date(2025, 6, 30), Refusal.NOT_IN_FORCE),
        ("19960417-2388", date(2023, 3, 1), Refusal.NOT_IN_FORCE),
    ],
)
def test_protected_housing_without_a_needs_test_is_for_adults_of_21_since_2025(
    personas: Personas, number: str | None, day: date, expected: Refusal | None
) -> None:
    if number is not None:
        given_born(number, day)
    kind = DecisionType.PROTECTED_HOUSING_UNASSESSED
    if expected is None:
        given_proposed(personas.coordinator, kind, now=at(day))
        return
    with pytest.raises(UnableToPropose) as refused:
        given_proposed(personas.coordinator, kind, now=at(day))
    assert refused.value.refusal is expected


def test_housing_and_finance_proposes_money_and_housing_and_nothing_else(personas: Personas) -> None:
    other = personas.case_worker
    offered = {each.decision_type for each in proposable(actor=other, case_id=case_id(), now=NOW)}
    assert offered == {DecisionType.FINANCIAL_ASSISTANCE, DecisionType.HOUSING_SUPPORT}
    given_proposed(other, DecisionType.FINANCIAL_ASSISTANCE)
    with pytest.raises(UnableToPropose) as refused:
        given_proposed(other, DecisionType.PROTECTED_HOUSING)
    assert refused.value.refusal is Refusal.NOT_HERS_TO_PROPOSE


def test_the_exit_team_proposes_no_money(personas: Personas) -> None:
    with pytest.raises(UnableToPropose) as refused:
        given_proposed(personas.coordinator, DecisionType.FINANCIAL_ASSISTANCE)
    assert refused.value.refusal is Refusal.NOT_HERS_TO_PROPOSE
    named = given_staff("second", Role.CASE_WORKER)
    given_named(CASE, named, Purpose.CASE_WORK)
    offered = proposable(actor=named, case_id=case_id(), now=NOW)
    assert DecisionType.FINANCIAL_ASSISTANCE not in {each.decision_type for each in offered}
    assert any(isinstance(each.basis, Basis) for each in offered)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"until_date": FROM_DATE}, Refusal.PERIOD_WRONG),
        ({"until_date": FROM_DATE - timedelta(days=1)}, Refusal.PERIOD_WRONG),
        ({"reasons": "  "}, Refusal.TEXT_MISSING),
        ({"wording": ""}, Refusal.TEXT_MISSING),
        ({"change": Change(ground=ChangeGround.OWN_WISH)}, Refusal.NOTHING_TO_CHANGE),
    ],
)
def test_a_proposal_must_be_whole(personas: Personas, told: dict[str, Any], expected: Refusal) -> None:
    with pytest.raises(UnableToPropose) as refused:
        given_proposed(personas.coordinator, **told)
    assert refused.value.refusal is expected
    assert not Decision.objects.exists()


def test_the_same_is_not_proposed_twice_at_a_time(personas: Personas) -> None:
    first = given_proposed(personas.coordinator)
    with pytest.raises(UnableToPropose) as refused:
        given_proposed(personas.case_worker)
    assert refused.value.refusal is Refusal.ALREADY_PROPOSED
    withdraw_decision(actor=personas.coordinator, decision_id=first, now=NOW)
    assert given_proposed(personas.coordinator) != first


def test_what_is_withdrawn_is_not_withdrawn_again(personas: Personas) -> None:
    made = given_proposed(personas.coordinator)
    withdraw_decision(actor=personas.coordinator, decision_id=made, now=NOW)
    with pytest.raises(UnableToPropose) as refused:
        withdraw_decision(actor=personas.coordinator, decision_id=made, now=NOW)
    assert refused.value.refusal is Refusal.NOT_PROPOSED


def test_nothing_is_decided_in_a_closed_case(personas: Personas) -> None:
    Case.objects.update(state="CLOSED")
    with pytest.raises(UnableToPropose) as refused:
        given_proposed(personas.coordinator)
    assert refused.value.refusal is Refusal.CASE_CLOSED
