"""The service stands alone: it imports nothing of the product, and the product nothing of it."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

import utvag
import utvag_keyservice

OWN = Path(utvag_keyservice.__file__).parent
PRODUCT = Path(utvag.__file__).parent
ALLOWED = {"cryptography", "shamir_mnemonic", "utvag_keyservice"}


def imported_by(file: Path) -> set[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    return {name.partition(".")[0] for name in names}


@pytest.mark.parametrize("file", sorted(OWN.glob("*.py")), ids=lambda file: file.name)
def test_it_imports_the_standard_library_and_cryptography_alone(file: Path) -> None:
    assert imported_by(file) <= ALLOWED | set(sys.stdlib_module_names)


def test_the_product_imports_nothing_of_it() -> None:
    assert not [file for file in PRODUCT.rglob("*.py") if "utvag_keyservice" in imported_by(file)]
