"""How far a case has come before something is tried, in one line each, through the product's own operations."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import UUID

from tests.call_off.givens import NO
from tests.decisions.givens import given_born, given_proposed
from tests.disclosure.givens import given_consent, given_disclosure
from tests.documents.givens import given_frozen
from tests.emergency.givens import given_disclosed
from tests.givens import CASE, CLEAR_HOME, NOW, SECOND_HOME, TODAY, case_id, given_chosen, home_id
from tests.investigation.givens import given_every_section, given_investigation
from tests.journal.givens import given_note
from tests.meetings.givens import given_meeting
from tests.personas import Personas
from tests.placement import lawful
from tests.placement.lawful import START, given_startable, given_started
from utvag.audit.operations import one_act
from utvag.call_off.models import Enquiry
from utvag.call_off.operations import register_answer
from utvag.cases.models import CaseStaff
from utvag.cases.operations import open_case_on_call
from utvag.cases.rules import Purpose
from utvag.decisions.rules import DecisionType
from utvag.disclosure.operations import withdraw_consent
from utvag.meetings.models import Participant
from utvag.organisation.models import StaffAccount
from utvag.organisation.rules import Role
from utvag.placement.models import Placement
from utvag.placement.operations import place_acutely

Made = dict[str, UUID]

NIGHT = datetime(2026, 11, 22, 21, 40, tzinfo=UTC)
OLD_ACT = datetime(2025, 6, 30, 10, tzinfo=UTC)


def lacking(*papers: str, step: int = 1) -> Callable[[Personas], Made]:
    """Choose a home and make all that a start needs but this."""
    return lambda personas: {"placement": given_startable(personas, without=papers, step=step)}


def started(personas: Personas) -> Made:
    return {"placement": given_started(personas)}


def refused_by_the_provider(personas: Personas) -> Made:
    made = lacking(lawful.PURCHASE_DECISION, lawful.PROVIDERS_YES, step=2)(personas)
    lawful.given_asked(personas.coordinator, CLEAR_HOME, lawful.shown_in(CLEAR_HOME, 2), NOW)
    enquiry = Enquiry.objects.get().pk
    register_answer(actor=personas.coordinator, enquiry_id=enquiry, told=NO, now=NOW)
    return made | {"enquiry": enquiry}


def proposed(personas: Personas) -> Made:
    """One decision is taken, and another one waits."""
    lawful.given_decided(personas, DecisionType.PROTECTED_HOUSING)
    return {"decision": given_proposed(personas.coordinator)}


def taken(personas: Personas) -> Made:
    return {"decision": lawful.given_decided(personas, DecisionType.HOUSING_SUPPORT)}


def begun_to_call_off(personas: Personas) -> Made:
    lawful.given_called_off(personas, CLEAR_HOME, 1)
    return {}


def invited(personas: Personas) -> Made:
    meeting = given_meeting(personas.coordinator)
    return {"meeting": meeting, "police": Participant.objects.get(meeting=meeting, role="POLICE").pk}


def investigated(personas: Personas) -> Made:
    made = given_investigation(personas.coordinator)
    given_every_section(personas.coordinator)
    return {"investigation": made}


def told_the_police(personas: Personas) -> Made:
    return {"consent": given_consent(personas.coordinator), "disclosure": given_disclosure(personas.coordinator)}


def withdrawn(personas: Personas) -> Made:
    made = told_the_police(personas)
    withdraw_consent(actor=personas.coordinator, consent_id=made["consent"], now=NOW)
    return made


def meeting_to_check_for(personas: Personas) -> Made:
    given_consent(personas.coordinator)
    given_meeting(personas.coordinator, planned_at=datetime(2026, 11, 30, 9, tzinfo=UTC))
    return {}


def noted(personas: Personas) -> Made:
    return {"note": given_note(personas.coordinator)}


def exposed(personas: Personas) -> Made:
    placement = given_started(personas)
    return {"placement": placement, "disclosed": given_disclosed(personas.coordinator, placement, START)}


def housed(personas: Personas) -> Made:
    return {"placement": given_chosen(personas.coordinator), "second": home_id(SECOND_HOME)}


def aged_and_housed(number: str) -> Callable[[Personas], Made]:
    """Somebody born so has a decision that asks for no age."""

    def housed_by_decision(personas: Personas) -> Made:
        given_born(number, TODAY)
        return {"decision": lawful.given_decided(personas, DecisionType.HOUSING_SUPPORT)}

    return housed_by_decision


def proposed_under_the_old_act(personas: Personas) -> Made:
    """One decision is taken today; another was proposed while the old act was in force, and waits."""
    lawful.given_decided(personas, DecisionType.PROTECTED_HOUSING)
    return {"decision": given_proposed(personas.coordinator, now=OLD_ACT, from_date=OLD_ACT.date())}


def decided_to_prolong(personas: Personas) -> Made:
    placement = given_started(personas)
    first = Placement.objects.get(pk=placement).decision_id
    lawful.given_decided(personas, DecisionType.EXTENSION, changes=first, from_date=lawful.FIRST_DAY, now=START)
    return {"placement": placement}


def opened_at_night(personas: Personas) -> Made:
    """One on call has opened the case; the section head has taken an acute decision by day."""
    open_case_on_call(actor=personas.on_call, code_name=CASE, reason="Akut.", now=NIGHT)
    return {"decision": lawful.given_decided(personas, DecisionType.ACUTE_HOUSING)}


def placed_and_opened_at_night(personas: Personas) -> Made:
    made = placed_acutely(personas)
    open_case_on_call(actor=personas.on_call, code_name=CASE, reason="Akut.", now=START + timedelta(days=1, hours=12))
    return made


def signed_by_one(personas: Personas) -> Made:
    document = given_frozen(personas.coordinator).id
    lawful.given_signed(personas.coordinator, document, "PROVIDER")
    return {"document": document}


def nothing(personas: Personas) -> Made:
    return {}


def own_proposal(personas: Personas) -> Made:
    """Who has proposed as a coordinator has since become the section head of the case."""
    made = proposed(personas)
    StaffAccount.objects.filter(pk=personas.coordinator.id).update(role=Role.SECTION_HEAD.value)
    CaseStaff.objects.filter(account=personas.coordinator.id).update(purpose=Purpose.DECISION.value)
    return made


def placed_acutely(personas: Personas) -> Made:
    decision = lawful.given_decided(personas, DecisionType.ACUTE_HOUSING, now=START)
    with one_act(actor=personas.coordinator, now=START):
        placed = place_acutely(
            actor=personas.coordinator,
            case_id=case_id(),
            home_id=home_id(CLEAR_HOME),
            decision_id=decision,
            reason="Akut.",
            now=START,
        )
    return {"placement": placed}
