"""The log's own process: give rows their leaves, sign a checkpoint each second, and let every witness sign it.

It connects as the role that sees the log and nothing else, and holds the key that the log signs with. The interval is
the same whatever the load, so that a witness learns nothing from when it is asked.
"""

from __future__ import annotations

import argparse
import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

import django

if TYPE_CHECKING:
    from utvag.audit.operations import Witness
    from utvag.audit.rules.notes import Checkpoint

logger = logging.getLogger(__name__)

INTERVAL: Final = 1.0
#: Witnesses are asked so long after the log was signed, each second: at the same moment they would get the one before.
ASKED_AFTER: Final = 0.25


def run_log_keeper(argv: Sequence[str]) -> int:
    """Keep the log until told to stop; or write the log's public key and end."""
    parser = argparse.ArgumentParser(
        prog="utvag log-keeper", description="Håll loggens träd och låt vittnen skriva under."
    )
    parser.add_argument("--key", action="store_true", help="skriv loggens öppna nyckel och sluta")
    given = parser.parse_args(list(argv))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "utvag.config.settings")
    django.setup()
    from utvag.audit.proof import own_key, read_witnesses  # noqa: PLC0415 (after django.setup)

    if given.key:
        print(own_key())
        return 0
    become_the_log()
    stop = threading.Event()
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, lambda _number, _frame: stop.set())
    latest = Latest()
    threads = [
        threading.Thread(
            target=each_second, args=(stop, asker(witness, latest), ASKED_AFTER), name=witness.key.name, daemon=True
        )
        for witness in read_witnesses().witnesses
    ]
    for thread in threads:
        thread.start()
    each_second(stop, latest.renew)
    return 0


def become_the_log() -> None:
    """Let this process connect as the role that sees the log and nothing else."""
    from django.conf import settings  # noqa: PLC0415 (after django.setup)
    from django.db import connection  # noqa: PLC0415

    connection.close()
    connection.settings_dict.update({name: value for name, value in settings.UTVAG_LOG_LOGIN.items() if value})


class Latest:
    """The latest checkpoint, made by one thread and read by those that ask the witnesses."""

    def __init__(self) -> None:
        self.checkpoint: Checkpoint | None = None

    def renew(self) -> None:
        """Give leaves to what has been written, and sign."""
        from utvag.audit.operations import add_leaves, sign_checkpoint  # noqa: PLC0415 (after django.setup)
        from utvag.audit.proof import log_origin, log_signer  # noqa: PLC0415
        from utvag.foundation.clock import now  # noqa: PLC0415

        add_leaves()
        self.checkpoint = sign_checkpoint(origin=log_origin(), signer=log_signer(), now=now())


def asker(witness: Witness, latest: Latest) -> Callable[[], None]:
    """Give the act of asking one witness to sign the latest checkpoint."""
    from utvag.audit.operations import ask_witness  # noqa: PLC0415 (after django.setup)
    from utvag.gateways.witnesses import WitnessRefused, WitnessUnreachable  # noqa: PLC0415

    def ask() -> None:
        if latest.checkpoint is None:
            return
        try:
            ask_witness(witness=witness, checkpoint=latest.checkpoint)
        except WitnessUnreachable as error:
            logger.warning("vittnet %s svarar inte (%s)", witness.key.name, error)
        except WitnessRefused as error:
            # No trace: what matters is which witness, and its word.
            logger.critical("vittnet %s skriver inte under (%s): jämför loggarna", witness.key.name, error)

    return ask


def each_second(stop: threading.Event, act: Callable[[], None], after: float = 0.0) -> None:
    """Act at even intervals, counted from the first: a slow turn does not move the next, it takes its place."""
    from django.db import InterfaceError, OperationalError, connection  # noqa: PLC0415 (after django.setup)

    began, turn = time.monotonic() + after, 0
    stop.wait(after)
    while not stop.is_set():
        try:
            act()
        except (OperationalError, InterfaceError) as error:
            # The class alone: the text of a database's error may quote a value.
            logger.warning("databasen svarar inte (%s); försöker igen", type(error).__name__)
            connection.close()
        turn = max(turn + 1, int((time.monotonic() - began) / INTERVAL))
        stop.wait(max(0.0, began + turn * INTERVAL - time.monotonic()))


if __name__ == "__main__":
    sys.exit(run_log_keeper(sys.argv[1:]))
