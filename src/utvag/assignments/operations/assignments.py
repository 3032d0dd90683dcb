"""Give somebody a cut of her own for some days, and end it."""

from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from utvag.assignments.access import ASSIGNMENT, require_giver
from utvag.assignments.models import Assignment
from utvag.assignments.queries import role_of_account
from utvag.assignments.queries.assignments import PURPOSE
from utvag.assignments.rules import Reason, Refusal, ToGive, refused
from utvag.audit.operations import Subject, one_act, record
from utvag.foundation.actors import NOBODY, Actor
from utvag.foundation.clock import day_of
from utvag.foundation.errors import NotVisible, Unable
from utvag.providers.models import Provider, SupplyState


class UnableToAssign(Unable):
    """An assignment that cannot be given so."""


def give_assignment(
    *,
    actor: Actor,
    account_id: UUID,
    provider_id: UUID | None,
    reason: Reason,
    from_date: date,
    until_date: date,
    now: datetime,
) -> UUID:
    """Let a provider, a controller or an auditor see her own cut for some days; give the assignment's id.

    :raises NotVisible: for everybody but a section head and the operator.
    :raises UnableToAssign: for another role, a reason that is not hers, days that are wrong, or when she has one.
    """
    with one_act(actor=actor, now=now):
        require_giver(actor, "GIVE_ASSIGNMENT")
        role = role_of_account(account_id)
        _refuse(actor, account_id, ToGive(role, reason, provider_id is not None, from_date, until_date), day_of(now))
        _refuse_provider(provider_id)
        row = Assignment(
            id=uuid4(),
            account_id=account_id,
            role=role,
            provider_id=provider_id,
            reason=reason.value,
            from_date=from_date,
            until_date=until_date,
            granted_by_id=None if actor.id == NOBODY else actor.id,
            granted_at=now,
        )
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:
            raise UnableToAssign(Refusal.HAS_ONE) from None
        record(actor=actor, action="GIVE_ASSIGNMENT", subject=Subject(ASSIGNMENT, row.id), purpose=PURPOSE, now=now)
    return row.id


def end_assignment(*, actor: Actor, assignment_id: UUID, now: datetime) -> None:
    """End an assignment: from this moment nothing of the cut is shown, also in a session that is open.

    :raises NotVisible: for everybody but a section head and the operator, and when it is ended or not there.
    """
    with one_act(actor=actor, now=now):
        require_giver(actor, "END_ASSIGNMENT")
        row = Assignment.objects.filter(pk=assignment_id, ended_at__isnull=True).select_for_update().first()
        if row is None:
            raise NotVisible("END_ASSIGNMENT", ASSIGNMENT, assignment_id)
        row.ended_at, row.ended_by_id = now, None if actor.id == NOBODY else actor.id
        row.save(update_fields=["ended_at", "ended_by"])
        subject = Subject(ASSIGNMENT, assignment_id)
        record(actor=actor, action="END_ASSIGNMENT", subject=subject, purpose=PURPOSE, now=now)


def _refuse(actor: Actor, account_id: UUID, asked: ToGive, today: date) -> None:
    refusal = Refusal.OWN if actor.id == account_id else refused(asked, today)
    if refusal is not None:
        raise UnableToAssign(refusal)


def _refuse_provider(provider_id: UUID | None) -> None:
    if provider_id is None or Provider.objects.filter(pk=provider_id, state=SupplyState.ACTIVE).exists():
        return
    raise UnableToAssign(Refusal.PROVIDER_MISSING)
