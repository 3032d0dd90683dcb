"""What the database itself holds of assignments, and what it shows an outsider: each shown past every operation."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, time, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from tests.assignments.givens import REPORT_DAYS, case_of, given_assignment, given_invoice, given_receiver, provider_id
from tests.assignments.naive import reach as naive_reach
from tests.cases.givens import given_denied
from tests.givens import NOW, STAY, TODAY, given_named, given_staff, placement_id
from tests.personas import Personas
from utvag.assignments.access import received
from utvag.assignments.models import Assignment, Invoice, OwnStay, Receiver
from utvag.assignments.operations import end_assignment, end_receiver
from utvag.audit.operations import one_look
from utvag.cases.models import Case
from utvag.cases.rules import Purpose
from utvag.foundation.actors import OPERATOR, Actor
from utvag.foundation.clock import moment_of
from utvag.organisation.rules import Role
from utvag.placement.models import Placement
from utvag.placement.rules import PlacementState
from utvag.providers.models import Home, Provider

pytestmark = pytest.mark.django_db

CUT = ("assignments_ownstay", "assignments_receiver", "assignments_invoice", "placement_placement", "cases_case")


def told(actor: Actor, day: date = TODAY) -> None:
    """Say to the database who acts and on which day, as the web does."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select set_config('utvag.actor', %s, true), set_config('utvag.role', %s, true),"
            " set_config('utvag.day', %s, true), set_config('utvag.way', '', true)",
            [str(actor.id), str(actor.role), day.isoformat()],
        )


@contextmanager
def acting(actor: Actor, day: date = TODAY) -> Iterator[None]:
    """Act as somebody in raw SQL; afterwards the test looks at every row again."""
    with transaction.atomic():
        told(actor, day)
        yield
        told(OPERATOR)


def counted(actor: Actor, day: date = TODAY) -> tuple[int, ...]:
    """Count the rows that the database shows somebody on a day, in each table of the cut and two outside it."""
    with acting(actor, day), connection.cursor() as cursor:
        found = []
        for table in CUT:
            cursor.execute(f"select count(*) from {table}")
            found.append(int(cursor.fetchone()[0]))
        return tuple(found)


def refused(statement: str, values: Sequence[Any], why: str) -> None:
    with pytest.raises(IntegrityError, match=why), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, list(values))


ASSIGN = (
    "insert into assignments_assignment"
    " (id, account_id, role, provider_id, reason, from_date, until_date, granted_by_id, granted_at, ended_by_id)"
    " values (gen_random_uuid(), %s, %s, %s, %s, %s, %s, %s, now(), %s)"
)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"role": "COORDINATOR"}, "assignment_names_a_providers_provider"),
        ({"provider": None}, "assignment_names_a_providers_provider"),
        ({"reason": "AUDIT_PLAN"}, "assignment_reason_of_its_role"),
        ({"reason": "CURIOSITY"}, "assignment_reason_of_its_role"),
        ({"until": date(2027, 11, 24)}, "assignment_at_most_a_year"),
        ({"until": TODAY}, "assignment_from_before_until"),
        ({"until": None}, "until_date"),
        ({"by": "self"}, "assignment_by_another"),
        ({"ended_by": "self"}, "assignment_ended_at_a_time"),
        ({"role": "CONTROLLER", "provider": None, "reason": "BUDGET_FOLLOW_UP"}, "assignment_of_who_has_the_role"),
    ],
)
def test_an_assignment_that_is_none_is_refused(personas: Personas, changed: dict[str, object], why: str) -> None:
    account = given_staff("somebody", Role.PROVIDER).id
    ids: dict[object, object] = {"self": account}
    given: dict[str, object] = {
        "role": "PROVIDER",
        "provider": provider_id(),
        "reason": "CONTRACT",
        "until": date(2027, 11, 22),
        "by": None,
        "ended_by": None,
    } | changed
    values = (given["role"], given["provider"], given["reason"], TODAY, given["until"])
    by, ended_by = ids.get(given["by"], given["by"]), ids.get(given["ended_by"], given["ended_by"])
    refused(ASSIGN, (account, *values, by, ended_by), why)


def test_nobody_has_two_assignments_on_a_day_but_a_new_one_after_the_old(personas: Personas) -> None:
    account = given_staff("somebody", Role.PROVIDER).id
    half = TODAY + timedelta(days=100)
    with connection.cursor() as cursor:
        for first, last in ((TODAY, half), (half, half + timedelta(days=9))):
            cursor.execute(ASSIGN, [account, "PROVIDER", provider_id(), "CONTRACT", first, last, None, None])
    values = (account, "PROVIDER", provider_id(), "CONTRACT", half - timedelta(days=1), half, None, None)
    refused(ASSIGN, values, "assignment_one_at_a_time")


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("assignments_assignment", "until_date = until_date + 1"),
        ("assignments_assignment", "role = 'AUDITOR'"),
        ("assignments_receiver", "report_days = 92"),
        ("assignments_receiver", "placement_id = gen_random_uuid()"),
        ("assignments_invoice", "amount_ore = 1"),
        ("assignments_invoice", "received_date = received_date - 1"),
    ],
)
def test_a_row_is_changed_in_one_way_only(receiver: Actor, controller: Actor, table: str, change: str) -> None:
    given_invoice(controller)
    refused(f"update {table} set {change}", (), "assignments_changed_once")


def test_what_is_ended_or_paid_stays_so(receiver: Actor, controller: Actor, personas: Personas) -> None:
    given_invoice(controller)
    with connection.cursor() as cursor:
        cursor.execute("update assignments_invoice set paid_date = %s, paid_by_id = %s", [TODAY, controller.id])
        for table, column in (("assignments_assignment", "ended_at"), ("assignments_receiver", "ended_at")):
            cursor.execute(f"update {table} set {column} = now(), ended_by_id = %s", [personas.section_head.id])
    for table, column in (("assignment", "ended_at"), ("receiver", "ended_at"), ("invoice", "paid_date")):
        other = "paid_by_id" if table == "invoice" else "ended_by_id"
        refused(f"update assignments_{table} set {column} = null, {other} = null", (), "assignments_changed_once")


def other_provider() -> UUID:
    return Provider.objects.create(id=uuid4(), code="U-2", sealed=b"").pk


def test_a_receiver_and_an_invoice_are_the_home_s_provider_s(personas: Personas) -> None:
    """The database holds it: an operation that took another provider would be refused."""
    account, named_by, stay = given_receiver().id, personas.coordinator.id, placement_id(STAY)
    refused(
        "insert into assignments_receiver (id, placement_id, account_id, provider_id, report_days, named_by_id,"
        " named_at) values (gen_random_uuid(), %s, %s, %s, 14, %s, now())",
        (stay, account, other_provider(), named_by),
        "assignments_of_the_homes_provider|not the home's",
    )
    refused(
        "insert into assignments_invoice (id, provider_id, placement_id, number, from_date, until_date, amount_ore,"
        " received_date, registered_by_id, registered_at)"
        " values (gen_random_uuid(), %s, %s, 'F-1', '2026-10-01', '2026-11-01', 1, '2026-11-01', %s, now())",
        (Provider.objects.get(code="U-2").pk, stay, named_by),
        "not the home's",
    )


def test_one_receiver_at_a_time_who_does_not_name_herself(receiver: Actor, personas: Personas) -> None:
    other = given_receiver("other").id
    statement = (
        "insert into assignments_receiver (id, placement_id, account_id, provider_id, report_days, named_by_id,"
        " named_at) values (gen_random_uuid(), %s, %s, %s, %s, %s, now())"
    )
    stay = placement_id(STAY)
    refused(statement, (stay, other, provider_id(), 14, personas.coordinator.id), "receiver_one_at_a_time")
    Receiver.objects.update(ended_at=NOW, ended_by=personas.coordinator.id)
    refused(statement, (stay, other, provider_id(), 14, other), "receiver_by_another")
    refused(statement, (stay, other, provider_id(), 93, personas.coordinator.id), "receiver_report_days")
    refused("update assignments_receiver set ended_by_id = null", (), "ended_by_somebody|changed_once")


INVOICE = (
    "insert into assignments_invoice (id, provider_id, placement_id, number, from_date, until_date, amount_ore,"
    " received_date, registered_by_id, registered_at, paid_date, paid_by_id)"
    " values (gen_random_uuid(), %s, %s, %s, %s, %s, %s, '2026-11-01', %s, now(), %s, %s)"
)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"number": "F-1"}, "invoice_number_once_per_provider"),
        ({"number": "Anna"}, "invoice_number_has_form"),
        ({"number": "19960417-2388"}, "invoice_number_is_no_persons"),
        ({"until": date(2026, 10, 1)}, "invoice_from_before_until"),
        ({"amount": 0}, "invoice_amount_is_positive"),
        ({"amount": -1}, "invoice_amount_is_positive"),
        ({"paid": date(2026, 11, 2)}, "invoice_paid_by_somebody_afterwards"),
        ({"paid": date(2026, 10, 31), "by": "self"}, "invoice_paid_by_somebody_afterwards"),
        ({"by": "self"}, "invoice_paid_by_somebody_afterwards"),
    ],
)
def test_an_invoice_that_is_none_is_refused(controller: Actor, changed: dict[str, object], why: str) -> None:
    given_invoice(controller)
    given: dict[str, object] = {"number": "F-2", "until": date(2026, 11, 1), "amount": 1, "paid": None, "by": None}
    given |= changed
    days = (date(2026, 10, 1), given["until"])
    by = controller.id if given["by"] else None
    values = (provider_id(), placement_id(STAY), given["number"], *days, given["amount"], controller.id)
    refused(INVOICE, (*values, given["paid"], by), why)


def test_the_database_shows_a_receiver_her_own_cut_and_nothing_else(receiver: Actor, controller: Actor) -> None:
    assert counted(receiver) == (1, 1, 0, 0, 0)
    given_invoice(controller)
    assert counted(receiver) == (1, 1, 1, 0, 0)
    Invoice.objects.update(paid_date=TODAY, paid_by=controller.id)
    assert counted(receiver) == (1, 1, 0, 0, 0)


def test_to_somebody_else_at_the_provider_and_at_another_one_it_shows_nothing(receiver: Actor) -> None:
    other_provider()
    stranger, colleague = given_staff("stranger-at-u2", Role.PROVIDER), given_receiver("colleague")
    given_assignment(stranger, provider="U-2")
    for one in (stranger, colleague):
        assert counted(one) == (0, 0, 0, 0, 0)


def test_a_home_that_comes_to_another_provider_is_shown_to_neither(receiver: Actor) -> None:
    Home.objects.update(provider=other_provider())
    assert counted(receiver) == (0, 0, 0, 0, 0)


def test_nothing_is_left_the_moment_that_something_ends(receiver: Actor, personas: Personas) -> None:
    end_receiver(actor=personas.coordinator, placement_id=placement_id(STAY), now=NOW)
    assert counted(receiver) == (0, 0, 0, 0, 0)


def test_nor_when_the_assignment_ends(receiver: Actor, controller: Actor, personas: Personas) -> None:
    given_invoice(controller)
    for one in (receiver, controller):
        row = Assignment.objects.get(account=one.id)
        assert counted(one, row.until_date - timedelta(days=1))[0] >= 1
        assert counted(one, row.until_date) == (0, 0, 0, 0, 0)
        end_assignment(actor=personas.section_head, assignment_id=row.pk, now=NOW)
        assert counted(one) == (0, 0, 0, 0, 0)


def test_nor_the_day_after_the_last_report_is_due(receiver: Actor, controller: Actor) -> None:
    Placement.objects.filter(code=STAY).update(until_date=TODAY, state="ENDED")
    assert counted(receiver, TODAY + timedelta(days=13))[0] == 1
    assert counted(receiver, TODAY + timedelta(days=14)) == (0, 0, 0, 0, 0)
    given_invoice(controller)
    assert counted(receiver, TODAY + timedelta(days=14)) == (1, 1, 1, 0, 0)


def test_a_controller_sees_days_and_invoices_while_her_assignment_stands(controller: Actor) -> None:
    given_invoice(controller)
    assert counted(controller) == (Placement.objects.filter(state="STANDING").count(), 0, 1, 0, 0)
    without = given_staff("without", Role.CONTROLLER)
    assert counted(without) == (0, 0, 0, 0, 0)
    # The role that the web tells is not enough: it must be that of her assignment.
    assert counted(Actor(controller.id, Role.PROVIDER)) == (0, 0, 0, 0, 0)


def test_who_is_denied_the_case_has_no_cut_of_it(receiver: Actor, controller: Actor, personas: Personas) -> None:
    case = case_of()
    given_named(Case.objects.get(pk=case).code_name, personas.section_head, Purpose.DECISION)
    for one in (receiver, controller):
        given_denied(personas.section_head, case, one)
        assert counted(one) == (0, 0, 0, 0, 0)


def test_neither_writes_what_is_another_s(receiver: Actor, controller: Actor) -> None:
    given_invoice(controller)
    with acting(receiver), connection.cursor() as cursor:
        for table in ("assignments_assignment", "assignments_receiver"):
            with pytest.raises(Exception, match="row-level security"), transaction.atomic():
                cursor.execute(f"update {table} set ended_at = now()")
        with pytest.raises(Exception, match="row-level security"), transaction.atomic():
            cursor.execute("update assignments_invoice set paid_date = %s, paid_by_id = %s", [TODAY, receiver.id])
    assert Invoice.objects.get().paid_date is None


def test_the_view_has_no_column_of_home_person_or_place() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select * from assignments_ownstay limit 0")
        assert {column.name for column in cursor.description} == {
            "id",
            "case_id",
            "code",
            "provider_id",
            "provider_code",
            "state",
            "step",
            "from_date",
            "until_date",
            "report_days",
        }


def test_rule_access_and_database_agree_with_a_naive_answer_in_situations_drawn_by_lot(
    receiver: Actor, controller: Actor
) -> None:
    lot, stay, seen = random.Random(24), placement_id(STAY), set()  # a lot for a test
    for has_unpaid in (False, True, False):
        Placement.objects.filter(pk=stay).update(state="STANDING", until_date=None)
        if has_unpaid:
            given_invoice(controller)
        else:
            Invoice.objects.update(paid_date=TODAY, paid_by=controller.id)
        for _ in range(120):
            state, shift = lot.choice(list(PlacementState)), lot.choice([None, *range(-40, 40)])
            last = None if shift is None else TODAY + timedelta(days=shift)
            day = TODAY + timedelta(days=lot.randint(0, 60))
            until = None if last is None else last + timedelta(days=1)
            Placement.objects.filter(pk=stay).update(state=state.value, until_date=until)
            expected = naive_reach(state.value, last, REPORT_DAYS, has_unpaid, day)
            with one_look(actor=receiver, now=moment_of(day, time(9))):
                shown = set(OwnStay.objects.values_list("pk", flat=True))
                opened = {one.row.id: one.reach.value for one in received(receiver, day, action="TEST").stays}
            assert opened == ({} if expected == "CLOSED" else {stay: expected})
            assert shown == set(opened)
            seen.add(expected)
    assert seen == {"OPEN", "INVOICES_ONLY", "CLOSED"}
