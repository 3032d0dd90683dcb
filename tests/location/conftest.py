"""A case that lives somewhere, and witnesses that answer."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from tests.audit.given_log import KeptLog, kept_log
from tests.givens import given_register
from tests.location.givens import file_of_witnesses
from tests.personas import Personas, given_personas, given_team_on


@pytest.fixture
def personas() -> Personas:
    given_register()
    found = given_personas()
    given_team_on("TALL-07", found)
    return found


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[KeptLog]:
    """The log's key and three witnesses that the product knows; nothing is kept until a test says so."""
    with kept_log(tmp_path) as kept:
        monkeypatch.setattr(settings, "UTVAG_WITNESSES", file_of_witnesses(tmp_path, kept))
        yield kept
