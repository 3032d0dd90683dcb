"""The demo's folder: closed, locked by one, and never somebody else's."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from tests.config.demo.running import run
from utvag.config.demo.attach import attach_to_demo
from utvag.config.demo.errors import UnableToRunDemo
from utvag.config.demo.folder import DemoFolder, Running, open_folder, write_private
from utvag.gateways.postgres.lodging import lodge


@pytest.fixture
def folder(tmp_path: Path) -> DemoFolder:
    return open_folder(tmp_path / ".demo")


def test_secrets_are_made_once_and_closed_to_others(folder: DemoFolder) -> None:
    first, second = folder.embedded.secrets(), folder.embedded.secrets()
    assert first == second
    assert stat.S_IMODE((folder.root / "secrets.json").stat().st_mode) == 0o600
    assert len({first.passwords.admin, first.passwords.owner, first.passwords.app, first.django_key}) == 4
    assert first.passwords.app not in repr(first)


def test_a_file_that_others_could_read_is_not_written_into(folder: DemoFolder) -> None:
    path = folder.root / "secrets.json"
    path.write_text("{}")
    path.chmod(0o644)
    write_private(path, "new")
    assert (path.read_text(), stat.S_IMODE(path.stat().st_mode)) == ("new", 0o600)


def test_only_one_holds_the_lock(folder: DemoFolder) -> None:
    with folder.locked() as mine:
        with folder.locked() as second:
            assert (mine, second) == (True, False)
        assert folder.is_locked()
    assert not folder.is_locked()


def test_it_refuses_a_folder_that_holds_something_else(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(UnableToRunDemo, match="lämnas orörd"):
        open_folder(tmp_path)


def test_a_reset_removes_only_what_the_demo_makes(folder: DemoFolder) -> None:
    with folder.locked():
        folder.embedded.secrets()
        folder.clear_logs()
        folder.note_port(4711)
    (folder.root / "letter.txt").write_text("dear")
    assert run(folder.root, "demo-reset").returncode == 0
    assert {path.name for path in folder.root.iterdir()} == {"letter.txt", "lock"}


def test_a_reset_removes_the_socket_of_a_checkout_with_a_long_path(tmp_path: Path) -> None:
    root = tmp_path / ("long" * 25) / ".demo"
    root.parent.mkdir()
    with open_folder(root).locked():
        socket = lodge(root).socket
    assert run(root, "demo-reset").returncode == 0
    assert not socket.exists()


def test_a_reset_without_a_demo_is_no_error(tmp_path: Path) -> None:
    assert run(tmp_path / ".demo", "demo-reset").returncode == 0


def test_another_command_finds_the_running_demos_database(folder: DemoFolder) -> None:
    environment = {"UTVAG_DEMO_FOLDER": str(folder.root)}
    running = Running(address="http://localhost:1", pid=1, environment={"UTVAG_DB_HOST": "/socket"})
    folder.note_running(running)
    assert attach_to_demo(environment) is False
    with folder.locked():
        assert attach_to_demo(environment) is True
    assert environment["UTVAG_DB_HOST"] == "/socket"


def test_a_command_that_is_told_its_database_does_not_look_for_the_demos(folder: DemoFolder) -> None:
    environment = {"UTVAG_DEMO_FOLDER": str(folder.root), "DATABASE_URL": "postgresql://a@b/c"}
    with folder.locked():
        assert attach_to_demo(environment) is False
