"""What follows on a start: a review, an extension, a move, an end; and the acute stay."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from tests.givens import (
    CASE,
    CLEAR_HOME,
    NEAR_HOME,
    PERSON,
    RESIDENT,
    SECOND_HOME,
    assessment,
    case_id,
    given_register,
    home_id,
)
from tests.pages import opened, signed_in, status_of, text_of
from tests.personas import Personas, given_personas, given_team_on
from tests.placement import lawful
from tests.placement.lawful import FIRST_DAY, START, given_decided, given_startable, given_started, given_team
from utvag.audit.operations import one_act
from utvag.cases.models import Case
from utvag.decisions.rules import DecisionType
from utvag.documents.models import Document
from utvag.placement.models import Placement
from utvag.placement.operations import (
    UnableToFollow,
    UnableToStart,
    complete_papers,
    end_placement,
    extend_placement,
    hold_review,
    move_placement,
    place_acutely,
    start_placement,
    withdraw_proposal,
)
from utvag.placement.queries import coming_of, happenings_of, work_of
from utvag.placement.rules import (
    GOALS,
    EndReason,
    GoalOutcome,
    Initiator,
    Kept,
    Refusal,
    ReviewProposal,
    ToldEnd,
    ToldMove,
    ToldReview,
)

pytestmark = pytest.mark.django_db

LATER = datetime(2027, 2, 1, 9, 0, tzinfo=UTC)
LATER_DAY = date(2027, 2, 1)
UNTIL, LONGER = date(2027, 3, 1), date(2027, 6, 1)


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


def row_of(placement_id: UUID) -> Placement:
    return Placement.objects.get(pk=placement_id)


def reviewed(
    personas: Personas, placement_id: UUID, held: date = LATER_DAY, proposal: ReviewProposal = ReviewProposal.PROLONG
) -> UUID:
    told = ToldReview(held, personas.case_worker.id, Kept.YES, Kept.NOT_KNOWN, proposal, "Behovet är kvar.", "Bra.")
    return hold_review(actor=personas.coordinator, placement_id=placement_id, told=told, now=LATER)


def told_end(**other: object) -> ToldEnd:
    told: dict[str, object] = {
        "end_date": date(2027, 1, 31),
        "reason": EndReason.GOAL_REACHED,
        "initiator": Initiator.PERSON,
        "is_against_will": False,
        "notice_days": 14,
        "outcomes": dict.fromkeys(GOALS, GoalOutcome.REACHED),
        "notes": "Personen har eget boende.",
    }
    return ToldEnd(**(told | other))  # type: ignore[arg-type]  # by name


def extended(personas: Personas, placement_id: UUID, until: date = LONGER) -> None:
    extend_placement(actor=personas.coordinator, placement_id=placement_id, until_date=until, now=LATER)


def given_extension_decision(personas: Personas, started: UUID) -> None:
    first = row_of(started).decision_id
    given_decided(personas, DecisionType.EXTENSION, changes=first, from_date=FIRST_DAY, now=LATER)


def moved(personas: Personas, placement_id: UUID, day: date = LATER_DAY, home: str = SECOND_HOME) -> UUID:
    told = ToldMove(home_id(home), day, date(2027, 4, 1), Initiator.SOCIAL_SERVICES, "Bättre stöd där.")
    return move_placement(actor=personas.coordinator, placement_id=placement_id, told=told, now=LATER)


def placed_acutely(personas: Personas, home: str = CLEAR_HOME, **other: object) -> UUID:
    decision = given_decided(personas, DecisionType.ACUTE_HOUSING, now=START)
    with one_act(actor=personas.coordinator, now=START):
        return place_acutely(
            actor=personas.coordinator,
            case_id=case_id(),
            home_id=home_id(home),
            decision_id=decision,
            reason="Akut.",
            now=START,
            **other,  # type: ignore[arg-type]  # by name
        )


def test_a_review_is_frozen_and_shown(personas: Personas, started: UUID) -> None:
    reviewed(personas, started)
    assert Document.objects.filter(kind="REVIEW", subject=started).count() == 1
    assert "Genomlysning" in opened(personas.section_head, reverse("desk:placement", args=[started]))


def test_it_is_prolonged_on_a_review_and_a_decision(personas: Personas, started: UUID) -> None:
    given_extension_decision(personas, started)
    reviewed(personas, started)
    extended(personas, started)
    assert row_of(started).until_date == LONGER


@pytest.mark.parametrize("lacks", [Refusal.NO_REVIEW, Refusal.NO_EXTENSION_DECISION])
def test_it_is_not_prolonged_without(personas: Personas, started: UUID, lacks: Refusal) -> None:
    if lacks is Refusal.NO_REVIEW:
        given_extension_decision(personas, started)
    else:
        reviewed(personas, started)
    with pytest.raises(UnableToFollow) as refused:
        extended(personas, started)
    assert refused.value.refusal is lacks


def test_what_is_not_checked_for_the_new_days_is_said_to_be_so() -> None:
    until = {**assessment(PERSON), "until": UNTIL.isoformat()}
    given_register(police_assessments=[until, assessment(RESIDENT)])
    personas = given_personas()
    given_team_on(CASE, personas)
    stay = given_started(personas)
    given_extension_decision(personas, stay)
    reviewed(personas, stay)
    with pytest.raises(UnableToFollow) as refused:
        extended(personas, stay)
    assert refused.value.refusal is Refusal.HOME_NOT_CHECKED


def test_a_review_that_proposes_an_end_prolongs_nothing(personas: Personas, started: UUID) -> None:
    given_extension_decision(personas, started)
    reviewed(personas, started, proposal=ReviewProposal.END)
    with pytest.raises(UnableToFollow):
        extended(personas, started)


def test_the_database_refuses_a_longer_stay_without_an_extension(started: UUID) -> None:
    assert "placement_no_longer_than_agreed_or_extended" in refused_by(
        "update placement_placement set until_date = '2027-06-01' where id = %s", started
    )
    assert "placement_extended_by_its_extension" in refused_by(
        "update placement_placement set until_date = '2027-06-01', extended_until = '2027-06-01', extension_id = %s "
        "where id = %s",
        uuid4(),
        started,
    )


def test_the_database_refuses_an_extension_without_a_review(personas: Personas, started: UUID) -> None:
    given_extension_decision(personas, started)
    statement = """
        insert into placement_extension (id, placement_id, case_id, from_until, to_until, review_id, review_held_date,
            decision_id, check_id, made_by, made_date, made_at)
        select gen_random_uuid(), placement.id, placement.case_id, placement.until_date, placement.until_date + 30,
            gen_random_uuid(),
            '2027-02-01', decision.id, check_id, started_by, '2027-02-01', now()
        from placement_placement placement, decisions_decision decision
        where placement.id = %s and decision.decision_type = 'EXTENSION'"""
    assert "extension_on_a_review_of_the_placement" in refused_by(statement, started)


def test_it_ends_for_a_reason_and_the_bed_is_free_the_day_after(personas: Personas, started: UUID) -> None:
    end_placement(actor=personas.coordinator, placement_id=started, told=told_end(), now=LATER)
    row = row_of(started)
    assert (row.state, row.until_date, row.end_reason) == ("ENDED", date(2027, 2, 1), "GOAL_REACHED")
    assert Document.objects.filter(kind="FINAL_REPORT", subject=started).exists()
    assert Case.objects.get(code_name=CASE).state == "CLOSED"


def test_after_another_end_the_case_waits_for_a_home_again(personas: Personas, started: UUID) -> None:
    told = told_end(reason=EndReason.PROVIDERS_NOTICE, initiator=Initiator.PROVIDER)
    end_placement(actor=personas.coordinator, placement_id=started, told=told, now=LATER)
    case = Case.objects.get(code_name=CASE)
    assert (case.state, case.start_date) == ("WAITING", date(2027, 2, 1))


@pytest.mark.parametrize(
    "other",
    [
        {"is_against_will": True},
        {"reason": EndReason.BROKE_CONDITION_CRIME},
        {"reason": EndReason.BROKE_CONDITION_SECURITY},
    ],
)
def test_against_the_will_or_for_broken_conditions_it_ends_only_by_decision(
    personas: Personas, started: UUID, other: dict[str, object]
) -> None:
    with pytest.raises(UnableToFollow) as refused:
        end_placement(actor=personas.coordinator, placement_id=started, told=told_end(**other), now=LATER)
    assert refused.value.refusal is Refusal.NO_ENDING_DECISION
    given_decided(personas, DecisionType.ENDING, changes=row_of(started).decision_id, from_date=FIRST_DAY, now=LATER)
    end_placement(actor=personas.coordinator, placement_id=started, told=told_end(**other), now=LATER)
    assert row_of(started).ending_decision_id is not None


@pytest.mark.parametrize("day", [date(2026, 11, 30), date(2027, 2, 2)])
def test_it_ends_only_on_a_day_of_the_stay_that_has_been(personas: Personas, started: UUID, day: date) -> None:
    with pytest.raises(UnableToFollow) as refused:
        end_placement(actor=personas.coordinator, placement_id=started, told=told_end(end_date=day), now=LATER)
    assert refused.value.refusal is Refusal.NO_SUCH_DAY


def test_the_database_refuses_an_end_without_a_reason_or_against_the_will(started: UUID) -> None:
    assert "placement_ended_for_a_reason" in refused_by(
        "update placement_placement set state = 'ENDED' where id = %s", started
    )
    assert "placement_ended_against_will_by_decision" in refused_by(
        "update placement_placement set end_reason = 'BROKE_CONDITION_CRIME' where id = %s", started
    )


def test_a_move_has_no_day_without_a_home_and_none_with_two(personas: Personas, started: UUID) -> None:
    new = moved(personas, started)
    assert (row_of(started).state, row_of(started).until_date) == ("STANDING", LATER.date())
    assert row_of(new).from_date == LATER.date()
    with pytest.raises(UnableToStart) as refused:
        start_placement(actor=personas.coordinator, placement_id=new, now=LATER)
    assert refused.value.refusal is Refusal.PAPERS_MISSING
    without = (lawful.DECISION, lawful.CARE_PLAN, lawful.SAFETY_PLANS)
    lawful.given_papers(personas, new, without=without, home=SECOND_HOME, now=LATER)
    start_placement(actor=personas.coordinator, placement_id=new, now=LATER)
    assert (row_of(started).state, row_of(started).end_reason) == ("ENDED", "MOVED")
    assert row_of(new).state == "STANDING"


def test_a_move_taken_back_lets_the_stay_last_as_long_as_before(personas: Personas, started: UUID) -> None:
    new = moved(personas, started)
    withdraw_proposal(actor=personas.coordinator, placement_id=new, reason="Blev inget.", now=LATER)
    assert (row_of(started).until_date, row_of(started).end_reason) == (UNTIL, None)


def test_it_does_not_move_to_a_home_that_is_not_safe(personas: Personas, started: UUID) -> None:
    with pytest.raises(UnableToFollow) as refused:
        moved(personas, started, home=NEAR_HOME)
    assert refused.value.refusal is Refusal.HOME_NOT_AVAILABLE
    assert row_of(started).until_date == UNTIL


def test_the_database_ties_the_new_stay_to_the_last_day_of_the_old(personas: Personas, started: UUID) -> None:
    moved(personas, started)
    statement = "update placement_placement set until_date = until_date - 1 where id = %s"
    assert "placement_begins_where_it_moved_from" in refused_by(statement, started)


def test_an_acute_stay_begins_at_once_and_is_short(personas: Personas) -> None:
    row = row_of(placed_acutely(personas))
    assert (row.state, row.origin, row.from_date) == ("STANDING", "ACUTE", START.date())
    assert row.until_date == START.date() + timedelta(days=row.acute_max_days or 0)
    assert Case.objects.get(code_name=CASE).state == "PLACED"


def test_an_acute_stay_is_never_in_a_home_that_is_not_clear(personas: Personas) -> None:
    with pytest.raises(UnableToStart) as refused:
        placed_acutely(personas, NEAR_HOME)
    assert refused.value.refusal is Refusal.HOME_NOT_AVAILABLE


def test_the_database_ends_an_acute_stay(personas: Personas) -> None:
    acute = placed_acutely(personas)
    statement = "update placement_placement set acute_max_days = 3 where id = %s"
    assert "placement_started_on_its_papers" in refused_by(statement, acute)
    statement = "update placement_placement set acute_max_days = 365 where id = %s"
    assert "placement_acute_days_in_reason" in refused_by(statement, acute)


def test_an_acute_stay_gets_its_papers(personas: Personas) -> None:
    acute = placed_acutely(personas)
    assert [work.tag for work in work_of(actor=personas.coordinator, now=START)] == ["Underlag saknas"]
    lawful.given_papers(personas, acute, without=(lawful.DECISION,), now=START)
    complete_papers(actor=personas.coordinator, placement_id=acute, now=START)
    assert row_of(acute).agreement_document_id is not None
    assert not work_of(actor=personas.coordinator, now=START)


def test_an_acute_stay_takes_over_from_the_one_that_is_left(personas: Personas, started: UUID) -> None:
    acute = placed_acutely(personas, SECOND_HOME, moves_from=started)
    assert row_of(started).state == "ENDED"
    assert row_of(started).until_date == row_of(acute).from_date


def test_the_desk_gets_its_rows(personas: Personas, started: UUID) -> None:
    assert [row.title for row in coming_of(case_ids=[case_id()], today=START.date())] == ["Placeringen går ut"]
    assert [row.title for row in happenings_of(case_id=case_id())] == ["Ett hem valdes", "Placeringen började"]


@pytest.mark.parametrize("name", ["agreement", "start"])
def test_the_pages_before_the_start_show(personas: Personas, name: str) -> None:
    placement_id = given_startable(personas)
    assert "Ärende" in opened(personas.coordinator, reverse(f"placement:{name}", args=[placement_id]))
    for other in ("section_head", "stranger", "liaison"):
        assert status_of(personas.named(other), reverse(f"placement:{name}", args=[placement_id])) == 404


@pytest.mark.parametrize("name", ["review", "extend", "move", "end"])
def test_the_pages_of_a_stay_show_and_keep_what_is_typed(personas: Personas, started: UUID, name: str) -> None:
    url = reverse(f"placement:{name}", args=[started])
    assert CASE in opened(personas.case_worker, url)
    assert status_of(personas.section_head, url) == 404
    page = text_of(
        signed_in(personas.coordinator).post(url, {"until_date": "i morgon", "notes": "Kort", "need": "Kort"})
    )
    assert "govuk-error-summary" in page


def test_the_start_page_says_one_sentence_for_each_missing_thing(
    personas: Personas, monkeypatch: pytest.MonkeyPatch
) -> None:
    placement_id = given_startable(personas, without=(lawful.CARE_PLAN, lawful.SIGNED_BY_PROVIDER))
    monkeypatch.setattr("utvag.placement.views.starting.now", lambda: START)
    page = text_of(signed_in(personas.coordinator).post(reverse("placement:start", args=[placement_id])))
    assert "Vårdplanen är inte fastställd." in page
    assert "Utföraren har inte skrivit under" in page
    assert "Kommunen har inte skrivit under" not in page
