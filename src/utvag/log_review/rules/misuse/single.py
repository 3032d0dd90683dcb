"""Rules that look at one access at a time, and at what was done in the case around it."""

from collections.abc import Iterator, Mapping
from datetime import datetime, time, timedelta
from types import MappingProxyType
from typing import Final
from uuid import UUID

from utvag.foundation.swedish_time import SWEDEN
from utvag.foundation.workdays import is_working_day
from utvag.log_review.rules.actions import EMERGENCY, GONE_THERE, ON_CALL, REVEAL
from utvag.log_review.rules.misuse.history import Access, Book, Found
from utvag.log_review.rules.words import Rule
from utvag.organisation.rules import WORKS_ON_CASES, Role

#: Work goes on a while before the offices open and after they close.
DAY_BEGINS, DAY_ENDS = time(6, 0), time(20, 0)
#: They work at night.
ON_CALL_ROLE: Final = "ON_CALL"
#: Let in or refused by other rules than a naming.
NEVER_NAMED: Final = frozenset(Role) - WORKS_ON_CASES

SAME_SITTING: Final = timedelta(hours=3)
#: How long before and after a read something may have been done. A section head answers for much that she seldom does.
ACTED: Final = (timedelta(days=30), timedelta(days=14))
ACTED_BY: Final[Mapping[str, tuple[timedelta, timedelta]]] = MappingProxyType(
    {"SECTION_HEAD": (timedelta(days=90), timedelta(days=30))}
)
#: An old link is opened by mistake in the first weeks.
FORGETS: Final = timedelta(days=14)
NIGHT: Final = timedelta(hours=24)
GONE_BEFORE, GONE_AFTER = timedelta(hours=24), timedelta(hours=72)
CLOSED_FOR: Final = timedelta(days=60)
AROUND: Final = timedelta(days=1)


def canary(book: Book, now: datetime) -> Iterator[Found]:
    """Find every access to a made-up case, refused or not, after it was marked."""
    del now
    for one in book.accesses:
        marked = None if one.case is None else book.history.canaries.get(one.case)
        if marked is not None and one.at >= marked:
            yield _of(Rule.CANARY, one)


def break_glass(book: Book, now: datetime) -> Iterator[Found]:
    """Find every case that was opened in an emergency, each for itself; what its review came to stands beside it."""
    del now
    for one in book.accesses:
        is_opening = one.action == EMERGENCY and not one.is_denied
        if is_opening and one.case is not None and one.subject is not None:
            yield Found(Rule.BREAK_GLASS, one.account, one.case, one.day, (one.id,), one.subject)


def never_assigned(book: Book, now: datetime) -> Iterator[Found]:
    """Find tries to open a case by one who has never been named on it."""
    del now
    for one, case in _refused(book):
        if not any(naming.from_date <= one.day for naming in book.namings_of(one.account, case)):
            yield _of(Rule.NEVER_ASSIGNED, one)


def ended_naming(book: Book, now: datetime) -> Iterator[Found]:
    """Find tries to open a case long after one's naming on it ended."""
    del now
    for one, case in _refused(book):
        begun = [naming for naming in book.namings_of(one.account, case) if naming.from_date <= one.day]
        ends = [naming.until_date for naming in begun]
        if begun and all(end is not None and end + FORGETS <= one.day for end in ends):
            yield _of(Rule.ENDED_NAMING, one)


def same_name(book: Book, now: datetime) -> Iterator[Found]:
    """Find reads of a case where somebody has the employee's surname. It is said once, with the rows that are known."""
    del now
    for one, case in book.reads():
        if (one.account, case) in book.history.kin:
            yield _of(Rule.SAME_NAME, one)


def outside_hours(book: Book, now: datetime) -> Iterator[Found]:
    """Find reads at night and on days off by one who is not on call, and did nothing in the case at that time."""
    for one, case in book.reads():
        if one.role == ON_CALL_ROLE or not _is_outside(one) or one.at > now - SAME_SITTING:
            continue
        if book.in_emergency(one, case):
            continue
        if not book.has_acted(one.account, case, one.at - SAME_SITTING, one.at + SAME_SITTING):
            yield _of(Rule.OUTSIDE_HOURS, one)


def no_later_action(book: Book, now: datetime) -> Iterator[Found]:
    """Find reads of a case in which the reader has done nothing for weeks, before or after."""
    for one, case in book.reads():
        before, after = ACTED_BY.get(one.role, ACTED)
        if one.role in NEVER_NAMED or one.at > now - after or book.in_emergency(one, case):
            continue
        if not book.has_acted(one.account, case, one.at - before, one.at + after):
            yield _of(Rule.NO_LATER_ACTION, one)


def on_call_without_need(book: Book, now: datetime) -> Iterator[Found]:
    """Find cases that one on call opened and did nothing in during the next day and night."""
    for one in book.accesses:
        if one.action != ON_CALL or one.is_denied or one.case is None or one.at > now - NIGHT:
            continue
        if not book.has_acted(one.account, one.case, one.at, one.at + NIGHT):
            yield _of(Rule.ON_CALL_WITHOUT_NEED, one)


def closed_case(book: Book, now: datetime) -> Iterator[Found]:
    """Find reads of a case that has been closed for long, where nothing was done about it."""
    for one, case in book.reads():
        closed = book.history.closed_at.get(case)
        if closed is None or one.at < closed + CLOSED_FOR or one.at > now - AROUND:
            continue
        if not book.has_acted(one.account, case, one.at - AROUND, one.at + AROUND):
            yield _of(Rule.CLOSED_CASE, one)


def reveal_without_visit(book: Book, now: datetime) -> Iterator[Found]:
    """Find addresses that were shown although nobody went there or moved anybody."""
    for one in book.accesses:
        if one.action != REVEAL or one.is_denied or one.case is None or one.at > now - GONE_AFTER:
            continue
        if not book.was_done(one.case, GONE_THERE, one.at - GONE_BEFORE, one.at + GONE_AFTER):
            yield _of(Rule.REVEAL_WITHOUT_VISIT, one)


def _refused(book: Book) -> Iterator[tuple[Access, UUID]]:
    return (
        (one, one.case)
        for one in book.accesses
        if one.is_denied and one.case is not None and one.role not in NEVER_NAMED
    )


def _is_outside(one: Access) -> bool:
    local = one.at.astimezone(SWEDEN)
    return not is_working_day(local.date()) or not DAY_BEGINS <= local.time() < DAY_ENDS


def _of(rule: Rule, one: Access) -> Found:
    return Found(rule, one.account, one.case, one.day, (one.id,))
