"""The acts of assignments: the section head gives, the coordinator names who receives; each cut is its outsider's."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from types import MappingProxyType
from uuid import UUID, uuid4

from tests.assignments.givens import (
    actor_named,
    given_assignment,
    given_controller,
    given_invoice,
    given_receiver,
    told,
)
from tests.givens import NOW, given_staff
from tests.house.parts import HEAD, NOBODY, Act
from tests.personas import Personas
from utvag.assignments.models import Assignment, Invoice
from utvag.assignments.operations import (
    UnableToHandOver,
    end_assignment,
    end_receiver,
    mark_invoice_paid,
    name_receiver,
    register_invoice,
)
from utvag.assignments.queries import assignments_page, invoices_page, own_placement, own_stays, receiver_page
from utvag.foundation.actors import Actor
from utvag.organisation.models import StaffAccount
from utvag.organisation.rules import Role
from utvag.placement.models import Placement

COORDINATOR = {"coordinator"}


def given(personas: Personas) -> None:
    """Somebody at the provider and a controller, with their assignments, and an invoice."""
    del personas
    given_receiver()
    given_invoice(given_controller())


def ids(personas: Personas) -> dict[str, UUID]:
    """Give an assignment and an invoice that are there."""
    given(personas)
    return {"assignment_id": assignment(), "invoice_id": Invoice.objects.values_list("pk", flat=True).get()}


def assignment() -> UUID:
    """Give the receiver's assignment."""
    return Assignment.objects.values_list("pk", flat=True).get(role=Role.PROVIDER, ended_at__isnull=True)


def chosen() -> UUID:
    """Give the placement of the case that the coordinator is named on."""
    return Placement.objects.values_list("pk", flat=True).get(origin="CHOSEN")


def _give(actor: Actor) -> None:
    given_assignment(given_staff(f"new-{StaffAccount.objects.count()}", Role.AUDITOR, is_assigned=False), by=actor)


def _name(actor: Actor) -> None:
    # It is only proposed, which the coordinator of its case alone is told.
    with suppress(UnableToHandOver):
        name_receiver(actor=actor, placement_id=chosen(), account_id=actor_named("receiver").id, now=NOW)


def _end(actor: Actor) -> None:
    with suppress(UnableToHandOver):
        end_receiver(actor=actor, placement_id=chosen(), now=NOW)


def _paid(actor: Actor) -> None:
    mark_invoice_paid(actor=actor, invoice_id=Invoice.objects.values_list("pk", flat=True).get(), now=NOW)


ACTS: Mapping[str, tuple[Act, set[str]]] = MappingProxyType(
    {
        "assignments_page": (lambda a: assignments_page(actor=a, now=NOW), HEAD),
        "give_assignment": (_give, HEAD),
        "end_assignment": (lambda a: end_assignment(actor=a, assignment_id=assignment(), now=NOW), HEAD),
        "receiver_page": (lambda a: receiver_page(actor=a, placement_id=chosen(), now=NOW), COORDINATOR),
        "name_receiver": (_name, COORDINATOR),
        "end_receiver": (_end, COORDINATOR),
        "own_stays": (lambda a: own_stays(actor=a, now=NOW), NOBODY),
        "own_placement": (lambda a: own_placement(actor=a, placement_id=chosen(), now=NOW), NOBODY),
        "invoices_page": (lambda a: invoices_page(actor=a, now=NOW), NOBODY),
        "register_invoice": (
            lambda a: register_invoice(actor=a, placement_id=uuid4(), told=told("F-9"), now=NOW),
            NOBODY,
        ),
        "mark_invoice_paid": (_paid, NOBODY),
    }
)
BY_ROLE = {"assignments_page", "give_assignment", "end_assignment"}
