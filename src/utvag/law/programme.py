"""Read a programme profile from `programmes/`, and refuse one that is not whole.

Pure: the files are part of the package. All faults of a profile are told at once.
"""

import tomllib
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TypeVar

from utvag.law.decision_types import DecisionType
from utvag.law.profile import (
    DayOff,
    DelegationRule,
    DutyRule,
    Programme,
    Source,
    SourceKind,
    Span,
    Trigger,
    Unit,
    Value,
)
from utvag.law.statutes import sections

_FOLDER = Path(__file__).with_name("programmes")

DISTANCES = frozenset({"concrete", "latent", "own_network", "rival", "origin"})
ACUTE = frozenset("max_days plan_due_days agreement_due_days investigation_due_days reserve_homes".split())
INVESTIGATION = frozenset({"days"})
PROVIDER = frozenset({"reports_within_days"})
LIMITS = frozenset({"past_membership_years", "recent_membership_days", "peer_age_years", "shortlist"})
_DUTY_KEYS = frozenset("kind number title trigger first every before day_off who why source law".split())
_DELEGATION_KEYS = frozenset("decision role source out_of_hours out_of_hours_source from until".split())
_PROFILE_KEYS = frozenset(
    "name municipality extends sources placement acute provider investigation delegation duties".split()
)

Table = Mapping[str, object]
Word = TypeVar("Word", bound=StrEnum)


class ProgrammeInvalid(ValueError):
    """The profile cannot be used; `faults` says where and why."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@cache
def load_programme(key: str) -> Programme:
    """Read the profile `programmes/<key>.toml` and those it extends.

    :raises ProgrammeInvalid: when something in it is missing, unknown or without a source.
    """
    return read_programme(key, _document(key))


def programme_for(municipality: str, *, is_demo: bool) -> Programme:
    """Give the programme that a municipality follows.

    One without a profile of its own follows Malmö's, the most exact of the published ones; every duty names its source.
    """
    if is_demo:
        return load_programme("demo")
    own = (load_programme(key) for key in programme_keys())
    return next((each for each in own if each.municipality == municipality), load_programme("malmo"))


def programme_keys() -> tuple[str, ...]:
    """Name the profiles that the product carries."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.toml")))


def read_programme(key: str, document: Table) -> Programme:
    """Read a profile from its document.

    :raises ProgrammeInvalid: with every fault found.
    """
    reader = _Reader(_extended(document))
    programme = reader.programme(key)
    if reader.faults:
        raise ProgrammeInvalid(tuple(reader.faults))
    return programme


def _document(key: str) -> dict[str, object]:
    path = _FOLDER / f"{key}.toml"
    if not path.is_file():
        raise ProgrammeInvalid((f"{key}: there is no such profile",))
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _extended(document: Table) -> Table:
    parent = document.get("extends")
    if not isinstance(parent, str):
        return document
    merged = dict(_extended(_document(parent)))
    merged.pop("municipality", None)
    return {**merged, **document}


class _Reader:
    """Turn tables into dataclasses, and note each fault with its path."""

    def __init__(self, document: Table) -> None:
        self.faults: list[str] = []
        self._document = document
        self._sources: dict[str, Source] = {}

    def programme(self, key: str) -> Programme:
        self._refuse_unknown("", self._document, _PROFILE_KEYS)
        for name, entry in self._table("sources", self._document).items():
            self._sources[name] = self._source(name, _as_table(entry))
        placement = self._table("placement", self._document)
        municipality = self._document.get("municipality")
        return Programme(
            key=key,
            name=self._text("name", self._document),
            municipality=municipality if isinstance(municipality, str) else None,
            distances=self._values("placement.distance_km", placement, DISTANCES),
            limits=self._values("placement.limits", placement, LIMITS),
            duties=self._duties(),
            acute=self._values("acute", self._document, ACUTE),
            investigation=self._values("investigation", self._document, INVESTIGATION),
            provider=self._values("provider", self._document, PROVIDER),
            delegation=self._delegation(),
        )

    def _source(self, name: str, entry: Table) -> Source:
        path = f"sources.{name}"
        written = entry.get("date")
        day = written if isinstance(written, date) else None
        kind = self._word(f"{path}.kind", entry, SourceKind, SourceKind.DOCUMENT)
        if kind is SourceKind.DOCUMENT and day is None:
            self.faults.append(f"{path}.date: a document needs its date")
        return Source(name, self._text(f"{path}.title", entry), kind, day)

    def _values(self, path: str, parent: Table, expected: frozenset[str]) -> dict[str, Value]:
        table = self._table(path, parent)
        self._refuse_unknown(path, table, expected)
        self.faults.extend(f"{path}.{key}: is missing" for key in sorted(expected - set(table)))
        values = {}
        for key, entry in table.items():
            number = _as_table(entry).get("value")
            if not isinstance(number, int) or isinstance(number, bool) or number < 0:
                self.faults.append(f"{path}.{key}.value: must be a whole number, 0 or more")
                continue
            unit = self._word(f"{path}.{key}.unit", _as_table(entry), Unit, Unit.DAYS)
            values[key] = Value(number, self._cited(f"{path}.{key}", _as_table(entry)), unit)
        return values

    def _delegation(self) -> tuple[DelegationRule, ...]:
        entries = self._document.get("delegation")
        if not isinstance(entries, list):
            self.faults.append("delegation: must be a list of tables")
            return ()
        lines = tuple(self._delegated(f"delegation[{i}]", _as_table(e)) for i, e in enumerate(entries))
        decided = {line.decision for line in lines}
        self.faults.extend(f"delegation: nobody decides {kind}" for kind in DecisionType if kind not in decided)
        return lines

    def _delegated(self, path: str, entry: Table) -> DelegationRule:
        self._refuse_unknown(path, entry, _DELEGATION_KEYS)
        source, other = self._cited(path, entry), entry.get("out_of_hours_source")
        from_date, until_date = entry.get("from"), entry.get("until")
        if not isinstance(from_date, date):
            self.faults.append(f"{path}.from: a day is missing")
            from_date = date.min
        if until_date is not None and (not isinstance(until_date, date) or until_date <= from_date):
            self.faults.append(f"{path}.until: must be a day later than from")
            until_date = None
        return DelegationRule(
            decision=self._word(f"{path}.decision", entry, DecisionType, None),
            role=self._text(f"{path}.role", entry),
            out_of_hours=_optional_text(entry.get("out_of_hours")),
            from_date=from_date,
            until_date=until_date,
            source=source,
            out_of_hours_source=source if other is None else self._cited(path, {"source": other}),
        )

    def _duties(self) -> tuple[DutyRule, ...]:
        entries = self._document.get("duties", [])
        if not isinstance(entries, list):
            self.faults.append("duties: must be a list of tables")
            return ()
        duties = tuple(self._duty(f"duties[{i}]", _as_table(e)) for i, e in enumerate(entries))
        kinds = [duty.kind for duty in duties]
        for place, duty in enumerate(duties):
            if duty.kind in kinds[:place]:
                self.faults.append(f"duties[{place}].kind: {duty.kind} is stated twice")
            if duty.before is not None and duty.before not in kinds:
                self.faults.append(f"duties[{place}].before: there is no duty {duty.before}")
        return duties

    def _duty(self, path: str, entry: Table) -> DutyRule:
        self._refuse_unknown(path, entry, _DUTY_KEYS)
        law = entry.get("law")
        if law is not None and law not in sections():
            self.faults.append(f"{path}.law: statutes.toml has no section {law}")
        return DutyRule(
            kind=self._text(f"{path}.kind", entry),
            number=_optional_text(entry.get("number")),
            title=self._text(f"{path}.title", entry),
            trigger=self._word(f"{path}.trigger", entry, Trigger, None),
            first=self._span(f"{path}.first", entry),
            every=self._span(f"{path}.every", entry),
            before=_optional_text(entry.get("before")),
            day_off=self._word(f"{path}.day_off", entry, DayOff, DayOff.EARLIER),
            who=self._text(f"{path}.who", entry),
            why=self._text(f"{path}.why", entry),
            source=self._cited(path, entry),
            law=_optional_text(law),
        )

    def _span(self, path: str, entry: Table) -> Span | None:
        table = entry.get(path.rpartition(".")[2])
        if table is None:
            return None
        items = list(_as_table(table).items())
        if len(items) != 1 or items[0][0] not in set(Unit) or not isinstance(items[0][1], int):
            self.faults.append(f"{path}: must be one of {', '.join(Unit)} with a whole number")
            return None
        return Span(items[0][1], Unit(items[0][0]))

    def _cited(self, path: str, entry: Table) -> Source:
        name = str(entry.get("source", ""))
        if name not in self._sources:
            self.faults.append(f"{path}.source: no source is called '{name}'")
            return Source(name, "", SourceKind.DEFAULT, None)
        return self._sources[name]

    def _text(self, path: str, entry: Table) -> str:
        text = entry.get(path.rpartition(".")[2])
        if not isinstance(text, str) or not text.strip():
            self.faults.append(f"{path}: a text is missing")
            return ""
        return text

    def _word(self, path: str, entry: Table, words: type[Word], default: Word | None) -> Word:
        word = entry.get(path.rpartition(".")[2], default)
        if word not in set(words):
            self.faults.append(f"{path}: must be one of {', '.join(words)}")
            return next(iter(words))
        return words(str(word))

    def _table(self, path: str, parent: Table) -> Table:
        table = parent.get(path.rpartition(".")[2])
        if not isinstance(table, dict):
            self.faults.append(f"{path}: is missing")
            return {}
        return table

    def _refuse_unknown(self, path: str, table: Table, known: frozenset[str]) -> None:
        lead = f"{path}." if path else ""
        self.faults.extend(f"{lead}{key}: is not known here" for key in sorted(set(table) - known))


def _as_table(entry: object) -> Table:
    return entry if isinstance(entry, dict) else {}


def _optional_text(value: object) -> str | None:
    return value if isinstance(value, str) else None
