"""Who may be asked, by the law of the day; held against the check, which judges the same by another way."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from utvag.call_off.rules import Refusal, has_agreement, refused_supplier
from utvag.call_off.rules.suppliers import is_licensed
from utvag.foundation.periods import Period, nights_from
from utvag.placement.engine.contract import licensed
from utvag.placement.engine.days import FIRST_DAY, LAST_DAY, Span
from utvag.placement.engine.facts import Licence, Provider

Entry = dict[str, object]
PROTECTED, SUPPORT = "protected_housing", "housing_with_support"


def private(*licences: Entry, **other: object) -> Entry:
    return {"channel": "other", "owner": "private", "licences": list(licences), **other}


def licence(status: str = "granted", since: str = "2024-04-01", until: str | None = None) -> Entry:
    return {"form": PROTECTED, "status": status, "from": since, **({"until": until} if until else {})}


def refused(provider: Entry, start: date, nights: int = 90, form: str = PROTECTED) -> Refusal | None:
    return refused_supplier(provider, form=form, lot="C", stay=nights_from(start, nights), today=start)


LICENCES = {
    "2023: no licence is needed": (private(), date(2023, 3, 1), 90, None),
    "the last night before it is needed": (private(), date(2024, 3, 31), 1, None),
    "a stay that goes on into the days it is needed": (private(), date(2024, 3, 31), 2, Refusal.NO_LICENCE),
    "the first night it is needed": (private(), date(2024, 4, 1), 1, Refusal.NO_LICENCE),
    "2024: applied for": (private(licence("pending")), date(2024, 4, 1), 90, None),
    "2025: granted": (private(licence()), date(2025, 7, 1), 365, None),
    "2025: applied for, then granted, without a gap": (
        private(licence("pending", "2024-04-01", "2025-03-01"), licence("granted", "2025-03-01")),
        date(2025, 2, 1),
        90,
        None,
    ),
    "2025: a gap of one night": (
        private(licence("pending", "2024-04-01", "2025-03-01"), licence("granted", "2025-03-02")),
        date(2025, 2, 1),
        90,
        Refusal.NO_LICENCE,
    ),
    "2026: it ends during the stay": (
        private(licence("granted", "2024-04-01", "2026-12-31")),
        date(2026, 12, 1),
        90,
        Refusal.NO_LICENCE,
    ),
    "2026: revoked": (
        private(licence(), licence("revoked", "2026-10-01")),
        date(2026, 12, 1),
        90,
        Refusal.NO_LICENCE,
    ),
    "2026: none": (private(), date(2026, 12, 1), 90, Refusal.NO_LICENCE),
    "2026: of another form": (
        private({**licence(), "form": SUPPORT}),
        date(2026, 12, 1),
        90,
        Refusal.NO_LICENCE,
    ),
    "2026: the municipality's own needs none": (private(owner="own"), date(2026, 12, 1), 90, None),
}


@pytest.mark.parametrize("case", LICENCES)
def test_protected_housing_needs_a_licence_from_its_day(case: str) -> None:
    provider, start, nights, expected = LICENCES[case]
    assert refused(provider, start, nights) is expected


@pytest.mark.parametrize("year", [2023, 2024, 2025, 2026])
def test_housing_with_support_needs_no_licence(year: int) -> None:
    assert refused(private(), date(year, 6, 1), form=SUPPORT) is None


def block(since: str, until: str | None = None) -> Entry:
    return private(blocks=[{"from": since, "reason": "Nämnden", **({"until": until} if until else {})}])


@pytest.mark.parametrize(
    ("provider", "expected"),
    [
        (block("2026-01-01"), Refusal.PROVIDER_BLOCKED),
        (block("2026-01-01", "2026-06-01"), None),
        (block("2026-01-01", "2026-06-02"), Refusal.PROVIDER_BLOCKED),
        (block("2026-07-01"), None),
        (block("2026-06-30"), Refusal.PROVIDER_BLOCKED),
    ],
)
def test_a_block_holds_on_its_days_and_no_other(provider: Entry, expected: Refusal | None) -> None:
    assert refused(provider, date(2026, 6, 1), nights=30, form=SUPPORT) is expected


def test_one_that_is_blocked_today_is_not_asked_about_later() -> None:
    stay = nights_from(date(2027, 1, 1), 30)
    provider = block("2026-11-01", "2026-12-01")
    found = refused_supplier(provider, form=SUPPORT, lot="C", stay=stay, today=date(2026, 11, 22))
    assert found is Refusal.PROVIDER_BLOCKED


AGREEMENT: Entry = {"lots": ["C"], "usable_for_exit": True, "from": "2023-02-01", "until": "2027-01-31"}


@pytest.mark.parametrize(
    ("change", "day", "expected"),
    [
        ({}, date(2027, 1, 30), True),
        ({}, date(2027, 1, 31), False),
        ({}, date(2023, 1, 31), False),
        ({"lots": ["A", "B"]}, date(2026, 1, 1), False),
        ({"usable_for_exit": False}, date(2026, 1, 1), False),
    ],
)
def test_an_agreement_holds_for_its_lot_and_days(change: Entry, day: date, expected: bool) -> None:
    assert has_agreement(private(agreements=[{**AGREEMENT, **change}]), "C", day) is expected


def test_a_framework_provider_without_an_agreement_for_the_lot_is_not_asked() -> None:
    provider = private(channel="framework", agreements=[{**AGREEMENT, "lots": ["A"]}])
    assert refused(provider, date(2026, 6, 1), form=SUPPORT) is Refusal.NO_AGREEMENT


DAYS = st.dates(date(2023, 1, 1), date(2027, 12, 31))
SPANS = st.tuples(DAYS, st.none() | DAYS)
STATUSES = st.sampled_from(["granted", "pending", "revoked"])


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(STATUSES, SPANS), max_size=4), DAYS, st.integers(1, 400))
def test_it_judges_licences_as_the_check_does(
    licences: list[tuple[str, tuple[date, date | None]]], start: date, nights: int
) -> None:
    entries = [
        licence(status, since.isoformat(), until.isoformat() if until else None) for status, (since, until) in licences
    ]
    stay = Period(start, start + timedelta(days=nights))
    facts = tuple(
        Licence(PROTECTED, status, Span(since.toordinal(), until.toordinal() if until else LAST_DAY))
        for status, (since, until) in licences
        if until is None or since < until
    )
    provider = Provider("U", None, "other", "private", facts, (), (), ())
    asked = Span(stay.from_date.toordinal(), (start + timedelta(days=nights)).toordinal())
    whole = [entry for entry in entries if "until" not in entry or str(entry["from"]) < str(entry["until"])]
    assert asked.start > FIRST_DAY
    assert is_licensed(private(*whole), stay) is licensed(provider, asked)
