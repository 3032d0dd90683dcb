"""The doctor says what is missing, and the command that mends it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.config.demo.running import run
from utvag.config import doctor
from utvag.config.demo.place import DemoPlace, read_place


@pytest.fixture
def place(tmp_path: Path) -> DemoPlace:
    return read_place({"UTVAG_DEMO_FOLDER": str(tmp_path / ".demo")})


def test_every_line_says_whether_it_is_there(tmp_path: Path) -> None:
    answer = run(tmp_path / ".demo", "doctor")
    lines = answer.stdout.splitlines()
    assert answer.returncode in {0, 1}
    assert sum(line.startswith(("  OK ", "  saknas ")) for line in lines) == len(doctor.CHECKS)
    assert answer.returncode == int("  saknas " in answer.stdout)


def test_it_names_the_command_that_installs_a_missing_browser(
    place: DemoPlace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.which", lambda _name: None)
    finding = doctor.check_browser(place)
    assert (finding.remedy or "").endswith("apt-get install -y --no-install-recommends chromium")


def test_it_names_the_command_that_installs_a_missing_postgres(tmp_path: Path) -> None:
    finding = doctor.check_postgres(read_place({"UTVAG_PG_BIN": str(tmp_path)}))
    assert (finding.remedy or "").endswith("apt-get install -y --no-install-recommends postgresql")


def test_it_finds_a_folder_that_cannot_be_written(place: DemoPlace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert "chown" in (doctor.check_folder(place).remedy or "")


def test_it_finds_a_server_that_a_killed_demo_left(place: DemoPlace, monkeypatch: pytest.MonkeyPatch) -> None:
    (place.folder / "pg18").mkdir(parents=True)
    monkeypatch.setattr(doctor, "find_orphan", lambda _data: 4711)
    assert doctor.check_leftovers(place).remedy == "kill -INT 4711"


def test_a_machine_in_order_lacks_nothing_of_what_the_demo_needs(place: DemoPlace) -> None:
    needed = (doctor.check_python, doctor.check_postgres, doctor.check_folder, doctor.check_port, doctor.check_fonts)
    assert [finding.what for check in needed if (finding := check(place)).remedy] == []
