"""A process of its own: migrate as the owner, grant and mark; or fill an empty database as the app.

The municipality is loaded by the role that the product runs as, through the product's own operations, so that a demo
that starts has shown that the grants are enough.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence

import django

from utvag.config.demo.database import (
    ENGINE_ROLE_VARIABLE,
    LOG_ROLE_VARIABLE,
    OWNER_VARIABLE,
    REVIEW_ROLE_VARIABLE,
)


def main(argv: Sequence[str]) -> int:
    """With `--migrate`, prepare the database that the settings name; with `--fill`, load the municipality."""
    django.setup()
    if "--migrate" in argv:
        _migrate(owner=json.loads(os.environ.pop(OWNER_VARIABLE)))
    if "--fill" in argv:
        _fill()
    return 0


def _migrate(*, owner: dict[str, str]) -> None:
    from django.core.management import call_command  # noqa: PLC0415 (Django's parts need its settings first)
    from django.db import connection  # noqa: PLC0415

    from utvag.config.demo_mark import set_mark  # noqa: PLC0415
    from utvag.config.grants import apply_grants  # noqa: PLC0415
    from utvag.placement.resealing import reseal_places  # noqa: PLC0415
    from utvag.secrecy.envelope import wrap_anew  # noqa: PLC0415

    app = dict(connection.settings_dict)
    connection.settings_dict.update(owner)
    call_command("migrate", interactive=False, verbosity=0)
    others = (LOG_ROLE_VARIABLE, ENGINE_ROLE_VARIABLE, REVIEW_ROLE_VARIABLE)
    apply_grants(connection, app["USER"], *(os.environ.pop(each) for each in others))
    set_mark(connection)
    reseal_places()
    wrap_anew()
    connection.close()
    connection.settings_dict.update({name: app[name] for name in owner})


def _fill() -> None:
    from utvag.audit.operations import one_look  # noqa: PLC0415
    from utvag.config.demo_municipality.seed import seed  # noqa: PLC0415
    from utvag.foundation.actors import OPERATOR  # noqa: PLC0415
    from utvag.foundation.clock import now  # noqa: PLC0415

    with one_look(actor=OPERATOR, now=now()):
        seed(now())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
