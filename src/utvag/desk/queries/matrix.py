"""The access matrix: for each role and relation to a case, which addresses answer, when looked at and when sent to.

Made each time it is read, of what decides: the declaration of every address, the rule of who sees a case (`sees_case`)
and the functions of the `access.py` files (`GATES`). It holds no person, no case and no place. Of a provider, a
controller and an auditor it says what they come to while an assignment of theirs stands; without one it is nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from django.urls import URLPattern, URLResolver, get_resolver

from utvag.assignments.rules import Asked, may_ask
from utvag.break_glass.rules import MAY_OPEN
from utvag.cases.access import may_choose
from utvag.cases.rules import ROLES_FOR, NamedDays, Purpose, sees_case
from utvag.desk.queries.gates import GATES, Reach
from utvag.foundation.actors import NOBODY, Actor
from utvag.foundation.http import Access, AccessKind, access_of, is_posted_only
from utvag.organisation.rules import SEES_NO_CASE, Role

#: Roles that a case's own decisions let in without a naming; they too can be denied it.
LET_IN: Final = frozenset({Role.POLICE_LIAISON, Role.COMMITTEE})
_A_DAY: Final = date(2026, 1, 15)


class Relation(StrEnum):
    """What an employee is to a case. All are of the same unit: that gives nothing."""

    NAMED = "NAMED"
    OTHER_DEPARTMENT = "OTHER_DEPARTMENT"
    STAND_IN = "STAND_IN"
    EMERGENCY = "EMERGENCY"
    TO_COME = "TO_COME"
    ENDED = "ENDED"
    DENIED = "DENIED"
    SAME_UNIT = "SAME_UNIT"

    @property
    def swedish(self) -> str:
        """Give the relation's name on the screens."""
        return _RELATIONS[self]


_RELATIONS: Final = {
    Relation.NAMED: "Utsedd i dag",
    Relation.OTHER_DEPARTMENT: "Utsedd, andra avdelningen",
    Relation.STAND_IN: "Ersättare i dag",
    Relation.EMERGENCY: "Nödöppnat",
    Relation.TO_COME: "Utsedd senare",
    Relation.ENDED: "Har varit utsedd",
    Relation.DENIED: "Spärrad",
    Relation.SAME_UNIT: "Samma enhet, inte utsedd",
}
#: Relations whose purpose is the same for all roles.
_BY_RELATION: Final = {
    Relation.OTHER_DEPARTMENT: Purpose.HOUSING_AND_FINANCE,
    Relation.STAND_IN: Purpose.STAND_IN,
    Relation.EMERGENCY: Purpose.BREAK_GLASS,
}
#: From how many days before today until how many after.
DAYS: Final = {
    Relation.NAMED: (-3, 3),
    Relation.OTHER_DEPARTMENT: (-3, 3),
    Relation.STAND_IN: (-3, 3),
    Relation.EMERGENCY: (0, 1),
    Relation.TO_COME: (1, 30),
    Relation.ENDED: (-30, 0),
}


class Method(StrEnum):
    """Whether an address is looked at, or something is sent to it."""

    GET = "GET"
    POST = "POST"


class Answer(StrEnum):
    """What a cell says: an answer, nothing, only of one's own, or to everybody, signed in or not."""

    YES = "yes"
    NO = "-"
    OWN = "own"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Address:
    """An address with its name, its pattern and its declaration."""

    name: str
    path: str
    access: Access
    is_posted_only: bool

    @property
    def has_id(self) -> bool:
        """Say whether it is about one thing, so that the relation to its case counts."""
        return "<" in self.path


@dataclass(frozen=True, slots=True)
class Position:
    """A role, and what it is to a case."""

    role: Role
    relation: Relation

    @property
    def purpose(self) -> Purpose | None:
        """Give why one in this position is named; None for who is not."""
        if self.relation not in DAYS:
            return None
        return _BY_RELATION.get(self.relation) or PURPOSES.get(self.role, Purpose.CASE_WORK)

    @property
    def sees(self) -> bool:
        """Say whether the rule lets one in this position see the case."""
        days = DAYS.get(self.relation)
        named = () if days is None else (NamedDays(*(_A_DAY + timedelta(days=each) for each in days)),)
        return sees_case(named, role=self.role, is_denied=self.relation is Relation.DENIED, today=_A_DAY)


PURPOSES: Final = {Role(role): purpose for purpose, role in reversed(ROLES_FOR.items())} | {
    Role.ON_CALL: Purpose.ON_CALL
}


class AddressUnknown(Exception):
    """An address is about one thing, and nobody has said who may come to it: add its line to `GATES`."""


def positions() -> tuple[Position, ...]:
    """Give every position: only some roles are ever named, and everybody may stand outside."""
    return tuple(Position(role, relation) for role in Role for relation in _relations_of(role))


def _relations_of(role: Role) -> tuple[Relation, ...]:
    if role in SEES_NO_CASE:
        # Named when she had another role: that is over.
        return (Relation.NAMED, Relation.SAME_UNIT)
    if role not in PURPOSES:
        return (Relation.DENIED, Relation.SAME_UNIT) if role in LET_IN else (Relation.SAME_UNIT,)
    left_out = set() if role == ROLES_FOR[Purpose.HOUSING_AND_FINANCE] else {Relation.OTHER_DEPARTMENT}
    left_out |= set() if role in MAY_OPEN else {Relation.EMERGENCY}
    left_out |= set() if may_choose(Actor(NOBODY, role)) else {Relation.STAND_IN}
    return tuple(each for each in Relation if each not in left_out)


def addresses() -> tuple[Address, ...]:
    """Give every address of the product, by its path."""
    return tuple(sorted(_walk(get_resolver(), "", "/"), key=lambda one: (one.path, one.name)))


def answer(one: Address, position: Position, method: Method) -> Answer:
    """Say what one in a position gets at an address.

    :raises AddressUnknown: for an address with an id that has no line in `GATES`.
    """
    if one.access.kind is AccessKind.OPEN:
        return Answer.OPEN
    asked = Asked(one.name, is_open=False, roles=one.access.roles)
    if not may_ask(position.role, asked, has_assignment=True):
        return Answer.NO
    is_of_another_role = one.access.kind is AccessKind.ROLE_BOUND and str(position.role) not in one.access.roles
    if is_of_another_role or (one.is_posted_only and method is Method.GET):
        return Answer.NO
    return _of_a_thing(one, position, method) if one.has_id else Answer.YES


def _of_a_thing(one: Address, position: Position, method: Method) -> Answer:
    way = GATES.get(one.name)
    if way is None:
        raise AddressUnknown(one.name)
    if way.reach is Reach.OWNER:
        return Answer.OWN
    actor = Actor(NOBODY, position.role)
    gate = way.looks if method is Method.GET else way.sends
    if way.reach is Reach.ROLE:
        # Of no case: a relation to one gives nothing and takes nothing.
        return Answer.YES if gate(actor, Purpose.DECISION) else Answer.NO
    comes_in = way.also is not None and way.also(actor) and position.relation is not Relation.DENIED
    purpose = position.purpose if position.sees else None
    if comes_in or (purpose is not None and gate(actor, purpose)):
        return Answer.YES
    is_own = purpose is not None and way.own is not None and way.own(actor, purpose)
    return Answer.OWN if is_own else Answer.NO


@dataclass(frozen=True, slots=True)
class RoleLine:
    """What one role gets at one address, in the order of its relations: how it may be used, in Swedish."""

    path: str
    answers: tuple[tuple[str, str], ...]


def lines_of(role: Role) -> tuple[RoleLine, ...]:
    """Give one role's part, a line an address; what is open to all is left out."""
    of_role = tuple(position for position in positions() if position.role is role)
    closed = (one for one in addresses() if one.access.kind is not AccessKind.OPEN)
    return tuple(
        RoleLine(one.path, tuple((position.relation.swedish, _in_words(one, position)) for position in of_role))
        for one in closed
    )


def count_cells() -> int:
    """Say how many cells there are."""
    return len(addresses()) * len(Method) * len(positions())


def _in_words(one: Address, position: Position) -> str:
    looks, sends = (answer(one, position, method) for method in Method)
    if Answer.OWN in {looks, sends}:
        return "bara sin egen"
    if looks is sends:
        return "läsa och skicka" if looks is Answer.YES else "nej"
    return "läsa" if looks is Answer.YES else "skicka"


def as_csv() -> str:
    """Write every cell, one address and way of asking a line: `docs/access-matrix.csv`."""
    head = ["address", "asked", *(f"{one.role}/{one.relation}" for one in positions())]
    lines = [
        [one.name, method, *(answer(one, position, method) for position in positions())]
        for one in addresses()
        for method in Method
    ]
    return "".join(";".join(line) + "\n" for line in [head, *lines])


def _walk(resolver: URLResolver, space: str, path: str) -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _walk(pattern, inner, f"{path}{pattern.pattern}")
        elif isinstance(pattern, URLPattern):
            declared = access_of(pattern.callback)
            if declared is not None:
                name = f"{space}{pattern.name}"
                yield Address(name, f"{path}{pattern.pattern}", declared, is_posted_only(pattern.callback))
