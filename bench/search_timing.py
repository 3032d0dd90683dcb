"""Whether the time of a search tells if somebody is in another's case: Welch's t over many searches, in one process.

``python -m bench.search_timing [TRIES]`` against a PostgreSQL of its own. Below 4.5 nothing is told.
"""

from __future__ import annotations

import gc
import os
import random
import statistics
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

from bench.sign_in_timing import LIMIT, TRIES, WARM_UP, trimmed, welch

NAMES = 200
#: So far apart that the hour's twenty are never spent.
APART = timedelta(minutes=4)


def measure(tries: int) -> tuple[list[float], list[float]]:
    """Give the seconds of searches for names of another's case and for names of nobody's, mixed at random."""
    from tests.givens import CASE, NOW, TODAY, case_id, given_register, given_staff  # noqa: PLC0415 (Django is set up)
    from tests.personas import given_personas, given_team_on  # noqa: PLC0415
    from utvag.cases.models import Case, CaseStaff  # noqa: PLC0415
    from utvag.cases.operations.search import search_cases  # noqa: PLC0415
    from utvag.organisation.rules import Role  # noqa: PLC0415
    from utvag.people.operations import write_identity  # noqa: PLC0415

    given_register()
    given_team_on(CASE, given_personas())
    asker = given_staff("asker", Role.COORDINATOR)
    own = Case.objects.exclude(pk=case_id()).values_list("pk", flat=True)[0]
    CaseStaff.objects.create(
        case_id=own, account_id=asker.id, purpose="COORDINATION", from_date=TODAY, until_date=TODAY + timedelta(366)
    )
    names = [f"Anna {number:04}" for number in range(NAMES)], [f"Bodil {number:03}" for number in range(NAMES)]
    for name in names[0]:
        write_identity(case_id=case_id(), register_person="", name=name, personal_number=None, today=TODAY)
    taken: tuple[list[float], list[float]] = ([], [])
    chance = random.Random(1)  # noqa: S311
    gc.disable()
    for number in range(tries + WARM_UP):
        group = chance.randrange(2)
        name = chance.choice(names[group])
        began = time.perf_counter()
        found = search_cases(actor=asker, text=name, now=NOW + number * APART)
        spent = time.perf_counter() - began
        if found:
            raise SystemExit("a case of another's was found")
        if number >= WARM_UP:
            taken[group].append(spent)
    return taken


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
        from utvag.foundation.actors import NOBODY  # noqa: PLC0415

        settings.UTVAG_KEYS = Path(folder) / "keys"
        connection.settings_dict.update(server.login(OWNER_ROLE, DATABASE))
        call_command("migrate", interactive=False, verbosity=0)
        apply_grants(connection, APP_ROLE, LOG_ROLE, ENGINE_ROLE, REVIEW_ROLE)
        connection.close()
        server.copy_template()
        connection.settings_dict.update(server.login(APP_ROLE))
        # The world is made by the operator; each search is the asker's.
        product = connection.settings_dict["OPTIONS"]["options"]
        connection.settings_dict["OPTIONS"]["options"] = f"{product} -c utvag.actor={NOBODY} -c utvag.role=OPERATOR"
        anothers, nobodys = measure(tries)
        connection.close()
    for name, values in (("another's", anothers), ("nobody's", nobodys)):
        print(f"{name:<11} {len(values):>6} searches, median {statistics.median(values) * 1000:.3f} ms")
    whole, cut = welch(anothers, nobodys), welch(trimmed(anothers), trimmed(nobodys))
    print(f"Welch t {whole:.2f}; without the slowest hundredth {cut:.2f} (limit {LIMIT})")
    return 0 if abs(whole) < LIMIT and abs(cut) < LIMIT else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
