"""What the second wall costs: the page of a case and the list of one's own, with and without it, turn by turn.

Real PostgreSQL and the product's own roles; 200 further cases, so that there is something to leave out.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from bench.stage import staged

if TYPE_CHECKING:
    from tests.database import TestServer

OTHERS: Final = 200
ROUNDS: Final = 8
PAGES: Final = 6
LISTS: Final = 100


def main() -> None:
    """Measure, and say in lines."""
    with staged() as (server, _folder):
        measure(server)


def measure(server: TestServer) -> None:
    """Fill the small world, and take the two times of each thing turn by turn."""
    from tests.givens import NOW, case_id, given_register  # noqa: PLC0415
    from tests.pages import signed_in  # noqa: PLC0415
    from tests.personas import given_personas, given_team_on  # noqa: PLC0415
    from utvag.audit.operations import one_look  # noqa: PLC0415
    from utvag.cases.queries import my_cases  # noqa: PLC0415
    from utvag.foundation.actors import OPERATOR  # noqa: PLC0415

    with one_look(actor=OPERATOR, now=NOW):
        given_register()
        personas = given_personas()
        given_team_on("TALL-07", personas)
        case = case_id()
    with server.connect_as_admin("utvag_test") as admin:
        admin.execute(
            "insert into cases_case (id, code_name, state, origin, start_date, created_at, sealed)"
            " select gen_random_uuid(), 'Annan-' || n, 'INTAKE', 'OPENED', '2026-01-01', now(), ''"
            " from generate_series(1, %s) n",
            [OTHERS],
        )
        admin.execute("analyze")
    client, actor = signed_in(personas.coordinator), personas.coordinator

    def page() -> None:
        if client.get(f"/arenden/{case}/").status_code != HTTPStatus.OK:
            raise RuntimeError("the page did not come")

    def list_of_cases() -> None:
        with one_look(actor=actor, now=NOW):
            my_cases(actor=actor, now=NOW)

    _compare(server, "the page of a case", page, PAGES)
    _compare(server, "my cases", list_of_cases, LISTS)


def _compare(server: TestServer, what: str, act: Callable[[], None], times: int) -> None:
    act()
    taken: dict[bool, list[float]] = {True: [], False: []}
    for _ in range(ROUNDS):
        for walled in (True, False):
            set_wall(server, walled=walled)
            act()
            begun = time.perf_counter()
            for _ in range(times):
                act()
            taken[walled].append((time.perf_counter() - begun) / times)
    set_wall(server, walled=True)
    with_it, without = (statistics.median(taken[walled]) * 1000 for walled in (True, False))
    print(f"{what}: {with_it:.2f} ms with, {without:.2f} ms without, ratio {with_it / without:.3f}")


def set_wall(server: TestServer, *, walled: bool) -> None:
    """Let the database's own wall stand, or take it down."""
    from utvag.config.row_security import POLICIES  # noqa: PLC0415

    verb = "enable" if walled else "disable"
    with server.connect_as_admin("utvag_test") as admin:
        for table in POLICIES:
            admin.execute(f"alter table {table} {verb} row level security")


if __name__ == "__main__":
    main()
