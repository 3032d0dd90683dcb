"""Whether the time of a search tells if somebody is in another's case: by name, and by personal identity number.

``python -m bench.search_timing [TRIES]`` against a PostgreSQL of its own; Welch's t, see `welch.py`.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date, timedelta

from bench.stage import staged
from bench.welch import TRIES, WARM_UP, Groups, mixed, report

NAMES = 200
#: So far apart that the hour's twenty are never spent.
APART = timedelta(minutes=4)


def numbers(first: date) -> Sequence[str]:
    """Give personal identity numbers of the serials that the Swedish Tax Agency keeps for tests (980 to 999)."""
    from utvag.people.rules import IdentityNumber, read_number  # noqa: PLC0415 (after the stage is set)

    found = list[str]()
    for number in range(NAMES):
        day = first + timedelta(days=number)
        tried = (f"{day:%Y%m%d}98{day.day % 10}{digit}" for digit in range(10))
        found += [one for one in tried if isinstance(read_number(one, today=day), IdentityNumber)]
    return found


def measure(tries: int) -> tuple[Groups, Groups]:
    """Give the seconds of searches for names of another's case and of nobody's, and for numbers so."""
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
    known, unknown = numbers(date(1990, 1, 1)), numbers(date(1993, 1, 1))
    for name, number in zip(names[0], known, strict=True):
        write_identity(case_id=case_id(), register_person="", name=name, personal_number=number, today=TODAY)

    def search(number: int, text: str) -> None:
        if search_cases(actor=asker, text=text, now=NOW + number * APART):
            raise SystemExit("a case of another's was found")

    # The numbers after the names: no hour holds searches of both.
    later = tries + WARM_UP
    by_name = mixed(tries, names, search)
    return by_name, mixed(tries, (known, unknown), lambda number, text: search(later + number, text))


def main(arguments: list[str]) -> int:
    """Measure, and say what was found."""
    with staged():
        by_name, by_number = measure(int(arguments[0]) if arguments else TRIES)
    told = [
        report((f"another's {what}", f"nobody's {what}"), groups)
        for what, groups in (("name", by_name), ("number", by_number))
    ]
    return max(told)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
