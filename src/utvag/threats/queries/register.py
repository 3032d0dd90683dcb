"""Read the threat register: as a whole for the check, which shows it to nobody, and by code for the police liaison."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final, cast
from uuid import UUID

from utvag.audit.operations import Subject, one_act, record
from utvag.foundation.actors import Actor
from utvag.secrecy.envelope import Keyring
from utvag.secrecy.rules import REGISTER as REGISTER_KEY
from utvag.secrecy.rules import REGISTER_SUBJECT, KeyKind, Owner, Place
from utvag.threats.access import REGISTER, require_liaison
from utvag.threats.models import RegisterEntry, RegisterList
from utvag.threats.rules import Entry, Level

TABLE = "threats_registerentry"
LIAISON_PURPOSE = "POLICE_LIAISON"
# The engine's one key for where the parties of the register are.
GEOGRAPHY: Final = Owner(KeyKind.GEOGRAPHY, REGISTER_SUBJECT)


@dataclass(frozen=True, slots=True)
class KeepApartLink:
    """A conflict: two that must be kept apart, by their codes in the register."""

    id: UUID
    between: tuple[str, str] = field(repr=False)
    level: Level
    from_date: date | None
    until_date: date | None
    entered_at: datetime


def entry_place(entry_id: UUID) -> Place:
    """Say where a sealed entry belongs: under the register's key."""
    return Place(REGISTER_KEY, TABLE, entry_id)


def whereabouts_place(entry_id: UUID) -> Place:
    """Say where the sealed place of an entry belongs: under the engine's key."""
    return Place(GEOGRAPHY, TABLE, entry_id, "sealed_place")


def standing_rows(list_name: RegisterList) -> list[RegisterEntry]:
    """Give the entries of a list that have not been withdrawn, in their order."""
    rows = RegisterEntry.objects.filter(list_name=list_name.value, withdrawn_at__isnull=True)
    return list(rows.order_by("position", "entered_at", "pk"))


def opened_entry(row: RegisterEntry, keyring: Keyring) -> Entry:
    """Open one entry, but for where it says that somebody is. For operations of this floor and above."""
    return cast("Entry", keyring.open(entry_place(row.id), row.sealed).reveal())


def whole_entry(row: RegisterEntry, keyring: Keyring) -> Entry:
    """Open all that an entry says. For the engine, and the register files that the operator reads and writes."""
    entry = opened_entry(row, keyring)
    if row.sealed_place is None:
        # Of a list without places, or a row of an older version whose place lies with the rest.
        return entry
    return entry | cast("Entry", keyring.open(whereabouts_place(row.id), row.sealed_place).reveal())


def register_entries(keyring: Keyring) -> dict[str, list[Entry]]:
    """Give the whole threat register as lists of the register file. For the engine and the export."""
    return {name.value: [whole_entry(row, keyring) for row in standing_rows(name)] for name in RegisterList}


def keep_apart_links(*, actor: Actor, now: datetime) -> tuple[KeepApartLink, ...]:
    """Give the links, the latest entered first, and write that they were read.

    :raises NotVisible: for everybody but the police liaison.
    """
    with one_act(actor=actor, now=now):
        require_liaison(actor, "READ_KEEP_APART_LINKS")
        record(
            actor=actor,
            action="READ_KEEP_APART_LINKS",
            subject=Subject(REGISTER),
            purpose=LIAISON_PURPOSE,
            now=now,
        )
        keyring = Keyring()
        rows = standing_rows(RegisterList.CONFLICTS)
        links = [_link(row, opened_entry(row, keyring)) for row in rows]
    return tuple(sorted(links, key=lambda link: link.entered_at, reverse=True))


def _link(row: RegisterEntry, entry: Entry) -> KeepApartLink:
    first, second = cast("list[str]", entry["between"])
    return KeepApartLink(
        id=row.id,
        between=(first, second),
        level=Level(str(entry["level"])),
        from_date=_day(entry.get("from")),
        until_date=_day(entry.get("until")),
        entered_at=row.entered_at,
    )


def _day(text: object) -> date | None:
    return date.fromisoformat(text) if isinstance(text, str) else None
