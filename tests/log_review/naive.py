"""The rules for misuse a second time, as slowly and plainly as they can be said. Nothing here is shared with the first.

Each looks at every pair of rows. Only the shapes are the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from statistics import median
from uuid import UUID
from zoneinfo import ZoneInfo

import holidays

from utvag.log_review.rules import Rule
from utvag.log_review.rules.misuse import Access, History

SWEDEN = ZoneInfo("Europe/Stockholm")
READS = ("OPEN_CASE", "OPEN_BREAK_GLASS", "READ_JOURNAL", "OPEN_PDF", "OPEN_COPY", "REVEAL_ADDRESS")
ACTS = ("SIGN_NOTE", "RECORD_VISIT", "RECORD_CONTACT")
OUTSIDERS = ("POLICE_LIAISON", "COMMITTEE", "REVIEWER", "AUDITOR", "ADMINISTRATOR", "PROVIDER", "CONTROLLER")

Key = tuple[Rule, UUID, UUID | None, date]


def hours(number: float) -> timedelta:
    return timedelta(hours=number)


def day(one: Access) -> date:
    return one.at.astimezone(SWEDEN).date()


def acted(history: History, read: Access, before: timedelta, after: timedelta) -> bool:
    return any(
        one.action in ACTS
        and not one.is_denied
        and (one.account, one.case) == (read.account, read.case)
        and read.at - before <= one.at <= read.at + after
        for one in history.accesses
    )


def emergency(history: History, read: Access) -> bool:
    """Say whether a case that was read stood open to the reader in an emergency."""
    theirs = [one for one in history.accesses if (one.account, one.case) == (read.account, read.case)]
    theirs = [one for one in theirs if not one.is_denied and one.at <= read.at]
    return any(
        not [end for end in theirs if end.action == "END_BREAK_GLASS" and end.at >= start.at]
        for start in theirs
        if start.action == "OPEN_BREAK_GLASS" and read.at - start.at < hours(1)
    )


def is_day_off(when: date) -> bool:
    off = holidays.country_holidays(
        "SE", years=when.year, categories=("public", "de_facto"), language="sv", include_sundays=False
    )
    return when.isoweekday() > 5 or when in off


def single(history: History, one: Access, now: datetime) -> Iterable[Rule]:
    """Give the rules that one row breaks by itself."""
    if one.case is None:
        return
    if one.at >= history.canaries.get(one.case, now + timedelta(999)):
        yield Rule.CANARY
    if one.is_denied:
        yield from denied(history, one)
    else:
        yield from opened(history, one, now)
        if one.action in READS:
            yield from read(history, one, now)


def denied(history: History, one: Access) -> Iterable[Rule]:
    if one.role in OUTSIDERS:
        return
    begun = [
        each
        for each in history.namings
        if (each.account, each.case) == (one.account, one.case) and each.from_date <= day(one)
    ]
    if begun == []:
        yield Rule.NEVER_ASSIGNED
    elif all(each.until_date and (day(one) - each.until_date).days >= 14 for each in begun):
        yield Rule.ENDED_NAMING


def opened(history: History, one: Access, now: datetime) -> Iterable[Rule]:
    age = now - one.at
    if one.action == "OPEN_BREAK_GLASS":
        yield Rule.BREAK_GLASS
    if one.action == "OPEN_CASE_ON_CALL" and age >= hours(24) and not acted(history, one, hours(0), hours(24)):
        yield Rule.ON_CALL_WITHOUT_NEED
    went = [
        other
        for other in history.accesses
        if other.case == one.case
        and other.action == "RECORD_VISIT"
        and not other.is_denied
        and -hours(24) <= other.at - one.at <= hours(72)
    ]
    if one.action == "REVEAL_ADDRESS" and age >= hours(72) and not went:
        yield Rule.REVEAL_WITHOUT_VISIT


def read(history: History, one: Access, now: datetime) -> Iterable[Rule]:
    age = now - one.at
    earlier = [
        other
        for other in history.accesses
        if other.action in READS
        and not other.is_denied
        and (other.account, other.case) == (one.account, one.case)
        and (other.at, other.id.bytes) < (one.at, one.id.bytes)
    ]
    if (one.account, one.case) in history.kin and not earlier:
        yield Rule.SAME_NAME
    hour = one.at.astimezone(SWEDEN).hour
    is_out = (is_day_off(day(one)) or hour < 6 or hour >= 20) and not emergency(history, one)
    if one.role != "ON_CALL" and is_out and age >= hours(3) and not acted(history, one, hours(3), hours(3)):
        yield Rule.OUTSIDE_HOURS
    before, after = (90, 30) if one.role == "SECTION_HEAD" else (30, 14)
    is_over = one.role not in OUTSIDERS and age >= timedelta(after) and not emergency(history, one)
    if is_over and not acted(history, one, timedelta(before), timedelta(after)):
        yield Rule.NO_LATER_ACTION
    closed = [at for case, at in history.closed_at.items() if case == one.case and one.at - at >= timedelta(60)]
    if closed and age >= timedelta(1) and not acted(history, one, timedelta(1), timedelta(1)):
        yield Rule.CLOSED_CASE


def of_a_day(history: History, account: UUID, when: date) -> Iterable[Rule]:
    """Give the rules that one employee's day breaks."""
    theirs = sorted(
        (one for one in history.accesses if one.account == account and day(one) == when), key=lambda one: one.at
    )
    if sum(one.action == "OPEN_CASE_ON_CALL" for one in theirs) >= 8:
        yield Rule.MANY_SEARCHES
    denied = [one.at for one in theirs if one.is_denied]
    if any(sum(start <= at <= start + hours(1) for at in denied) >= 4 for start in denied):
        yield Rule.REPEATED_DENIED
    done = [one for one in theirs if one.case and not one.is_denied]
    if len({one.case for one in done if one.action in ("OPEN_PDF", "OPEN_COPY")}) >= 5:
        yield Rule.MANY_FILES
    reads = [one for one in done if one.action in READS]
    if any(len({one.case for one in reads if start.at <= one.at <= start.at + hours(0.25)}) >= 8 for start in reads):
        yield Rule.SWEEP
    opened = len({one.case for one in reads})
    earlier: dict[date, set[UUID | None]] = {}
    for one in history.accesses:
        is_theirs = one.account == account and one.case and not one.is_denied and one.action in READS
        if is_theirs and when - timedelta(60) <= day(one) < when:
            earlier.setdefault(day(one), set()).add(one.case)
    if opened >= 7 and len(earlier) >= 10 and opened > 3 * median(len(cases) for cases in earlier.values()):
        yield Rule.ABOVE_OWN_MEDIAN


def leaving(history: History, now: datetime) -> Iterable[Key]:
    for naming in history.namings:
        if naming.until_date is None or naming.until_date > now.astimezone(SWEDEN).date():
            continue
        its = [
            one
            for one in history.accesses
            if (one.account, one.case) == (naming.account, naming.case)
            and max(naming.from_date, naming.until_date - timedelta(3)) <= day(one) < naming.until_date
            and one.role != "ON_CALL"
            and not one.is_denied
        ]
        reads = [one for one in its if one.action in READS]
        if len({one.subject for one in reads}) >= 8 and not [one for one in its if one.action in ACTS]:
            yield Rule.BEFORE_LEAVING, naming.account, naming.case, max(day(one) for one in reads)


def found_naively(history: History, now: datetime) -> set[Key]:
    """Give what every rule finds."""
    found = {(rule, one.account, one.case, day(one)) for one in history.accesses for rule in single(history, one, now)}
    days = {(one.account, day(one)) for one in history.accesses}
    found |= {(rule, account, None, when) for account, when in days for rule in of_a_day(history, account, when)}
    return found | set(leaving(history, now))
