"""Whether the time of a refused code tells if somebody has the username: Welch's t over many tries, in one process.

``python -m bench.sign_in_timing [TRIES]`` against a PostgreSQL of its own. Below 4.5 nothing is told.
"""

from __future__ import annotations

import gc
import os
import random
import statistics
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

TRIES = 20_000
WARM_UP = 300
LIMIT = 4.5


def measure(tries: int) -> tuple[list[float], list[float]]:
    """Give the seconds of tries for names that are somebody's and for names that are nobody's, mixed at random."""
    from utvag.foundation.actors import OPERATOR  # noqa: PLC0415 (Django is set up by the caller)
    from utvag.foundation.clock import now  # noqa: PLC0415
    from utvag.organisation.operations import UnableToUseCode, accept_code, create_staff_account  # noqa: PLC0415
    from utvag.organisation.rules import Role  # noqa: PLC0415

    half = 200
    names = [f"s{number:03}" for number in range(half)], [f"n{number:03}" for number in range(half)]
    for name in names[0]:
        create_staff_account(
            actor=OPERATOR, username=name, role=Role.COORDINATOR, display_name="Namn", unit="Enheten", now=now()
        )
    taken: tuple[list[float], list[float]] = ([], [])
    chance = random.Random(1)  # noqa: S311
    gc.disable()
    for number in range(tries + WARM_UP):
        group = chance.randrange(2)
        name = chance.choice(names[group])
        began = time.perf_counter()
        with suppress(UnableToUseCode):
            accept_code(username=name, code="00000-00000-00000-00000", now=now())
        spent = time.perf_counter() - began
        if number >= WARM_UP:
            taken[group].append(spent)
    return taken


def trimmed(values: list[float]) -> list[float]:
    """Leave out the slowest hundredth: checkpoints of the database and the machine's other work."""
    return sorted(values)[: len(values) * 99 // 100]


def welch(one: list[float], other: list[float]) -> float:
    """Give Welch's t."""
    spread = statistics.variance(one) / len(one) + statistics.variance(other) / len(other)
    return float((statistics.mean(one) - statistics.mean(other)) / spread**0.5)


def main(arguments: list[str]) -> int:
    """Measure, and say what was found."""
    from tests.database import running_server  # noqa: PLC0415
    from utvag.gateways.postgres.roles import (  # noqa: PLC0415
        APP_ROLE,
        DATABASE,
        ENGINE_ROLE,
        LOG_ROLE,
        OWNER_ROLE,
        REVIEW_ROLE,
    )

    tries = int(arguments[0]) if arguments else TRIES
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "utvag.config.settings")
    os.environ.setdefault("UTVAG_SECRET_KEY", "only for measuring; " * 4)
    with running_server() as server, tempfile.TemporaryDirectory() as folder:
        import django  # noqa: PLC0415
        from django.conf import settings  # noqa: PLC0415

        django.setup()
        from django.core.management import call_command  # noqa: PLC0415
        from django.db import connection  # noqa: PLC0415

        from utvag.config.grants import apply_grants  # noqa: PLC0415

        settings.UTVAG_KEYS = Path(folder) / "keys"
        connection.settings_dict.update(server.login(OWNER_ROLE, DATABASE))
        call_command("migrate", interactive=False, verbosity=0)
        apply_grants(connection, APP_ROLE, LOG_ROLE, ENGINE_ROLE, REVIEW_ROLE)
        connection.close()
        server.copy_template()
        connection.settings_dict.update(server.login(APP_ROLE))
        theirs, nobodys = measure(tries)
        connection.close()
    for name, values in (("somebody's", theirs), ("nobody's", nobodys)):
        print(f"{name:<11} {len(values):>6} tries, median {statistics.median(values) * 1000:.3f} ms")
    whole, cut = welch(theirs, nobodys), welch(trimmed(theirs), trimmed(nobodys))
    print(f"Welch t {whole:.2f}; without the slowest hundredth {cut:.2f} (limit {LIMIT})")
    return 0 if abs(whole) < LIMIT and abs(cut) < LIMIT else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
