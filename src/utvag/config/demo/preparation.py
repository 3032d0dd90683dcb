"""Have the database made ready by a process of its own, so that this one never loads Django."""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Mapping

from utvag.config.demo.database import (
    ENGINE_ROLE_VARIABLE,
    LOG_ROLE_VARIABLE,
    OWNER_VARIABLE,
    REVIEW_ROLE_VARIABLE,
    Database,
)
from utvag.config.demo.errors import UnableToRunDemo
from utvag.config.demo.folder import DemoFolder
from utvag.config.demo.services import last_line
from utvag.config.demo.signals import Listener
from utvag.gateways.processes.child import run_child, start_child

PREPARE_SECONDS = 300.0


def migrate_database(
    folder: DemoFolder, database: Database, environment: Mapping[str, str], listener: Listener
) -> None:
    """Migrate as the owner, grant, and seal apart what an older demo had sealed together.

    :raises UnableToRunDemo: it could not be done.
    """
    told = {
        OWNER_VARIABLE: json.dumps(database.owner.django_settings()),
        LOG_ROLE_VARIABLE: database.log.user,
        ENGINE_ROLE_VARIABLE: database.engine.user,
        REVIEW_ROLE_VARIABLE: database.review.user,
    }
    _prepare(folder, "--migrate", {**environment, **told}, listener)


def fill_database(folder: DemoFolder, database: Database, environment: Mapping[str, str], listener: Listener) -> None:
    """Fill an empty database as the app. The engine runs: homes are chosen by what it answers.

    :raises UnableToRunDemo: it could not be done.
    """
    if not database.state.is_filled(database.label):
        _prepare(folder, "--fill", environment, listener)
        database.state.note_filled(database.label)


def _prepare(folder: DemoFolder, what: str, environment: Mapping[str, str], listener: Listener) -> None:
    child = start_child(
        [sys.executable, "-m", "utvag.config.demo.prepare", what],
        environment=environment,
        log=folder.log("prepare"),
        ends_with=signal.SIGKILL,
    )
    if run_child(child, pause=listener.pause, seconds=PREPARE_SECONDS) != 0:
        log = folder.log("prepare")
        raise UnableToRunDemo(f"Kommunen kunde inte ställas i ordning: {last_line(log)} Se {log}.")
