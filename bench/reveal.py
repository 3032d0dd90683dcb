"""How long it takes from the press of "Visa adressen" until the address may be sent: the web's operation, whole.

Real PostgreSQL, the product's own roles, the log's keeper as it runs (a checkpoint each second, each witness asked each
second, whatever the load), and three real witnesses over HTTP on this machine.
"""

from __future__ import annotations

import random
import statistics
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Final

from bench.stage import staged, timed

if TYPE_CHECKING:
    from uuid import UUID

    from tests.audit.given_log import KeptLog
    from tests.database import TestServer
    from tests.personas import Personas

TRIES: Final = 100


def main() -> None:
    """Measure, and say in lines."""
    with staged() as (server, folder):
        from django.conf import settings  # noqa: PLC0415 (after the stage is set)

        from tests import engine  # noqa: PLC0415
        from tests.audit.given_log import kept_log  # noqa: PLC0415
        from tests.location.givens import file_of_witnesses  # noqa: PLC0415
        from utvag.gateways.engine import client  # noqa: PLC0415
        from utvag.gateways.postgres.roles import ENGINE_ROLE  # noqa: PLC0415

        # The world is made through the engine, here within this process; a reveal asks it nothing.
        engine.let_the_app_become(server, ENGINE_ROLE)
        settings.UTVAG_ENGINE, client.__dict__["exchange"] = engine.NOWHERE, engine.within
        with kept_log(folder) as log, keeper(server, log):
            settings.UTVAG_WITNESSES = file_of_witnesses(folder, log)
            measure(server)


@contextmanager
def keeper(server: TestServer, log: KeptLog) -> Iterator[None]:
    """Keep the log as the keeper's process does, in threads of its own connected as its own role."""
    from django.conf import settings  # noqa: PLC0415 (after django.setup)
    from django.db import connection  # noqa: PLC0415

    from tests.audit.given_log import ORIGIN  # noqa: PLC0415
    from utvag.config.log_keeper import ASKED_AFTER, Latest, asker, each_second  # noqa: PLC0415
    from utvag.gateways.postgres.roles import LOG_ROLE  # noqa: PLC0415

    settings.UTVAG_LOG_ORIGIN = ORIGIN
    stop, latest = threading.Event(), Latest()

    def run(act: Callable[[], None], after: float = 0.0) -> None:
        connection.settings_dict = {**connection.settings_dict, **server.login(LOG_ROLE)}
        each_second(stop, act, after)
        connection.close()

    threads = [threading.Thread(target=run, args=(latest.renew,))]
    threads += [threading.Thread(target=run, args=(asker(one, latest), ASKED_AFTER)) for one in log.witnesses]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def measure(server: TestServer) -> None:
    """Ask a hundred times, at moments that have nothing to do with the keeper's."""
    from tests.givens import given_register  # noqa: PLC0415 (after django.setup)
    from tests.location.givens import given_lived_in  # noqa: PLC0415
    from tests.personas import given_personas, given_team_on  # noqa: PLC0415

    given_register()
    personas = given_personas()
    given_team_on("TALL-07", personas)
    placement = given_lived_in(personas)
    asked, whole = list[float](), list[float]()
    for number in range(TRIES):
        forget(server)
        time.sleep(random.random())  # noqa: S311 (only so that the moments are uneven)
        act = partial(ask_only if number % 2 else reveal, personas, placement)
        (asked if number % 2 else whole).append(timed(act))
    say("asked: wall, touch, budget, log row and notices, committed", asked)
    say("shown: asked, witnessed by two of three, verified, opened", whole)


def reveal(personas: Personas, placement: UUID) -> None:
    """Do all of it."""
    from tests.givens import NOW  # noqa: PLC0415 (after django.setup)
    from tests.organisation.givens import SESSION, given_touch  # noqa: PLC0415
    from utvag.location.operations import reveal_address  # noqa: PLC0415
    from utvag.location.rules import RevealReason  # noqa: PLC0415

    actor = personas.coordinator
    given_touch(actor)
    reveal_address(actor=actor, session=SESSION, placement_id=placement, reason=RevealReason.VISIT, note="", now=NOW)


def ask_only(personas: Personas, placement: UUID) -> None:
    """Do what comes before the wait."""
    from tests.location.givens import asked  # noqa: PLC0415 (after django.setup)

    asked(personas.coordinator, placement)


def forget(server: TestServer) -> None:
    """Move the tries back, so that the budget is not what is measured."""
    with server.connect_as_admin("utvag_test") as admin:
        admin.execute("set session_replication_role = replica")
        admin.execute("update location_reveal set spent_at = spent_at - %s", [timedelta(days=2)])


def say(what: str, seconds: list[float]) -> None:
    """Write median, p95 and the longest in milliseconds."""
    inner = sorted(1000 * one for one in seconds)
    p95 = inner[int(len(inner) * 0.95) - 1]
    print(f"{what:<62} median {statistics.median(inner):>7.0f}  p95 {p95:>7.0f}  longest {inner[-1]:>7.0f} ms")


if __name__ == "__main__":
    main()
