"""Assignments are given by another for a reason and a time; receivers named by the coordinator; invoices kept."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from tests.assignments.givens import (
    case_of,
    given_assignment,
    given_invoice,
    given_received,
    given_receiver,
    provider_id,
    told,
)
from tests.cases.givens import given_denied
from tests.givens import NOW, STAY, TODAY, given_named, given_staff, placement_id
from tests.personas import Personas
from utvag.assignments.models import Assignment, Invoice, Receiver
from utvag.assignments.operations import (
    UnableToAssign,
    UnableToHandOver,
    UnableToInvoice,
    end_assignment,
    end_receiver,
    give_assignment,
    mark_invoice_paid,
    register_invoice,
)
from utvag.assignments.queries import assignments_page, invoices_page, own_placement, own_stays, receiver_page
from utvag.assignments.rules import Reason, Refusal
from utvag.cases.models import Case
from utvag.cases.rules import Purpose
from utvag.foundation.actors import OPERATOR, Actor
from utvag.foundation.errors import NotVisible
from utvag.organisation.models import StaffAccount
from utvag.organisation.rules import Role
from utvag.placement.models import Placement
from utvag.providers.models import Provider

pytestmark = pytest.mark.django_db


def test_a_section_head_gives_an_assignment_and_it_says_who_gave_it(personas: Personas) -> None:
    somebody = given_staff("somebody", Role.CONTROLLER)
    given_assignment(somebody, by=personas.section_head)
    (line,) = assignments_page(actor=personas.section_head, now=NOW).lines
    assert (line.staff.id, line.reason, line.granted_by) == (
        somebody.id,
        Reason.BUDGET_FOLLOW_UP,
        "Namn section-head",
    )
    assert invoices_page(actor=somebody, now=NOW).unpaid == ()


@pytest.mark.parametrize("name", ["coordinator", "case_worker", "on_call", "committee", "liaison", "stranger"])
def test_nobody_else_gives_or_ends_one(personas: Personas, name: str) -> None:
    somebody = given_staff("somebody", Role.CONTROLLER)
    with pytest.raises(NotVisible):
        given_assignment(somebody, by=personas.named(name))
    given = given_assignment(somebody)
    with pytest.raises(NotVisible):
        end_assignment(actor=personas.named(name), assignment_id=given, now=NOW)
    assert Assignment.objects.get().ended_at is None


def test_an_outsider_gives_none_to_anybody(receiver: Actor, controller: Actor) -> None:
    for one in (receiver, controller):
        with pytest.raises(NotVisible):
            given_assignment(given_staff(f"by-{one.role}", Role.CONTROLLER), by=one)


def test_an_account_that_is_closed_or_of_another_role_gets_none(personas: Personas) -> None:
    closed = given_staff("closed", Role.CONTROLLER)
    StaffAccount.objects.filter(pk=closed.id).update(is_active=False)
    for one in (closed, personas.coordinator, personas.section_head):
        with pytest.raises(UnableToAssign) as refused:
            give_assignment(
                actor=OPERATOR,
                account_id=one.id,
                provider_id=None,
                reason=Reason.BUDGET_FOLLOW_UP,
                from_date=TODAY,
                until_date=TODAY + timedelta(days=9),
                now=NOW,
            )
        assert refused.value.refusal is Refusal.NOT_BOUND
    with pytest.raises(UnableToAssign) as refused:
        given_assignment(Actor(personas.section_head.id, Role.CONTROLLER), by=personas.section_head)
    assert refused.value.refusal is Refusal.OWN


def test_a_provider_that_is_gone_from_the_register_is_named_by_none(personas: Personas) -> None:
    somebody = given_staff("somebody", Role.PROVIDER)
    Provider.objects.update(state="REMOVED")
    with pytest.raises(UnableToAssign) as refused:
        given_assignment(somebody)
    assert refused.value.refusal is Refusal.PROVIDER_MISSING


def test_one_at_a_time_and_a_new_one_after_it_is_ended(personas: Personas) -> None:
    somebody = given_staff("somebody", Role.CONTROLLER)
    first = given_assignment(somebody)
    with pytest.raises(UnableToAssign) as refused:
        given_assignment(somebody)
    assert refused.value.refusal is Refusal.HAS_ONE
    end_assignment(actor=personas.section_head, assignment_id=first, now=NOW)
    with pytest.raises(NotVisible):
        end_assignment(actor=personas.section_head, assignment_id=first, now=NOW)
    assert given_assignment(somebody) != first


def test_the_receiver_sees_her_placement_by_code_and_nobody_s_name(receiver: Actor) -> None:
    page = own_stays(actor=receiver, now=NOW)
    assert [line.code for line in page.stays] == [STAY]
    one = own_placement(actor=receiver, placement_id=placement_id(STAY), now=NOW)
    assert [duty.title for duty in one.duties][:2] == ["Säkerhetsplan vid inflyttning", "Enskilt stödsamtal"]
    assert one.report_days == 14


def test_a_new_assignment_keeps_the_placements_that_were_hers(receiver: Actor, personas: Personas) -> None:
    end_assignment(actor=OPERATOR, assignment_id=Assignment.objects.get().pk, now=NOW)
    with pytest.raises(NotVisible):
        own_stays(actor=receiver, now=NOW)
    given_assignment(receiver)
    assert [line.code for line in own_stays(actor=receiver, now=NOW).stays] == [STAY]


@pytest.mark.parametrize("name", ["case_worker", "section_head", "on_call", "liaison", "stranger"])
def test_only_the_coordinator_of_the_case_names_who_receives(personas: Personas, name: str) -> None:
    somebody = given_receiver()
    given_named(Case.objects.get(pk=case_of()).code_name, personas.case_worker, Purpose.CASE_WORK)
    given_named(Case.objects.get(pk=case_of()).code_name, personas.section_head, Purpose.DECISION)
    with pytest.raises(NotVisible):
        given_received(personas.named(name), somebody)
    assert not Receiver.objects.exists()


def refusal_of(coordinator: Actor, receiver: Actor) -> Refusal:
    with pytest.raises(UnableToHandOver) as refused:
        given_received(coordinator, receiver)
    return Refusal(refused.value.refusal)


def test_who_cannot_receive(personas: Personas) -> None:
    Provider.objects.create(id=uuid4(), code="U-2", sealed=b"")
    elsewhere, without = given_staff("elsewhere", Role.PROVIDER), given_staff("without", Role.PROVIDER)
    given_assignment(elsewhere, provider="U-2")
    for one in (elsewhere, without, personas.coordinator):
        assert refusal_of(personas.coordinator, one) is Refusal.NOT_A_RECEIVER
    hers = given_receiver()
    given_named(Case.objects.get(pk=case_of()).code_name, personas.section_head, Purpose.DECISION)
    given_denied(personas.section_head, case_of(), hers)
    assert refusal_of(personas.coordinator, hers) is Refusal.DENIED


def test_one_receives_at_a_time_and_only_what_somebody_lives_in(receiver: Actor, personas: Personas) -> None:
    other = given_receiver("other")
    assert refusal_of(personas.coordinator, other) is Refusal.HAS_RECEIVER
    end_receiver(actor=personas.coordinator, placement_id=placement_id(STAY), now=NOW)
    with pytest.raises(UnableToHandOver):
        end_receiver(actor=personas.coordinator, placement_id=placement_id(STAY), now=NOW)
    given_received(personas.coordinator, other)
    assert own_stays(actor=receiver, now=NOW).stays == ()
    end_receiver(actor=personas.coordinator, placement_id=placement_id(STAY), now=NOW)
    Placement.objects.filter(code=STAY).update(state="ENDED", until_date=TODAY)
    assert refusal_of(personas.coordinator, other) is Refusal.NOT_LIVED_IN


def test_after_the_last_report_only_what_is_unpaid_is_left_and_then_nothing(
    receiver: Actor, controller: Actor, personas: Personas
) -> None:
    invoice = given_invoice(controller)
    Placement.objects.filter(code=STAY).update(state="ENDED", until_date=TODAY)
    last = NOW + timedelta(days=13)
    assert receiver_page(
        actor=personas.coordinator, placement_id=placement_id(STAY), now=NOW
    ).shown_to == TODAY + timedelta(days=13)
    assert [line.code for line in own_stays(actor=receiver, now=last).stays] == [STAY]
    after = last + timedelta(days=1)
    page = own_stays(actor=receiver, now=after)
    assert (page.stays, [(one.number, one.placement_code) for one in page.unpaid]) == ((), [("F-1", STAY)])
    with pytest.raises(NotVisible):
        own_placement(actor=receiver, placement_id=placement_id(STAY), now=after)
    mark_invoice_paid(actor=controller, invoice_id=invoice, now=after)
    page = own_stays(actor=receiver, now=after)
    assert (page.stays, page.unpaid) == ((), ())


def test_the_controller_sees_where_days_and_invoice_do_not_agree(controller: Actor) -> None:
    Placement.objects.filter(code=STAY).update(until_date=TODAY)
    given_invoice(controller)
    given_invoice(controller, "F-2", until_date=TODAY + timedelta(days=3))
    by_number = {row.number: row for row in invoices_page(actor=controller, now=NOW).unpaid}
    assert by_number["F-1"].deviation == ""
    assert by_number["F-2"].deviation == "Fakturan gäller 3 dygn efter placeringens sista dag."
    assert by_number["F-1"].amount == "31\u00a0400,50\u00a0kr"


def test_a_number_is_taken_once_per_provider_and_a_placement_must_be_there(controller: Actor) -> None:
    given_invoice(controller)
    with pytest.raises(UnableToInvoice) as refused:
        given_invoice(controller)
    assert refused.value.refusal is Refusal.NUMBER_TAKEN
    with pytest.raises(UnableToInvoice) as refused:
        register_invoice(actor=controller, placement_id=uuid4(), told=told("F-2"), now=NOW)
    assert refused.value.refusal is Refusal.UNKNOWN_PLACEMENT
    with pytest.raises(UnableToInvoice) as refused:
        given_invoice(controller, "F-3", amount_ore=0)
    assert refused.value.refusal is Refusal.AMOUNT
    assert Invoice.objects.count() == 1


def test_an_invoice_is_paid_once(controller: Actor) -> None:
    invoice = given_invoice(controller)
    mark_invoice_paid(actor=controller, invoice_id=invoice, now=NOW)
    mark_invoice_paid(actor=controller, invoice_id=invoice, now=NOW + timedelta(days=2))
    assert Invoice.objects.get().paid_date == TODAY
    with pytest.raises(NotVisible):
        mark_invoice_paid(actor=controller, invoice_id=uuid4(), now=NOW)


def test_who_has_no_assignment_reads_and_writes_nothing(receiver: Actor, controller: Actor, personas: Personas) -> None:
    invoice = given_invoice(controller)
    Assignment.objects.update(ended_at=NOW)

    def tries(actor: Actor) -> None:
        stay: UUID = placement_id(STAY)
        for act in (
            lambda: own_stays(actor=actor, now=NOW),
            lambda: own_placement(actor=actor, placement_id=stay, now=NOW),
            lambda: invoices_page(actor=actor, now=NOW),
            lambda: given_invoice(actor, "F-9"),
            lambda: mark_invoice_paid(actor=actor, invoice_id=invoice, now=NOW),
        ):
            with pytest.raises(NotVisible):
                act()

    for one in (receiver, controller, personas.coordinator, personas.section_head, personas.liaison):
        tries(one)
    assert Invoice.objects.get().paid_date is None


def test_somebody_at_another_provider_finds_nothing_of_it(receiver: Actor) -> None:
    Provider.objects.create(id=uuid4(), code="U-2", sealed=b"")
    elsewhere = given_staff("elsewhere", Role.PROVIDER)
    given_assignment(elsewhere, provider="U-2")
    assert own_stays(actor=elsewhere, now=NOW).stays == ()
    with pytest.raises(NotVisible):
        own_placement(actor=elsewhere, placement_id=placement_id(STAY), now=NOW)
    assert provider_id("U-2") != provider_id()
