"""Open, place and close cases; name the staff who may see them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction

from utvag.audit.operations import Subject, one_act, record
from utvag.cases.access import CASE, case_for, may_name_staff
from utvag.cases.models import Case, CaseStaff
from utvag.cases.queries import Entry, case_place, sealed_entry
from utvag.cases.rules import ROLES_FOR, CaseOrigin, CaseState, Purpose, StaffRefusal
from utvag.foundation.actors import OPERATOR, Actor
from utvag.foundation.clock import day_of
from utvag.foundation.errors import NotVisible, Unable
from utvag.foundation.periods import Period
from utvag.organisation.queries import staff_in_role
from utvag.organisation.rules import Role
from utvag.people.operations import write_identity
from utvag.secrecy.envelope import Keyring
from utvag.secrecy.rules import KeyKind

IN_COLUMNS = ("id", "start", "nights")


@dataclass(frozen=True, slots=True)
class StaffToName:
    """Somebody to name on cases that have nobody."""

    account_id: UUID
    purpose: Purpose


class UnableToNameStaff(Unable):
    """The employee cannot be named so: she is named already, her role may not, or the days are wrong."""


def name_staff(
    *,
    actor: Actor,
    case_id: UUID,
    account_id: UUID,
    purpose: Purpose,
    from_date: date,
    until_date: date | None,
    now: datetime,
) -> None:
    """Let an employee see a case, for a purpose and a time.

    :raises NotVisible: unless the actor is the case's section head, or the operator.
    :raises UnableToNameStaff: when she is named already, her role is not that of the purpose, or the days are wrong.
    """
    with one_act(actor=actor, now=now):
        if not may_name_staff(actor, case_id, day_of(now)) or not Case.objects.filter(pk=case_id).exists():
            raise NotVisible("NAME_STAFF", CASE, case_id)
        if actor != OPERATOR:
            _refuse_staff(account_id, purpose, Period(from_date, until_date), day_of(now))
        try:
            with transaction.atomic():
                CaseStaff.objects.create(
                    case_id=case_id,
                    account_id=account_id,
                    purpose=purpose.value,
                    from_date=from_date,
                    until_date=until_date,
                )
        except IntegrityError:
            raise UnableToNameStaff(StaffRefusal.NAMED_ALREADY) from None
        record(actor=actor, action="NAME_STAFF", subject=Subject(CASE, account_id, case_id), purpose=purpose, now=now)


def end_staff(*, actor: Actor, case_id: UUID, account_id: UUID, now: datetime) -> None:
    """Let an employee see a case no more, from this moment.

    :raises NotVisible: unless the actor is the case's section head, or the operator.
    """
    today = day_of(now)
    with one_act(actor=actor, now=now):
        if not may_name_staff(actor, case_id, today):
            raise NotVisible("END_STAFF", CASE, case_id)
        standing = CaseStaff.objects.filter(case=case_id, account=account_id)
        # A day that has begun cannot end before it began: one who was named today was never named.
        standing.filter(from_date__gte=today).delete()
        standing.exclude(until_date__lte=today).update(until_date=today)
        subject = Subject(CASE, account_id, case_id)
        record(actor=actor, action="END_STAFF", subject=subject, purpose=Purpose.DECISION, now=now)


def record_identity(
    *, actor: Actor, case_id: UUID, register_person: str, name: str, personal_number: str | None, now: datetime
) -> UUID:
    """Write who a person of a case's household is.

    :raises NotVisible: unless the actor is named on the case, or is the operator.
    :raises UnableToRecordIdentity: when the number is not valid.
    """
    today = day_of(now)
    with one_act(actor=actor, now=now):
        purpose = Purpose.COORDINATION
        if actor != OPERATOR:
            purpose = case_for(actor, case_id, today, action="RECORD_IDENTITY").purpose
        identity_id = write_identity(
            case_id=case_id,
            register_person=register_person,
            name=name,
            personal_number=personal_number,
            today=today,
        )
        subject = Subject("IDENTITY", identity_id, case_id)
        record(actor=actor, action="RECORD_IDENTITY", subject=subject, purpose=purpose, now=now)
    return identity_id


def hold_waiting(entries: Sequence[Entry], *, now: datetime) -> None:
    """Make exactly these cases wait. Part of a larger operation, which asks access and writes the log."""
    rows = {row.code_name: row for row in Case.objects.select_for_update()}
    keyring = Keyring().fetch(KeyKind.CASE)
    for entry in entries:
        _hold_one(entry, rows.get(str(entry["id"])), keyring, now)
    wanted = {str(entry["id"]) for entry in entries}
    gone = [row.pk for code, row in rows.items() if row.state == CaseState.WAITING and code not in wanted]
    Case.objects.filter(pk__in=gone).update(state=CaseState.CLOSED)


def open_for_placement(*, code_name: str, entry: Entry, start: date, nights: int | None, now: datetime) -> Case:
    """Open a case for a placement that came without one. Part of a larger operation."""
    case_id = uuid4()
    return Case.objects.create(
        id=case_id,
        code_name=code_name,
        state=CaseState.PLACED.value,
        origin=CaseOrigin.PLACEMENT.value,
        start_date=start,
        nights=nights,
        created_at=now,
        sealed=Keyring().seal(case_place(case_id), entry),
    )


def set_state(case_id: UUID, state: CaseState) -> None:
    """Move a case to another state. Part of a larger operation, which asks access and writes the log."""
    Case.objects.filter(pk=case_id).update(state=state.value)


def wait_again(case_id: UUID, *, from_date: date) -> None:
    """Let a case wait for a home again, from a day, as long as before. Part of a larger operation."""
    Case.objects.filter(pk=case_id).update(state=CaseState.WAITING.value, start_date=from_date)


def name_where_nobody_is(staff: Iterable[StaffToName], *, today: date) -> None:
    """Name staff on every case that has nobody today. Part of a larger operation."""
    alone = Case.objects.exclude(pk__in=CaseStaff.objects.exclude(until_date__lte=today).values("case"))
    CaseStaff.objects.bulk_create(
        CaseStaff(case=case, account_id=one.account_id, purpose=one.purpose.value, from_date=today)
        for case in alone
        for one in staff
    )


def _refuse_staff(account_id: UUID, purpose: Purpose, days: Period, today: date) -> None:
    """Refuse one whose role does not work on cases for the purpose, and days that have been or that end first."""
    role = ROLES_FOR.get(purpose)
    if role is None or account_id not in {one.id for one in staff_in_role(Role(role))}:
        raise UnableToNameStaff(StaffRefusal.ROLE)
    if days.until_date is not None and days.until_date <= days.from_date:
        raise UnableToNameStaff(StaffRefusal.DATES_REVERSED)
    if days.from_date < today:
        raise UnableToNameStaff(StaffRefusal.DAY_PASSED)


def _hold_one(entry: Entry, row: Case | None, keyring: Keyring, now: datetime) -> None:
    rest = {key: value for key, value in entry.items() if key not in IN_COLUMNS}
    start, nights = date.fromisoformat(str(entry["start"])), int(str(entry["nights"]))
    if row is None:
        case_id = uuid4()
        Case.objects.create(
            id=case_id,
            code_name=str(entry["id"]),
            state=CaseState.WAITING.value,
            start_date=start,
            nights=nights,
            created_at=now,
            sealed=keyring.seal(case_place(case_id), rest),
        )
        return
    if (row.state, row.start_date, row.nights) != (CaseState.WAITING, start, nights) or (
        sealed_entry(row, keyring) != rest
    ):
        Case.objects.filter(pk=row.pk).update(
            state=CaseState.WAITING.value,
            origin=CaseOrigin.OPENED.value,
            start_date=start,
            nights=nights,
            sealed=keyring.seal(case_place(row.pk), rest),
        )
