"""The environment's maker, as far as it can be tried without fetching anything."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def maker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The program, told that another folder is the checkout."""
    spec = importlib.util.spec_from_file_location("make_environment", ROOT / "tools" / "make_environment.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    venv = tmp_path / ".venv"
    (venv / "bin").mkdir(parents=True)
    (venv / "bin" / "python").touch()
    for name, value in (("ROOT", tmp_path), ("VENV", venv), ("PYTHON", venv / "bin" / "python")):
        monkeypatch.setattr(module, name, value)
    monkeypatch.setattr(module, "STAMP", venv / "utvag-environment.json")
    (tmp_path / "requirements-demo.txt").write_text("django==5.2\n")
    return module


def note(maker: ModuleType, **changed: str) -> None:
    noted = {"root": str(maker.ROOT), "group": "demo", "digest": maker.digest("demo"), **changed}
    maker.STAMP.write_text(json.dumps(noted))


def test_a_second_run_with_nothing_changed_has_nothing_to_do(maker: ModuleType) -> None:
    note(maker)
    assert maker.is_current("demo")
    assert not maker.is_current("dev")


def test_new_requirements_make_it_stale(maker: ModuleType) -> None:
    note(maker)
    (maker.ROOT / "requirements-demo.txt").write_text("django==5.3\n")
    assert not maker.is_current("demo")


def test_a_moved_checkout_is_made_anew_since_paths_stand_in_it(maker: ModuleType) -> None:
    note(maker, root="/elsewhere")
    assert not maker.is_usable()


def test_a_python_that_is_gone_is_noticed(maker: ModuleType) -> None:
    note(maker)
    maker.PYTHON.unlink()
    assert not maker.is_usable()


def test_it_removes_no_folder_that_is_not_an_environment(maker: ModuleType) -> None:
    with pytest.raises(SystemExit, match="ingen Pythonmiljö"):
        maker.make_venv()
    assert maker.VENV.is_dir()


@pytest.mark.parametrize("version", [(3, 10), (3, 14)])
def test_it_names_the_pythons_that_will_do(
    maker: ModuleType, monkeypatch: pytest.MonkeyPatch, version: tuple[int, int]
) -> None:
    monkeypatch.setattr(maker.sys, "version_info", version)
    assert "3.11, 3.12 eller 3.13" in maker.unsuitable_python()


def test_without_venv_it_says_the_one_line_that_installs_it(maker: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(maker, "bundled_pip", lambda: None)
    assert maker.unsuitable_python().endswith(f"sudo apt-get install -y python3.{sys.version_info[1]}-venv")


def test_uv_is_told_what_pip_has_been_told(maker: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = tmp_path / "pip.conf"
    settings.write_text("[global]\nindex-url = https://mirror.example/simple\ncert = /ca.pem\ntimeout = 3\n")
    monkeypatch.setattr(maker, "pip_files", lambda: [tmp_path / "none", settings])
    for name in ("PIP_CERT", "PIP_INDEX_URL", "SSL_CERT_FILE", "UV_DEFAULT_INDEX"):
        monkeypatch.delenv(name, raising=False)
    told = {"UV_DEFAULT_INDEX": "https://mirror.example/simple", "SSL_CERT_FILE": "/ca.pem"}
    assert maker.pip_settings() == told
    monkeypatch.setenv("PIP_INDEX_URL", "https://nearer.example/simple")
    assert maker.pip_settings()["UV_DEFAULT_INDEX"] == "https://nearer.example/simple"


def test_what_is_told_to_uv_itself_is_not_changed(maker: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(maker, "pip_files", list)
    monkeypatch.setenv("PIP_INDEX_URL", "https://mirror.example/simple")
    monkeypatch.setenv("UV_DEFAULT_INDEX", "https://chosen.example/simple")
    assert "UV_DEFAULT_INDEX" not in maker.pip_settings()


def make(*arguments: str) -> list[str]:
    """Run make as a person does, also when make runs the tests, and return what it says."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    answer = subprocess.run(["make", *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    return answer.stdout.splitlines()


@pytest.mark.parametrize("target", ["env", "demo", "demo-reset", "test", "assets", "lint", "doctor"])
def test_make_knows_its_commands_and_says_what_they_do(target: str) -> None:
    lines = {line.split()[1]: line.split()[2:] for line in make("help")}
    assert lines[target]


def test_make_hands_the_demo_over_so_that_it_can_watch_its_parent() -> None:
    assert make("--dry-run", "demo")[-1] == "UTVAG_WITH_PARENT=1 exec .venv/bin/utvag demo"
