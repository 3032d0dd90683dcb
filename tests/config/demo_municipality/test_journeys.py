"""The demo shows the whole journey: one case at every stage, each reached through the product's own operations."""

import json
from datetime import date
from pathlib import Path

import pytest

from utvag.call_off.models import Answer, Enquiry
from utvag.call_off.queries import open_step
from utvag.cases.models import Case
from utvag.cases.rules import CaseState
from utvag.config.demo_municipality.beginnings import (
    BEGINNINGS,
    BUYING_OUTSIDE,
    CALLING_OFF,
    DECIDING,
    ENDED,
    FOR_COMMITTEE,
    IN_THE_NIGHT,
    INTAKE,
    PLANNED,
    STANDING,
    Beginning,
)
from utvag.config.demo_municipality.followups import DISCLOSED_OF
from utvag.config.demo_municipality.people import HOUSEHOLDS, OTHERS
from utvag.decisions.models import Appeal, Decision
from utvag.decisions.rules import DecisionType
from utvag.documents.models import Document, Signature
from utvag.documents.rules import DocumentKind
from utvag.emergency.models import AddressDisclosed, DisclosedStep
from utvag.investigation.models import Investigation
from utvag.journal.models import JournalNote
from utvag.meetings.models import Meeting
from utvag.placement.models import Placement
from utvag.placement.queries.papers import papers_of
from utvag.placement.rules import StartNeed, missing_for_start


def case(one: Beginning) -> Case:
    return Case.objects.get(code_name=one.code)


@pytest.mark.django_db
@pytest.mark.usefixtures("demo")
def test_a_new_case_is_being_investigated() -> None:
    assert case(INTAKE).state == CaseState.INTAKE
    assert Investigation.objects.get(case=case(INTAKE)).state == "OPEN"
    assert Meeting.objects.get(case=case(INTAKE)).state == "PLANNED"


@pytest.mark.django_db
@pytest.mark.usefixtures("demo")
def test_a_finished_investigation_waits_for_a_decision() -> None:
    assert Investigation.objects.get(case=case(DECIDING)).state == "COMPLETED"
    assert Decision.objects.get(case=case(DECIDING)).state == "PROPOSED"
    assert Document.objects.filter(case=case(DECIDING), kind=DocumentKind.MEETING_MINUTES).exists()


@pytest.mark.django_db
@pytest.mark.usefixtures("demo")
def test_a_placement_of_a_young_person_waits_for_the_committee() -> None:
    rows = Decision.objects.filter(case=case(FOR_COMMITTEE), decision_type=DecisionType.LVU_PLACEMENT)
    assert sorted(rows.values_list("state", "outcome"), key=str) == [("PROPOSED", None), ("TAKEN", "REJECTED")]


@pytest.mark.django_db
@pytest.mark.usefixtures("demo")
def test_a_purchase_waits_for_a_decision() -> None:
    step = open_step(case_id=case(CALLING_OFF).id)
    assert step is not None and step.step == 2
    assert sorted(Answer.objects.filter(case=case(CALLING_OFF)).values_list("answer", flat=True)) == ["NO", "YES"]
    assert Enquiry.objects.filter(case=case(CALLING_OFF), answer__isnull=True).count() == 1
    decision = Decision.objects.get(case=case(CALLING_OFF))
    assert (decision.state, decision.decision_type) == ("PROPOSED", DecisionType.CALL_OFF_FRAMEWORK)


@pytest.mark.django_db
@pytest.mark.usefixtures("demo")
def test_a_purchase_without_agreement_waits_for_its_memo() -> None:
    step = open_step(case_id=case(BUYING_OUTSIDE).id)
    assert step is not None and step.step == 3
    assert Answer.objects.get(case=case(BUYING_OUTSIDE)).answer == "YES"
    assert not Document.objects.filter(case=case(BUYING_OUTSIDE), kind=DocumentKind.DIRECT_AWARD_MEMO).exists()


@pytest.mark.django_db
@pytest.mark.usefixtures("demo")
def test_somebody_unknown_was_placed_in_the_night() -> None:
    placement = Placement.objects.get(case=case(IN_THE_NIGHT))
    assert (placement.state, placement.origin) == ("STANDING", "ACUTE")
    decision = Decision.objects.get(case=case(IN_THE_NIGHT))
    assert (decision.decided_role, decision.is_out_of_hours) == ("ON_CALL", True)


@pytest.mark.django_db
@pytest.mark.usefixtures("demo")
def test_an_appeal_waits_for_an_answer_and_a_decision_for_its_notice() -> None:
    assert Appeal.objects.get(case=case(PLANNED)).state == "RECEIVED"
    assert Decision.objects.filter(case=case(STANDING), state="TAKEN", notice__isnull=True).count() == 1


@pytest.mark.django_db
@pytest.mark.usefixtures("demo")
def test_a_planned_stay_lacks_one_signature() -> None:
    placement = Placement.objects.get(case=case(PLANNED))
    assert placement.state == "PLANNED"
    assert missing_for_start(papers_of(placement)) == (StartNeed.SIGNED_BY_PROVIDER,)


@pytest.mark.django_db
@pytest.mark.usefixtures("demo")
def test_a_stay_stands_with_its_notes() -> None:
    placement = Placement.objects.get(case=case(STANDING))
    assert (placement.state, placement.origin) == ("STANDING", "CHOSEN")
    assert Signature.objects.filter(document=placement.agreement_document_id).count() == 2
    notes = JournalNote.objects.filter(case=case(STANDING))
    assert notes.filter(is_sensitive=True).exists()
    assert notes.filter(corrects__isnull=False).exists()


@pytest.mark.django_db
@pytest.mark.usefixtures("demo")
def test_a_stay_has_ended_with_its_report() -> None:
    placement = Placement.objects.get(case=case(ENDED))
    assert placement.state == "ENDED"
    assert placement.final_report_id is not None


@pytest.mark.django_db
@pytest.mark.usefixtures("demo")
def test_an_old_decision_has_its_old_section() -> None:
    old = Decision.objects.get(decision_date__lt=date(2025, 7, 1))
    assert old.basis_until == date(2025, 7, 1)
    assert Appeal.objects.filter(decision=old).exists()


@pytest.mark.django_db
@pytest.mark.usefixtures("demo")
def test_a_disclosed_address_is_half_handled() -> None:
    disclosed = AddressDisclosed.objects.get(placement__code=DISCLOSED_OF)
    steps = DisclosedStep.objects.filter(disclosed=disclosed)
    assert steps.filter(done_at__isnull=False).count() >= 3
    assert steps.filter(done_at__isnull=True).exists()


def test_it_gives_the_journeys_published_test_numbers_of_their_own(test_data: Path) -> None:
    published = set(json.loads((test_data / "test_personal_numbers.json").read_text(encoding="utf-8")))
    numbers = {one.number for one in BEGINNINGS}
    assert len(numbers) == len(BEGINNINGS)
    assert numbers <= published
    assert not numbers & {person.number for person in (*HOUSEHOLDS, *OTHERS)}
