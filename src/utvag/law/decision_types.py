"""Which decisions there are, and the section each rests on by its day and the person's age."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Final

from utvag.law.statutes import Act, acts
from utvag.law.tables import Table, TableReader, document_in

_KEYS: Final = frozenset("decision act section from until from_age below_age source".split())


class DecisionType(StrEnum):
    """What is decided."""

    HOUSING_SUPPORT = "HOUSING_SUPPORT"
    PROTECTED_HOUSING = "PROTECTED_HOUSING"
    PROTECTED_HOUSING_UNASSESSED = "PROTECTED_HOUSING_UNASSESSED"
    FINANCIAL_ASSISTANCE = "FINANCIAL_ASSISTANCE"
    LVU_PLACEMENT = "LVU_PLACEMENT"
    CALL_OFF_FRAMEWORK = "CALL_OFF_FRAMEWORK"
    CALL_OFF_OUTSIDE = "CALL_OFF_OUTSIDE"
    EXTENSION = "EXTENSION"
    ENDING = "ENDING"
    ACUTE_HOUSING = "ACUTE_HOUSING"

    @property
    def swedish(self) -> str:
        """Give the decision's name on the screens."""
        return _SWEDISH[self]


class WhyNoBasis(StrEnum):
    """Why no section carries a decision; the text says what to do instead."""

    NOT_IN_FORCE = "Ingen paragraf gav rätt till det beslutet den dagen. Välj en annan sorts beslut."
    AGE_UNKNOWN = "Personens ålder är inte känd, och paragrafen gäller bara vissa åldrar. Ta reda på åldern först."
    TOO_YOUNG = "Den som är under 21 år ska alltid få sitt behov prövat. Välj skyddat boende efter behovsprövning."
    TOO_OLD = "Vård enligt lagen om vård av unga upphör senast när personen fyller 21. Välj en annan sorts beslut."


@dataclass(frozen=True, slots=True)
class Basis:
    """A section that a decision can rest on, and the days on which it does. Closed-open.

    :ivar from_age: the youngest who may get it; None where age does not matter.
    :ivar below_age: the first age that may not.
    """

    decision_type: DecisionType
    act: str
    section: str
    from_date: date
    until_date: date | None
    from_age: int | None
    below_age: int | None
    source: str

    @property
    def text(self) -> str:
        """Write the section with its act. A bare "SoL" is never shown: two acts are called so."""
        return f"{self.section} {self.act}"

    def applies_on(self, day: date) -> bool:
        """Tell whether the section carried the decision that day."""
        return self.from_date <= day and (self.until_date is None or day < self.until_date)


@dataclass(frozen=True, slots=True)
class NoBasis:
    """Nothing carries the decision, and why."""

    reason: WhyNoBasis


def legal_bases(decision_type: DecisionType, on: date) -> tuple[Basis, ...]:
    """Give the sections in force that day for a kind of decision, whatever the person's age."""
    return tuple(basis for basis in all_bases() if basis.decision_type is decision_type and basis.applies_on(on))


def basis_for(decision_type: DecisionType, *, on: date, age: int | None) -> Basis | NoBasis:
    """Give the section that a decision rests on that day for a person of that age (SoL 2025:400 11 kap. 5 §; LVU 21 §).

    An age that nobody knows carries no decision that depends on it.
    """
    refused: NoBasis | None = None
    for basis in legal_bases(decision_type, on):
        refused = refused_by_age(basis, age)
        if refused is None:
            return basis
    return refused or NoBasis(WhyNoBasis.NOT_IN_FORCE)


def refused_by_age(basis: Basis, age: int | None) -> NoBasis | None:
    """Refuse a basis that does not reach a person of that age."""
    if basis.from_age is None and basis.below_age is None:
        return None
    if age is None:
        return NoBasis(WhyNoBasis.AGE_UNKNOWN)
    if basis.from_age is not None and age < basis.from_age:
        return NoBasis(WhyNoBasis.TOO_YOUNG)
    if basis.below_age is not None and age >= basis.below_age:
        return NoBasis(WhyNoBasis.TOO_OLD)
    return None


@cache
def all_bases() -> tuple[Basis, ...]:
    """Read every basis of `decision_types.toml`, in its order.

    :raises LawInvalid: when the file is not whole.
    """
    return read_bases(document_in("decision_types.toml"))


def read_bases(document: Table) -> tuple[Basis, ...]:
    """Read the bases of a document.

    :raises LawInvalid: with every fault found.
    """
    reader = TableReader(document)
    bases = tuple(_basis(reader, path, row) for path, row in reader.rows("basis"))
    reader.faults.extend(
        f"basis: {kind} has no section" for kind in DecisionType if kind not in {each.decision_type for each in bases}
    )
    reader.faults.extend(_overlaps(bases))
    reader.refuse_if_faulty()
    return bases


def _basis(reader: TableReader, path: str, row: Table) -> Basis:
    reader.refuse_unknown(path, row, _KEYS)
    act = acts().get(str(row.get("act", "")))
    if act is None:
        reader.faults.append(f"{path}.act: statutes.toml has no act '{row.get('act', '')}'")
        act = Act("", date.min, None)
    from_date = reader.optional_day(path, row, "from") or act.from_date
    until_date = reader.optional_day(path, row, "until") or act.until_date
    reader.refuse_empty_period(path, from_date, until_date)
    if from_date < act.from_date or (act.until_date is not None and (until_date or date.max) > act.until_date):
        reader.faults.append(f"{path}: reaches outside the days of its act")
    return Basis(
        decision_type=reader.word(path, row, "decision", DecisionType),
        act=act.title,
        section=reader.text(path, row, "section"),
        from_date=from_date,
        until_date=until_date,
        from_age=reader.optional_number(path, row, "from_age"),
        below_age=reader.optional_number(path, row, "below_age"),
        source=reader.source(path, row),
    )


def _overlaps(bases: tuple[Basis, ...]) -> list[str]:
    return [
        f"basis[{place}]: another basis of {later.decision_type} applies on the same days"
        for place, later in enumerate(bases)
        for earlier in bases[:place]
        if earlier.decision_type is later.decision_type
        and earlier.from_date < (later.until_date or date.max)
        and later.from_date < (earlier.until_date or date.max)
    ]


_SWEDISH: Final[Mapping[DecisionType, str]] = {
    DecisionType.HOUSING_SUPPORT: "Boende med stöd",
    DecisionType.PROTECTED_HOUSING: "Skyddat boende, efter behovsprövning",
    DecisionType.PROTECTED_HOUSING_UNASSESSED: "Skyddat boende, utan behovsprövning",
    DecisionType.FINANCIAL_ASSISTANCE: "Ekonomiskt bistånd",
    DecisionType.LVU_PLACEMENT: "Placering enligt lagen om vård av unga",
    DecisionType.CALL_OFF_FRAMEWORK: "Köp från ramavtal",
    DecisionType.CALL_OFF_OUTSIDE: "Köp utanför ramavtal",
    DecisionType.EXTENSION: "Förlängning av boendet",
    DecisionType.ENDING: "Insatsen upphör",
    DecisionType.ACUTE_HOUSING: "Akut boende, tillfälligt",
}
