"""Have the database made ready by a process of its own, so that this one never loads Django."""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Mapping

from utvag.config.demo.database import LOG_ROLE_VARIABLE, OWNER_VARIABLE, Database
from utvag.config.demo.errors import UnableToRunDemo
from utvag.config.demo.folder import DemoFolder
from utvag.config.demo.services import last_line
from utvag.config.demo.signals import Listener
from utvag.gateways.processes.child import run_child, start_child

PREPARE_SECONDS = 300.0


def prepare_database(
    folder: DemoFolder, database: Database, environment: Mapping[str, str], listener: Listener
) -> None:
    """Migrate as the owner, grant, and fill an empty database as the app.

    :raises UnableToRunDemo: it could not be done.
    """
    fill = not database.state.is_filled(database.label)
    child = start_child(
        [sys.executable, "-m", "utvag.config.demo.prepare", *(["--fill"] if fill else [])],
        environment={
            **environment,
            OWNER_VARIABLE: json.dumps(database.owner.django_settings()),
            LOG_ROLE_VARIABLE: database.log.user,
        },
        log=folder.log("prepare"),
        ends_with=signal.SIGKILL,
    )
    if run_child(child, pause=listener.pause, seconds=PREPARE_SECONDS) != 0:
        log = folder.log("prepare")
        raise UnableToRunDemo(f"Kommunen kunde inte ställas i ordning: {last_line(log)} Se {log}.")
    database.state.note_filled(database.label)
