"""The worker's process: when facts have changed or a day has begun, look whether the placements still hold.

Every night, make the reserve homes of those that stand; every fifth second, ask what the key service has refused.
Before all of that, have the keys destroyed of what two have decided to dispose of.
"""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
from collections.abc import Sequence
from types import FrameType
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from utvag.alarms.tasks import Watch
    from utvag.disposal.tasks import Disposals

logger = logging.getLogger(__name__)

LOOK_SECONDS = 0.5
# A database that restarts is back within seconds; until then there is nothing to do but wait.
RETRY_SECONDS = 1.0


def run_worker(argv: Sequence[str]) -> int:
    """Re-check and make reserve homes whenever due, until told to stop; survives that the database restarts."""
    del argv
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "utvag.config.settings")
    django.setup()
    stop = threading.Event()

    def note(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, note)
    from utvag.alarms.tasks import Watch  # noqa: PLC0415 (after django.setup)
    from utvag.disposal.tasks import Disposals  # noqa: PLC0415

    watch, disposals = Watch(), Disposals()
    while not stop.is_set():
        stop.wait(LOOK_SECONDS if _look(watch, disposals) else RETRY_SECONDS)
    return 0


def _look(watch: Watch, disposals: Disposals) -> bool:
    from django.db import InterfaceError, OperationalError, connection  # noqa: PLC0415 (after django.setup)

    from utvag.audit.operations import one_look  # noqa: PLC0415
    from utvag.break_glass.operations import end_what_has_run_out  # noqa: PLC0415
    from utvag.emergency.tasks import make_reserves_if_due  # noqa: PLC0415
    from utvag.foundation.actors import WORKER  # noqa: PLC0415
    from utvag.foundation.clock import now  # noqa: PLC0415
    from utvag.gateways.keystore import KeysRefused, KeysUnusable  # noqa: PLC0415
    from utvag.placement.tasks import recheck_if_due  # noqa: PLC0415

    try:
        with one_look(actor=WORKER, now=now()):
            disposals.look(now=now())
            end_what_has_run_out(actor=WORKER, now=now())
            watch.look_if_due(now=now())
            recheck_if_due(now=now())
            make_reserves_if_due(now=now())
    except (OperationalError, InterfaceError) as error:
        # The class alone: the text of a database's error may quote a value.
        logger.warning("databasen svarar inte (%s); försöker igen", type(error).__name__)
        connection.close()
        return False
    except (KeysUnusable, KeysRefused) as error:
        logger.warning("nycklarna går inte att nå (%s); försöker igen", type(error).__name__)
        return False
    return True


if __name__ == "__main__":
    sys.exit(run_worker(sys.argv[1:]))
