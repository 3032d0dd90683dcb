"""A flag that somebody sets and no rule reads says that something is kept when it is not: it fails the build.

Flags are the yes-or-no columns of the tables, the purposes and roles that let somebody in, the words for what a small
municipality keeps more weakly, and the switches of the settings.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import BooleanField

import utvag
from utvag.cases.rules import Purpose
from utvag.organisation.rules import Role, Weakening

SOURCE = Path(utvag.__file__).parent
#: Where it is decided who may and what must be done, and what a page says of it.
DECIDES = ("rules", "access", "queries", "gates", "row_security", "middleware")
FLAGS = sorted(
    {
        (model._meta.label, field.name)
        for model in apps.get_models()
        if model.__module__.startswith("utvag.")
        for field in model._meta.get_fields()
        if isinstance(field, BooleanField)
    }
)


def deciding(folder: Path = SOURCE) -> Iterator[Path]:
    """Give the files that decide: by the name of the module, or of a folder around it."""
    for file in folder.rglob("*.py"):
        if set(DECIDES) & {part.removesuffix(".py") for part in file.relative_to(folder).parts}:
            yield file


@cache
def read_words() -> frozenset[str]:
    """Give every word that a deciding file reads: of a row, of a lookup, of SQL; none that it only writes.

    What the database holds (a check of a table, a key that carries the flag, a trigger) reads it too.
    """
    found = set[str]()
    for file in deciding():
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            found |= set(words_of(node))
    for model in apps.get_models():
        for constraint in model._meta.constraints:
            # Its own name says nothing of what it reads.
            found |= set(re.findall(r"\w+", repr(constraint).replace(constraint.name, "").replace("__", " ")))
    return frozenset(found)


def words_of(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load):
        yield node.attr
    elif isinstance(node, ast.keyword) and node.arg:
        yield from node.arg.split("__")
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield from node.value.replace(".", " ").replace("__", " ").split()


def test_there_are_flags_and_files_that_decide() -> None:
    assert len(FLAGS) >= 15
    assert len(list(deciding())) > 100


@pytest.mark.parametrize(("table", "flag"), FLAGS)
def test_a_flag_of_a_table_is_read_by_a_rule(table: str, flag: str) -> None:
    assert flag in read_words(), f"nothing that decides reads {table}.{flag}: take it away, or let a rule read it"


@pytest.mark.parametrize("word", [*Purpose, *Role, *Weakening])
def test_a_word_that_lets_somebody_in_is_read_by_a_rule(word: Purpose | Role | Weakening) -> None:
    assert word.name in read_words(), word


def test_a_flag_that_nothing_reads_would_be_found() -> None:
    assert "is_invented" not in read_words()
    assert not set(words_of(ast.parse("row.is_invented = True").body[0].targets[0]))  # type: ignore[attr-defined]
