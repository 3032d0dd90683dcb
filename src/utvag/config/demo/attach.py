"""Let another command work on the database of the demo that is running."""

from __future__ import annotations

from collections.abc import MutableMapping

from utvag.config.demo.folder import DemoFolder
from utvag.config.demo.place import read_place


def attach_to_demo(environment: MutableMapping[str, str]) -> bool:
    """Give the environment what a running demo's children have; tell whether there is such a demo.

    An environment that names a database is left alone: whoever wrote it knows better.
    """
    if "UTVAG_DB_HOST" in environment or "DATABASE_URL" in environment:
        return False
    folder = DemoFolder(read_place(environment).folder)
    if not folder.root.is_dir() or not folder.is_locked():
        return False
    running = folder.running()
    if running is None:
        return False
    environment.update(running.environment)
    return True
