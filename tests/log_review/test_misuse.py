"""The rules for misuse: each by a table, and all against a second, naive implementation."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid5

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.log_review.naive import found_naively
from utvag.log_review.rules import Rule
from utvag.log_review.rules.misuse import AT_ONCE, RULES, Access, History, Naming, find_misuse

SPACE = UUID(int=7)
NOON = datetime(2026, 5, 6, 10, 0, tzinfo=UTC)  # a Wednesday, noon in Sweden
NOW = NOON + timedelta(days=60)
HUGO, SIV = uuid5(SPACE, "hugo"), uuid5(SPACE, "siv")
CASES = [uuid5(SPACE, f"case {number}") for number in range(12)]
CASE = CASES[0]


def access(  # a row has many columns
    at: datetime = NOON,
    action: str = "OPEN_CASE",
    *,
    account: UUID = HUGO,
    role: str = "CASE_WORKER",
    case: UUID | None = CASE,
    subject: UUID | None = None,
    is_denied: bool = False,
) -> Access:
    entry = uuid5(SPACE, f"{at}{action}{account}{case}{subject}{is_denied}")
    return Access(entry, at, account, role, action, subject or case, case, is_denied)


def later(**given: float) -> datetime:
    return NOON + timedelta(**given)


def named(until: date | None = None, *, start: date = date(2026, 1, 1)) -> Naming:
    return Naming(HUGO, CASE, start, until)


ACT = access(later(minutes=5), "SIGN_NOTE")
NIGHT = later(hours=13)
DENIED = access(is_denied=True)
READ = access()


def eight_cases(minutes: float, action: str = "OPEN_CASE") -> list[Access]:
    return [access(later(minutes=minutes * place), action, case=case) for place, case in enumerate(CASES[:8])]


def usual_days() -> list[Access]:
    return [access(NOON - timedelta(days=days), case=case) for days in range(1, 15) for case in CASES[:2]]


def last_days() -> list[Access]:
    return [access(later(minutes=place), "READ_JOURNAL", subject=case) for place, case in enumerate(CASES[:8])]


CAUGHT: list[tuple[Rule, History]] = [
    (Rule.CANARY, History([READ], canaries={CASE: NOON})),
    (Rule.CANARY, History([DENIED], canaries={CASE: NOON})),
    (Rule.NEVER_ASSIGNED, History([DENIED])),
    (Rule.NEVER_ASSIGNED, History([DENIED], [named(start=date(2026, 6, 1))])),
    (Rule.ENDED_NAMING, History([DENIED], [named(date(2026, 4, 22))])),
    (Rule.SAME_NAME, History([READ, ACT], kin=frozenset({(HUGO, CASE)}))),
    (Rule.BREAK_GLASS, History([access(action="OPEN_BREAK_GLASS")])),
    (Rule.OUTSIDE_HOURS, History([access(NIGHT, "OPEN_BREAK_GLASS"), access(NIGHT + timedelta(hours=1))])),
    (
        Rule.OUTSIDE_HOURS,
        History(
            [
                access(NIGHT, "OPEN_BREAK_GLASS"),
                access(NIGHT + timedelta(minutes=5), "END_BREAK_GLASS"),
                access(NIGHT + timedelta(minutes=6)),
            ]
        ),
    ),
    (Rule.NO_LATER_ACTION, History([READ, access(later(days=1), "END_BREAK_GLASS")])),
    (Rule.OUTSIDE_HOURS, History([access(NIGHT)])),
    (Rule.OUTSIDE_HOURS, History([access(later(days=3))])),
    (Rule.OUTSIDE_HOURS, History([access(later(days=8))])),  # Ascension Day
    (Rule.NO_LATER_ACTION, History([READ])),
    (Rule.NO_LATER_ACTION, History([READ, access(later(days=15), "SIGN_NOTE")])),
    (Rule.NO_LATER_ACTION, History([READ, access(later(days=1), "SIGN_NOTE", account=SIV)])),
    (Rule.ON_CALL_WITHOUT_NEED, History([access(NIGHT, "OPEN_CASE_ON_CALL", role="ON_CALL")])),
    (Rule.CLOSED_CASE, History([READ], closed_at={CASE: later(days=-60)})),
    (Rule.REVEAL_WITHOUT_VISIT, History([access(action="REVEAL_ADDRESS")])),
    (Rule.REVEAL_WITHOUT_VISIT, History([access(action="REVEAL_ADDRESS"), access(later(hours=73), "RECORD_VISIT")])),
    (Rule.ABOVE_OWN_MEDIAN, History(usual_days() + eight_cases(30))),
    (Rule.MANY_SEARCHES, History(eight_cases(30, "OPEN_CASE_ON_CALL"))),
    (Rule.REPEATED_DENIED, History([access(later(minutes=20 * n), is_denied=True) for n in range(4)])),
    (Rule.MANY_FILES, History(eight_cases(30, "OPEN_PDF"))),
    (Rule.SWEEP, History(eight_cases(2))),
    (Rule.BEFORE_LEAVING, History(last_days(), [named(date(2026, 5, 8))])),
]
LEFT: list[tuple[Rule, History]] = [
    (Rule.CANARY, History([READ], canaries={CASE: later(hours=1)})),
    (Rule.NEVER_ASSIGNED, History([DENIED], [named(date(2026, 4, 1))])),
    (Rule.NEVER_ASSIGNED, History([access(is_denied=True, role="POLICE_LIAISON")])),
    (Rule.NEVER_ASSIGNED, History([access(is_denied=True, role="PROVIDER")])),
    (Rule.NEVER_ASSIGNED, History([access(is_denied=True, case=None)])),
    (Rule.ENDED_NAMING, History([DENIED], [named(date(2026, 4, 23))])),
    (Rule.ENDED_NAMING, History([DENIED], [named(date(2026, 4, 1)), named(start=date(2026, 5, 1))])),
    (Rule.SAME_NAME, History([READ], kin=frozenset({(SIV, CASE)}))),
    (Rule.OUTSIDE_HOURS, History([access(NIGHT, role="ON_CALL")])),
    (Rule.OUTSIDE_HOURS, History([access(NIGHT), access(NIGHT + timedelta(hours=2), "SIGN_NOTE")])),
    (Rule.OUTSIDE_HOURS, History([READ])),
    (Rule.BREAK_GLASS, History([access(action="OPEN_BREAK_GLASS", is_denied=True)])),
    (Rule.OUTSIDE_HOURS, History([access(NIGHT, "OPEN_BREAK_GLASS"), access(NIGHT + timedelta(minutes=59))])),
    (Rule.NO_LATER_ACTION, History([access(action="OPEN_BREAK_GLASS"), access(later(minutes=59))])),
    (Rule.NO_LATER_ACTION, History([READ, access(later(days=14), "SIGN_NOTE")])),
    (Rule.NO_LATER_ACTION, History([READ, access(later(days=-30), "SIGN_NOTE")])),
    (
        Rule.NO_LATER_ACTION,
        History(
            [access(role="SECTION_HEAD"), access(later(days=-80), "SIGN_NOTE", role="SECTION_HEAD")],
        ),
    ),
    (Rule.ON_CALL_WITHOUT_NEED, History([access(NIGHT, "OPEN_CASE_ON_CALL"), access(later(days=1), "SIGN_NOTE")])),
    (Rule.CLOSED_CASE, History([READ, ACT], closed_at={CASE: later(days=-99)})),
    (Rule.CLOSED_CASE, History([READ], closed_at={CASE: later(days=-59)})),
    (
        Rule.REVEAL_WITHOUT_VISIT,
        History([access(action="REVEAL_ADDRESS"), access(later(hours=72), "RECORD_VISIT", account=SIV)]),
    ),
    (Rule.ABOVE_OWN_MEDIAN, History(eight_cases(30))),
    (Rule.ABOVE_OWN_MEDIAN, History(usual_days() + eight_cases(30)[:6])),
    (Rule.MANY_SEARCHES, History(eight_cases(30, "OPEN_CASE_ON_CALL")[:7])),
    (Rule.REPEATED_DENIED, History([access(later(minutes=21 * n), is_denied=True) for n in range(4)])),
    (Rule.MANY_FILES, History(eight_cases(30, "OPEN_PDF")[:4])),
    (Rule.SWEEP, History(eight_cases(3))),
    (Rule.BEFORE_LEAVING, History([*last_days(), ACT], [named(date(2026, 5, 8))])),
    (Rule.BEFORE_LEAVING, History(last_days(), [named(date(2026, 5, 10))])),
]


def found(history: History, now: datetime = NOW) -> set[Rule]:
    return {one.rule for one in find_misuse(history, now)}


@pytest.mark.parametrize(("rule", "history"), CAUGHT, ids=[f"{n} {rule}" for n, (rule, _) in enumerate(CAUGHT)])
def test_it_finds(rule: Rule, history: History) -> None:
    assert rule in found(history)


@pytest.mark.parametrize(("rule", "history"), LEFT, ids=[f"{n} {rule}" for n, (rule, _) in enumerate(LEFT)])
def test_it_leaves(rule: Rule, history: History) -> None:
    assert rule not in found(history)


def test_every_rule_has_its_table_and_twelve_are_the_least() -> None:
    assert {rule for rule, _ in CAUGHT} == {rule for rule, _ in LEFT} == set(RULES)
    assert set(RULES) == set(Rule) - {Rule.OWNER_ASKS}
    assert len(RULES) >= 12


def test_what_can_still_be_done_is_not_missed_before_its_time() -> None:
    """A rule that waits for what is done afterwards says nothing until that time has passed."""
    waits = {Rule.OUTSIDE_HOURS, Rule.NO_LATER_ACTION, Rule.ON_CALL_WITHOUT_NEED, Rule.CLOSED_CASE}
    waits |= {Rule.REVEAL_WITHOUT_VISIT, Rule.BEFORE_LEAVING}
    for rule, history in CAUGHT:
        if rule in waits:
            assert rule not in found(history, history.accesses[0].at + timedelta(minutes=1))


def test_what_is_found_at_once_waits_for_nothing() -> None:
    for rule, history in CAUGHT:
        if rule in AT_ONCE:
            assert rule in {one.rule for one in find_misuse(history, history.accesses[-1].at, AT_ONCE)}


def test_one_day_of_one_employee_in_one_case_is_one_finding_with_all_its_rows() -> None:
    reads = [access(NIGHT), access(NIGHT + timedelta(minutes=1))]
    (one,) = [each for each in find_misuse(History(reads), NOW) if each.rule is Rule.OUTSIDE_HOURS]
    assert one.entries == tuple(read.id for read in reads)


def test_two_emergencies_of_one_day_are_two_findings() -> None:
    both = [access(NIGHT, "OPEN_BREAK_GLASS", subject=each) for each in CASES[:2]]
    found_in = [one for one in find_misuse(History(both), NOW) if one.rule is Rule.BREAK_GLASS]
    assert {one.opening for one in found_in} == set(CASES[:2])


ROLES = {HUGO: "CASE_WORKER", SIV: "SECTION_HEAD", uuid5(SPACE, "jona"): "ON_CALL", uuid5(SPACE, "una"): "PROVIDER"}
DID = (
    "OPEN_CASE",
    "OPEN_BREAK_GLASS",
    "END_BREAK_GLASS",
    "READ_JOURNAL",
    "OPEN_PDF",
    "REVEAL_ADDRESS",
    "SIGN_NOTE",
    "RECORD_VISIT",
    "OPEN_CASE_ON_CALL",
)


@st.composite
def histories(draw: st.DrawFn) -> History:
    accounts, cases = st.sampled_from(list(ROLES)), st.sampled_from(CASES[: draw(st.sampled_from([2, 9]))])
    spread = draw(st.sampled_from([60, 24 * 60, 40 * 24 * 60]))
    rows = {}
    for _ in range(draw(st.integers(0, 40))):
        account = draw(accounts)
        one = access(
            later(minutes=draw(st.integers(0, spread))),
            draw(st.sampled_from(DID)),
            account=account,
            role=ROLES[account],
            case=draw(st.none() | cases),
            subject=draw(st.none() | cases),
            is_denied=draw(st.sampled_from([False, False, True])),
        )
        rows[one.id] = one
    days = st.dates(date(2026, 4, 1), date(2026, 6, 20))
    namings = []
    for _ in range(draw(st.integers(0, 5))):
        first = draw(days)
        days_named = draw(st.none() | st.integers(1, 30))
        until = None if days_named is None else first + timedelta(days=days_named)
        namings.append(Naming(draw(accounts), draw(cases), first, until))
    moments = st.integers(-90, 30).map(lambda day: later(days=day))
    return History(
        list(rows.values()),
        namings,
        draw(st.dictionaries(cases, moments, max_size=2)),
        frozenset(draw(st.lists(st.tuples(accounts, cases), max_size=2))),
        draw(st.dictionaries(cases, moments, max_size=1)),
    )


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(histories(), st.integers(0, 90))
def test_every_rule_says_what_the_naive_one_says(history: History, days: int) -> None:
    now = later(days=days)
    quick = {(one.rule, one.account, one.case, one.day) for one in find_misuse(history, now)}
    assert quick == found_naively(history, now)
