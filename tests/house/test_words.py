"""Closed lists that share a table of texts: no word takes another list's text.

Two members of different StrEnums with the same value are equal and hash alike. In a table that two lists share, the
later one's text overwrites the earlier one's without a word, and a word without a text finds the other list's.
"""

import ast
from collections.abc import Iterator, Mapping
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from types import ModuleType

import pytest

import utvag


def modules() -> Iterator[ModuleType]:
    """Give every module that holds words: rules, law and forms; the rest of the house imports them."""
    for found in walk_packages(utvag.__path__, "utvag."):
        if ".rules" in found.name or ".law" in found.name or found.name.endswith("forms"):
            yield import_module(found.name)


def lists_of_words() -> Iterator[type[StrEnum]]:
    """Give every closed list whose words have Swedish texts, once."""
    for module in modules():
        for kind in vars(module).values():
            is_own = isinstance(kind, type) and kind.__module__ == module.__name__
            if is_own and issubclass(kind, StrEnum) and hasattr(kind, "swedish"):
                yield kind


def tables_of(kind: type[StrEnum]) -> list[Mapping[object, object]]:
    """Give the tables that a list's texts are looked up in."""
    getter = kind.__dict__.get("swedish") or next(
        vars(base)["swedish"] for base in kind.__mro__ if "swedish" in vars(base)
    )
    found = (getter.fget.__globals__.get(name) for name in getter.fget.__code__.co_names)
    return [table for table in found if isinstance(table, Mapping)]


def tables_as_written(source: str) -> Iterator[tuple[str, int]]:
    """Give each table of a module's own level, and how many entries it has on paper."""
    for line in ast.parse(source).body:
        if not isinstance(line, ast.Assign | ast.AnnAssign):
            continue
        target = line.targets[0] if isinstance(line, ast.Assign) else line.target
        if isinstance(target, ast.Name) and isinstance(line.value, ast.Dict) and None not in line.value.keys:
            yield target.id, len(line.value.keys)


@pytest.mark.parametrize("module", list(modules()), ids=lambda module: module.__name__)
def test_no_entry_of_a_table_is_overwritten_by_a_later_one(module: ModuleType) -> None:
    lost = {
        name: size - len(vars(module)[name]) for name, size in tables_as_written(Path(str(module.__file__)).read_text())
    }
    assert {name: count for name, count in lost.items() if count} == {}


@pytest.mark.parametrize("kind", list(lists_of_words()), ids=lambda kind: f"{kind.__module__}.{kind.__name__}")
def test_every_word_has_a_text_of_its_own_list(kind: type[StrEnum]) -> None:
    for word in kind:
        assert word.swedish  # type: ignore[attr-defined]  # lists_of_words
        for table in tables_of(kind):
            keys = [key for key in table if key == word]
            assert [type(key) for key in keys] == [kind] * len(keys)


def test_the_detector_sees_two_lists_of_which_one_takes_the_others_text() -> None:
    source = "T = {A.ONE: 'a', B.ONE: 'b'}"
    assert list(tables_as_written(source)) == [("T", 2)]
    one, other = StrEnum("A", {"ONE": "ONE"}), StrEnum("B", {"ONE": "ONE"})
    assert len({one.ONE: "a", other.ONE: "b"}) == 1  # type: ignore[attr-defined]  # made here
