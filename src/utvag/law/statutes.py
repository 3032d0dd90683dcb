"""Name the act and section that applied on a given day."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("statutes.toml")


@dataclass(frozen=True, slots=True)
class Act:
    """An act and the days on which it applies, closed-open."""

    title: str
    from_date: date
    until_date: date | None

    def applies_on(self, day: date) -> bool:
        """Tell whether the act is in force that day."""
        return self.from_date <= day and (self.until_date is None or day < self.until_date)


@dataclass(frozen=True, slots=True)
class Section:
    """One subject, with its section in each act that has had it."""

    subject: str
    versions: tuple[tuple[Act, str], ...]


class NoSuchSection(LookupError):
    """No section on that subject applied that day."""


@cache
def acts() -> dict[str, Act]:
    """Read all acts of `statutes.toml`, by key."""
    document = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {key: Act(entry["title"], entry["from"], entry.get("until")) for key, entry in document["acts"].items()}


@cache
def sections() -> dict[str, Section]:
    """Read all sections of `statutes.toml`, by key."""
    document = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {
        key: Section(
            subject=entry["subject"],
            versions=tuple((acts()[act], text) for act, text in entry.items() if act != "subject"),
        )
        for key, entry in document["sections"].items()
    }


def cite(key: str, *, on: date) -> str:
    """Write the section with its act, as it read that day.

    :raises NoSuchSection: when the subject is unknown or had no section that day.
    """
    section = sections().get(key)
    if section is None:
        raise NoSuchSection(key)
    for act, text in section.versions:
        if act.applies_on(on):
            return f"{text} {act.title}"
    raise NoSuchSection(key)
