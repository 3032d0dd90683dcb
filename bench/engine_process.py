"""What it costs that the engine is a process: a question over its socket beside the same within the asker.

Real PostgreSQL, the product's own roles, a real engine; a register of 400 homes and 1,000 persons, all made up.
"""

from __future__ import annotations

import math
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from datetime import timedelta
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

from bench.stage import staged, timed

if TYPE_CHECKING:
    from tests.database import TestServer

HOMES: Final = 400
PERSONS: Final = 1000
TURNS: Final = 120
LOADED_SECONDS: Final = 60


def main() -> None:
    """Measure, and say in lines."""
    with staged() as (server, folder):
        from django.conf import settings  # noqa: PLC0415 (after the stage is set)

        from tests.engine import let_the_app_become  # noqa: PLC0415
        from utvag.gateways.postgres.roles import ENGINE_ROLE  # noqa: PLC0415

        settings.UTVAG_ENGINE = folder / "engine"
        let_the_app_become(server, ENGINE_ROLE)
        engine = start_engine(server)
        try:
            measure()
        finally:
            engine.terminate()
            engine.wait()


def start_engine(server: TestServer) -> subprocess.Popen[bytes]:
    """Start a real engine on the same database."""
    from django.conf import settings  # noqa: PLC0415 (after django.setup)

    from utvag.gateways.postgres.roles import APP_ROLE, ENGINE_ROLE  # noqa: PLC0415

    login = server.login(ENGINE_ROLE)
    told = {
        **{name: value for name, value in os.environ.items() if not name.startswith("UTVAG_")},
        **server.environment(APP_ROLE),
        "UTVAG_ENGINE": str(settings.UTVAG_ENGINE),
        "UTVAG_ENGINE_DB_USER": login["USER"],
        "UTVAG_ENGINE_DB_PASSWORD": login["PASSWORD"],
        "UTVAG_KEYS": str(settings.UTVAG_KEYS),
        "UTVAG_SECRET_KEY": "bench",
    }
    process = subprocess.Popen([sys.executable, "-m", "utvag.config.engine"], env=told)
    door, deadline = Path(str(settings.UTVAG_ENGINE)) / "jobs.sock", time.monotonic() + LOADED_SECONDS
    while not door.exists() and time.monotonic() < deadline:
        time.sleep(0.1)
    return process


def measure() -> None:
    """Ask the same question both ways, turn by turn, so that they meet the same machine."""
    from django.test import Client  # noqa: PLC0415 (after django.setup)
    from django.urls import reverse  # noqa: PLC0415

    from tests import engine as in_process  # noqa: PLC0415
    from tests.givens import CASE, case_id, given_loaded  # noqa: PLC0415
    from tests.personas import given_personas, given_team_on  # noqa: PLC0415
    from utvag.foundation.clock import now  # noqa: PLC0415
    from utvag.gateways.engine import client  # noqa: PLC0415
    from utvag.organisation.models import StaffAccount  # noqa: PLC0415
    from utvag.placement.operations import check_homes  # noqa: PLC0415

    given_loaded(register())
    personas = given_personas()
    given_team_on(CASE, personas)
    browser = Client()
    browser.force_login(StaffAccount.objects.get(pk=personas.coordinator.id))
    page = reverse("desk:case", args=[case_id()])

    def ask() -> None:
        check_homes(actor=personas.coordinator, case_id=case_id(), now=now())

    def look() -> None:
        if browser.get(page).status_code != HTTPStatus.OK:
            raise RuntimeError(page)

    ways = {"in the asker": in_process.within, "in the engine": in_process.OVER_THE_SOCKET}
    for name, way in ways.items():
        client.exchange = way
        say(f"first question {name}: the register is read and laid out", timed(ask) * 1000, "ms")
    for what, act in (("a question, with its log row", ask), ("the case page", look)):
        compare(what, act, ways)


def compare(what: str, act: Callable[[], None], ways: Mapping[str, Callable[..., bytes]]) -> None:
    """Do it each way, turn by turn, and say how long it took and how much longer the second way is."""
    from utvag.gateways.engine import client  # noqa: PLC0415 (after django.setup)

    took: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(TURNS):
        for name, way in ways.items():
            client.exchange = way
            took[name].append(timed(act))
    for name, all_of_it in took.items():
        say(f"{what}, {name}: median", statistics.median(all_of_it) * 1000, "ms")
        say(f"{what}, {name}: p95", p95(all_of_it) * 1000, "ms")
    inside, outside = (statistics.median(all_of_it) for all_of_it in took.values())
    say("  beside the same within the asker", outside / inside, "times the time")


def register() -> dict[str, object]:
    """Write a larger register: the small one of the tests, and much around it."""
    from tests.givens import circle, home, small_register  # noqa: PLC0415 (after django.setup)
    from utvag.foundation.clock import day_of, now  # noqa: PLC0415

    whole = cast("dict[str, Any]", small_register())
    today = day_of(now())
    whole["as_of"] = today.isoformat()
    whole["cases"][0]["start"] = (today + timedelta(days=9)).isoformat()
    for number in range(HOMES):
        lat, lon = 59.0 + 6 * math.sin(number), 14.0 + 3 * math.cos(number)
        whole["homes"].append(home(f"B-{number:03}", f"HUS-{number:03}", lat, lon, "2480", daily_rate=900 + number))
    for number in range(PERSONS):
        place = circle(57.0 + number % 7, 12.0 + number % 5)
        whole["persons"].append({"id": f"b-{number:04}", "born": "1990-01-01", "whereabouts": [place]})
        whole["memberships"].append({"person": f"b-{number:04}", "network": "network-canary-2", "from": "2024-01-01"})
    return whole


def p95(seconds: list[float]) -> float:
    """Give what nineteen of twenty are below."""
    return sorted(seconds)[int(len(seconds) * 0.95)]


def say(what: str, figure: float, unit: str) -> None:
    """Write one line."""
    print(f"{what:<75} {figure:10.2f} {unit}")


if __name__ == "__main__":
    main()
