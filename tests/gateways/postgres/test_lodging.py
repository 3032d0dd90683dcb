"""Where a cluster lives: in folders that are ours, and as somebody who may do nothing else."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from tests.missing import not_run
from utvag.gateways.postgres.binaries import Binaries
from utvag.gateways.postgres.errors import UnableToRunPostgres
from utvag.gateways.postgres.lodging import (
    LONGEST_SOCKET_FOLDER,
    lodge,
    lodge_binaries,
    make_passage,
    make_private,
    shared_home,
    unprivileged,
)

# Without pytest's cache, which would be root's afterwards.
ROOT_RUN = 'sudo make unit ARGS="-p no:cacheprovider tests/gateways/postgres/test_lodging.py"'


@pytest.fixture
def as_root() -> None:
    if os.geteuid() != 0:
        not_run("only root can try how PostgreSQL runs for root", ROOT_RUN)


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.lstat().st_mode)


def test_a_private_folder_is_closed_to_others_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    make_private(tmp_path / "folder")
    os.umask(before)
    assert mode_of(tmp_path / "folder") == 0o700


def test_a_private_folder_that_was_opened_is_closed_again(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir(mode=0o755)
    make_private(tmp_path / "folder")
    assert mode_of(tmp_path / "folder") == 0o700


@pytest.mark.parametrize("make", [make_private, make_passage])
def test_it_refuses_a_link_in_place_of_a_folder(tmp_path: Path, make: object) -> None:
    (tmp_path / "elsewhere").mkdir(mode=0o755)
    (tmp_path / "folder").symlink_to(tmp_path / "elsewhere")
    assert callable(make)
    with pytest.raises(UnableToRunPostgres, match="inte vår egen"):
        make(tmp_path / "folder")
    assert mode_of(tmp_path / "elsewhere") == 0o755


@pytest.mark.usefixtures("as_root")
def test_it_refuses_a_folder_that_somebody_else_has_made(wide_folder: Path) -> None:
    (wide_folder / "shared").mkdir()
    os.chown(wide_folder / "shared", unprivileged().uid, -1)
    with pytest.raises(UnableToRunPostgres, match="inte vår egen"):
        lodge(wide_folder / "demo", shared=wide_folder / "shared")


@pytest.mark.usefixtures("as_root")
def test_for_root_only_the_way_through_is_open(wide_folder: Path) -> None:
    lodging = lodge(wide_folder / "demo", shared=wide_folder / "shared")
    assert mode_of(wide_folder / "shared") == mode_of(lodging.folder) == 0o711
    assert lodging.folder.stat().st_uid == 0
    # Those who ask have users of their own there; every role has its password all the same.
    assert (mode_of(lodging.socket), lodging.socket.stat().st_uid) == (0o711, unprivileged().uid)


@pytest.mark.usefixtures("as_root")
def test_for_root_no_parent_folder_is_opened(wide_folder: Path) -> None:
    closed = wide_folder / "closed"
    closed.mkdir(mode=0o700)
    lodge(closed / "demo", shared=wide_folder / "shared")
    assert mode_of(closed) == 0o700


@pytest.mark.usefixtures("as_root")
def test_programs_that_nobody_can_reach_are_copied_once(tmp_path: Path, wide_folder: Path, binaries: Binaries) -> None:
    closed = tmp_path / "closed" / "bin"
    closed.mkdir(parents=True)
    closed.parent.chmod(0o700)
    for name in ("postgres", "initdb"):
        (closed / name).write_text(f'#!/bin/sh\nexec {binaries.folder / name} "$@"\n')
        (closed / name).chmod(0o755)
    lodging = lodge(wide_folder / "demo", shared=wide_folder / "shared")
    hidden = Binaries(folder=closed, major=binaries.major)
    copied = lodge_binaries(hidden, lodging)
    assert copied.folder.is_relative_to(lodging.folder)
    assert copied.postgres.stat().st_uid == 0
    assert lodge_binaries(hidden, lodging) == copied


def test_a_socket_folder_with_a_long_path_gets_a_short_one_elsewhere(tmp_path: Path) -> None:
    deep = tmp_path / ("long" * 25)
    deep.mkdir()
    lodging = lodge(deep / "demo", shared=deep / "shared")
    try:
        assert len(str(lodging.socket)) <= LONGEST_SOCKET_FOLDER
        # Closed when the cluster runs as ourselves; with a user of its own, those who ask may pass it.
        assert mode_of(lodging.socket) == (0o700 if lodging.identity is None else 0o711)
        assert lodge(deep / "demo", shared=deep / "shared").socket == lodging.socket
    finally:
        lodging.socket.rmdir()


def test_two_checkouts_have_two_homes(tmp_path: Path) -> None:
    assert shared_home(tmp_path / "one") != shared_home(tmp_path / "two")
