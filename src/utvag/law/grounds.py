"""The grounds for giving something out in spite of secrecy (OSL 10 and 12 kap.), with the days of each."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

_FILE = Path(__file__).with_name("grounds.toml")
# What the database compares with where a ground has no last day.
NO_END: Final = date.max


@dataclass(frozen=True, slots=True)
class Ground:
    """One ground: its paragraph, its days, whom it lets receive, and what must be there.

    :ivar until_date: the first day on which it no longer applies; ``NO_END`` where no such day is known.
    """

    key: str
    paragraph: str
    title: str
    sentence: str
    from_date: date
    until_date: date
    to: frozenset[str]
    source: str
    needs_balance: bool
    needs_request: bool
    needs_under_21: bool
    escalates_protected: bool
    may_recur: bool

    @property
    def needs_decision(self) -> bool:
        """Tell whether somebody must decide first: what is weighed is decided, a consent or a plain duty is not."""
        return self.needs_balance

    def applies_on(self, day: date) -> bool:
        """Tell whether the ground is in force that day."""
        return self.from_date <= day < self.until_date


@cache
def grounds() -> Mapping[str, Ground]:
    """Read all grounds of `grounds.toml`, by key and in the order of the file."""
    document = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return MappingProxyType({key: _ground(key, entry) for key, entry in document.items()})


def _ground(key: str, entry: Mapping[str, object]) -> Ground:
    first, end, to = entry["from"], entry.get("until", NO_END), entry["to"]
    if not isinstance(first, date) or not isinstance(end, date) or not isinstance(to, list):
        raise TypeError(f"grounds.toml: {key}")
    return Ground(
        key=key,
        paragraph=str(entry["paragraph"]),
        title=str(entry["title"]),
        sentence=str(entry["sentence"]),
        from_date=first,
        until_date=end,
        to=frozenset(map(str, to)),
        source=str(entry["source"]),
        needs_balance=entry.get("balance") is True,
        needs_request=entry.get("request") is True,
        needs_under_21=entry.get("under_21") is True,
        escalates_protected=entry.get("escalate_protected") is True,
        may_recur=entry.get("recurring") is True,
    )
