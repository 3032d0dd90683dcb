"""Whether the time of a search tells if somebody is in another's case.

``python -m bench.search_timing [TRIES]`` against a PostgreSQL of its own; Welch's t, see `welch.py`.
"""

from __future__ import annotations

import sys
from datetime import timedelta

from bench.stage import staged
from bench.welch import TRIES, Groups, mixed, report

NAMES = 200
#: So far apart that the hour's twenty are never spent.
APART = timedelta(minutes=4)


def measure(tries: int) -> Groups:
    """Give the seconds of searches for names of another's case and for names of nobody's."""
    from tests.givens import CASE, NOW, TODAY, case_id, given_register, given_staff  # noqa: PLC0415 (after the stage)
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

    def search(number: int, name: str) -> None:
        if search_cases(actor=asker, text=name, now=NOW + number * APART):
            raise SystemExit("a case of another's was found")

    return mixed(tries, names, search)


def main(arguments: list[str]) -> int:
    """Measure, and say what was found."""
    with staged():
        groups = measure(int(arguments[0]) if arguments else TRIES)
    return report(("another's", "nobody's"), groups)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
