"""Name employees on a case for a purpose and a time, name them for longer, and end it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from utvag.audit.operations import Subject, one_act, record
from utvag.cases.access import CASE, may_name_staff
from utvag.cases.models import Case, CaseStaff, Denial
from utvag.cases.rules import LENT, ROLES_FOR, NamedDays, Purpose, StaffRefusal, refused_days, usual_end
from utvag.foundation.actors import NOBODY, OPERATOR, Actor
from utvag.foundation.clock import day_of
from utvag.foundation.errors import NotVisible, Unable
from utvag.organisation.queries import staff_in_role
from utvag.organisation.rules import Role


@dataclass(frozen=True, slots=True)
class StaffToName:
    """Somebody to name on cases that have nobody."""

    account_id: UUID
    purpose: Purpose


class UnableToNameStaff(Unable):
    """The employee cannot be named so: she is named already or denied, her role may not, or the days are wrong."""


def name_staff(
    *,
    actor: Actor,
    case_id: UUID,
    account_id: UUID,
    purpose: Purpose,
    from_date: date,
    until_date: date,
    now: datetime,
) -> None:
    """Let an employee see a case, for a purpose and a time.

    :raises NotVisible: unless the actor is the case's section head, or the operator.
    :raises UnableToNameStaff: when she is named already or denied, her role is not that of the purpose, or the days are
        wrong.
    """
    with one_act(actor=actor, now=now):
        if not may_name_staff(actor, case_id, day_of(now)) or not Case.objects.filter(pk=case_id).exists():
            raise NotVisible("NAME_STAFF", CASE, case_id)
        days = NamedDays(from_date, until_date)
        if actor != OPERATOR:
            _refuse_staff(account_id, purpose, days, day_of(now))
        if denied(case_id, account_id):
            raise UnableToNameStaff(StaffRefusal.DENIED)
        try:
            with transaction.atomic():
                write_naming(case_id, account_id, purpose, days, by=actor)
        except IntegrityError as refused:
            raise UnableToNameStaff(_why(refused)) from None
        record(actor=actor, action="NAME_STAFF", subject=Subject(CASE, account_id, case_id), purpose=purpose, now=now)


def extend_staff(*, actor: Actor, case_id: UUID, account_id: UUID, until_date: date, now: datetime) -> None:
    """Let an employee who is named today stay so until another day, at most a year from now.

    :raises NotVisible: unless the actor is the case's section head, or the operator.
    :raises UnableToNameStaff: when she is not named today, is named anew before that day, or the day is wrong.
    """
    today = day_of(now)
    with one_act(actor=actor, now=now):
        if not may_name_staff(actor, case_id, today):
            raise NotVisible("EXTEND_STAFF", CASE, case_id)
        rows = CaseStaff.objects.filter(case=case_id, account=account_id, from_date__lte=today, until_date__gt=today)
        row = rows.exclude(purpose__in=LENT).select_for_update().first()
        if row is None:
            raise UnableToNameStaff(StaffRefusal.NOT_NAMED)
        refusal = refused_days(NamedDays(today, until_date))
        if refusal is not None:
            raise UnableToNameStaff(refusal)
        by = None if actor.id == NOBODY else actor.id
        try:
            with transaction.atomic():
                rows.filter(pk=row.pk).update(until_date=until_date, granted_by=by)
        except IntegrityError as refused:
            raise UnableToNameStaff(_why(refused)) from None
        subject = Subject(CASE, account_id, case_id)
        record(actor=actor, action="EXTEND_STAFF", subject=subject, purpose=Purpose(row.purpose), now=now)


def end_staff(*, actor: Actor, case_id: UUID, account_id: UUID, now: datetime) -> None:
    """Let an employee see a case no more, from this moment.

    :raises NotVisible: unless the actor is the case's section head, or the operator.
    """
    today = day_of(now)
    with one_act(actor=actor, now=now):
        if not may_name_staff(actor, case_id, today):
            raise NotVisible("END_STAFF", CASE, case_id)
        end_namings(case_id, account_id, today)
        subject = Subject(CASE, account_id, case_id)
        record(actor=actor, action="END_STAFF", subject=subject, purpose=Purpose.DECISION, now=now)


def end_namings(case_id: UUID, account_id: UUID, today: date) -> None:
    """End what stands and what was to come. Part of a larger operation."""
    standing = CaseStaff.objects.filter(case=case_id, account=account_id)
    # A day that has begun cannot end before it began: one who was named today was never named.
    standing.filter(from_date__gte=today).delete()
    standing.exclude(until_date__lte=today).update(until_date=today)


def name_where_nobody_is(staff: Iterable[StaffToName], *, today: date) -> None:
    """Name staff on every case that has nobody today. Part of a larger operation."""
    days = NamedDays(today, usual_end(today))
    alone = list(Case.objects.exclude(pk__in=CaseStaff.objects.exclude(until_date__lte=today).values("case")))
    for case in alone:
        for one in staff:
            if not denied(case.pk, one.account_id):
                write_naming(case.pk, one.account_id, one.purpose, days)


def write_naming(
    case_id: UUID, account_id: UUID, purpose: Purpose, days: NamedDays, *, by: Actor | None = None
) -> None:
    """Write one naming. Part of a larger operation, which asks access and writes the log."""
    CaseStaff.objects.create(
        case_id=case_id,
        account_id=account_id,
        purpose=purpose.value,
        from_date=days.from_date,
        until_date=days.until_date,
        granted_by_id=None if by is None or by.id == NOBODY else by.id,
    )


def denied(case_id: UUID, account_id: UUID) -> bool:
    """Say whether an employee may have nothing to do with a case. For operations, which show it to nobody."""
    return Denial.objects.filter(case=case_id, account=account_id, lifted_at__isnull=True).exists()


def decides_besides(case_id: UUID, account_id: UUID, today: date) -> bool:
    """Say whether somebody else decides in a case today."""
    heads = CaseStaff.objects.filter(case=case_id, purpose=Purpose.DECISION, from_date__lte=today, until_date__gt=today)
    return heads.exclude(account=account_id).exists()


def _refuse_staff(account_id: UUID, purpose: Purpose, days: NamedDays, today: date) -> None:
    """Refuse one whose role does not work on cases for the purpose, and days that are wrong or have been."""
    role = ROLES_FOR.get(purpose)
    if role is None or account_id not in {one.id for one in staff_in_role(Role(role))}:
        raise UnableToNameStaff(StaffRefusal.ROLE)
    refusal = refused_days(days) or (StaffRefusal.DAY_PASSED if days.from_date < today else None)
    if refusal is not None:
        raise UnableToNameStaff(refusal)


def _why(refused: IntegrityError) -> StaffRefusal:
    return StaffRefusal.DENIED if "denied" in str(refused) else StaffRefusal.NAMED_ALREADY
