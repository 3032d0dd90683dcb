"""Register a provider's invoice, and mark it paid."""

from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from utvag.assignments.access import INVOICE, controlled, require_assignment
from utvag.assignments.models import Assignment, Invoice
from utvag.assignments.rules import Refusal, Told, refused_invoice
from utvag.audit.operations import Subject, one_act, record
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.foundation.errors import NotVisible, Unable
from utvag.organisation.rules import Role


class UnableToInvoice(Unable):
    """An invoice that cannot be registered, or paid, so."""


def register_invoice(*, actor: Actor, placement_id: UUID, told: Told, now: datetime) -> UUID:
    """Write a provider's invoice for days of a placement; give its id.

    Days outside the placement's are let in: the page says so, and a person decides what to do.

    :raises NotVisible: for everybody but a controller whose assignment stands.
    :raises UnableToInvoice: when its number, days or amount are none, the number is taken, or there is no such
        placement.
    """
    with one_act(actor=actor, now=now):
        assignment = _assignment(actor, day_of(now), "REGISTER_INVOICE")
        refusal = refused_invoice(told, day_of(now))
        if refusal is not None:
            raise UnableToInvoice(refusal)
        stay = controlled(actor, day_of(now), action="REGISTER_INVOICE").filter(pk=placement_id).first()
        if stay is None:
            raise UnableToInvoice(Refusal.UNKNOWN_PLACEMENT)
        row = Invoice(
            id=uuid4(),
            provider_id=stay.provider_id,
            placement_id=placement_id,
            number=told.number,
            from_date=told.from_date,
            until_date=told.until_date,
            amount_ore=told.amount_ore,
            received_date=told.received_date,
            registered_by_id=actor.id,
            registered_at=now,
        )
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:
            raise UnableToInvoice(Refusal.NUMBER_TAKEN) from None
        subject = Subject(INVOICE, row.id, stay.case_id)
        record(actor=actor, action="REGISTER_INVOICE", subject=subject, purpose=assignment.reason, now=now)
    return row.id


def mark_invoice_paid(*, actor: Actor, invoice_id: UUID, now: datetime) -> None:
    """Write that an invoice is paid today. One that is paid stays as it was.

    :raises NotVisible: for everybody but a controller whose assignment stands, and when there is no such invoice.
    """
    with one_act(actor=actor, now=now):
        assignment = _assignment(actor, day_of(now), "MARK_INVOICE_PAID")
        row = Invoice.objects.filter(pk=invoice_id).select_for_update().first()
        stays = controlled(actor, day_of(now), action="MARK_INVOICE_PAID")
        stay = stays.filter(pk=row.placement_id).first() if row else None
        if row is None or stay is None:
            raise NotVisible("MARK_INVOICE_PAID", INVOICE, invoice_id)
        if row.paid_date is None:
            row.paid_date, row.paid_by_id = day_of(now), actor.id
            row.save(update_fields=["paid_date", "paid_by"])
        subject = Subject(INVOICE, invoice_id, stay.case_id)
        record(actor=actor, action="MARK_INVOICE_PAID", subject=subject, purpose=assignment.reason, now=now)


def _assignment(actor: Actor, today: date, action: str) -> Assignment:
    return require_assignment(actor, Role.CONTROLLER, today, action=action)
