"""Search among the cases that one sees, by code name, a person's number or her whole name. Opens nobody.

Nothing outside them is asked for, so a person who is in somebody else's case and one who is nowhere give the same
answer and take the same work.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from utvag.audit.operations import Subject, one_act, record
from utvag.cases.access import CASE, may_search, named_today
from utvag.cases.models import Search
from utvag.cases.rules.search import MOST, WITHIN, SearchRefusal, is_same_word
from utvag.foundation.actors import Actor
from utvag.foundation.clock import day_of
from utvag.foundation.errors import NotVisible, Unable
from utvag.people.queries import case_ids_of_person, name_index, number_index
from utvag.people.rules import IdentityNumber, read_number

SEARCH = "SEARCH_CASES"


class UnableToSearch(Unable):
    """The hour's searches are spent."""


@dataclass(frozen=True, slots=True)
class Found:
    """One of the actor's own cases."""

    id: UUID
    code_name: str


def search_cases(*, actor: Actor, text: str, now: datetime) -> tuple[Found, ...]:
    """Give those of the actor's own cases that a text names, and write that she searched.

    :raises NotVisible: for roles that work on no case.
    :raises UnableToSearch: when she has searched as often as one may in an hour.
    """
    today = day_of(now)
    with one_act(actor=actor, now=now):
        if not may_search(actor):
            raise NotVisible(SEARCH, CASE, None)
        number = read_number(text, today=today)
        # Both indexes are made each time: that a text is a number is seen by nothing outside.
        by_number = number_index(number.digits if isinstance(number, IdentityNumber) else text)
        by_name = name_index(text)
        _spend(actor, by_number if isinstance(number, IdentityNumber) else by_name, now)
        names = dict(named_today(actor, today).values_list("case_id", "case__code_name"))
        found = {case_id for case_id, name in names.items() if is_same_word(name, text)}
        found |= case_ids_of_person(names, number=by_number, name=by_name)
        record(actor=actor, action=SEARCH, subject=Subject(CASE), purpose=SEARCH, now=now)
    return tuple(sorted((Found(each, names[each]) for each in found), key=lambda one: one.code_name))


def _spend(actor: Actor, sought: bytes, now: datetime) -> None:
    """Take one of the hour's searches; of two at once the second waits, and counts the first."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 11))", [str(actor.id)])
    if Search.objects.filter(account=actor.id, at__gt=now - WITHIN).count() >= MOST:
        raise UnableToSearch(SearchRefusal.TOO_MANY)
    Search.objects.create(account_id=actor.id, at=now, sought=sought)
