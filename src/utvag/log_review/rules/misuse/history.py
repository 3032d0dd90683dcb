"""What the rules look at: accesses, who was named, and what else is known of cases; put in order once."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from utvag.break_glass.rules import LONGEST
from utvag.foundation.swedish_time import day_of
from utvag.log_review.rules.actions import EMERGENCY, EMERGENCY_ENDS, ActKind, kind_of, opens_a_person
from utvag.log_review.rules.words import Rule

Pair = tuple[UUID, UUID]


@dataclass(frozen=True, slots=True)
class Access:
    """One row of the log by an employee.

    :ivar case: the case it is of; of a refusal the case that its subject is known to be of, else None.
    """

    id: UUID
    at: datetime
    account: UUID
    role: str
    action: str
    subject: UUID | None
    case: UUID | None
    is_denied: bool = False

    @property
    def day(self) -> date:
        """Give the Swedish day."""
        return day_of(self.at)

    @property
    def is_read(self) -> bool:
        """Say whether it opened something in a case."""
        is_read = kind_of(self.action) is ActKind.READ and opens_a_person(self.action)
        return self.case is not None and not self.is_denied and is_read

    @property
    def is_act(self) -> bool:
        """Say whether something was done in a case."""
        return self.case is not None and not self.is_denied and kind_of(self.action) is ActKind.ACT


@dataclass(frozen=True, slots=True)
class Naming:
    """An employee was named on a case for some days, the last not among them."""

    account: UUID
    case: UUID
    from_date: date
    until_date: date | None = None


@dataclass(frozen=True, slots=True)
class History:
    """All that the rules are given.

    :ivar closed_at: since when a case is closed.
    :ivar kin: employees and cases where somebody has the same surname.
    :ivar canaries: the made-up cases that nobody has a reason to open, and since when they are marked.
    """

    accesses: Sequence[Access]
    namings: Sequence[Naming] = ()
    closed_at: Mapping[UUID, datetime] = field(default_factory=dict)
    kin: frozenset[Pair] = frozenset()
    canaries: Mapping[UUID, datetime] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule has found: whose rows, in which case, on which day.

    :ivar case: None where it is about many cases at once.
    :ivar opening: the opening in an emergency that it is about; each is found for itself.
    """

    rule: Rule
    account: UUID
    case: UUID | None
    day: date
    entries: tuple[UUID, ...]
    opening: UUID | None = None


class Book:
    """A history put in order, so that every rule finds what it needs without reading all of it again."""

    def __init__(self, history: History) -> None:
        self.history = history
        self.accesses = sorted(history.accesses, key=lambda one: (one.at, one.id.bytes))
        self.of_account: dict[UUID, list[Access]] = defaultdict(list)
        self._acts: dict[Pair, list[datetime]] = defaultdict(list)
        self._done_in: dict[UUID, list[tuple[datetime, str]]] = defaultdict(list)
        self._namings: dict[Pair, list[Naming]] = defaultdict(list)
        self._opened: dict[Pair, list[datetime]] = defaultdict(list)
        self._ended: dict[Pair, list[datetime]] = defaultdict(list)
        for one in self.accesses:
            self.of_account[one.account].append(one)
            if one.case is not None and one.is_act:
                self._acts[one.account, one.case].append(one.at)
                self._done_in[one.case].append((one.at, one.action))
            if one.case is not None and not one.is_denied and one.action in (EMERGENCY, EMERGENCY_ENDS):
                which = self._opened if one.action == EMERGENCY else self._ended
                which[one.account, one.case].append(one.at)
        for naming in history.namings:
            self._namings[naming.account, naming.case].append(naming)

    def reads(self) -> Iterator[tuple[Access, UUID]]:
        """Give every read with its case."""
        return ((one, one.case) for one in self.accesses if one.case is not None and one.is_read)

    def has_acted(self, account: UUID, case: UUID, from_at: datetime, until_at: datetime) -> bool:
        """Say whether an employee did something in a case between two moments, both counted."""
        times = self._acts.get((account, case), [])
        return bisect_left(times, from_at) < bisect_right(times, until_at)

    def in_emergency(self, one: Access, case: UUID) -> bool:
        """Say whether the employee had the case open in an emergency then, which is reviewed as a whole."""
        pair = (one.account, case)
        return any(
            opened <= one.at < opened + LONGEST
            and not any(opened <= ended <= one.at for ended in self._ended.get(pair, []))
            for opened in self._opened.get(pair, [])
        )

    def was_done(self, case: UUID, actions: frozenset[str], from_at: datetime, until_at: datetime) -> bool:
        """Say whether anybody did one of some acts in a case between two moments."""
        return any(from_at <= at <= until_at and action in actions for at, action in self._done_in.get(case, []))

    def namings_of(self, account: UUID, case: UUID) -> list[Naming]:
        """Give when an employee has been named on a case."""
        return self._namings.get((account, case), [])

    def by_day(self) -> Iterator[tuple[UUID, date, list[Access]]]:
        """Give what each employee did on each day."""
        for account, theirs in self.of_account.items():
            days: dict[date, list[Access]] = defaultdict(list)
            for one in theirs:
                days[one.day].append(one)
            yield from ((account, day, its) for day, its in days.items())
