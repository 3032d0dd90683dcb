"""The rules for misuse. Each is pure: a history and a moment in, what it has found out.

None of them says that somebody has done wrong: each names rows that somebody else should look at.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from typing import Final

from utvag.log_review.rules.misuse import counting, single
from utvag.log_review.rules.misuse.history import Access, Book, Found, History, Naming
from utvag.log_review.rules.misuse.single import NEVER_NAMED
from utvag.log_review.rules.words import MOST_ENTRIES, Rule

RuleOf = Callable[[Book, datetime], Iterator[Found]]

RULES: Final[Mapping[Rule, RuleOf]] = MappingProxyType(
    {
        Rule.CANARY: single.canary,
        Rule.BREAK_GLASS: single.break_glass,
        Rule.NEVER_ASSIGNED: single.never_assigned,
        Rule.SAME_NAME: single.same_name,
        Rule.OUTSIDE_HOURS: single.outside_hours,
        Rule.NO_LATER_ACTION: single.no_later_action,
        Rule.ENDED_NAMING: single.ended_naming,
        Rule.ON_CALL_WITHOUT_NEED: single.on_call_without_need,
        Rule.ABOVE_OWN_MEDIAN: counting.above_own_median,
        Rule.MANY_SEARCHES: counting.many_searches,
        Rule.REPEATED_DENIED: counting.repeated_denied,
        Rule.BEFORE_LEAVING: counting.before_leaving,
        Rule.CLOSED_CASE: single.closed_case,
        Rule.REVEAL_WITHOUT_VISIT: single.reveal_without_visit,
        Rule.MANY_FILES: counting.many_files,
        Rule.SWEEP: counting.sweep,
    }
)
#: Found within a minute; the others are found in the night, when what was done afterwards is known.
AT_ONCE: Final = (Rule.CANARY, Rule.BREAK_GLASS, Rule.NEVER_ASSIGNED, Rule.SAME_NAME)
#: Said once of an employee and a case, not each day.
SAID_ONCE: Final = frozenset({Rule.SAME_NAME})

__all__ = [
    "AT_ONCE",
    "NEVER_NAMED",
    "RULES",
    "SAID_ONCE",
    "Access",
    "Book",
    "Found",
    "History",
    "Naming",
    "find_misuse",
]


def find_misuse(history: History, now: datetime, rules: Iterable[Rule] = tuple(RULES)) -> tuple[Found, ...]:
    """Give what the rules find, with all its rows: one of each rule, employee, case and day.

    What is said once is one of each rule, employee and case, on the first of its days; each emergency is one by itself.
    """
    book, known = Book(history), dict[tuple[object, ...], Found]()
    for rule in rules:
        for found in RULES[rule](book, now):
            key = (found.rule, found.account, found.case, None if rule in SAID_ONCE else found.day, found.opening)
            first = known.get(key, found)
            entries = tuple(dict.fromkeys((*first.entries, *found.entries)))[:MOST_ENTRIES]
            known[key] = replace(first, entries=entries)
    return tuple(known.values())
