"""Every act that the code writes in the log has words of the field."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import utvag
from utvag.drafts.rules import FormKind
from utvag.log_review.rules import ActKind, kind_of, words_for
from utvag.log_review.rules.actions import WORDS

ROOT = Path(utvag.__file__).parent


def actions() -> Iterator[str]:
    """Give what stands after `action=` in the code, a constant of the same module among them."""
    for path in ROOT.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        constants = dict(constants_of(tree))
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            for given in (each.value for each in call.keywords if each.arg == "action"):
                if isinstance(given, ast.Constant) and isinstance(given.value, str) and given.value.isupper():
                    yield given.value
                elif isinstance(given, ast.Name) and given.id in constants:
                    yield constants[given.id]


def constants_of(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for node in tree.body:
        if isinstance(node, ast.AnnAssign):
            yield from pairs(node.target, node.value)
        elif isinstance(node, ast.Assign):
            yield from pairs(node.targets[0], node.value)


def pairs(target: ast.expr, value: ast.expr | None) -> Iterator[tuple[str, str]]:
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        for one, its in zip(target.elts, value.elts, strict=True):
            yield from pairs(one, its)
    elif isinstance(target, ast.Name) and isinstance(value, ast.Constant) and isinstance(value.value, str):
        yield target.id, value.value


def test_every_act_has_words() -> None:
    found = set(actions())
    assert len(found) > 120
    assert found - set(WORDS) - {form.value for form in FormKind} == set()


def test_no_two_acts_have_the_same_words() -> None:
    assert len(set(WORDS.values())) == len(WORDS)


def test_what_has_no_name_yet_is_said_to_have_none() -> None:
    assert words_for("SOMETHING_NEW") not in WORDS.values()
    assert kind_of("SOMETHING_NEW") is ActKind.ACT


def test_reads_and_acts_are_told_apart() -> None:
    assert {kind_of(one) for one in ("OPEN_CASE", "READ_JOURNAL", "LIST_DOCUMENTS", "REVEAL_ADDRESS")} == {ActKind.READ}
    assert {kind_of(one) for one in ("SIGN_NOTE", "TAKE_DECISION", "OPEN_NEW_INVESTIGATION")} == {ActKind.ACT}
    assert kind_of("OPEN_CASE_ON_CALL") is ActKind.SEARCH
