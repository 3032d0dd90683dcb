"""Take a register file into the database, and give one back. All of it or nothing."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, cast

from django.db import IntegrityError, transaction

from utvag.audit.operations import Subject, one_act, record
from utvag.cases.models import Case
from utvag.cases.operations import StaffToName, hold_waiting, name_where_nobody_is
from utvag.cases.rules import CaseOrigin, CaseState
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.foundation.facts import announce, current_version, lock_facts
from utvag.foundation.geography import municipalities
from utvag.organisation.access import require_operator
from utvag.organisation.operations import hold_parameters
from utvag.organisation.queries import municipality
from utvag.placement.answering.whole import own_persons, register_document
from utvag.placement.engine import Fault, Register, RegisterInvalid
from utvag.placement.operations.holding import hold_placements
from utvag.placement.rules import (
    LISTS,
    Document,
    Entry,
    Merged,
    is_mergeable,
    merge_documents,
    without_nulls,
)
from utvag.providers.operations import hold_homes, hold_providers
from utvag.secrecy.envelope import Keyring
from utvag.threats.operations import hold_exactly

LOAD, EXPORT = "LOAD_REGISTER", "EXPORT_REGISTER"
REGISTER = "REGISTER"
# Ids that stand in columns of their own, where PostgreSQL sets limits.
IN_COLUMNS: Final = ("providers", "homes", "placements", "cases")
PLACE: Final = re.compile(r"\$\.(?P<list>\w+)\[(?P<index>\d+)\](?P<rest>.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did: the version of the facts after it, and the cases that have a home and were left as they are."""

    version: int
    left_out: tuple[str, ...]


def load_register(
    *, document: object, actor: Actor, now: datetime, staff: Sequence[StaffToName], replace_all: bool = False
) -> Loaded:
    """Put a register file on top of what the database holds, or in its place.

    Cases that nobody is named on get the given staff.

    :raises NotVisible: for everybody but the operator.
    :raises RegisterInvalid: with every fault of the file and of what it would make of the register; nothing is changed.
    """
    if not is_mergeable(document):
        # Cannot be read as lists of entries, so the engine finds the faults in the file itself.
        Register.from_document(document)
    given = cast("Document", document)
    with one_act(actor=actor, now=now):
        require_operator(actor, LOAD)
        lock_facts()
        merged = _merged(given, now=now, replace_all=replace_all)
        _refuse_faulty(merged, given)
        _write(_without_own_persons(merged, given), actor, now)
        name_where_nobody_is(staff, today=day_of(now))
        version = announce(cause=LOAD, subject=None, now=now)
        record(actor=actor, action=LOAD, subject=Subject(REGISTER), purpose=LOAD, now=now, register_version=version)
    return Loaded(version, merged.left_out)


def export_register(*, actor: Actor, now: datetime) -> Document:
    """Give everything that the check knows, as one register file, in the clear.

    :raises NotVisible: for everybody but the operator.
    :raises RegisterUnusable: before a municipality is set up.
    """
    with one_act(actor=actor, now=now):
        require_operator(actor, EXPORT)
        lock_facts()
        version = current_version().number
        record(actor=actor, action=EXPORT, subject=Subject(REGISTER), purpose=EXPORT, now=now, register_version=version)
        document = register_document(today=day_of(now))
    return {key: value for key, value in document.items() if key not in LISTS or value}


def _merged(given: Document, *, now: datetime, replace_all: bool) -> Merged:
    if replace_all or municipality() is None:
        return merge_documents({}, given)
    known = register_document(today=day_of(now))
    placed = Case.objects.filter(state=CaseState.PLACED, origin=CaseOrigin.OPENED)
    return merge_documents(known, given, placed=set(placed.values_list("code_name", flat=True)))


def _without_own_persons(merged: Merged, given: Document) -> Document:
    """Give the document without the persons that only cases know: a load does not make them the threat register's."""
    document = cast("Document", without_nulls(merged.document))
    own = own_persons(Keyring()) - {str(person["id"]) for person in cast("list[Entry]", given.get("persons") or [])}
    persons = cast("list[Entry]", document.get("persons", []))
    return document | {"persons": [person for person in persons if person["id"] not in own]}


def _refuse_faulty(merged: Merged, given: Document) -> None:
    """Judge the whole, and name every fault by its place in the file.

    :raises RegisterInvalid: when something is wrong.
    """
    faults: list[Fault] = []
    try:
        Register.from_document(merged.document)
    except RegisterInvalid as invalid:
        faults = [_in_file(fault, merged) for fault in invalid.faults]
    faults += _unstorable(given)
    if faults:
        raise RegisterInvalid(tuple(faults))


def _in_file(fault: Fault, merged: Merged) -> Fault:
    """Turn a place in the merged document into one in the file; a value of the database is not shown."""
    found = PLACE.fullmatch(fault.path)
    if found is None or found["list"] not in merged.origins:
        return fault
    origins, index = merged.origins[found["list"]], int(found["index"])
    position = origins[index] if index < len(origins) else None
    if position is None:
        return replace(fault, path=f"databasen: {fault.path}", value="visas inte")
    return replace(fault, path=f"$.{found['list']}[{position}]{found['rest']}")


def _unstorable(given: Document) -> Iterator[Fault]:
    """Find what is right in a file but cannot be taken into this database."""
    place = municipality()
    stated = given.get("municipality")
    if place is not None and isinstance(stated, str) and stated != place.code:
        remedy = f"ange {place.code}, eller börja om med en tom databas"
        yield Fault("$.municipality", stated, f"databasen är kommun {place.code}:s", remedy)
    taken = set(Case.objects.filter(origin=CaseOrigin.PLACEMENT).values_list("code_name", flat=True))
    for name in IN_COLUMNS:
        for position, entry in enumerate(cast("list[Entry]", given.get(name) or [])):
            code = str(entry["id"])
            if "\x00" in code or any("\ud800" <= sign <= "\udfff" for sign in code):
                yield Fault(f"$.{name}[{position}].id", "visas inte", "tecknet går inte att lagra", "välj ett annat id")
            elif name == "cases" and code in taken:
                remedy = "välj ett annat id"
                yield Fault(f"$.cases[{position}].id", code, "en placering har redan ett ärende med det id:t", remedy)


def _write(document: Document, actor: Actor, now: datetime) -> None:
    """Make the database hold exactly this document.

    :raises RegisterInvalid: when two stays in one case overlap, which a file may say but a case may not.
    """
    code = str(document["municipality"])
    lists = {name: cast("list[Entry]", document.get(name, [])) for name in LISTS}
    hold_parameters(
        code=code,
        name=municipalities().name(code),
        parameters=cast("dict[str, object]", document.get("parameters", {})),
    )
    hold_exactly(lists, actor=actor, now=now)
    hold_providers(lists["providers"])
    hold_homes(lists["homes"])
    hold_waiting(lists["cases"], now=now)
    try:
        with transaction.atomic():
            hold_placements(lists["placements"], now=now)
    except IntegrityError:
        problem, remedy = "två placeringar i samma ärende överlappar", "avsluta den ena innan den andra börjar"
        raise RegisterInvalid((Fault("$.placements", "visas inte", problem, remedy),)) from None
