"""Nobody moves in without what the law and the programme demand: the operation says so, and the database refuses."""

from uuid import UUID

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from tests.decisions.givens import given_entered, given_for_committee
from tests.engine import as_the_engine
from tests.givens import CASE, NOW, PERSON, given_loaded, small_register
from tests.personas import Personas
from tests.placement import lawful
from tests.placement.lawful import START, given_startable, given_started, given_team
from utvag.cases.models import Case
from utvag.decisions.rules import Outcome
from utvag.foundation.errors import NotVisible
from utvag.placement.answering.homes import answer_again
from utvag.placement.models import Placement, PlacementSafetyPlan
from utvag.placement.operations import UnableToStart, confirm_placement, start_placement
from utvag.placement.operations.checking import verdict_for
from utvag.placement.rules import Refusal, StartNeed

pytestmark = pytest.mark.django_db

HEAD = {key: small_register()[key] for key in ("format", "as_of", "municipality")}
OWN_NEEDS = [
    StartNeed.DECISION,
    StartNeed.CARE_PLAN,
    StartNeed.SAFETY_PLANS,
    StartNeed.CALL_OFF,
    StartNeed.AGREEMENT,
    StartNeed.SIGNED_BY_MUNICIPALITY,
    StartNeed.SIGNED_BY_PROVIDER,
]
BOUGHT_NEEDS = [StartNeed.PROVIDERS_YES, StartNeed.PURCHASE_DECISION]


@pytest.fixture
def personas() -> Personas:
    return given_team()


@pytest.fixture
def started(personas: Personas) -> UUID:
    return given_started(personas)


def refused_by(statement: str, *values: UUID) -> str:
    with pytest.raises(IntegrityError) as refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
    return str(refused.value)


def missing_at_start(personas: Personas, placement_id: UUID) -> tuple[StartNeed, ...]:
    with pytest.raises(UnableToStart) as refused:
        start_placement(actor=personas.coordinator, placement_id=placement_id, now=START)
    assert refused.value.refusal is Refusal.PAPERS_MISSING
    return refused.value.missing


def refusal_at(personas: Personas, placement_id: UUID, now: object = START) -> Refusal:
    with pytest.raises(UnableToStart) as refused:
        start_placement(actor=personas.coordinator, placement_id=placement_id, now=now)  # type: ignore[arg-type]  # a moment
    return Refusal(refused.value.refusal)


def test_with_everything_there_it_starts(personas: Personas, started: UUID) -> None:
    row = Placement.objects.get(pk=started)
    assert (row.state, row.started_by) == ("STANDING", personas.coordinator.id)
    assert Case.objects.get(code_name=CASE).state == "PLACED"
    assert PlacementSafetyPlan.objects.filter(placement=started).count() == 1


@pytest.mark.parametrize("need", OWN_NEEDS)
def test_it_is_refused_without_each_thing_and_says_which(personas: Personas, need: StartNeed) -> None:
    missing = missing_at_start(personas, given_startable(personas, without=[need.value]))
    assert need in missing
    assert Placement.objects.get(origin="CHOSEN").state == "PLANNED"


@pytest.mark.parametrize("need", BOUGHT_NEEDS)
def test_a_bought_home_needs_the_providers_yes_and_the_section_heads_decision(need: StartNeed) -> None:
    personas = given_team(bought=True)
    assert need in missing_at_start(personas, given_startable(personas, step=3, without=[need.value]))


def test_a_bought_home_with_everything_starts() -> None:
    personas = given_team(bought=True)
    assert Placement.objects.get(pk=given_started(personas, step=3)).step == 3


def test_it_starts_on_the_committees_decision_on_care_of_the_young(personas: Personas) -> None:
    """LVU 11 §: the committee decides where a young person in care lives; its grant opens housing as any other."""
    placement_id = given_startable(personas, without=[lawful.DECISION])
    made = given_for_committee(personas.coordinator)
    assert StartNeed.DECISION in missing_at_start(personas, placement_id)
    given_entered(personas.committee, made)
    lawful.given_safety_plan(personas.coordinator, lawful.given_person())
    start_placement(actor=personas.coordinator, placement_id=placement_id, now=START)
    row = Placement.objects.get(pk=placement_id)
    assert (row.state, row.decision_id) == ("STANDING", made)


def test_it_does_not_start_on_what_the_committee_rejected(personas: Personas) -> None:
    placement_id = given_startable(personas, without=[lawful.DECISION])
    given_entered(personas.committee, given_for_committee(personas.coordinator), outcome=Outcome.REJECTED)
    assert StartNeed.DECISION in missing_at_start(personas, placement_id)


def test_it_does_not_start_before_its_day(personas: Personas) -> None:
    assert refusal_at(personas, given_startable(personas), NOW) is Refusal.TOO_EARLY


def test_a_home_that_is_no_longer_clear_is_refused_at_the_start(personas: Personas) -> None:
    placement_id = given_startable(personas)
    forbids = {"person": PERSON, "from": "2026-11-01", "forbidden": [{"municipality": "2480"}]}
    given_loaded(HEAD | {"police_assessments": [forbids]})
    assert refusal_at(personas, placement_id) is Refusal.HOME_NOT_AVAILABLE


def test_what_is_not_checked_any_more_goes_back_to_a_second_person(personas: Personas) -> None:
    placement_id = given_startable(personas)
    given_loaded(small_register(assessed=False), replace_all=False)
    enemy = {"id": PERSON + "-enemy", "born": "1990-01-01"}
    threat = {"by": enemy["id"], "against": PERSON, "level": "concrete"}
    given_loaded(HEAD | {"persons": [enemy], "threats": [threat]})
    assert refusal_at(personas, placement_id) is Refusal.MUST_BE_CONFIRMED
    assert Placement.objects.get(pk=placement_id).state == "PROPOSED"
    confirm_placement(actor=personas.section_head, placement_id=placement_id, reason="Jag svarar för det.", now=START)
    start_placement(actor=personas.coordinator, placement_id=placement_id, now=START)
    assert Placement.objects.get(pk=placement_id).state == "STANDING"


@pytest.mark.parametrize("name", ["section_head", "liaison", "stranger", "on_call"])
def test_others_do_not_start(personas: Personas, name: str) -> None:
    placement_id = given_startable(personas)
    with pytest.raises(NotVisible):
        start_placement(actor=personas.named(name), placement_id=placement_id, now=START)


@pytest.mark.parametrize(
    "column",
    ["decision_id", "care_plan_document_id", "agreement_document_id", "call_off_id", "step", "household_size"],
)
def test_the_database_refuses_a_stay_without(started: UUID, column: str) -> None:
    statement = f"update placement_placement set {column} = null where id = %s"
    assert "placement_started_on_its_papers" in refused_by(statement, started)


@pytest.mark.parametrize("column", ["enquiry_id", "purchase_decision_id"])
def test_the_database_refuses_a_bought_stay_without(column: str) -> None:
    started = given_started(given_team(bought=True), step=3)
    statement = f"update placement_placement set {column} = null where id = %s"
    assert "placement_started_on_its_papers" in refused_by(statement, started)


def test_the_database_refuses_to_let_a_planned_one_stand(personas: Personas) -> None:
    planned = given_startable(personas)
    statement = "update placement_placement set state = 'STANDING' where id = %s"
    assert "placement_started_on_its_papers" in refused_by(statement, planned)


@pytest.mark.parametrize(
    ("statement", "constraint"),
    [
        ("update decisions_decision set outcome = 'REJECTED'", "placement_rests_on_a_decision"),
        ("update placement_placement set household_size = 2 where origin = 'CHOSEN'", "everybody_has_a_safety_plan"),
        (
            "update placement_placement set care_plan_document_id = agreement_document_id where origin = 'CHOSEN'",
            "placement_has_a_care_plan",
        ),
        (
            "update placement_placement set call_off_id = gen_random_uuid() where origin = 'CHOSEN'",
            "placement_called_off",
        ),
    ],
)
def test_nothing_is_taken_away_under_a_stay(started: UUID, statement: str, constraint: str) -> None:
    assert constraint in refused_by(statement)


@pytest.mark.parametrize(
    "table", ["documents_signature", "documents_document", "placement_placementsafetyplan", "placement_review"]
)
def test_what_a_stay_rests_on_can_be_neither_changed_nor_removed(started: UUID, table: str) -> None:
    for statement in (f"delete from {table}", f"update {table} set id = id"):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            connection.cursor().execute(statement)


@pytest.mark.parametrize(
    ("signed_by", "constraint"),
    [("PROVIDER", "placement_signed_by_municipality"), ("MUNICIPALITY", "placement_signed_by_provider")],
)
def test_the_database_refuses_an_agreement_that_one_party_has_not_signed(
    personas: Personas, signed_by: str, constraint: str
) -> None:
    placement_id = given_startable(personas)
    half = lawful.given_agreement(personas.coordinator, placement_id, [signed_by])
    lawful.given_agreement(personas.coordinator, placement_id, now=START)
    start_placement(actor=personas.coordinator, placement_id=placement_id, now=START)
    statement = "update placement_placement set agreement_document_id = %s where id = %s"
    assert constraint in refused_by(statement, half, placement_id)


@pytest.mark.parametrize(
    ("statement", "constraint"),
    [
        (
            "update placement_placement set enquiry_id = gen_random_uuid() where origin = 'CHOSEN'",
            "placement_with_a_providers_yes",
        ),
        (
            "update decisions_decision set outcome = 'REJECTED' where decision_type = 'CALL_OFF_OUTSIDE'",
            "placement_bought_by_a_decision",
        ),
    ],
)
def test_nothing_is_taken_away_under_a_bought_stay(statement: str, constraint: str) -> None:
    given_started(given_team(bought=True), step=3)
    assert constraint in refused_by(statement)


def test_a_stay_is_no_longer_than_was_checked(started: UUID) -> None:
    statement = "update placement_placement set until_date = until_date + 30 where id = %s"
    assert "placement_no_longer_than_agreed_or_extended" in refused_by(statement, started)
    statement = "update placement_placement set agreed_until = agreed_until + 30, until_date = until_date + 30"
    assert "placement_days_of_its_check" in refused_by(f"{statement} where id = %s", started)


def test_the_answer_can_be_worked_out_again_from_what_was_kept(personas: Personas, started: UUID) -> None:
    given_loaded(HEAD | {"homes": [], "police_assessments": []})
    row = Placement.objects.select_related("check_made__snapshot", "home").get(pk=started)
    assert row.check_made is not None
    with as_the_engine():
        assert verdict_for(answer_again(row.check_made), row.home.code) == row.verdict
