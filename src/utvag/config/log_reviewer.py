"""The review's own process: flag what somebody should look into, draw the week's sample, tell owners of others.

It connects as a role of its own, which reads the log and writes what it has found; the web's role does neither.
"""

from __future__ import annotations

import argparse
import logging
import os
import signal
import sys
import threading
from collections.abc import Sequence
from types import FrameType
from typing import TYPE_CHECKING, Final

import django

if TYPE_CHECKING:
    from utvag.log_review.tasks import Watch

logger = logging.getLogger(__name__)

# What cannot wait is flagged within a minute: a row gets its place in the log within a second, and is looked at here.
INTERVAL: Final = 5.0


def run_log_reviewer(argv: Sequence[str]) -> int:
    """Look at the log until told to stop; survives that the database restarts."""
    parser = argparse.ArgumentParser(
        prog="utvag log-reviewer", description="Flagga i loggen, dra veckans stickprov, tills du stänger av."
    )
    parser.parse_args(list(argv))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "utvag.config.settings")
    django.setup()
    become_the_review()
    stop = threading.Event()

    def note(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, note)
    watch = start_watching()
    while not stop.is_set():
        _look(watch)
        stop.wait(INTERVAL)
    return 0


def become_the_review() -> None:
    """Let this process connect as the role that reviews the log."""
    from django.conf import settings  # noqa: PLC0415 (after django.setup)
    from django.db import connection  # noqa: PLC0415

    connection.close()
    connection.settings_dict.update({name: value for name, value in settings.UTVAG_REVIEW_LOGIN.items() if value})


def start_watching() -> Watch:
    """Give the watch, with as many witnesses as the settings ask for under a sample's seed."""
    from utvag.audit.proof import read_witnesses  # noqa: PLC0415 (after django.setup)
    from utvag.log_review.tasks import Watch  # noqa: PLC0415

    return Watch(quorum=read_witnesses().quorum)


def _look(watch: Watch) -> None:
    from django.db import InterfaceError, OperationalError, connection  # noqa: PLC0415 (after django.setup)

    from utvag.foundation.clock import now  # noqa: PLC0415
    from utvag.gateways.keystore import KeysRefused, KeysUnusable  # noqa: PLC0415

    try:
        watch.look(now())
    except (OperationalError, InterfaceError) as error:
        # The class alone: the text of a database's error may quote a value.
        logger.warning("databasen svarar inte (%s); försöker igen", type(error).__name__)
        connection.close()
    except (KeysRefused, KeysUnusable) as error:
        # What is not compared now is compared at the next turn.
        logger.warning("nycklarna går inte att använda (%s); försöker igen", type(error).__name__)


if __name__ == "__main__":
    sys.exit(run_log_reviewer(sys.argv[1:]))
