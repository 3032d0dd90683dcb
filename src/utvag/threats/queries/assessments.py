"""Read the police's threat assessments: by code for the liaison, for case staff without the reasons."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final, cast
from uuid import UUID

from utvag.audit.operations import Subject, one_act, record
from utvag.cases.access import CASE, case_for
from utvag.cases.models import Case
from utvag.cases.queries import sealed_entry
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.people.queries import identities_of
from utvag.secrecy.envelope import Keyring, blind_index
from utvag.secrecy.rules import REGISTER as REGISTER_KEY
from utvag.secrecy.rules import KeyKind, Place
from utvag.threats.models import ThreatAssessment
from utvag.threats.rules import Assessed, AssessmentState, Method, ThreatLevel, state_on

TABLE: Final = "threats_threatassessment"
READ: Final = "READ_THREAT_ASSESSMENTS"


@dataclass(frozen=True, slots=True)
class HeldAssessment:
    """The assessment that counts for a person, or that there is none. For rules and other packages.

    :ivar person: her code in the register.
    """

    state: AssessmentState
    person: str = field(repr=False)
    level: ThreatLevel | None = field(default=None, repr=False)
    method: Method | None = None
    from_date: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class CaseAssessment:
    """What those who work on a case may know of the police's assessment: level, method, validity. Never the reasons.

    :ivar level: None where there is none to lean on, also where it has expired.
    """

    state: AssessmentState
    name: str = field(repr=False)
    level: ThreatLevel | None = field(repr=False)
    method: Method | None
    method_name: str
    from_date: date | None
    valid_until: date | None


def assessment_place(assessment_id: UUID) -> Place:
    """Say where a sealed assessment belongs: under the register's key."""
    return Place(REGISTER_KEY, TABLE, assessment_id)


def person_index(code: str) -> bytes:
    """Give the keyed index of a person's code in the register."""
    return blind_index("register.persons", code)


def person_codes(case_ids: Collection[UUID]) -> dict[UUID, tuple[str, ...]]:
    """Give the register's codes of each case's household, the main person first. For queries of this floor."""
    keyring = Keyring().fetch(KeyKind.CASE, list(case_ids))
    rows = Case.objects.filter(pk__in=list(case_ids))
    held = {row.id: tuple(_codes(sealed_entry(row, keyring))) for row in rows}
    return held | _still_taken_in([case_id for case_id, codes in held.items() if not codes])


def _still_taken_in(case_ids: Collection[UUID]) -> dict[UUID, tuple[str, ...]]:
    """Give the persons of the cases whose needs are not stated yet."""
    households = identities_of(case_ids)
    return {
        case_id: tuple(one.register_person for one in households.get(case_id, ()) if one.register_person)
        for case_id in case_ids
    }


def _codes(entry: Mapping[str, object]) -> Iterable[str]:
    person = entry.get("person")
    if isinstance(person, str) and person:
        yield person
    yield from (str(one) for one in cast("list[str]", entry.get("companions") or []))


def current_rows(codes: Iterable[str]) -> dict[str, ThreatAssessment]:
    """Give the assessment that counts for each code, where there is one."""
    by_index = {person_index(code): code for code in codes}
    rows = ThreatAssessment.objects.filter(person_index__in=list(by_index), successor__isnull=True)
    return {by_index[bytes(row.person_index)]: row for row in rows}


def opened_assessment(row: ThreatAssessment, keyring: Keyring) -> Mapping[str, str]:
    """Open an assessment. For operations and queries of this floor."""
    return cast("Mapping[str, str]", keyring.open(assessment_place(row.id), row.sealed).reveal())


def current_threat_assessment(*, case_ids: Collection[UUID], on: date) -> dict[UUID, tuple[HeldAssessment, ...]]:
    """Give what counts for each person of some cases that day. The caller has passed the wall and writes the log."""
    codes = person_codes(case_ids)
    rows = current_rows({code for each in codes.values() for code in each})
    keyring = Keyring()
    return {
        case_id: tuple(_held(code, rows.get(code), keyring, on) for code in each) for case_id, each in codes.items()
    }


def assessments_for_case(*, actor: Actor, case_id: UUID, now: datetime) -> tuple[CaseAssessment, ...]:
    """Give level, method and validity for each person of a case, and write that they were read.

    :raises NotVisible: when the actor is not named on the case.
    """
    today = day_of(now)
    with one_act(actor=actor, now=now):
        opened = case_for(actor, case_id, today, action=READ)
        record(actor=actor, action=READ, subject=Subject(CASE, case_id, case_id), purpose=opened.purpose, now=now)
        codes = person_codes([case_id]).get(case_id, ())
        names = {one.register_person: one.name for one in identities_of([case_id]).get(case_id, ())}
        rows, keyring = current_rows(codes), Keyring()
        return tuple(_for_case(names.get(code, ""), rows.get(code), keyring, today) for code in codes)


def _held(code: str, row: ThreatAssessment | None, keyring: Keyring, on: date) -> HeldAssessment:
    state = _state(row, on)
    if row is None:
        return HeldAssessment(state, code)
    told = opened_assessment(row, keyring)
    return HeldAssessment(
        state, code, ThreatLevel(told["level"]), Method(told["method"]), row.from_date, row.valid_until
    )


def _for_case(name: str, row: ThreatAssessment | None, keyring: Keyring, on: date) -> CaseAssessment:
    state = _state(row, on)
    if row is None:
        return CaseAssessment(state, name, None, None, "", None, None)
    told = opened_assessment(row, keyring)
    level = None if state.is_loud else ThreatLevel(told["level"])
    return CaseAssessment(
        state, name, level, Method(told["method"]), told["method_name"], row.from_date, row.valid_until
    )


def _state(row: ThreatAssessment | None, on: date) -> AssessmentState:
    return state_on(None if row is None else Assessed(row.from_date, row.valid_until), on)
