"""When an assignment stands, how far a receiver reaches, which addresses are hers, and invoices against days."""

from datetime import date, timedelta
from itertools import product

import pytest

from tests.assignments.naive import reach as naive_reach
from utvag.assignments.rules import (
    Asked,
    Days,
    Reach,
    Reason,
    Refusal,
    Stay,
    ToGive,
    Told,
    days_outside,
    deviation,
    end_after,
    is_bound,
    kronor,
    last_day,
    may_ask,
    ore_of,
    reach_of,
    refused,
    refused_invoice,
    stands,
    usual_end,
)
from utvag.organisation.rules import Role
from utvag.placement.rules import PlacementState

DAY = date(2026, 11, 22)
ONE = timedelta(days=1)


def stay(state: str = "STANDING", until: date | None = DAY, *, unpaid: bool = False) -> Stay:
    return Stay(state, until, 14, has_unpaid=unpaid)


@pytest.mark.parametrize(
    ("one", "today", "expected"),
    [
        # Half-open: the last day of the placement is the day before, and the fourteenth after it is the last shown.
        (stay(), DAY - ONE, Reach.OPEN),
        (stay("ENDED"), DAY + 13 * ONE, Reach.OPEN),
        (stay("ENDED"), DAY + 14 * ONE, Reach.CLOSED),
        (stay("ENDED", unpaid=True), DAY + 14 * ONE, Reach.INVOICES_ONLY),
        (stay("ENDED", unpaid=True), DAY + 400 * ONE, Reach.INVOICES_ONLY),
        (stay("STANDING", None), DAY + 400 * ONE, Reach.OPEN),
        (stay("PLANNED", None), DAY, Reach.OPEN),
        (stay("ENDED", None), DAY, Reach.CLOSED),
        (stay("WITHDRAWN"), DAY - ONE, Reach.CLOSED),
        (stay("DECLINED", unpaid=True), DAY - ONE, Reach.INVOICES_ONLY),
        (stay("PROPOSED"), DAY - ONE, Reach.CLOSED),
    ],
)
def test_how_far_a_receiver_reaches(one: Stay, today: date, expected: Reach) -> None:
    assert reach_of(one, today) is expected


def test_it_agrees_with_a_naive_twin_on_every_day_around_the_end() -> None:
    lasts = [None, *(DAY + shift * ONE for shift in (-40, -1, 0, 1, 30))]
    cases = list(product(PlacementState, lasts, (0, 1, 14, 92), (False, True), range(-120, 121)))
    found = set()
    for state, last, days, unpaid, shift in cases:
        until = None if last is None else end_after(last)
        rule = reach_of(Stay(state.value, until, days, has_unpaid=unpaid), DAY + shift * ONE)
        assert rule.value == naive_reach(state.value, last, days, unpaid, DAY + shift * ONE)
        found.add(rule)
    assert len(cases) > 60_000
    assert found == set(Reach)


@pytest.mark.parametrize(
    ("today", "is_ended", "expected"),
    [
        (DAY - ONE, False, False),
        (DAY, False, True),
        (DAY, True, False),
        (DAY + 9 * ONE, False, True),
        (DAY + 10 * ONE, False, False),
    ],
)
def test_an_assignment_stands_from_its_first_day_and_not_on_its_last(
    today: date, is_ended: bool, expected: bool
) -> None:
    assert stands(DAY, DAY + 10 * ONE, is_ended=is_ended, today=today) is expected


def asked(role: str = Role.PROVIDER, reason: Reason = Reason.CONTRACT, *, names: bool = True, **days: date) -> ToGive:
    return ToGive(role, reason, names, days.get("from_date", DAY), days.get("until_date", DAY + 30 * ONE))


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        (asked(), None),
        (asked(Role.CONTROLLER, Reason.BUDGET_FOLLOW_UP, names=False), None),
        (asked(Role.AUDITOR, Reason.ORDERED_AUDIT, names=False), None),
        (asked(until_date=date(2027, 11, 22)), None),
        (asked(until_date=date(2027, 11, 23)), Refusal.TOO_LONG),
        (asked(until_date=DAY), Refusal.DATES_REVERSED),
        (asked(from_date=DAY - ONE), Refusal.DAY_PASSED),
        (asked(names=False), Refusal.PROVIDER_MISSING),
        (asked(Role.CONTROLLER, Reason.BUDGET_FOLLOW_UP), Refusal.PROVIDER_NOT_ASKED),
        (asked(reason=Reason.AUDIT_PLAN), Refusal.REASON),
        (asked(Role.COORDINATOR), Refusal.NOT_BOUND),
        (asked(""), Refusal.NOT_BOUND),
    ],
)
def test_what_may_be_given(one: ToGive, expected: Refusal | None) -> None:
    assert refused(one, DAY) is expected


def test_the_usual_assignment_is_one_that_may_be_given() -> None:
    assert refused(asked(until_date=usual_end(DAY)), DAY) is None


OPEN, OWN, START = Asked("x:y", True, ()), Asked("organisation:account", False, ()), Asked("desk:my-day", False, ())
# Of everybody who is signed in, of the administrator's among the account pages, and of a case's staff.
THEIRS = (Asked("desk:cases", False, ()), Asked("organisation:accounts", False, ("ADMINISTRATOR",)))


@pytest.mark.parametrize("role", Role)
def test_only_three_roles_are_bound_and_keep_their_account_whatever_happens(role: Role) -> None:
    hers = Asked("x:y", is_open=False, roles=(role.value,))
    assert is_bound(role) is (role in {Role.PROVIDER, Role.CONTROLLER, Role.AUDITOR})
    for has_one in (False, True):
        assert all(may_ask(role, one, has_assignment=has_one) for one in (OPEN, OWN, START))
        assert may_ask(role, hers, has_assignment=has_one) is (has_one or not is_bound(role))
        expected = not is_bound(role) or (has_one and role is Role.AUDITOR)
        assert {may_ask(role, one, has_assignment=has_one) for one in THEIRS} == {expected}


STAYED = Days(date(2026, 10, 10), date(2026, 10, 20))


@pytest.mark.parametrize(
    ("first", "last", "stayed", "expected"),
    [
        (10, 19, STAYED, (0, 0)),
        (12, 12, STAYED, (0, 0)),
        (9, 19, STAYED, (1, 0)),
        (10, 20, STAYED, (0, 1)),
        (1, 31, STAYED, (9, 12)),
        (1, 3, STAYED, (3, 0)),
        (25, 26, STAYED, (0, 2)),
        (25, 26, Days(date(2026, 10, 10), None), (0, 0)),
        (8, 26, Days(date(2026, 10, 10), None), (2, 0)),
        (10, 19, None, (10, 0)),
    ],
)
def test_invoiced_days_outside_the_placement(
    first: int, last: int, stayed: Days | None, expected: tuple[int, int]
) -> None:
    invoiced = Days(date(2026, 10, first), end_after(date(2026, 10, last)))
    assert days_outside(invoiced, stayed) == expected
    until = 32 if stayed is None or stayed.until_date is None else 20
    slept = set[int]() if stayed is None else set(range(10, until))
    assert sum(expected) == len(set(range(first, last + 1)) - slept)
    assert bool(deviation(invoiced, stayed)) is any(expected)


def test_a_deviation_is_said_in_words() -> None:
    whole = Days(date(2026, 10, 1), date(2026, 11, 1))
    assert deviation(whole, STAYED) == (
        "Fakturan gäller 9 dygn före placeringens första dag och 12 dygn efter placeringens sista dag."
    )
    assert deviation(whole, None) == "Ingen har flyttat in än, så inga dygn ska faktureras."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("31 400", 3_140_000),
        ("31\u00a0400,50", 3_140_050),
        ("31400.5", 3_140_050),
        ("1 kr", 100),
        (" 12 ", 1200),
        ("31.400", 0),
        ("-5", 0),
        ("0", 0),
        ("tusen", 0),
        ("", 0),
        ("1e9", 0),
    ],
)
def test_an_amount_is_read_or_refused(text: str, expected: int) -> None:
    assert ore_of(text) == expected


def test_an_amount_is_written_the_swedish_way() -> None:
    assert kronor(3_140_050) == "31\u00a0400,50\u00a0kr"
    assert kronor(100) == "1\u00a0kr"


def invoice(**other: object) -> Told:
    given: dict[str, object] = {
        "number": "F-2026/10",
        "from_date": DAY - 30 * ONE,
        "until_date": DAY,
        "amount_ore": 1,
        "received_date": DAY,
    }
    return Told(**given | other)  # type: ignore[arg-type]  # by name


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        ({}, None),
        ({"number": ""}, Refusal.NUMBER_FORM),
        ({"number": "Anna Andersson"}, Refusal.NUMBER_FORM),
        ({"number": "f-1"}, Refusal.NUMBER_FORM),
        ({"number": "F" * 21}, Refusal.NUMBER_FORM),
        ({"number": "19960417-2388"}, Refusal.NUMBER_FORM),
        ({"number": "960417-2388"}, Refusal.NUMBER_FORM),
        ({"number": "F-1\n"}, Refusal.NUMBER_FORM),
        ({"until_date": DAY - 30 * ONE}, Refusal.DATES_REVERSED),
        ({"amount_ore": 0}, Refusal.AMOUNT),
        ({"amount_ore": 10_000_000_001}, Refusal.AMOUNT),
        ({"received_date": DAY + ONE}, Refusal.NOT_RECEIVED_YET),
    ],
)
def test_what_an_invoice_must_be(other: dict[str, object], expected: Refusal | None) -> None:
    assert refused_invoice(invoice(**other), DAY) is expected


def test_days_are_written_with_their_last() -> None:
    assert last_day(end_after(DAY)) == DAY
