"""The call-off goes through its steps in order, each left for a reason that is kept with what the check showed."""

from __future__ import annotations

import pytest

from tests.call_off.givens import FRAME_HOME, OWN_HOME, given_step, given_world, shown
from tests.givens import NOW, case_id
from tests.personas import Personas
from utvag.call_off.models import CallOff, CallOffStep
from utvag.call_off.operations import UnableToCallOff, close_call_off, open_call_off, pass_step
from utvag.call_off.queries import call_off_of, open_step
from utvag.call_off.rules import PassedReason, Refusal, Shown, Step
from utvag.cases.models import Case
from utvag.foundation.actors import Actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def personas() -> Personas:
    return given_world()


def leave(actor: Actor, step: int, reason: PassedReason = PassedReason.NEED_NOT_MET, words: str = "Vård.") -> Step:
    return pass_step(actor=actor, case_id=case_id(), step=step, reason=reason, words=words, shown=shown(), now=NOW)


def test_it_begins_in_the_first_step(personas: Personas) -> None:
    call_off = open_call_off(actor=personas.coordinator, case_id=case_id(), now=NOW)
    found = open_step(case_id=case_id())
    assert found is not None and (found.call_off_id, found.step) == (call_off, Step.OWN)


def test_opening_twice_finds_the_first(personas: Personas) -> None:
    first = open_call_off(actor=personas.coordinator, case_id=case_id(), now=NOW)
    assert open_call_off(actor=personas.case_worker, case_id=case_id(), now=NOW) == first


def test_a_case_that_is_over_gets_none(personas: Personas) -> None:
    Case.objects.filter(pk=case_id()).update(state="CLOSED")
    with pytest.raises(UnableToCallOff, match=Refusal.NOT_OPEN):
        open_call_off(actor=personas.coordinator, case_id=case_id(), now=NOW)


def test_a_step_is_left_for_the_next(personas: Personas) -> None:
    given_step(personas.coordinator, 1)
    assert leave(personas.coordinator, 1) is Step.FRAMEWORK
    assert leave(personas.coordinator, 2) is Step.OUTSIDE


def test_the_reason_and_what_the_check_showed_are_kept(personas: Personas) -> None:
    given_step(personas.coordinator, 1)
    leave(personas.coordinator, 1, words="Ingen kan ge den vård som krävs.")
    page = call_off_of(actor=personas.section_head, case_id=case_id(), now=NOW)
    left = page.steps[0]
    assert left.left_for == PassedReason.NEED_NOT_MET.swedish
    assert left.left_words == "Ingen kan ge den vård som krävs."
    assert left.left_homes == (OWN_HOME,)
    assert left.left_by is not None and left.left_by.username == "coordinator"


@pytest.mark.parametrize(
    ("step", "reason", "words", "refusal"),
    [
        (1, PassedReason.NEED_NOT_MET, " ", Refusal.REASON_MISSING),
        (1, PassedReason.NO_HOME_CLEAR, "Tomt.", Refusal.HOMES_ARE_CLEAR),
        (1, PassedReason.PROVIDERS_SAID_NO, "Nej.", Refusal.NOT_ALL_SAID_NO),
        (1, PassedReason.NO_ANSWER_IN_TIME, "Sent.", Refusal.NOBODY_IS_LATE),
        (2, PassedReason.URGENT, "Nu.", Refusal.STEP_CHANGED),
    ],
)
def test_it_refuses(personas: Personas, step: int, reason: PassedReason, words: str, refusal: Refusal) -> None:
    given_step(personas.coordinator, 1)
    with pytest.raises(UnableToCallOff, match=refusal):
        leave(personas.coordinator, step, reason, words)
    assert CallOffStep.objects.count() == 1


def test_an_empty_step_is_left_when_the_check_could_be_made(personas: Personas) -> None:
    given_step(personas.coordinator, 1)
    values = {"actor": personas.coordinator, "case_id": case_id(), "step": 1, "words": "Tomt.", "now": NOW}
    empty = PassedReason.NO_HOME_CLEAR
    with pytest.raises(UnableToCallOff, match=Refusal.CANNOT_CHECK):
        pass_step(**values, reason=empty, shown=Shown(is_usable=False))  # type: ignore[arg-type]  # by name
    pass_step(**values, reason=empty, shown=shown(FRAME_HOME))  # type: ignore[arg-type]  # by name


def test_there_is_no_fourth_step(personas: Personas) -> None:
    given_step(personas.coordinator, 3)
    with pytest.raises(UnableToCallOff, match=Refusal.LAST_STEP):
        leave(personas.coordinator, 3, PassedReason.URGENT)


def test_no_step_is_left_where_nothing_is_open(personas: Personas) -> None:
    with pytest.raises(UnableToCallOff, match=Refusal.NOT_OPEN):
        leave(personas.coordinator, 1)


def test_a_closed_call_off_stays_as_it_was_and_a_new_one_begins_from_the_first_step(personas: Personas) -> None:
    first = given_step(personas.coordinator, 2)
    close_call_off(actor=personas.coordinator, case_id=case_id(), now=NOW)
    assert open_step(case_id=case_id()) is None
    second = given_step(personas.coordinator, 1)
    assert first != second
    assert CallOff.objects.filter(state="OPEN").count() == 1
