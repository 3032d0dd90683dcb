"""The contracts of the house hold, and each is shown to fail when it is broken on purpose."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LINTER = Path(sys.executable).with_name("lint-imports")


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter on a copy of the house, and on nothing that is installed."""
    return subprocess.run(
        [LINTER, "--no-cache"],
        cwd=folder,
        env={"PYTHONPATH": str(folder / "src"), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = tmp_path_factory.mktemp("house")
    shutil.copytree(ROOT / "src", copy / "src", ignore=shutil.ignore_patterns("static", "*.pyc"))
    shutil.copy(ROOT / ".importlinter", copy)
    return copy


def test_all_contracts_are_kept(house: Path) -> None:
    done = lint(house)
    assert done.returncode == 0, done.stdout
    assert "6 kept, 0 broken" in done.stdout


# What is written where, and the contract that must fail.
BREACHES = [
    ("law/upward.py", "import utvag.placement.rules\n", "1. Floors"),
    ("threats/sideways.py", "import utvag.providers.models\n", "1. Floors"),
    ("unheard_of/__init__.py", "", "1. Floors"),
    ("placement/queries.py", "import utvag.placement.operations\n", "2. Rooms"),
    ("cases/models.py", "import utvag.cases.access\n", "2. Rooms"),
    ("placement/rules.py", "import django.db\n", "3. Rules"),
    ("placement/engine/days.py", "import psycopg\n", "3. Rules"),
    ("cases/rules.py", "import utvag.foundation.facts\n", "3. Rules"),
    ("placement/wording.py", "import utvag.threats.views\n", "4. Doors"),
    ("placement/views/choosing.py", "import utvag.placement.answering.whole\n", "6. The engine's side"),
    ("placement/operations/choosing.py", "import utvag.placement.answering.homes\n", "6. The engine's side"),
    ("emergency/tasks.py", "import utvag.emergency.answering\n", "6. The engine's side"),
    ("law/ring/one.py", "import utvag.law.ring.two\n", "5. No two siblings"),
]


@pytest.mark.parametrize(("file", "line", "contract"), BREACHES, ids=lambda value: str(value)[:30])
def test_a_breach_fails_the_build(house: Path, file: str, line: str, contract: str) -> None:
    target = house / "src/utvag" / file
    before = target.read_text() if target.exists() else None
    target.write_text(line + (before or ""))
    try:
        done = lint(house)
        assert done.returncode != 0
        broken = [row for row in done.stdout.splitlines() if row.rstrip().endswith("BROKEN")]
        assert any(row.startswith(contract) for row in broken), done.stdout
    finally:
        if before is None:
            target.unlink()
        else:
            target.write_text(before)


@pytest.fixture(autouse=True)
def half_a_ring(house: Path) -> Iterator[None]:
    """Lay out a package without a floor and one half of a ring, both harmless until the breach."""
    for folder in ("law/ring", "unheard_of"):
        (house / "src/utvag" / folder).mkdir()
    (house / "src/utvag/law/ring/__init__.py").touch()
    (house / "src/utvag/law/ring/two.py").write_text("import utvag.law.ring.one\n")
    yield
    for folder in ("law/ring", "unheard_of"):
        shutil.rmtree(house / "src/utvag" / folder)
