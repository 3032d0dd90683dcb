"""Look at the log for what somebody should look into: at once, and each night. The review's own process does this.

It connects as a role of its own, which reads the log and the names that it must compare, and writes flags.
"""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction

from utvag.audit.models import LogEntry
from utvag.audit.operations import Subject, one_act, record
from utvag.foundation.actors import NOBODY, Actor
from utvag.foundation.clock import day_of
from utvag.log_review.models import Alarm, Flag, Item, OtherLook
from utvag.log_review.queries.history import accesses_in, canaries, closed_at, namings
from utvag.log_review.rules import REFUSED_ADDRESS, REVIEWED_APART, AlarmKind, Origin, opens_a_person
from utvag.log_review.rules.actions import REVEAL
from utvag.log_review.rules.misuse import AT_ONCE, NEVER_NAMED, SAID_ONCE, Access, Found, History, find_misuse
from utvag.log_review.rules.names import surnames
from utvag.organisation.queries import staff_shapes
from utvag.people.queries import identities_of
from utvag.secrecy.envelope import SealDestroyed

#: The review's process in the log: no account, but this role.
REVIEWING_PROCESS: Final = Actor(NOBODY, "LOG_REVIEW")
PURPOSE, CASE = "REVIEW", "CASE"
#: How far back a night looks: what the longest of the rules asks for, and a while.
LOOKED_BACK: Final = timedelta(days=130)

Pair = tuple[UUID, UUID]


class Kin:
    """Which employees have the surname of somebody in a case they have read. Kept in memory only, for this process."""

    def __init__(self) -> None:
        self._known: dict[Pair, bool] = {}

    def among(self, accesses: Iterable[Access], now: datetime) -> frozenset[Pair]:
        """Give the pairs with the same surname; what has not been compared before is, with a row in the log."""
        pairs = {(one.account, one.case) for one in accesses if one.case is not None and one.is_read}
        new = pairs - self._known.keys()
        if new:
            self._compare(new, now)
        return frozenset(pair for pair in pairs if self._known[pair])

    def _compare(self, pairs: set[Pair], now: datetime) -> None:
        with one_act(actor=REVIEWING_PROCESS, now=now):
            staff = {one.id: surnames(one.display_name) for one in staff_shapes({each for each, _ in pairs}).values()}
            cases = {case for _, case in pairs}
            people = {case: _surnames_in(case) for case in cases}
            for case in sorted(cases):
                subject = Subject(CASE, case, case)
                record(actor=REVIEWING_PROCESS, action="COMPARE_NAMES", subject=subject, purpose=PURPOSE, now=now)
        nobody = frozenset[str]()
        self._known.update(
            {(who, case): bool(staff.get(who, nobody) & people.get(case, nobody)) for who, case in pairs}
        )


def _surnames_in(case_id: UUID) -> frozenset[str]:
    """Give the surnames in a case: none where its key was destroyed, for then nobody can say."""
    try:
        return surnames(*(one.name for one in identities_of([case_id]).get(case_id, ())))
    except SealDestroyed:
        return frozenset()


def look_at_rows(*, rows: Iterable[LogEntry], kin: Kin, now: datetime) -> int:
    """Look at new rows: flag what cannot wait, tell owners of others, raise alarms. Give how many flags were made."""
    known = list(rows)
    accesses = accesses_in(known)
    named = namings()
    history = History(accesses, named, {}, kin.among(accesses, now), canaries())
    found = find_misuse(history, now, AT_ONCE)
    with transaction.atomic():
        made = _flag(found, {one.id: one for one in accesses}, now)
        _tell_owners(accesses, {(one.account, one.case) for one in named})
        _raise_alarms(known, accesses)
    return made


def look_back(*, now: datetime) -> int:
    """Look at the last months as each night does; give how many flags were made."""
    rows = LogEntry.objects.filter(at__gte=now - LOOKED_BACK, actor__isnull=False)
    accesses = accesses_in(rows.iterator())
    # All rules: what was to be found at once may have come while nobody looked. No name is compared again.
    found = find_misuse(History(accesses, namings(), closed_at(), frozenset(), canaries()), now)
    with one_act(actor=REVIEWING_PROCESS, now=now):
        record(actor=REVIEWING_PROCESS, action="REVIEW_LOG", subject=Subject("LOG"), purpose=PURPOSE, now=now)
        return _flag(found, {one.id: one for one in accesses}, now)


def take_up_flags(*, now: datetime) -> int:
    """Make an item of every flag that has none and is judged here; give how many."""
    waiting = list(Flag.objects.filter(item__isnull=True).exclude(rule__in=REVIEWED_APART))
    rows = {row.id: row for row in LogEntry.objects.filter(pk__in=[flag.entries[0] for flag in waiting])}
    items = [
        Item(
            origin=Origin.FLAG.value,
            flag=flag,
            case_id=flag.case_id,
            **item_fields(rows[flag.entries[0]], flag.account_id),
            made_at=now,
        )
        for flag in waiting
        if flag.entries[0] in rows
    ]
    Item.objects.bulk_create(items, ignore_conflicts=True)
    return len(items)


def item_fields(row: LogEntry, account_id: UUID) -> dict[str, object]:
    """Give what an item says of a row of the log."""
    return {
        "entry": row.id,
        "at": row.at,
        "account_id": account_id,
        "role": row.actor_role,
        "action": row.action,
        "purpose": row.purpose,
        "is_denied": row.outcome == "DENIED",
    }


def _flag(found: Collection[Found], accesses: dict[UUID, Access], now: datetime) -> int:
    said = set(Flag.objects.filter(rule__in=SAID_ONCE).values_list("rule", "account", "case"))
    new = [one for one in found if (one.rule.value, one.account, one.case) not in said]
    if not new:
        return 0
    before = Flag.objects.count()
    Flag.objects.bulk_create(
        (
            Flag(
                rule=one.rule.value,
                account_id=one.account,
                case_id=one.case,
                day=one.day,
                entries=sorted(one.entries, key=lambda entry: (accesses[entry].at, entry.bytes)),
                opening=one.opening,
                made_at=now,
            )
            for one in new
        ),
        ignore_conflicts=True,
    )
    return Flag.objects.count() - before


def _tell_owners(accesses: Iterable[Access], named: set[Pair]) -> None:
    OtherLook.objects.bulk_create(
        (
            OtherLook(case_id=one.case, account_id=one.account, day=day_of(one.at), at=one.at)
            for one in accesses
            if one.case is not None
            and one.role not in NEVER_NAMED
            and (one.account, one.case) not in named
            # When an emergency is over she is named no more; that it ended is no look.
            and opens_a_person(one.action)
        ),
        ignore_conflicts=True,
    )


def _raise_alarms(rows: Iterable[LogEntry], accesses: Iterable[Access]) -> None:
    by_staff = {one.id: one for one in accesses}
    Alarm.objects.bulk_create(
        (
            Alarm(
                kind=kind.value,
                account_id=by_staff[row.id].account if row.id in by_staff else None,
                case_id=by_staff[row.id].case if row.id in by_staff else None,
                entry=row.id,
                at=row.at,
            )
            for row in rows
            if (kind := _kind(row)) is not None
        ),
        ignore_conflicts=True,
    )


def _kind(row: LogEntry) -> AlarmKind | None:
    """Say what alarm a row of the log is, if it is one."""
    return REFUSED_ADDRESS.get(row.verdict) if row.action == REVEAL and row.outcome == "DENIED" else None
