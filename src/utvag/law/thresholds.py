"""Amounts of procurement with their days. What is not verified is not known, and never "under"."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Final

from utvag.law.tables import Table, TableReader, as_table, document_in

_KEYS: Final = frozenset("kind kronor within_days from until source".split())


class AmountKind(StrEnum):
    """The limits that a purchase is held against."""

    DIRECT_AWARD = "DIRECT_AWARD"
    EU_SOCIAL_SERVICES = "EU_SOCIAL_SERVICES"
    DOCUMENTATION = "DOCUMENTATION"


class Under(StrEnum):
    """Whether a value is under a limit."""

    YES = "YES"
    NO = "NO"
    NOT_KNOWN = "NOT_KNOWN"


@dataclass(frozen=True, slots=True)
class Amount:
    """A limit and the days on which it applies, closed-open.

    :ivar kronor: None where nobody has verified the amount.
    :ivar within_days: how soon what the limit asks for must be done, where it says.
    """

    kind: AmountKind
    kronor: int | None
    within_days: int | None
    from_date: date
    until_date: date | None
    source: str

    def under(self, value: int) -> Under:
        """Say whether a value in kronor is under the limit: "not known" where the limit is not."""
        if self.kronor is None:
            return Under.NOT_KNOWN
        return Under.YES if value < self.kronor else Under.NO


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The limits of one day.

    :ivar direct_award: LOU 19 a kap. 2 §. :ivar eu_social_services: the EU's for the services of annex 2.
    :ivar documentation: from where a written documentation is made (LOU 19 a kap. 11 §), with its days.
    """

    direct_award: Amount
    eu_social_services: Amount
    documentation: Amount


@dataclass(frozen=True, slots=True)
class LicenceRule:
    """When protected housing needs a licence, and who may go on while the application is tried."""

    required_from: date
    apply_by: date
    source: str
    transition_source: str


class LicenceAnswer(StrEnum):
    """Whether a private provider may run protected housing on a day."""

    NOT_REQUIRED = "NOT_REQUIRED"
    HELD = "HELD"
    PENDING = "PENDING"
    MISSING = "MISSING"


def thresholds_on(day: date) -> Thresholds:
    """Give the limits of a day; one that no file states for that day is not known."""
    amounts = all_amounts()
    return Thresholds(
        direct_award=_amount_on(amounts, AmountKind.DIRECT_AWARD, day),
        eu_social_services=_amount_on(amounts, AmountKind.EU_SOCIAL_SERVICES, day),
        documentation=_amount_on(amounts, AmountKind.DOCUMENTATION, day),
    )


def licence_on(
    day: date, *, has_licence: bool, applied_date: date | None = None, ran_before: bool = False
) -> LicenceAnswer:
    """Say whether a private provider may run protected housing that day (SoL 2025:400 26 kap. 1 §; lag 2024:85).

    One that ran before the licence was required had until 1 August 2024 to apply, and may run while it is tried.
    """
    rule = licence_rule()
    if has_licence:
        return LicenceAnswer.HELD
    if day < rule.required_from:
        return LicenceAnswer.NOT_REQUIRED
    applied_in_time = applied_date is not None and applied_date <= min(day, rule.apply_by)
    if ran_before and (applied_in_time or day <= rule.apply_by):
        return LicenceAnswer.PENDING
    return LicenceAnswer.MISSING


@cache
def all_amounts() -> tuple[Amount, ...]:
    """Read every amount of `thresholds.toml`.

    :raises LawInvalid: when the file is not whole.
    """
    return read_thresholds(document_in("thresholds.toml"))[0]


@cache
def licence_rule() -> LicenceRule:
    """Read the licence of protected housing from `thresholds.toml`.

    :raises LawInvalid: when the file is not whole.
    """
    return read_thresholds(document_in("thresholds.toml"))[1]


def read_thresholds(document: Table) -> tuple[tuple[Amount, ...], LicenceRule]:
    """Read amounts and licence of a document.

    :raises LawInvalid: with every fault found.
    """
    reader = TableReader(document)
    amounts = tuple(_amount(reader, path, row) for path, row in reader.rows("amount"))
    stated = {each.kind for each in amounts}
    reader.faults.extend(f"amount: {kind} is missing" for kind in AmountKind if kind not in stated)
    licence = _licence(reader)
    reader.refuse_if_faulty()
    return amounts, licence


def _licence(reader: TableReader) -> LicenceRule:
    row = as_table(reader.document.get("licence"))
    return LicenceRule(
        required_from=reader.day("licence", row, "required_from"),
        apply_by=reader.day("licence", row, "apply_by"),
        source=reader.source("licence", row),
        transition_source=reader.source("licence", row, "transition_source"),
    )


def _amount(reader: TableReader, path: str, row: Table) -> Amount:
    reader.refuse_unknown(path, row, _KEYS)
    amount = Amount(
        kind=reader.word(path, row, "kind", AmountKind),
        kronor=reader.optional_number(path, row, "kronor"),
        within_days=reader.optional_number(path, row, "within_days"),
        from_date=reader.day(path, row, "from"),
        until_date=reader.optional_day(path, row, "until"),
        source=reader.source(path, row),
    )
    reader.refuse_empty_period(path, amount.from_date, amount.until_date)
    return amount


def _amount_on(amounts: tuple[Amount, ...], kind: AmountKind, day: date) -> Amount:
    for each in amounts:
        if each.kind is kind and each.from_date <= day and (each.until_date is None or day < each.until_date):
            return each
    return Amount(kind, None, None, date.min, None, "")
