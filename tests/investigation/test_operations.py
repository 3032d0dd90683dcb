"""An investigation is opened at once, written part by part, and completed only when it is whole."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from tests.cases.givens import given_own_case
from tests.database import TestServer
from tests.givens import CASE, NOW, TODAY, case_id, given_register
from tests.investigation.givens import (
    TEXT,
    given_completed,
    given_every_section,
    given_investigation,
    given_section,
)
from tests.log import log_rows
from tests.meetings.givens import given_held, given_meeting
from tests.personas import Personas, given_personas, given_team_on
from utvag.investigation.operations import (
    UnableToInvestigate,
    answer_precondition,
    complete_investigation,
    discontinue_investigation,
    note_housing,
    save_section,
    tell_late,
)
from utvag.investigation.queries import (
    InvestigationShape,
    coming_of,
    happenings_of,
    open_investigation_of,
    open_section,
    work_of,
)
from utvag.investigation.rules import CloseReason, HousingKind, Met, Precondition, Refusal, SectionKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def personas() -> Personas:
    given_register()
    personas = given_personas()
    given_team_on(CASE, personas)
    return personas


def shape_of(personas: Personas) -> InvestigationShape:
    found = open_investigation_of(actor=personas.section_head, case_id=case_id(), now=NOW)
    assert found is not None
    return found


def refusal_of(act: Callable[..., object], *given: object) -> object:
    with pytest.raises(UnableToInvestigate) as refused:
        act(*given)
    return refused.value.refusal


def test_it_is_due_in_the_programme_s_days_and_opened_once(personas: Personas) -> None:
    given_investigation(personas.case_worker)
    assert shape_of(personas).due_date == TODAY + timedelta(days=14)
    assert refusal_of(lambda: given_investigation(personas.coordinator)) is Refusal.OPEN_ALREADY


def test_a_part_is_written_in_versions_and_the_earlier_ones_stay(personas: Personas) -> None:
    given_investigation(personas.coordinator)
    given_section(personas.coordinator, text="Först", is_done=False)
    given_section(personas.case_worker, text="Sedan", based_on=1)
    versions = open_section(actor=personas.section_head, case_id=case_id(), kind=SectionKind.NEEDS, now=NOW)
    assert [(one.revision, one.values["text"], one.by) for one in versions] == [
        (2, "Sedan", "Namn case-worker"),
        (1, "Först", "Namn coordinator"),
    ]
    states = {line.kind: line.state for line in shape_of(personas).sections}
    assert (states[SectionKind.NEEDS], states[SectionKind.RISKS]) == ("DONE", "NOT_STARTED")


def test_nobody_writes_over_what_she_has_not_seen(personas: Personas) -> None:
    given_investigation(personas.coordinator)
    given_section(personas.coordinator, text="Min text")
    late = lambda: given_section(personas.case_worker, text="Min i stället")  # noqa: E731
    assert refusal_of(late) is Refusal.CHANGED_MEANWHILE
    (only,) = open_section(actor=personas.coordinator, case_id=case_id(), kind=SectionKind.NEEDS, now=NOW)
    assert only.values["text"] == "Min text"


@pytest.mark.parametrize(
    ("children", "text", "is_whole"), [("NONE", "", True), ("NOTHING_KNOWN", "", True), ("COME_ALONG", "", False)]
)
def test_no_children_and_nothing_known_are_two_answers(
    personas: Personas, children: str, text: str, is_whole: object
) -> None:
    given_investigation(personas.coordinator)

    def save() -> None:
        given_section(personas.coordinator, SectionKind.CHILDREN, text=text, children=children)

    if is_whole:
        save()
        (only,) = open_section(actor=personas.coordinator, case_id=case_id(), kind=SectionKind.CHILDREN, now=NOW)
        assert only.values["children"] == children
    else:
        assert refusal_of(save) is Refusal.NO_TEXT


def test_children_who_come_along_start_the_courts_clocks(personas: Personas) -> None:
    given_investigation(personas.coordinator)
    save_section(
        actor=personas.coordinator,
        case_id=case_id(),
        kind=SectionKind.CHILDREN,
        values={"text": TEXT, "children": "COME_ALONG"},
        is_done=True,
        based_on=0,
        now=NOW,
        children_from=date(2026, 12, 17),
        children_at_once=True,
    )
    rows = {row.title: row.day for row in coming_of(case_ids=[case_id()], today=TODAY)}
    # 24, 25 and 26 December are days off, and the 27th is a Sunday.
    assert rows["Underställ det omedelbara beslutet"] == date(2026, 12, 28)
    assert rows["Ansök hos rätten"] == date(2027, 1, 28)
    assert rows["Överväg om barnen ska vara kvar"] == date(2027, 6, 17)


def test_it_is_completed_with_every_part_and_the_police_at_a_meeting(personas: Personas) -> None:
    given_completed(personas.coordinator)
    shape = shape_of(personas)
    assert (shape.state, shape.meeting_held, shape.missing) == ("COMPLETED", TODAY, ())


def test_what_is_missing_is_named(personas: Personas) -> None:
    given_investigation(personas.coordinator)
    complete = lambda: complete_investigation(actor=personas.coordinator, case_id=case_id(), now=NOW)  # noqa: E731
    assert refusal_of(complete) is Refusal.NOT_WHOLE
    assert "Delen barnens situation är inte klar." in shape_of(personas).missing
    given_every_section(personas.coordinator)
    assert refusal_of(complete) is Refusal.NO_MEETING
    assert shape_of(personas).missing == ("Inget samordningsmöte med polisen har hållits.",)
    given_held(personas.coordinator, given_meeting(personas.coordinator), with_police=False, as_other=True)
    assert refusal_of(complete) is Refusal.NO_MEETING


def test_a_meeting_from_before_it_opened_does_not_count(personas: Personas) -> None:
    before = NOW - timedelta(days=2)
    given_held(personas.coordinator, given_meeting(personas.coordinator, planned_at=before), held_at=before)
    given_investigation(personas.coordinator)
    assert shape_of(personas).meeting_held is None


def test_the_preconditions_are_answered_by_somebody_on_a_day(personas: Personas) -> None:
    given_investigation(personas.coordinator)

    def answer(told_by: str = "Polisens samordnare", told_date: date = TODAY) -> None:
        answer_precondition(
            actor=personas.case_worker,
            case_id=case_id(),
            precondition=Precondition.FORM_SIGNED,
            answer=Met.NOT_MET,
            told_date=told_date,
            told_by=told_by,
            now=NOW,
        )

    assert refusal_of(lambda: answer(" ")) is Refusal.NO_TELLER
    assert refusal_of(lambda: answer(told_date=TODAY + timedelta(days=1))) is Refusal.DAY_TO_COME
    answer()
    assert [one.answer for one in shape_of(personas).answers] == ["NOT_KNOWN", "NOT_KNOWN", "NOT_MET", "NOT_KNOWN"]


def test_where_the_person_lives_meanwhile_is_written(personas: Personas) -> None:
    given_investigation(personas.coordinator)

    def note(until_date: date | None) -> None:
        note_housing(
            actor=personas.coordinator,
            case_id=case_id(),
            kind=HousingKind.HOSTEL,
            from_date=TODAY,
            until_date=until_date,
            note="",
            now=NOW,
        )

    assert refusal_of(lambda: note(TODAY)) is Refusal.DATES_REVERSED
    note(None)
    assert [one.kind for one in shape_of(personas).housing] == ["HOSTEL"]


def test_why_it_is_late_is_written_when_its_day_is_near(personas: Personas) -> None:
    given_investigation(personas.coordinator)
    due = NOW + timedelta(days=14)

    def tell(now: datetime) -> None:
        tell_late(actor=personas.coordinator, case_id=case_id(), reason="Sjukdom", now=now)

    assert refusal_of(tell, NOW) is Refusal.NOT_LATE
    tell(due)
    assert shape_of(personas).late_reason == "Sjukdom"


def test_it_comes_up_when_it_must_be_opened_and_when_its_day_is_near_or_past(personas: Personas) -> None:
    case = given_own_case(personas)
    assert [row.tag for row in work_of(actor=personas.coordinator, now=NOW)] == ["Öppna utredningen"]
    given_investigation(personas.coordinator, case=case)
    assert work_of(actor=personas.coordinator, now=NOW) == ()
    (near,) = work_of(actor=personas.coordinator, now=NOW + timedelta(days=11))
    assert (near.code_name, near.why) == ("Granskog", "1 arbetsdag är kvar.")
    (late,) = work_of(actor=personas.coordinator, now=NOW + timedelta(days=17))
    assert late.tag == "Utredningen är sen"
    for name in ("section_head", "stranger", "liaison"):
        assert work_of(actor=personas.named(name), now=NOW) == ()


def test_it_is_stopped_for_a_reason_and_a_new_one_can_be_opened(personas: Personas) -> None:
    given_investigation(personas.coordinator)

    def stop(note: str) -> None:
        discontinue_investigation(
            actor=personas.coordinator, case_id=case_id(), reason=CloseReason.DOES_NOT_WANT, note=note, now=NOW
        )

    assert refusal_of(stop, "") is Refusal.NO_REASON
    stop("Ändrade sig.")
    assert refusal_of(lambda: given_section(personas.coordinator)) is Refusal.NOT_OPEN
    given_investigation(personas.coordinator, now=NOW + timedelta(hours=1))
    titles = [row.title for row in happenings_of(case_id=case_id())]
    assert titles == ["Utredningen öppnades", "Utredningen avslutades utan att bli klar", "Utredningen öppnades"]


@pytest.mark.django_db(transaction=True)
def test_every_act_is_in_the_log(personas: Personas, server: TestServer) -> None:
    given_completed(personas.coordinator)
    shape_of(personas)
    counted = {"OPEN_NEW_INVESTIGATION": 1, "SAVE_SECTION": 6, "COMPLETE_INVESTIGATION": 1, "OPEN_INVESTIGATION": 1}
    assert {action: len(log_rows(server, action)) for action in counted} == counted
