"""Who may be asked: not one that is blocked, that lacks the licence, or whose agreement does not hold."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Final, cast

from utvag.call_off.rules.steps import Refusal
from utvag.foundation.periods import Period
from utvag.law.thresholds import licence_rule

Entry = Mapping[str, object]

PROTECTED_HOUSING: Final = "protected_housing"
FRAMEWORK_CHANNELS: Final = frozenset({"framework", "regional_framework"})
VALID: Final = frozenset({"granted", "pending"})


def refused_supplier(provider: Entry, *, form: str, lot: str | None, stay: Period, today: date) -> Refusal | None:
    """Say why a provider cannot be asked about a stay, or None.

    Blocked: today, or on some day of the stay. Licence: SoL 2025:400 26 kap. 1 §, earlier 7 kap. 1 §.
    """
    if is_blocked(provider, stay, today):
        return Refusal.PROVIDER_BLOCKED
    if form == PROTECTED_HOUSING and provider.get("owner") == "private" and not is_licensed(provider, stay):
        return Refusal.NO_LICENCE
    if provider.get("channel") in FRAMEWORK_CHANNELS and not has_agreement(provider, lot, stay.from_date):
        return Refusal.NO_AGREEMENT
    return None


def is_blocked(provider: Entry, stay: Period, today: date) -> bool:
    """Say whether a decision not to use the provider holds today or on some day of the stay."""
    blocks = [_days(block) for block in _entries(provider, "blocks")]
    return any(block.holds(today) or _overlap(block, stay) for block in blocks)


def is_licensed(provider: Entry, stay: Period) -> bool:
    """Say whether each night that needs a licence has one, granted or applied for; a revoked one undoes it."""
    last = stay.until_date or date.max
    needing = Period(max(stay.from_date, licence_rule().required_from), last)
    licences = [one for one in _entries(provider, "licences") if one.get("form") == PROTECTED_HOUSING]
    if any(one.get("status") == "revoked" and _overlap(_days(one), needing) for one in licences):
        return False
    covered = needing.from_date
    for one in sorted((_days(one) for one in licences if one.get("status") in VALID), key=lambda days: days.from_date):
        if one.from_date <= covered:
            covered = max(covered, one.until_date or date.max)
    return covered >= last


def has_agreement(provider: Entry, lot: str | None, day: date) -> bool:
    """Say whether a framework agreement for the lot, usable for exit cases, holds on a day."""
    return any(
        lot in cast("list[str]", one.get("lots") or []) and one.get("usable_for_exit") is True and _days(one).holds(day)
        for one in _entries(provider, "agreements")
    )


def _entries(provider: Entry, name: str) -> Iterable[Entry]:
    return cast("list[Entry]", provider.get(name) or [])


def _days(entry: Entry) -> Period:
    """Read the days of an entry; a missing day is open."""
    first, until = entry.get("from"), entry.get("until")
    return Period(
        date.fromisoformat(first) if isinstance(first, str) else date.min,
        date.fromisoformat(until) if isinstance(until, str) else None,
    )


def _overlap(one: Period, other: Period) -> bool:
    """Say whether some day lies in both; a period without days overlaps nothing."""
    first = max(one.from_date, other.from_date)
    end = min(one.until_date or date.max, other.until_date or date.max)
    return first < end


def nights_of(stay: Period) -> int:
    """Count the nights of a stay that has an end."""
    return 0 if stay.until_date is None else (stay.until_date - stay.from_date) // timedelta(days=1)
