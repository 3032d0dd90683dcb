"""What each measurement stands on: Django, a PostgreSQL of its own with the product's roles, and keys of its own."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.database import TestServer


@contextmanager
def staged() -> Iterator[tuple[TestServer, Path]]:
    """Run as the app role on a database that is laid out and empty; give the server, and a folder that goes with it.

    What the product does is told by the product who does it; all else, as in the tests, is the operator's.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "utvag.config.settings")
    os.environ.setdefault("UTVAG_SECRET_KEY", "only for measuring; " * 4)
    import django  # noqa: PLC0415 (after its settings are named)

    django.setup()
    from django.conf import settings  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415

    from tests import database  # noqa: PLC0415
    from utvag.foundation.actors import NOBODY  # noqa: PLC0415

    with database.running_server() as server, tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        settings.UTVAG_KEYS, settings.UTVAG_LOG_KEYS = folder / "keys", folder / "log-keys"
        settings.ALLOWED_HOSTS = ["testserver"]
        database.lay_out(server)
        database.told(f"utvag.actor={NOBODY}", "utvag.role=OPERATOR")
        try:
            yield server, folder
        finally:
            connection.close()


def timed(act: Callable[[], object]) -> float:
    """Give how many seconds an act takes."""
    began = time.perf_counter()
    act()
    return time.perf_counter() - began
