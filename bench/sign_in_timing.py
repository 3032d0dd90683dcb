"""Whether the time of a refused code tells if somebody has the username.

``python -m bench.sign_in_timing [TRIES]`` against a PostgreSQL of its own; Welch's t, see `welch.py`.
"""

from __future__ import annotations

import sys
from contextlib import suppress

from bench.stage import staged
from bench.welch import TRIES, Groups, mixed, report

NAMES = 200


def measure(tries: int) -> Groups:
    """Give the seconds of tries for names that are somebody's and for names that are nobody's."""
    from utvag.foundation.actors import OPERATOR  # noqa: PLC0415 (after the stage is set)
    from utvag.foundation.clock import now  # noqa: PLC0415
    from utvag.organisation.operations import UnableToUseCode, accept_code, create_staff_account  # noqa: PLC0415
    from utvag.organisation.rules import Role  # noqa: PLC0415

    names = [f"s{number:03}" for number in range(NAMES)], [f"n{number:03}" for number in range(NAMES)]
    for name in names[0]:
        create_staff_account(
            actor=OPERATOR, username=name, role=Role.COORDINATOR, display_name="Namn", unit="Enheten", now=now()
        )

    def try_it(_number: int, name: str) -> None:
        with suppress(UnableToUseCode):
            accept_code(username=name, code="00000-00000-00000-00000", now=now())

    return mixed(tries, names, try_it)


def main(arguments: list[str]) -> int:
    """Measure, and say what was found."""
    with staged():
        groups = measure(int(arguments[0]) if arguments else TRIES)
    return report(("somebody's", "nobody's"), groups)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
