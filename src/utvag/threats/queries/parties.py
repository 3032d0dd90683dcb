"""The codes that the liaison may name: of the threat register, and of the persons of cases made in the product."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from utvag.audit.operations import Subject, as_engine, one_act, record
from utvag.cases.queries import register_persons
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.secrecy.envelope import Keyring
from utvag.threats.access import REGISTER, require_liaison
from utvag.threats.models import RegisterList
from utvag.threats.queries.assessments import person_codes
from utvag.threats.queries.register import LIAISON_PURPOSE, opened_entry, standing_rows
from utvag.threats.queries.sheet import open_cases


@dataclass(frozen=True, slots=True)
class Parties:
    """Every code that a link or an assessment may name.

    :ivar of_cases: the persons of the cases that are open to the police: the code name of each one's case. A case that
        is still taken in has persons who can be assessed, and not yet linked: the check does not know them.
    """

    persons: tuple[str, ...] = field(repr=False)
    networks: tuple[str, ...] = field(repr=False)
    of_cases: Mapping[str, str] = field(default_factory=dict, repr=False)


def parties(*, actor: Actor, now: datetime) -> Parties:
    """Give the codes of persons and networks, and write that they were read.

    :raises NotVisible: for everybody but the police liaison.
    """
    with one_act(actor=actor, now=now):
        require_liaison(actor, "READ_PARTIES")
        record(actor=actor, action="READ_PARTIES", subject=Subject(REGISTER), purpose=LIAISON_PURPOSE, now=now)
        keyring = Keyring()
        persons = {*_codes(RegisterList.PERSONS, keyring), *codes_of_cases()}
        networks = _codes(RegisterList.NETWORKS, keyring)
        return Parties(tuple(sorted(persons)), tuple(sorted(networks)), assessable(day_of(now)))


def codes_of_cases() -> set[str]:
    """Give the persons of the product's own cases whom the check knows. For operations of this floor."""
    with as_engine():
        return {str(entry["id"]) for entry in register_persons()}


def assessable(today: date) -> dict[str, str]:
    """Give the persons of the cases that are open to the police: the code name of each one's case."""
    names = open_cases(today)
    codes: dict[UUID, tuple[str, ...]] = person_codes(list(names))
    return {code: names[case_id] for case_id, each in codes.items() for code in each}


def _codes(list_name: RegisterList, keyring: Keyring) -> set[str]:
    return {str(opened_entry(row, keyring)["id"]) for row in standing_rows(list_name)}
