"""The committee decides at its meeting; its secretary enters it by the minutes, and reaches nothing else."""

import subprocess
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from tests.database import TestServer
from tests.decisions.givens import (
    MINUTES,
    REASONS,
    WORDING,
    given_entered,
    given_for_committee,
    given_notice,
    given_proposed,
    given_taken,
)
from tests.givens import CASE, NOW, TODAY, case_id, given_named, given_register, given_staff
from tests.log import log_rows
from tests.personas import Personas, given_personas, given_team_on
from utvag.cases.models import CaseStaff
from utvag.cases.rules import Purpose
from utvag.decisions.access import committee_on, of_the_committee
from utvag.decisions.models import Decision, Mandate, Notice
from utvag.decisions.operations import (
    UnableToDecide,
    decline_decision,
    enter_committee_decision,
    register_appeal,
    take_decision,
    withdraw_decision,
)
from utvag.decisions.queries import (
    committee_list,
    committee_page,
    committee_pdf,
    committee_reach,
    decision_page,
    decision_shape,
    granted,
    work_of,
)
from utvag.decisions.rules import DecisionType, Minutes, Outcome, Refusal
from utvag.foundation.actors import Actor
from utvag.foundation.agenda import Urgency
from utvag.foundation.errors import NotVisible
from utvag.organisation.models import Appointment
from utvag.organisation.rules import Role

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(days=5)


@pytest.fixture
def personas() -> Personas:
    given_register()
    personas = given_personas()
    given_team_on(CASE, personas)
    given_named(CASE, personas.on_call, Purpose.ON_CALL)
    CaseStaff.objects.update(from_date=date(2022, 1, 1))
    return personas


@pytest.fixture
def waiting(personas: Personas) -> UUID:
    return given_for_committee(personas.coordinator)


def enter(
    actor: Actor,
    made: UUID,
    day: date = TODAY,
    now: datetime = NOW,
    *,
    minutes: Minutes = MINUTES,
    reasons: str = "Skäl.",
) -> None:
    enter_committee_decision(
        actor=actor,
        decision_id=made,
        outcome=Outcome.GRANTED,
        meeting_date=day,
        minutes=minutes,
        reasons=reasons,
        now=now,
    )


def refused(actor: Actor, made: UUID, **told: object) -> Refusal:
    with pytest.raises(UnableToDecide) as raised:
        enter(actor, made, **told)  # type: ignore[arg-type]  # one of its own arguments
    assert isinstance(raised.value.refusal, Refusal)
    return raised.value.refusal


def test_it_is_entered_with_its_minutes_on_the_day_of_the_meeting(personas: Personas, waiting: UUID) -> None:
    meeting = TODAY + timedelta(days=2)
    enter(personas.committee, waiting, meeting, LATER)
    row = Decision.objects.select_related("mandate").get(pk=waiting)
    assert (row.state, row.outcome, row.decided_role, row.delegate_role) == (
        "TAKEN",
        "GRANTED",
        "COMMITTEE",
        "COMMITTEE",
    )
    assert (row.decision_date, row.decided_by_id, row.decided_at) == (meeting, personas.committee.id, LATER)
    texts = decision_shape(actor=personas.coordinator, decision_id=waiting, now=LATER).texts
    assert (texts.reasons, texts.wording, texts.decision_reasons, texts.minutes) == (REASONS, WORDING, "Skäl.", MINUTES)
    assert b"kanarie" not in bytes(row.minutes or b"") and row.minutes


def test_the_pages_say_that_the_committee_decided_and_who_entered_it(personas: Personas, waiting: UUID) -> None:
    enter(personas.committee, waiting)
    named = decision_page(actor=personas.section_head, decision_id=waiting, now=NOW).named
    name = named.decider.rpartition("infört av ")[2]
    assert named.decider == f"Utskottet, enligt {MINUTES.text}; infört av {name}" and name
    assert committee_page(actor=personas.committee, decision_id=waiting, now=NOW).decided == named.decider


def test_the_paper_names_the_committee_its_minutes_and_who_entered_it(
    personas: Personas, waiting: UUID, tmp_path: Path
) -> None:
    enter(personas.committee, waiting)
    paper = tmp_path / "paper.pdf"
    paper.write_bytes(committee_pdf(actor=personas.committee, decision_id=waiting, now=NOW))
    text = subprocess.run(["pdftotext", "-layout", paper, "-"], check=True, capture_output=True, text=True).stdout
    told = " ".join(text.split())
    for part in ("Utskottet, enligt", "§ 212", "Infört av", "utskottets sekreterare", "11 § lagen (1990:52)"):
        assert part in told
    assert "Enligt delegation till" not in told


def test_a_rejection_opens_nothing_and_a_grant_opens_housing(personas: Personas, waiting: UUID) -> None:
    given_entered(personas.committee, waiting, outcome=Outcome.REJECTED)
    kinds = [DecisionType.LVU_PLACEMENT]
    assert not granted(case_id=case_id(), types=kinds, on=date(2026, 12, 1))
    given_entered(personas.committee, given_for_committee(personas.coordinator))
    (line,) = granted(case_id=case_id(), types=kinds, on=date(2026, 12, 1))
    assert line.opens_housing


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"day": TODAY + timedelta(days=1)}, Refusal.MEETING_TO_COME),
        ({"day": TODAY - timedelta(days=1)}, Refusal.MEETING_BEFORE_PROPOSAL),
        ({"minutes": Minutes(" ", "212")}, Refusal.MINUTES_MISSING),
        ({"minutes": Minutes("14/2026", "")}, Refusal.MINUTES_MISSING),
        ({"reasons": "  "}, Refusal.TEXT_MISSING),
    ],
)
def test_what_is_not_whole_is_refused_and_changes_nothing(
    personas: Personas, waiting: UUID, told: dict[str, object], expected: Refusal
) -> None:
    assert refused(personas.committee, waiting, **told) is expected
    assert Decision.objects.get().state == "PROPOSED" and not Mandate.objects.exists()


def test_of_two_who_enter_it_the_first_wins(personas: Personas, waiting: UUID) -> None:
    other = given_staff("second-secretary", Role.COMMITTEE)
    enter(personas.committee, waiting)
    assert refused(other, waiting) is Refusal.NOT_PROPOSED


def test_one_who_proposed_it_does_not_enter_it_in_another_role(personas: Personas, waiting: UUID) -> None:
    Appointment.objects.create(account_id=personas.coordinator.id, role=Role.COMMITTEE)
    assert refused(Actor(personas.coordinator.id, Role.COMMITTEE), waiting) is Refusal.OWN_PROPOSAL


def test_who_is_too_old_on_the_day_of_the_meeting_is_refused(personas: Personas) -> None:
    """LVU 21 §: the care ends at 21. She turns 21 on 1 October 2030."""
    proposed = datetime(2030, 9, 30, 9, tzinfo=UTC)
    made = given_for_committee(personas.coordinator, proposed)
    after = datetime(2030, 10, 2, 9, tzinfo=UTC)
    assert refused(personas.committee, made, day=date(2030, 10, 1), now=after) is Refusal.TOO_OLD
    enter(personas.committee, made, date(2030, 9, 30), after)
    assert Decision.objects.get().decision_date == date(2030, 9, 30)


def test_a_day_on_which_it_was_not_the_committees_is_refused(personas: Personas) -> None:
    assert committee_on(DecisionType.LVU_PLACEMENT, date(2018, 12, 18)) is None
    assert of_the_committee(TODAY) == {DecisionType.LVU_PLACEMENT}


@pytest.mark.parametrize("name", ["coordinator", "case_worker", "section_head", "on_call", "liaison", "stranger"])
def test_nobody_else_enters_it(personas: Personas, waiting: UUID, name: str) -> None:
    with pytest.raises(NotVisible):
        enter(personas.named(name), waiting)


@pytest.mark.parametrize("name", ["section_head", "on_call"])
def test_those_who_decide_other_things_do_not_take_it(personas: Personas, waiting: UUID, name: str) -> None:
    with pytest.raises(UnableToDecide) as told:
        take_decision(actor=personas.named(name), decision_id=waiting, outcome=Outcome.GRANTED, reasons="Ja.", now=NOW)
    assert told.value.refusal is Refusal.COMMITTEE_DECIDES


def test_she_takes_declines_and_withdraws_nothing(personas: Personas, waiting: UUID) -> None:
    actor = personas.committee
    for made in (waiting, given_proposed(personas.coordinator)):
        with pytest.raises(NotVisible):
            take_decision(actor=actor, decision_id=made, outcome=Outcome.GRANTED, reasons="Ja.", now=NOW)
        with pytest.raises(NotVisible):
            decline_decision(actor=actor, decision_id=made, reasons="Nej.", now=NOW)
        with pytest.raises(NotVisible):
            withdraw_decision(actor=actor, decision_id=made, now=NOW)
        with pytest.raises(NotVisible):
            register_appeal(actor=actor, decision_id=made, received_date=TODAY, text="Nej.", now=NOW)


def test_another_decision_of_the_case_does_not_exist_for_her(personas: Personas, waiting: UUID) -> None:
    for made in (
        given_proposed(personas.coordinator),
        given_taken(personas.coordinator, personas.section_head, DecisionType.PROTECTED_HOUSING),
        uuid4(),
    ):
        with pytest.raises(NotVisible):
            committee_page(actor=personas.committee, decision_id=made, now=NOW)
        with pytest.raises(NotVisible):
            enter(personas.committee, made)
    with pytest.raises(NotVisible):
        decision_page(actor=personas.committee, decision_id=waiting, now=NOW)


def test_what_is_withdrawn_is_gone_for_her(personas: Personas, waiting: UUID) -> None:
    withdraw_decision(actor=personas.coordinator, decision_id=waiting, now=NOW)
    assert committee_reach(actor=personas.committee, now=NOW) == frozenset()
    with pytest.raises(NotVisible):
        committee_page(actor=personas.committee, decision_id=waiting, now=NOW)


@pytest.mark.parametrize(("days", "is_there"), [(0, True), (21, True), (22, False), (400, False)])
def test_she_reads_it_for_three_weeks_after(personas: Personas, waiting: UUID, days: int, is_there: bool) -> None:
    enter(personas.committee, waiting)
    now = NOW + timedelta(days=days)
    assert (waiting in committee_reach(actor=personas.committee, now=now)) is is_there
    if is_there:
        assert committee_page(actor=personas.committee, decision_id=waiting, now=now).may_give_notice
        return
    for read in (committee_page, committee_pdf):
        with pytest.raises(NotVisible):
            read(actor=personas.committee, decision_id=waiting, now=now)
    with pytest.raises(NotVisible):
        given_notice(personas.committee, waiting, TODAY, now)


def test_a_proposal_waits_for_her_however_old(personas: Personas, waiting: UUID) -> None:
    assert waiting in committee_reach(actor=personas.committee, now=NOW + timedelta(days=400))


def test_the_paper_is_not_there_before_it_is_entered(personas: Personas, waiting: UUID) -> None:
    with pytest.raises(NotVisible):
        committee_pdf(actor=personas.committee, decision_id=waiting, now=NOW)


@pytest.mark.django_db(transaction=True)
def test_each_reading_has_its_row_in_the_log(personas: Personas, waiting: UUID, server: TestServer) -> None:
    for _ in range(2):
        committee_page(actor=personas.committee, decision_id=waiting, now=NOW)
    enter(personas.committee, waiting)
    committee_pdf(actor=personas.committee, decision_id=waiting, now=NOW)
    counted = {"OPEN_COMMITTEE_DECISION": 2, "ENTER_COMMITTEE_DECISION": 1, "OPEN_PDF": 1}
    found = {action: log_rows(server, action) for action in counted}
    assert {action: len(rows) for action, rows in found.items()} == counted
    assert {(row[1], row[6]) for rows in found.values() for row in rows} == {("COMMITTEE", "COMMITTEE")}


def test_she_gives_notice_once(personas: Personas, waiting: UUID) -> None:
    enter(personas.committee, waiting)
    given_notice(personas.committee, waiting, TODAY)
    assert Notice.objects.get().given_by_id == personas.committee.id
    assert not committee_page(actor=personas.committee, decision_id=waiting, now=NOW).may_give_notice
    assert not work_of(actor=personas.committee, now=NOW)


def test_my_day_shows_what_waits_by_code(personas: Personas, waiting: UUID) -> None:
    given_proposed(personas.coordinator)
    (row,) = work_of(actor=personas.committee, now=NOW)
    assert (row.code_name, row.tag, row.ids) == (CASE, "Väntar på utskottet", {"decision_id": waiting})
    tags = {each.tag: each.urgency for each in work_of(actor=personas.coordinator, now=NOW)}
    assert tags == {"Väntar på utskottet": Urgency.WAITING, "Väntar på beslut": Urgency.WAITING}
    enter(personas.committee, waiting)
    (row,) = work_of(actor=personas.committee, now=NOW)
    assert row.tag == "Underrätta personen"


def test_the_list_parts_what_waits_from_what_is_entered(personas: Personas, waiting: UUID) -> None:
    enter(personas.committee, waiting)
    again = given_for_committee(personas.coordinator)
    given_proposed(personas.coordinator)
    page = committee_list(actor=personas.committee, now=NOW)
    assert [one.line.id for one in page.waiting] == [again]
    assert [one.line.id for one in page.entered] == [waiting]
