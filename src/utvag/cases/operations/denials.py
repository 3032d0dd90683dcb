"""Let an employee have nothing to do with a case: the section head decides it, or she declares it herself."""

from datetime import datetime
from uuid import UUID, uuid4

from django.db import connection

from utvag.audit.operations import Subject, one_act, record
from utvag.cases.access import CASE, case_for, may_name_staff
from utvag.cases.models import Denial
from utvag.cases.operations.staff import decides_besides, denied, end_namings
from utvag.cases.queries.staff import denial_place, staff_to_deny
from utvag.cases.rules import DenialGround, DenialRefusal, Purpose
from utvag.drafts.operations import drop_sent_draft
from utvag.drafts.rules import DraftKey, FormKind
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.foundation.errors import NotVisible, Unable
from utvag.secrecy.envelope import seal

DENY, DECLARE, LIFT = "DENY_STAFF", "DECLARE_CONFLICT", "LIFT_DENIAL"


class UnableToDeny(Unable):
    """The employee cannot be kept out so, or let in again."""


def deny_staff(
    *,
    actor: Actor,
    case_id: UUID,
    account_id: UUID,
    ground: DenialGround,
    reason: str,
    now: datetime,
    draft_revision: int = 0,
) -> None:
    """Keep an employee out of a case, whether or not she is named on it: from this moment it is not there for her.

    :raises NotVisible: unless the actor is the case's section head.
    :raises UnableToDeny: when she is kept out already, is nobody or the actor herself, or no reason is given.
    """
    with one_act(actor=actor, now=now):
        if not may_name_staff(actor, case_id, day_of(now)):
            raise NotVisible(DENY, CASE, case_id)
        if account_id == actor.id:
            raise UnableToDeny(DenialRefusal.OWN_BY_DECLARING)
        if account_id not in {one.id for one in staff_to_deny()}:
            raise UnableToDeny(DenialRefusal.UNKNOWN)
        subject = Subject(CASE, account_id, case_id)
        _deny(actor, subject, ground, reason, now)
        key = DraftKey(FormKind.DENY_STAFF, case_id)
        drop_sent_draft(actor=actor, key=key, revision=draft_revision, now=now)
        record(actor=actor, action=DENY, subject=subject, purpose=Purpose.DECISION, now=now)


def declare_conflict(
    *, actor: Actor, case_id: UUID, ground: DenialGround, reason: str, now: datetime, draft_revision: int = 0
) -> None:
    """Step out of a case by one's own word (förvaltningslagen 16-18 §§); who decides in it sees to who takes over.

    :raises NotVisible: unless the actor is named on the case.
    :raises UnableToDeny: when she alone decides in the case, or no reason is given.
    """
    today = day_of(now)
    with one_act(actor=actor, now=now):
        opened = case_for(actor, case_id, today, action=DECLARE)
        if not decides_besides(case_id, actor.id, today):
            raise UnableToDeny(DenialRefusal.NOBODY_ELSE_DECIDES)
        key = DraftKey(FormKind.DECLARE_CONFLICT, case_id)
        drop_sent_draft(actor=actor, key=key, revision=draft_revision, now=now)
        subject = Subject(CASE, actor.id, case_id)
        record(actor=actor, action=DECLARE, subject=subject, purpose=opened.purpose, now=now)
        _deny(actor, subject, ground, reason, now)


def lift_denial(*, actor: Actor, case_id: UUID, account_id: UUID, now: datetime) -> None:
    """Let an employee be named on a case again. It names her on nothing.

    :raises NotVisible: unless the actor is the case's section head, and when she is not kept out of it.
    """
    with one_act(actor=actor, now=now):
        standing = Denial.objects.filter(case=case_id, account=account_id, lifted_at__isnull=True)
        if not may_name_staff(actor, case_id, day_of(now)) or account_id == actor.id or not standing.exists():
            raise NotVisible(LIFT, CASE, case_id)
        standing.update(lifted_at=now, lifted_by=actor.id)
        subject = Subject(CASE, account_id, case_id)
        record(actor=actor, action=LIFT, subject=subject, purpose=Purpose.DECISION, now=now)


def _deny(actor: Actor, subject: Subject, ground: DenialGround, reason: str, now: datetime) -> None:
    case_id, account_id = subject.case, subject.id
    assert case_id is not None  # noqa: S101  # both callers give them
    assert account_id is not None  # noqa: S101
    if not reason.strip():
        raise UnableToDeny(DenialRefusal.NO_REASON)
    with connection.cursor() as cursor:
        # The same lock as the triggers': who is being named at this moment is seen here, or sees this.
        cursor.execute("select cases_hold_pair(%s, %s)", [case_id, account_id])
    if denied(case_id, account_id):
        raise UnableToDeny(DenialRefusal.DENIED_ALREADY)
    end_namings(case_id, account_id, day_of(now))
    denial_id = uuid4()
    Denial.objects.create(
        id=denial_id,
        case_id=case_id,
        account_id=account_id,
        ground=ground.value,
        by_id=actor.id,
        at=now,
        sealed=seal(denial_place(case_id, denial_id), {"reason": reason}),
    )
