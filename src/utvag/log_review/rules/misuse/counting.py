"""Rules that count: how much one employee does in an hour, a day or her last days on a case."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from statistics import median
from typing import Final
from uuid import UUID

from utvag.foundation.swedish_time import day_of
from utvag.log_review.rules.actions import FILES, ActKind, kind_of
from utvag.log_review.rules.misuse.history import Access, Book, Found
from utvag.log_review.rules.misuse.single import ON_CALL_ROLE
from utvag.log_review.rules.words import MOST_ENTRIES, Rule

TIMES_OWN_MEDIAN: Final = 3
FEWEST_CASES: Final = 7
#: The days that a median is taken of, and how many of them must have had any reads.
LOOKED_BACK, FEWEST_DAYS = timedelta(days=60), 10
MOST_SEARCHES: Final = 8
DENIED_IN_AN_HOUR, HOUR = 4, timedelta(hours=1)
LAST_DAYS, READ_IN_LAST_DAYS = timedelta(days=3), 8
FILES_OF_CASES: Final = 5
SWEPT, SWEPT_WITHIN = 8, timedelta(minutes=15)


def above_own_median(book: Book, now: datetime) -> Iterator[Found]:
    """Find days on which an employee opened more than three times as many cases as on the median of her own days."""
    del now
    for account, days in _cases_by_day(book).items():
        for day, cases in days.items():
            if len(cases) < FEWEST_CASES:
                continue
            before = [len(each) for other, each in days.items() if day - LOOKED_BACK <= other < day]
            if len(before) >= FEWEST_DAYS and len(cases) > TIMES_OWN_MEDIAN * median(before):
                yield _many(Rule.ABOVE_OWN_MEDIAN, account, day, cases.values())


def many_searches(book: Book, now: datetime) -> Iterator[Found]:
    """Find days with more searches than the work asks for, whether or not they found anything."""
    del now
    for account, day, theirs in book.by_day():
        searches = [one for one in theirs if kind_of(one.action) is ActKind.SEARCH]
        if len(searches) >= MOST_SEARCHES:
            yield _many(Rule.MANY_SEARCHES, account, day, searches)


def repeated_denied(book: Book, now: datetime) -> Iterator[Found]:
    """Find hours in which an employee was refused again and again."""
    del now
    for account, day, theirs in book.by_day():
        denied = [one for one in theirs if one.is_denied]
        if _are_near(denied, DENIED_IN_AN_HOUR, HOUR):
            yield _many(Rule.REPEATED_DENIED, account, day, denied)


def many_files(book: Book, now: datetime) -> Iterator[Found]:
    """Find days on which an employee fetched files of many cases."""
    del now
    for account, day, theirs in book.by_day():
        files = [one for one in theirs if one.action in FILES and not one.is_denied and one.case is not None]
        if len({one.case for one in files}) >= FILES_OF_CASES:
            yield _many(Rule.MANY_FILES, account, day, files)


def sweep(book: Book, now: datetime) -> Iterator[Found]:
    """Find minutes in which an employee opened one case after the other."""
    del now
    for account, day, theirs in book.by_day():
        reads = [one for one in theirs if one.is_read]
        for place, first in enumerate(reads):
            near = [one for one in reads[place:] if one.at - first.at <= SWEPT_WITHIN]
            if len({one.case for one in near}) >= SWEPT:
                yield _many(Rule.SWEEP, account, day, near)
                break


def before_leaving(book: Book, now: datetime) -> Iterator[Found]:
    """Find many reads in the last days that an employee is named on a case, where she did nothing more in it."""
    for naming in book.history.namings:
        until = naming.until_date
        if until is None or until > day_of(now):
            continue
        first = max(until - LAST_DAYS, naming.from_date)
        last_days = [
            one
            for one in book.of_account.get(naming.account, [])
            if one.case == naming.case and first <= one.day < until and one.role != ON_CALL_ROLE
        ]
        reads = [one for one in last_days if one.is_read]
        if len({one.subject for one in reads}) >= READ_IN_LAST_DAYS and not any(one.is_act for one in last_days):
            entries = tuple(one.id for one in reads[:MOST_ENTRIES])
            yield Found(Rule.BEFORE_LEAVING, naming.account, naming.case, reads[-1].day, entries)


def _cases_by_day(book: Book) -> dict[UUID, dict[date, dict[UUID, Access]]]:
    """Give for each employee and day the first read of each case."""
    found: dict[UUID, dict[date, dict[UUID, Access]]] = {}
    for one, case in book.reads():
        found.setdefault(one.account, {}).setdefault(one.day, {}).setdefault(case, one)
    return found


def _are_near(those: Sequence[Access], count: int, within: timedelta) -> bool:
    pairs = zip(those, those[count - 1 :], strict=False)
    return any(last.at - first.at <= within for first, last in pairs)


def _many(rule: Rule, account: UUID, day: date, those: Iterable[Access]) -> Found:
    return Found(rule, account, None, day, tuple(one.id for one in those)[:MOST_ENTRIES])
