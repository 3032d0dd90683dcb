"""A made-up year of a department's work, seeded, with misuse planted in it. What is assumed of the work stands here.

Nothing is measured on a real municipality: what the figures say holds as far as these assumptions do.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from utvag.foundation.workdays import is_working_day
from utvag.log_review.rules import Rule
from utvag.log_review.rules.misuse import RULES, Access, Found, History, Naming, find_misuse

SWEDEN = ZoneInfo("Europe/Stockholm")
FIRST: Final = date(2025, 9, 1)
READS = ("READ_JOURNAL", "OPEN_NOTE", "OPEN_DOCUMENT", "READ_FOLLOWUP", "OPEN_DECISION", "READ_PLAN", "OPEN_PLACEMENT")
ACTS = ("SIGN_NOTE",) * 12 + ("RECORD_CONTACT",) * 8 + ("SAVE_SECTION",) * 3 + ("PLAN_MEETING", "RECORD_VISIT")


@dataclass(frozen=True)
class Assumptions:
    """What is assumed of normal work."""

    days: int = 365
    coordinators: int = 6
    case_workers: int = 14
    section_heads: int = 3
    on_call: int = 3
    cases: int = 140
    # The chance that one who is named works in a case on a working day, by role.
    works_in_it: dict[str, float] = field(
        default_factory=lambda: {"COORDINATOR": 0.35, "CASE_WORKER": 0.3, "SECTION_HEAD": 0.06}
    )
    # The chance that something is written when somebody has read.
    writes: dict[str, float] = field(
        default_factory=lambda: {"COORDINATOR": 0.7, "CASE_WORKER": 0.7, "SECTION_HEAD": 0.5}
    )
    fewest_reads: int = 2
    most_reads: int = 7
    fetches_a_file: float = 0.08
    # Work in evenings and on days off, nearly always because something has happened that is written down.
    out_of_hours: float = 0.01
    writes_out_of_hours: float = 0.97
    # A coordinator goes through all of her cases in a forenoon, once in so many weeks.
    run_through_weeks: int = 4
    shows_address: float = 0.01
    goes_there: float = 0.97
    on_call_opens: float = 0.5
    on_call_acts: float = 0.97
    # An employee opens an old link in the first days, and a colleague's link by mistake, so many times a year.
    old_links: int = 4
    wrong_links: int = 2
    # Closed cases are read for an appeal, a question or statistics.
    closed_reads: int = 20
    writes_in_closed: float = 0.7
    # Cases that somebody who is not named opens in an emergency; each is flagged, and reviewed apart.
    emergencies: int = 12
    # Two people who are not related have the same surname (the frequencies of Swedish surnames, a household of two).
    same_surname: float = 0.006


@dataclass
class Planted:
    """One act of misuse: its pattern and its rows."""

    rule: Rule
    entries: frozenset[UUID]


@dataclass(frozen=True)
class Case:
    """A made-up case: its days, who works in it, and one who is named and does not."""

    id: UUID
    start: date
    end: date
    staff: tuple[UUID, ...]
    passive: UUID

    def lives(self, day: date) -> bool:
        return self.start <= day < self.end


@dataclass(frozen=True)
class Figures:
    """What the rules found of what was planted."""

    accesses: int
    planted: Counter[Rule]
    caught: Counter[Rule]
    false: Counter[Rule]

    @property
    def recall(self) -> float:
        """Give the share of what was planted that its own rule found."""
        return self.caught.total() / self.planted.total()

    @property
    def false_per_thousand(self) -> float:
        """Give the flags without any planted row, per 1,000 accesses."""
        return 1000 * self.false.total() / self.accesses


class Year:
    """The year, as it is made up."""

    def __init__(self, seed: int, assumed: Assumptions, planted_each: int) -> None:
        self.random, self.assumed = Random(seed), assumed
        self.accesses, self.namings, self.planted = list[Access](), list[Naming](), list[Planted]()
        self.kin, self.closed_at = set[tuple[UUID, UUID]](), dict[UUID, datetime]()
        self.roles: dict[UUID, str] = {}
        self.by_role: dict[str, list[UUID]] = defaultdict(list)
        for role, count in (
            ("COORDINATOR", assumed.coordinators),
            ("CASE_WORKER", assumed.case_workers),
            ("SECTION_HEAD", assumed.section_heads),
            ("ON_CALL", assumed.on_call),
        ):
            for _ in range(count):
                account = self.uuid()
                self.roles[account] = role
                self.by_role[role].append(account)
        self.cases = [self._case() for _ in range(assumed.cases)]
        self.canaries = {self.uuid(): datetime.combine(FIRST, time(), SWEDEN) for _ in range(3)}
        for number in range(assumed.days):
            self._day(FIRST + timedelta(days=number))
        self._odd_things()
        self._plant(planted_each)

    def uuid(self) -> UUID:
        return UUID(int=self.random.getrandbits(128), version=4)

    @property
    def last(self) -> date:
        return FIRST + timedelta(days=self.assumed.days)

    @property
    def history(self) -> History:
        return History(self.accesses, self.namings, self.closed_at, frozenset(self.kin), self.canaries)

    def add(  # a row has many columns
        self,
        at: datetime,
        account: UUID,
        action: str,
        case: UUID | None,
        *,
        is_denied: bool = False,
        subject: UUID | None = None,
    ) -> UUID:
        entry = self.uuid()
        self.accesses.append(
            Access(entry, at, account, self.roles[account], action, subject or self.uuid(), case, is_denied)
        )
        return entry

    def moment(self, day: date, first: float = 8, last: float = 16.5) -> datetime:
        seconds = self.random.uniform(first * 3600, last * 3600)
        return datetime.combine(day, time(), SWEDEN) + timedelta(seconds=seconds)

    def workday(self, first: int = 0, last: int | None = None) -> date:
        while True:
            day = FIRST + timedelta(days=self.random.randrange(first, last or self.assumed.days - 31))
            if is_working_day(day):
                return day

    # Normal work.

    def _case(self) -> Case:
        start = FIRST + timedelta(days=self.random.randrange(-180, self.assumed.days - 30))
        end = start + timedelta(days=self.random.randrange(90, 400))
        workers = self.random.sample(self.by_role["CASE_WORKER"], 3)
        staff = [
            self.random.choice(self.by_role["COORDINATOR"]),
            *workers[: self.random.choice((1, 2))],
            self.random.choice(self.by_role["SECTION_HEAD"]),
        ]
        made = Case(self.uuid(), start, end, tuple(staff), workers[2])
        for account in (*staff, made.passive):
            self.namings.append(Naming(account, made.id, start, end))
            if self.random.random() < self.assumed.same_surname:
                self.kin.add((account, made.id))
        if end < self.last:
            self.closed_at[made.id] = datetime.combine(end, time(12), SWEDEN)
        return made

    def _day(self, day: date) -> None:
        live = [case for case in self.cases if case.lives(day)]
        works = is_working_day(day)
        for case in live:
            for account in case.staff:
                role = self.roles[account]
                is_out = self.random.random() < self.assumed.out_of_hours
                if self.random.random() < self.assumed.works_in_it[role] and (works or is_out):
                    self._sitting(day, account, case, is_out=is_out)
        if works and day.weekday() == 0 and day.isocalendar().week % self.assumed.run_through_weeks == 0:
            self._run_through(day, live)
        if live and self.random.random() < self.assumed.on_call_opens:
            self._night(day, self.random.choice(live))

    def _sitting(self, day: date, account: UUID, case: Case, *, is_out: bool) -> None:
        role = self.roles[account]
        at = self.moment(day, 18, 23) if is_out else self.moment(day)
        self.add(at, account, "OPEN_CASE", case.id, subject=case.id)
        for _ in range(self.random.randint(self.assumed.fewest_reads, self.assumed.most_reads)):
            at += timedelta(seconds=self.random.uniform(10, 150))
            self.add(at, account, self.random.choice(READS), case.id)
        if self.random.random() < self.assumed.fetches_a_file:
            self.add(at + timedelta(seconds=5), account, "OPEN_PDF", case.id)
        if self.random.random() < (self.assumed.writes_out_of_hours if is_out else self.assumed.writes[role]):
            self.add(at + timedelta(minutes=5), account, self.random.choice(ACTS), case.id)
        if self.random.random() < self.assumed.shows_address:
            self._shown_address(at + timedelta(minutes=6), account, case)

    def _shown_address(self, at: datetime, account: UUID, case: Case) -> None:
        self.add(at, account, "REVEAL_ADDRESS", case.id)
        if self.random.random() < self.assumed.goes_there:
            self.add(at + timedelta(hours=self.random.uniform(1, 70)), account, "RECORD_VISIT", case.id)

    def _run_through(self, day: date, live: list[Case]) -> None:
        for account in self.by_role["COORDINATOR"]:
            at = self.moment(day, 8, 9)
            for case in (each for each in live if account in each.staff):
                self.add(at, account, "OPEN_CASE", case.id, subject=case.id)
                self.add(at + timedelta(minutes=1), account, "READ_FOLLOWUP", case.id)
                at += timedelta(minutes=self.random.uniform(3, 9))

    def _night(self, day: date, case: Case) -> None:
        account, at = self.random.choice(self.by_role["ON_CALL"]), self.moment(day, 18, 23.9)
        self.namings.append(Naming(account, case.id, day, day + timedelta(days=2)))
        self.add(at, account, "OPEN_CASE_ON_CALL", case.id)
        for _ in range(3):
            at += timedelta(minutes=1)
            self.add(at, account, self.random.choice(READS), case.id)
        if self.random.random() < self.assumed.on_call_acts:
            self.add(at + timedelta(minutes=20), account, "SIGN_NOTE", case.id)

    def _odd_things(self) -> None:
        share = self.assumed.days / 365
        for account, role in self.roles.items():
            if role == "ON_CALL":
                continue
            for _ in range(round(self.assumed.wrong_links * share)):
                case = self.random.choice([each for each in self.cases if account not in (*each.staff, each.passive)])
                self.add(self.moment(self.workday()), account, "OPEN_CASE", case.id, is_denied=True, subject=case.id)
            ended = [each for each in self.cases if account in each.staff and FIRST < each.end < self.last]
            for case in self.random.sample(ended, min(len(ended), round(self.assumed.old_links * share))):
                day = case.end + timedelta(days=self.random.randrange(14))
                self.add(self.moment(day), account, "OPEN_CASE", case.id, is_denied=True, subject=case.id)
        closed = [each for each in self.cases if each.end + timedelta(days=90) < self.last]
        for case in self.random.choices(closed, k=round(self.assumed.closed_reads * share)) if closed else ():
            at, account = self.moment(case.end + timedelta(days=80)), self.random.choice(case.staff)
            self.add(at, account, "OPEN_CASE", case.id)
            if self.random.random() < self.assumed.writes_in_closed:
                self.add(at + timedelta(hours=1), account, "SIGN_NOTE", case.id)

        for _ in range(round(self.assumed.emergencies * share)):
            self._emergency(self.moment(self.workday(), 18, 23))

    def _emergency(self, at: datetime) -> list[UUID]:
        """One who is not named opens a case that lives, reads, and ends it."""
        live = [each for each in self.cases if each.lives(at.date())]
        case, account = self.random.choice(live), self._worker()
        while account in (*case.staff, case.passive):
            case, account = self.random.choice(live), self._worker()
        codes = ("OPEN_BREAK_GLASS", *self.random.choices(READS, k=4), "END_BREAK_GLASS")
        return [self.add(at + timedelta(minutes=6 * n), account, code, case.id) for n, code in enumerate(codes)]

    # Misuse.

    def _plant(self, each: int) -> None:
        ways: dict[Rule, Callable[[], Iterator[UUID]]] = {
            Rule.CANARY: self._canary,
            Rule.BREAK_GLASS: self._break_glass,
            Rule.NEVER_ASSIGNED: self._never_assigned,
            Rule.SAME_NAME: self._same_name,
            Rule.OUTSIDE_HOURS: self._outside_hours,
            Rule.NO_LATER_ACTION: self._no_later_action,
            Rule.ENDED_NAMING: self._ended_naming,
            Rule.ON_CALL_WITHOUT_NEED: self._on_call_without_need,
            Rule.ABOVE_OWN_MEDIAN: self._above_own_median,
            Rule.MANY_SEARCHES: self._many_searches,
            Rule.REPEATED_DENIED: self._repeated_denied,
            Rule.BEFORE_LEAVING: self._before_leaving,
            Rule.CLOSED_CASE: self._closed_case,
            Rule.REVEAL_WITHOUT_VISIT: self._reveal_without_visit,
            Rule.MANY_FILES: self._many_files,
            Rule.SWEEP: self._sweep,
        }
        for rule, way in ways.items():
            for _ in range(each):
                self.planted.append(Planted(rule, frozenset(way())))

    def _worker(self) -> UUID:
        return self.random.choice(self.by_role["CASE_WORKER"])

    def _live(self) -> tuple[Case, date]:
        while True:
            day, case = self.workday(40), self.random.choice(self.cases)
            if case.start + timedelta(days=20) <= day < case.end - timedelta(days=20):
                return case, day

    def _canary(self) -> Iterator[UUID]:
        case = self.random.choice(list(self.canaries))
        yield self.add(self.moment(self.workday()), self._worker(), "OPEN_CASE", case, is_denied=True, subject=case)

    def _break_glass(self) -> Iterator[UUID]:
        """An emergency that is none."""
        _, day = self._live()
        yield from self._emergency(self.moment(day, 18, 23))

    def _never_assigned(self) -> Iterator[UUID]:
        case, day = self._live()
        account = next(each for each in self.by_role["CASE_WORKER"] if each not in (*case.staff, case.passive))
        yield self.add(self.moment(day), account, "OPEN_CASE", case.id, is_denied=True, subject=case.id)

    def _same_name(self) -> Iterator[UUID]:
        """A relative who has been named, has kept quiet, and reads; she writes a note, as if it were work."""
        while True:
            case, day = self._live()
            if (case.passive, case.id) not in self.kin:
                break
        self.kin.add((case.passive, case.id))
        at = self.moment(day)
        yield self.add(at, case.passive, "OPEN_CASE", case.id)
        yield self.add(at + timedelta(minutes=1), case.passive, "READ_JOURNAL", case.id)
        self.add(at + timedelta(minutes=9), case.passive, "SIGN_NOTE", case.id)

    def _outside_hours(self) -> Iterator[UUID]:
        case, day = self._live()
        at, account = self.moment(day, 0.5, 4.5), self.random.choice(case.staff)
        for minute in range(3):
            yield self.add(at + timedelta(minutes=minute), account, self.random.choice(READS), case.id)

    def _no_later_action(self) -> Iterator[UUID]:
        """One who is named for form's sake reads; nothing in the case is hers to do."""
        while True:
            case, day = self._live()
            if (case.passive, case.id) not in self.kin:
                break
        at = self.moment(day)
        for minute in range(3):
            yield self.add(at + timedelta(minutes=minute), case.passive, self.random.choice(READS), case.id)

    def _ended_naming(self) -> Iterator[UUID]:
        ended = [each for each in self.cases if FIRST < each.end < self.last - timedelta(days=30)]
        case = self.random.choice(ended)
        at = self.moment(case.end + timedelta(days=self.random.randrange(15, 30)))
        yield self.add(at, case.passive, "OPEN_CASE", case.id, is_denied=True, subject=case.id)

    def _on_call_without_need(self) -> Iterator[UUID]:
        case, day = self._live()
        account, at = self.random.choice(self.by_role["ON_CALL"]), self.moment(day, 18, 23)
        self.namings.append(Naming(account, case.id, day, day + timedelta(days=2)))
        yield self.add(at, account, "OPEN_CASE_ON_CALL", case.id)
        yield self.add(at + timedelta(minutes=1), account, "READ_JOURNAL", case.id)

    def _above_own_median(self) -> Iterator[UUID]:
        day, account = self.workday(90), self._worker()
        for case in self.random.sample(self.cases, 20):
            yield self.add(self.moment(day), account, "OPEN_CASE", case.id)

    def _many_searches(self) -> Iterator[UUID]:
        day, account = self.workday(), self.random.choice(self.by_role["ON_CALL"])
        for _ in range(10):
            yield self.add(self.moment(day, 18, 23), account, "OPEN_CASE_ON_CALL", None, is_denied=True)

    def _repeated_denied(self) -> Iterator[UUID]:
        at, account = self.moment(self.workday()), self._worker()
        for number in range(6):
            yield self.add(at + timedelta(minutes=5 * number), account, "OPEN_DOCUMENT", None, is_denied=True)

    def _before_leaving(self) -> Iterator[UUID]:
        """Her last days on a case that she has done nothing in: everything is opened once."""
        case, day = self._live()
        account = self.random.choice(
            [each for each in self.by_role["CASE_WORKER"] if each not in (*case.staff, case.passive)]
        )
        self.namings.append(Naming(account, case.id, case.start, day + timedelta(days=1)))
        at = self.moment(day)
        for minute in range(10):
            yield self.add(at + timedelta(minutes=minute), account, self.random.choice(READS), case.id)

    def _closed_case(self) -> Iterator[UUID]:
        closed = [each for each in self.cases if FIRST < each.end < self.last - timedelta(days=75)]
        case = self.random.choice(closed)
        day = case.end + timedelta(days=self.random.randrange(61, 70))
        yield self.add(self.moment(day), self.random.choice(case.staff), "READ_JOURNAL", case.id)

    def _reveal_without_visit(self) -> Iterator[UUID]:
        """An address is shown where nobody goes: not beside a true visit, which would hide it."""
        while True:
            case, day = self._live()
            at = self.moment(day)
            near = (one for one in self.accesses if one.case == case.id and one.action == "RECORD_VISIT")
            if not any(abs(one.at - at) < timedelta(days=4) for one in near):
                break
        yield self.add(at, self.random.choice(case.staff), "REVEAL_ADDRESS", case.id)

    def _many_files(self) -> Iterator[UUID]:
        day, account = self.workday(), self._worker()
        for case in self.random.sample(self.cases, 6):
            yield self.add(self.moment(day), account, "OPEN_PDF", case.id)

    def _sweep(self) -> Iterator[UUID]:
        at, account = self.moment(self.workday()), self._worker()
        for place, case in enumerate(self.random.sample(self.cases, 9)):
            yield self.add(at + timedelta(minutes=place), account, "OPEN_CASE", case.id)


def measured(seed: int, assumed: Assumptions, planted_each: int) -> Figures:
    """Make up a year, let the rules look at it, and count."""
    year = Year(seed, assumed, planted_each)
    now = datetime.combine(year.last + timedelta(days=60), time(), SWEDEN)
    found = find_misuse(year.history, now)
    caught_by: dict[Rule, set[UUID]] = defaultdict(set)
    for one in found:
        caught_by[one.rule] |= set(one.entries)
    bad = {entry for planted in year.planted for entry in planted.entries}
    return Figures(
        accesses=len(year.accesses),
        planted=Counter(one.rule for one in year.planted),
        caught=Counter(one.rule for one in year.planted if one.entries & caught_by[one.rule]),
        false=Counter(one.rule for one in found if not _is_planted(one, bad)),
    )


def _is_planted(found: Found, bad: set[UUID]) -> bool:
    return bool(bad & set(found.entries))


def every_rule() -> tuple[Rule, ...]:
    """Give the rules in their order."""
    return tuple(RULES)
