"""As whom the demo's processes run: users of their own for root, and what each of them cannot read."""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.config.demo.running import RunningDemo, run, start_demo
from tests.missing import not_run
from utvag.config.demo import residents
from utvag.config.demo.residents import FIRST_UID, NAMES, Residents, python_of_others, settle
from utvag.gateways.postgres.lodging import shared_home
from utvag.gateways.processes.child import Identity

APART = "only root can give the demo's processes users of their own, with a Python that others can run"
AS_ROOT = 'sudo make unit ARGS="-p no:cacheprovider tests/config/demo/test_residents.py"'


@pytest.fixture
def apart() -> None:
    if os.geteuid() != 0 or python_of_others() is None:
        not_run(APART, AS_ROOT)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path
    shutil.rmtree(shared_home(tmp_path), ignore_errors=True)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[RunningDemo, Path]]:
    if os.geteuid() != 0 or python_of_others() is None:
        not_run(APART, AS_ROOT)
    chosen = tmp_path_factory.mktemp("checkout") / ".demo"
    started = start_demo(chosen, chosen.parent / "output")
    yield started, chosen
    assert started.stop() == 0
    assert run(chosen, "demo-reset").returncode == 0


def owner_of(process: int) -> int:
    return Path(f"/proc/{process}").stat().st_uid


def may_read(path: Path, uid: int) -> bool:
    done = subprocess.run(
        ["/bin/cat", path], user=uid, group=uid, extra_groups=[], cwd="/", capture_output=True, check=False
    )
    return done.returncode == 0


@pytest.mark.database
@pytest.mark.slow
def test_each_process_has_a_user_of_its_own(demo: tuple[RunningDemo, Path]) -> None:
    children = demo[0].children()
    named = {name: owner_of(children[name]) for name in NAMES if name in children}
    assert set(named) >= {"key-service", "web", "worker", "log-keeper", "witness-alfa"}
    assert len(set(named.values())) == len(named)
    assert min(named.values()) >= FIRST_UID
    assert owner_of(children["web-answering"]) == named["web"]


@pytest.mark.database
@pytest.mark.slow
def test_the_web_reads_no_key_and_no_password_but_its_own(demo: tuple[RunningDemo, Path]) -> None:
    running, folder = demo
    web = owner_of(running.children()["web"])
    house = shared_home(folder)
    closed = [
        *(house / "key-service" / "keys").iterdir(),
        house / "key-service" / "settings.json",
        house / "key-service" / "root-of-the-demo.key",
        house / "key-service" / "state" / "ledger.sqlite3",
        *(house / "log-keeper" / "log-keys").iterdir(),
        house / "witness-alfa" / "witness.key",
        folder / "secrets.json",
        folder / "run.json",
    ]
    assert all(path.exists() for path in closed)
    assert [path for path in closed if may_read(path, web)] == []
    assert may_read(house / "witnesses.json", web)
    said = Path(f"/proc/{running.children()['web']}/environ").read_bytes()
    secrets = json.loads((folder / "secrets.json").read_text())
    assert secrets["app"].encode() in said
    assert [name for name in ("owner", "admin", "log") if secrets[name].encode() in said] == []


@pytest.mark.usefixtures("apart")
def test_folders_move_from_an_older_demo_and_change_hands_with_the_mode(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "witness-alfa").mkdir(mode=0o700)
    (folder / "witness-alfa" / "witness.key").write_bytes(b"x" * 32)
    outside = folder / "outside"
    outside.write_text("somebody else's")
    (folder / "witness-alfa" / "link").symlink_to(outside)
    first = settle(folder, apart=True)
    moved = first.home("witness-alfa") / "witness.key"
    user = first.identity("witness-alfa")
    assert user is not None
    assert (moved.stat().st_uid, stat.S_IMODE(moved.parent.stat().st_mode)) == (user.uid, 0o700)
    assert outside.stat().st_uid == 0
    monkeypatch.setattr(residents, "python_of_others", lambda: None)
    second = settle(folder, apart=True)
    assert (second.users, moved.stat().st_uid) == ({}, 0)


def test_where_others_can_run_no_python_all_run_as_we_do(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(residents, "python_of_others", lambda: None)
    settled = settle(folder, apart=True)
    assert [settled.identity(name) for name in NAMES] == [None] * len(NAMES)
    assert {stat.S_IMODE(settled.home(name).stat().st_mode) for name in NAMES} == {0o700}


def test_what_stands_in_the_way_of_a_folder_is_not_followed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(residents, "python_of_others", lambda: None)
    settled = settle(folder, apart=True)
    (settled.home("web")).rmdir()
    (settled.home("web")).symlink_to(folder)
    assert not settle(folder, apart=True).home("web").is_symlink()


def test_a_user_gets_its_own_home_and_nothing_of_ours(tmp_path: Path) -> None:
    python = residents.Python(("/usr/bin/python3",))
    settled = Residents(tmp_path, python, {"web": Identity(FIRST_UID, FIRST_UID)})
    assert settled.environment("web") == {"HOME": str(tmp_path / "web")}
    assert settled.environment("worker") == {}
