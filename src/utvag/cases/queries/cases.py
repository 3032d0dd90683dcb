"""Read about cases. What opens a person writes the log."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import cast
from uuid import UUID

from utvag.audit.operations import Subject, one_act, record
from utvag.cases.access import CASE, case_for, named_today
from utvag.cases.models import Case, CaseStaff
from utvag.cases.rules import CaseState, Purpose
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.organisation.queries import StaffShape, staff_shapes
from utvag.people.queries import IdentityShape, identities_of
from utvag.secrecy.envelope import Keyring
from utvag.secrecy.rules import KeyKind, Owner, Place

TABLE = "cases_case"
Entry = dict[str, object]


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case in a list: code name, state and dates, nothing that opens a person."""

    id: UUID
    code_name: str
    state: CaseState
    start_date: date
    nights: int | None
    purpose: Purpose


@dataclass(frozen=True, slots=True)
class NamedStaff:
    """Somebody named on a case, and why."""

    staff: StaffShape
    purpose: Purpose


@dataclass(frozen=True, slots=True)
class CaseShape:
    """A case as its named staff may read it."""

    id: UUID
    code_name: str
    state: CaseState
    start_date: date
    nights: int | None
    purpose: Purpose
    staff: tuple[NamedStaff, ...]
    household: tuple[IdentityShape, ...] = field(repr=False)
    household_size: int
    lot: str | None = field(repr=False)
    required: tuple[str, ...] = field(repr=False)
    wanted: tuple[str, ...] = field(repr=False)
    has_pets: bool = field(repr=False)
    is_breaking_from_network: bool = field(repr=False)
    may_relocate: bool = field(repr=False)
    main_person: str = field(default="", repr=False)
    companions: tuple[str, ...] = field(default=(), repr=False)


def case_place(case_id: UUID) -> Place:
    """Say where a case's sealed entry belongs."""
    return Place(Owner(KeyKind.CASE, case_id), TABLE, case_id)


def my_cases(*, actor: Actor, now: datetime) -> tuple[CaseLine, ...]:
    """Give the cases that the actor is named on, by code name. Opens no person, so writes no log."""
    rows = named_today(actor, day_of(now)).select_related("case").order_by("case__code_name")
    return tuple(
        CaseLine(
            row.case_id,
            row.case.code_name,
            CaseState(row.case.state),
            row.case.start_date,
            row.case.nights,
            Purpose(row.purpose),
        )
        for row in rows
    )


def open_case(*, actor: Actor, case_id: UUID, now: datetime) -> CaseShape:
    """Open a case with its household, and write that it was opened (lag 2001:454, 10 §).

    :raises NotVisible: when the actor is not named on it.
    """
    today = day_of(now)
    with one_act(actor=actor, now=now):
        opened = case_for(actor, case_id, today, action="OPEN_CASE")
        subject = Subject(CASE, case_id, case_id)
        record(actor=actor, action="OPEN_CASE", subject=subject, purpose=opened.purpose, now=now)
        return _shape(opened.case, opened.purpose, today)


def sealed_entry(case: Case, keyring: Keyring) -> Entry:
    """Open what the register file says of a case, but for its id and dates. For operations of this floor and above."""
    return cast("Entry", keyring.open(case_place(case.id), case.sealed).reveal())


def waiting_entries(keyring: Keyring) -> list[Entry]:
    """Give the cases that wait, as entries of the register file. For the check, which shows them to nobody."""
    rows = Case.objects.filter(state=CaseState.WAITING).order_by("code_name")
    return [
        {"id": row.code_name, "start": row.start_date.isoformat(), "nights": row.nights, **sealed_entry(row, keyring)}
        for row in rows
    ]


def code_names(case_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Give code names by id."""
    return dict(Case.objects.filter(pk__in=list(case_ids)).values_list("pk", "code_name"))


def staff_of(case_id: UUID, today: date) -> tuple[NamedStaff, ...]:
    """Give those named on a case today. The caller has passed the wall."""
    rows = list(CaseStaff.objects.filter(case=case_id, from_date__lte=today, until_date__gt=today))
    shapes = staff_shapes(row.account_id for row in rows)
    named = (NamedStaff(shapes[row.account_id], Purpose(row.purpose)) for row in rows)
    return tuple(sorted(named, key=lambda one: (one.staff.role, one.staff.username)))


def _shape(case: Case, purpose: Purpose, today: date) -> CaseShape:
    entry = sealed_entry(case, Keyring())
    household = _main_person_first(identities_of([case.id]).get(case.id, ()), entry.get("person"))
    return CaseShape(
        id=case.id,
        code_name=case.code_name,
        state=CaseState(case.state),
        start_date=case.start_date,
        nights=case.nights,
        purpose=purpose,
        staff=staff_of(case.id, today),
        household=household,
        household_size=1 + len(_words(entry, "companions")),
        lot=cast("str | None", entry.get("lot")),
        required=_words(entry, "required"),
        wanted=_words(entry, "wanted"),
        has_pets=entry.get("pets") is True,
        is_breaking_from_network=entry.get("breaking_from_network") is True,
        may_relocate=entry.get("relocate") is not False,
        main_person=str(entry.get("person") or _first_without_relation(household)),
        companions=companions_in(entry),
    )


def companions_in(entry: Entry) -> tuple[str, ...]:
    """Give the codes of those who move in with the main person."""
    return _words(entry, "companions")


def _first_without_relation(household: tuple[IdentityShape, ...]) -> str:
    return next((one.register_person for one in household if not one.relation), "")


def _main_person_first(household: tuple[IdentityShape, ...], person: object) -> tuple[IdentityShape, ...]:
    return tuple(sorted(household, key=lambda one: (one.register_person != person, bool(one.relation))))


def _words(entry: Entry, key: str) -> tuple[str, ...]:
    return tuple(cast("list[str]", entry.get(key) or []))
