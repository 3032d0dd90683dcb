"""Read tables of law from TOML, and note every fault with its path. Pure."""

import tomllib
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

Table = Mapping[str, object]
Word = TypeVar("Word", bound=StrEnum)


class LawInvalid(ValueError):
    """A file of law cannot be used; `faults` says where and why."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


def document_in(name: str) -> Table:
    """Read a file that the package carries."""
    return tomllib.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))


class TableReader:
    """Take values out of tables; what is wrong is noted, and the reading goes on."""

    def __init__(self, document: Table) -> None:
        self.document = document
        self.faults: list[str] = []

    def refuse_if_faulty(self) -> None:
        """Tell all faults at once.

        :raises LawInvalid: when there is any.
        """
        if self.faults:
            raise LawInvalid(tuple(self.faults))

    def rows(self, key: str) -> list[tuple[str, Table]]:
        """Give the rows of a list of tables, each with its path."""
        entries = self.document.get(key)
        if not isinstance(entries, list) or not entries:
            self.faults.append(f"{key}: must be a list of tables")
            return []
        return [(f"{key}[{place}]", as_table(entry)) for place, entry in enumerate(entries)]

    def refuse_unknown(self, path: str, table: Table, known: frozenset[str]) -> None:
        """Note what nobody reads."""
        self.faults.extend(f"{path}.{key}: is not known here" for key in sorted(set(table) - known))

    def text(self, path: str, table: Table, key: str) -> str:
        """Take a text that must be there."""
        value = table.get(key)
        if not isinstance(value, str) or not value.strip():
            self.faults.append(f"{path}.{key}: a text is missing")
            return ""
        return value

    def word(self, path: str, table: Table, key: str, words: type[Word]) -> Word:
        """Take a word of a closed list."""
        value = table.get(key)
        if value not in set(words):
            self.faults.append(f"{path}.{key}: must be one of {', '.join(words)}")
            return next(iter(words))
        return words(str(value))

    def day(self, path: str, table: Table, key: str) -> date:
        """Take a day that must be there."""
        value = self.optional_day(path, table, key)
        if value is None:
            self.faults.append(f"{path}.{key}: a day is missing")
        return value or date.min

    def optional_day(self, path: str, table: Table, key: str) -> date | None:
        """Take a day that may be missing."""
        value = table.get(key)
        if value is not None and not isinstance(value, date):
            self.faults.append(f"{path}.{key}: must be a day")
            return None
        return value

    def optional_number(self, path: str, table: Table, key: str) -> int | None:
        """Take a whole number that may be missing."""
        value = table.get(key)
        if value is None:
            return None
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            self.faults.append(f"{path}.{key}: must be a whole number, 1 or more")
            return None
        return value

    def source(self, path: str, table: Table, key: str = "source") -> str:
        """Take the title of a source that the file names."""
        name = str(table.get(key, ""))
        title = as_table(as_table(self.document.get("sources")).get(name)).get("title")
        if not isinstance(title, str) or not title.strip():
            self.faults.append(f"{path}.{key}: no source is called '{name}'")
            return ""
        return title

    def refuse_empty_period(self, path: str, from_date: date, until_date: date | None) -> None:
        """Note days that end before they begin."""
        if until_date is not None and until_date <= from_date:
            self.faults.append(f"{path}.until: must be later than from")


def as_table(entry: object) -> Table:
    """Give a table, or an empty one where something else stands."""
    return entry if isinstance(entry, dict) else {}
