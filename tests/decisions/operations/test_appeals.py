"""The time to appeal runs from the notice; late ones are dismissed, those in time reconsidered and handed on."""

from datetime import UTC, date, datetime

import pytest

from tests.decisions.givens import given_appeal, given_notice, given_proposed, given_taken
from tests.givens import CASE, NOW, TODAY, given_register
from tests.personas import Personas, given_personas, given_team_on
from utvag.decisions.models import Appeal, Notice
from utvag.decisions.operations import UnableToAppeal, UnableToNotify, answer_appeal
from utvag.decisions.queries import coming_of, decision_shape, happenings_of, work_of
from utvag.decisions.rules import AppealOutcome, AppealState, AppealStep, DecisionType, Refusal
from utvag.foundation.agenda import Urgency

pytestmark = pytest.mark.django_db

LAST_DAY = date(2026, 12, 14)
LATER = datetime(2026, 12, 20, 9, tzinfo=UTC)


@pytest.fixture
def personas() -> Personas:
    given_register()
    personas = given_personas()
    given_team_on(CASE, personas)
    return personas


def test_the_last_day_is_three_weeks_on_and_a_working_day(personas: Personas) -> None:
    made = given_taken(personas.coordinator, personas.section_head)
    given_notice(personas.coordinator, made, TODAY)
    # Three weeks from Sunday 22 November is Sunday 13 December.
    assert Notice.objects.get().last_appeal_date == LAST_DAY


@pytest.mark.parametrize(
    ("day", "expected"),
    [(date(2026, 11, 23), Refusal.DAY_TO_COME), (date(2026, 11, 21), Refusal.DAY_BEFORE_DECISION)],
)
def test_a_notice_is_given_on_a_day_that_can_be(personas: Personas, day: date, expected: Refusal) -> None:
    made = given_taken(personas.coordinator, personas.section_head)
    with pytest.raises(UnableToNotify) as refused:
        given_notice(personas.coordinator, made, day)
    assert refused.value.refusal is expected


def test_only_a_taken_decision_about_the_person_is_given_notice_of_and_once(personas: Personas) -> None:
    waiting = given_proposed(personas.coordinator, DecisionType.PROTECTED_HOUSING)
    purchase = given_taken(personas.coordinator, personas.section_head, DecisionType.CALL_OFF_FRAMEWORK)
    taken = given_taken(personas.coordinator, personas.section_head)
    given_notice(personas.coordinator, taken, TODAY)
    for made, expected in (
        (waiting, Refusal.NOT_TAKEN),
        (purchase, Refusal.PURCHASE),
        (taken, Refusal.ALREADY_NOTIFIED),
    ):
        with pytest.raises(UnableToNotify) as refused:
            given_notice(personas.coordinator, made, TODAY)
        assert refused.value.refusal is expected


@pytest.mark.parametrize(("day", "in_time"), [(LAST_DAY, True), (date(2026, 12, 15), False)])
def test_an_appeal_is_in_time_until_its_last_day(personas: Personas, day: date, in_time: bool) -> None:
    made = given_taken(personas.coordinator, personas.section_head)
    given_notice(personas.coordinator, made, TODAY)
    appeal = given_appeal(personas.case_worker, made, day, LATER)
    assert Appeal.objects.get(pk=appeal).is_in_time is in_time
    wrong, right = (AppealStep.DISMISS, AppealStep.FORWARD)[:: 1 if in_time else -1]
    with pytest.raises(UnableToAppeal) as refused:
        answer_appeal(actor=personas.section_head, appeal_id=appeal, step=wrong, answer="Svar.", now=LATER)
    assert refused.value.refusal is (Refusal.IN_TIME if in_time else Refusal.TOO_LATE)
    answer_appeal(actor=personas.section_head, appeal_id=appeal, step=right, answer="Svarskanarie.", now=LATER)
    (shown,) = decision_shape(actor=personas.section_head, decision_id=made, now=LATER).appeals
    assert shown.state is (AppealState.FORWARDED if in_time else AppealState.DISMISSED)
    assert shown.answer == "Svarskanarie."


def test_without_a_notice_the_time_has_not_begun(personas: Personas) -> None:
    made = given_taken(personas.coordinator, personas.section_head)
    assert Appeal.objects.get(pk=given_appeal(personas.coordinator, made, TODAY)).is_in_time


def test_one_appeal_at_a_time_and_the_courts_answer_after_it_is_handed_on(personas: Personas) -> None:
    made = given_taken(personas.coordinator, personas.section_head)
    appeal = given_appeal(personas.coordinator, made, TODAY)
    with pytest.raises(UnableToAppeal) as refused:
        given_appeal(personas.coordinator, made, TODAY)
    assert refused.value.refusal is Refusal.ALREADY_APPEALED

    def step(to: AppealStep) -> None:
        answer_appeal(actor=personas.section_head, appeal_id=appeal, step=to, answer="Svar.", now=NOW)

    with pytest.raises(UnableToAppeal) as refused:
        step(AppealStep.COURT_CHANGED)
    assert refused.value.refusal is Refusal.NOT_FORWARDED
    step(AppealStep.FORWARD)
    with pytest.raises(UnableToAppeal) as refused:
        step(AppealStep.FORWARD)
    assert refused.value.refusal is Refusal.NOT_RECEIVED
    step(AppealStep.COURT_REMANDED)
    assert Appeal.objects.get().outcome == AppealOutcome.REMANDED


def test_the_desk_gets_what_waits_what_comes_and_what_has_been(personas: Personas) -> None:
    made = given_proposed(personas.coordinator)
    (waiting,) = work_of(actor=personas.section_head, now=NOW)
    assert (waiting.tag, waiting.page, waiting.ids) == (
        "Väntar på ditt beslut",
        "decisions:take",
        {"decision_id": made},
    )
    (other,) = work_of(actor=personas.coordinator, now=NOW)
    assert other.urgency is Urgency.WAITING
    assert work_of(actor=personas.stranger, now=NOW) == ()
    taken = given_taken(personas.coordinator, personas.section_head, DecisionType.PROTECTED_HOUSING)
    assert "Underrätta personen" in {row.tag for row in work_of(actor=personas.coordinator, now=NOW)}
    given_notice(personas.coordinator, taken, TODAY)
    given_appeal(personas.coordinator, taken, TODAY)
    assert "Överklagande" in {row.tag for row in work_of(actor=personas.section_head, now=NOW)}
    case = Notice.objects.get().case_id
    days = {row.day: row.title for row in coming_of(case_ids=[case], today=TODAY)}
    assert days == {
        LAST_DAY: "Sista dag att överklaga",
        date(2026, 11, 30): "Lämna över överklagandet",
        date(2027, 2, 22): "Tre månader sedan beslutet",
    }
    assert len(happenings_of(case_id=case)) == 5
    after = datetime(2027, 2, 22, 9, tzinfo=UTC)
    late = [row for row in work_of(actor=personas.coordinator, now=after) if row.tag == "Inte verkställt"]
    assert [row.ids for row in late] == [{"decision_id": taken}]
