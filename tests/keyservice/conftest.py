"""The service that most tests ask."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.keyservice.given import Clock, asked_by, running
from utvag.gateways.keystore import ServiceKeystore
from utvag_keyservice.service import Service


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def house() -> Iterator[Path]:
    """A folder whose path is short enough for a socket."""
    with tempfile.TemporaryDirectory(prefix="utvag-keys-") as made:
        yield Path(made)


@pytest.fixture
def service(house: Path, clock: Clock) -> Iterator[Service]:
    with running(house, clock) as started:
        yield started


@pytest.fixture
def web(house: Path, service: Service) -> ServiceKeystore:
    return asked_by(house, "web")


@pytest.fixture
def operator(house: Path, service: Service) -> ServiceKeystore:
    return asked_by(house, "operator")
