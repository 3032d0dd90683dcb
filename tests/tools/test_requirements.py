"""What is installed is what the lock says."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_requirements_follow_from_the_lock() -> None:
    answer = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "export_requirements.py"), "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (answer.returncode, answer.stderr) == (0, "")


def test_the_lock_follows_from_the_project() -> None:
    uv = Path(sys.executable).parent / "uv"
    answer = subprocess.run(
        [str(uv), "lock", "--check", "--offline", "--quiet"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (answer.returncode, answer.stderr) == (0, "")


def test_every_package_has_its_hash_and_no_address_of_a_machine() -> None:
    for path in ROOT.glob("requirements-*.txt"):
        text = path.read_text()
        assert text.count("==") <= text.count("--hash=sha256:")
        assert "://" not in text
        assert "--find-links" not in text
