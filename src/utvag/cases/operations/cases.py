"""Open, place and close cases."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID, uuid4

from utvag.audit.operations import Subject, one_act, record
from utvag.cases.access import case_for
from utvag.cases.models import Case
from utvag.cases.queries import Entry, case_place, sealed_entry
from utvag.cases.rules import CaseOrigin, CaseState, Purpose
from utvag.foundation.actors import OPERATOR, Actor
from utvag.foundation.clock import day_of
from utvag.people.operations import write_identity
from utvag.secrecy.envelope import Keyring
from utvag.secrecy.rules import KeyKind

IN_COLUMNS = ("id", "start", "nights")


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
    rows = {row.code_name: row for row in Case.objects.select_for_update(no_key=True)}
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
