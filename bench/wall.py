"""What the wall costs a page of a case, all of it at once: with it and without it, turn by turn in one run.

With: row-level security, a key service and a placement engine in processes of their own. Without: no row-level
security, key files and engine within the web. The log stands on both sides, for nothing is shown without it;
`log_proof.py` measures it. Real PostgreSQL, the product's own roles.
"""

from __future__ import annotations

import statistics
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bench.engine_process import start_engine
from bench.key_service import service
from bench.rls import set_wall
from bench.stage import staged, timed

if TYPE_CHECKING:
    from django.test import Client

    from tests.database import TestServer

PAGES: Final = 120
WARM_UP: Final = 5


def main() -> None:
    """Measure, and say in lines."""
    with staged() as (server, folder):
        from django.conf import settings  # noqa: PLC0415 (after the stage is set)

        from tests.engine import let_the_app_become  # noqa: PLC0415
        from tests.givens import CASE, given_register  # noqa: PLC0415
        from tests.personas import given_personas, given_team_on  # noqa: PLC0415
        from utvag.gateways.postgres.roles import ENGINE_ROLE  # noqa: PLC0415

        settings.UTVAG_ENGINE = folder / "engine"
        let_the_app_become(server, ENGINE_ROLE)
        engine = start_engine(server)
        try:
            given_register()
            personas = given_personas()
            given_team_on(CASE, personas)
            with service(folder) as house:
                settings.UTVAG_KEY_CLIENT, settings.UTVAG_KEY_SECRET = "web", house / "web.secret"
                clients = {walled: _signed_in(personas.coordinator, house, walled=walled) for walled in (True, False)}
                taken = {walled: list[float]() for walled in clients}
                for number in range(PAGES + WARM_UP):
                    for walled, client in clients.items():
                        _set(server, house, walled=walled)
                        seconds = timed(lambda client=client: _page(client))  # type: ignore[misc]
                        if number >= WARM_UP:
                            taken[walled].append(seconds)
                settings.UTVAG_KEY_SERVICE = None
        finally:
            engine.terminate()
            engine.wait()
    for walled, name in ((True, "with the wall"), (False, "without")):
        ordered = sorted(1000 * one for one in taken[walled])
        p95 = ordered[int(len(ordered) * 0.95) - 1]
        print(f"the page of a case, {name:<14} median {statistics.median(ordered):>6.1f}  p95 {p95:>6.1f} ms")
    print(f"  ratio {statistics.median(taken[True]) / statistics.median(taken[False]):.2f}")


def _signed_in(actor: object, house: Path, *, walled: bool) -> Client:
    """Sign in by a key, so that a ticket of the key service's is held where there is one."""
    from django.conf import settings  # noqa: PLC0415 (after the stage is set)
    from django.test import Client  # noqa: PLC0415

    from tests.organisation.authenticator import signed_in_by  # noqa: PLC0415
    from tests.organisation.givens import given_key  # noqa: PLC0415

    settings.UTVAG_KEY_SERVICE = house / "socket" if walled else None
    client = Client()
    signed_in_by(client, given_key(actor))  # type: ignore[arg-type]  # an actor, whose type is there after the stage
    return client


def _set(server: TestServer, house: Path, *, walled: bool) -> None:
    from django.conf import settings  # noqa: PLC0415 (after the stage is set)

    from tests import engine  # noqa: PLC0415
    from utvag.gateways.engine import client  # noqa: PLC0415

    settings.UTVAG_KEY_SERVICE = house / "socket" if walled else None
    client.__dict__["exchange"] = engine.OVER_THE_SOCKET if walled else engine.within
    set_wall(server, walled=walled)


def _page(client: Client) -> None:
    from tests.givens import case_id  # noqa: PLC0415 (after the stage is set)

    if client.get(f"/arenden/{case_id()}/").status_code != HTTPStatus.OK:
        raise RuntimeError("the page of the case was not shown")


if __name__ == "__main__":
    main()
