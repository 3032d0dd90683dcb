"""A purchase in steps 2 and 3 is proposed to the section head, with what each step before gave."""

from __future__ import annotations

from uuid import UUID

import pytest

from tests.call_off.givens import FRAME_HOME, MEMO, NO, OUT_HOME, OWN_HOME, given_answered, given_world
from tests.givens import NOW, case_id
from tests.personas import Personas
from utvag.call_off.operations import UnableToCallOff, award_directly, propose_purchase
from utvag.call_off.queries import call_off_of
from utvag.call_off.rules import Refusal
from utvag.decisions.models import Decision
from utvag.decisions.queries import decision_shape
from utvag.decisions.rules import DecisionState

pytestmark = pytest.mark.django_db


@pytest.fixture
def personas() -> Personas:
    return given_world()


def propose(personas: Personas, enquiry: UUID) -> UUID:
    return propose_purchase(actor=personas.coordinator, enquiry_id=enquiry, now=NOW)


def test_a_yes_under_a_framework_is_proposed_as_such(personas: Personas) -> None:
    enquiry = given_answered(personas.coordinator, FRAME_HOME)
    decision = Decision.objects.get(pk=propose(personas, enquiry))
    assert (decision.decision_type, decision.subject) == ("CALL_OFF_FRAMEWORK", enquiry)
    page = call_off_of(actor=personas.section_head, case_id=case_id(), now=NOW)
    purchase = page.enquiries[0].purchase
    assert purchase is not None and purchase.state is DecisionState.PROPOSED
    assert not page.enquiries[0].may_be_proposed


def test_the_section_head_reads_why_each_step_before_was_left(personas: Personas) -> None:
    enquiry = given_answered(personas.coordinator, OUT_HOME)
    award_directly(actor=personas.coordinator, enquiry_id=enquiry, told=MEMO, now=NOW)
    shape = decision_shape(actor=personas.section_head, decision_id=propose(personas, enquiry), now=NOW)
    assert shape.texts.reasons.count("Skälskanarie") == 2
    assert "1. Egen verksamhet" in shape.texts.reasons and "2. Ramavtal" in shape.texts.reasons
    assert OUT_HOME in shape.texts.wording and "steg 3" in shape.texts.wording


def test_a_direct_award_is_not_proposed_before_its_memo(personas: Personas) -> None:
    enquiry = given_answered(personas.coordinator, OUT_HOME)
    with pytest.raises(UnableToCallOff, match=Refusal.AWARD_MISSING):
        propose(personas, enquiry)


def test_a_no_is_not_bought(personas: Personas) -> None:
    enquiry = given_answered(personas.coordinator, FRAME_HOME, NO)
    with pytest.raises(UnableToCallOff, match=Refusal.NO_YES):
        propose(personas, enquiry)


def test_the_municipality_s_own_home_needs_no_decision(personas: Personas) -> None:
    enquiry = given_answered(personas.coordinator, OWN_HOME)
    with pytest.raises(UnableToCallOff, match=Refusal.NO_DECISION_NEEDED):
        propose(personas, enquiry)


def test_it_is_proposed_once(personas: Personas) -> None:
    enquiry = given_answered(personas.coordinator, FRAME_HOME)
    propose(personas, enquiry)
    with pytest.raises(UnableToCallOff, match=Refusal.ALREADY_PROPOSED):
        propose(personas, enquiry)
