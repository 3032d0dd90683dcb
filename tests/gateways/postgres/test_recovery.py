"""A cluster is made whole or not at all, and comes back after every kind of kill."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from tests.gateways.postgres.conftest import PASSWORDS
from utvag.gateways.postgres.cluster import PORT, Site, create_cluster, start_server, stop_server
from utvag.gateways.postgres.errors import UnableToRunPostgres
from utvag.gateways.postgres.orphan import find_orphan
from utvag.gateways.postgres.roles import connect_as_admin


def test_the_password_file_is_gone_when_the_cluster_is_made(fresh: Site) -> None:
    create_cluster(fresh, admin_password=PASSWORDS.admin)
    assert not list(fresh.lodging.folder.glob("*password*"))
    assert PASSWORDS.admin not in fresh.log.read_text()


def test_a_cluster_is_made_only_once(fresh: Site) -> None:
    assert create_cluster(fresh, admin_password=PASSWORDS.admin) is True
    assert create_cluster(fresh, admin_password="another") is False


def test_a_half_made_cluster_is_made_anew(fresh: Site) -> None:
    half_done = fresh.data.with_name(f"{fresh.data.name}.new")
    half_done.mkdir()
    (half_done / "PG_VERSION").write_text(str(fresh.binaries.major))
    assert create_cluster(fresh, admin_password=PASSWORDS.admin) is True
    assert (fresh.data / "global").is_dir()


def test_a_killed_server_starts_again_with_its_data(fresh: Site) -> None:
    create_cluster(fresh, admin_password=PASSWORDS.admin)
    first = start_server(fresh)
    with connect_as_admin(fresh.lodging.socket, PASSWORDS) as connection:
        connection.execute("create table kept as select 42 as answer")
    os.kill(first.pid, signal.SIGKILL)
    first.wait()
    second = start_server(fresh)
    with connect_as_admin(fresh.lodging.socket, PASSWORDS) as connection:
        assert connection.execute("select answer from kept").fetchone() == (42,)
    stop_server(second)
    assert second.returncode == 0


def test_an_orphan_is_stopped_before_the_next_start(fresh: Site) -> None:
    create_cluster(fresh, admin_password=PASSWORDS.admin)
    orphan = start_server(fresh)
    assert find_orphan(fresh.data) == orphan.pid
    second = start_server(fresh)
    assert orphan.wait(timeout=5) == 0
    assert find_orphan(fresh.data) == second.pid
    stop_server(second)


def test_a_notice_that_names_another_program_does_not_hinder(fresh: Site) -> None:
    create_cluster(fresh, admin_password=PASSWORDS.admin)
    lines = [str(os.getpid()), str(fresh.data), str(int(time.time())), str(PORT), "", "", "", "ready"]
    notice = fresh.data / "postmaster.pid"
    notice.write_text("\n".join(lines) + "\n")
    server = start_server(fresh)
    assert notice.read_text().splitlines()[0] == str(server.pid)
    stop_server(server)


def test_a_notice_that_names_a_zombie_does_not_hinder(fresh: Site) -> None:
    create_cluster(fresh, admin_password=PASSWORDS.admin)
    zombie = subprocess.Popen([sys.executable, "-c", ""])
    time.sleep(0.5)
    (fresh.data / "postmaster.pid").write_text(f"{zombie.pid}\n")
    stop_server(start_server(fresh))
    zombie.wait()


def test_a_wait_that_is_broken_off_leaves_no_server(fresh: Site) -> None:
    create_cluster(fresh, admin_password=PASSWORDS.admin)

    def pause(_seconds: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        start_server(fresh, pause=pause)
    assert find_orphan(fresh.data) is None


def test_a_cluster_that_cannot_be_made_leaves_nothing_that_looks_like_one(fresh: Site, wide_folder: Path) -> None:
    (wide_folder / "initdb").symlink_to("/bin/false")
    broken = replace(fresh, binaries=replace(fresh.binaries, folder=wide_folder))
    with pytest.raises(UnableToRunPostgres, match="initdb"):
        create_cluster(broken, admin_password=PASSWORDS.admin)
    assert not fresh.data.exists()
