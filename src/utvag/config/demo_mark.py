"""The mark that everything in a database is made up. Only whoever owns its tables can set it, and only the demo does.

One-click sign-in, plain HTTP and a key service that takes anybody's word belong to the demo. A process that is told to
be one, by a variable that was left behind or copied, does not start on a database without the mark.
"""

from __future__ import annotations

from typing import Final

from django.db.backends.base.base import BaseDatabaseWrapper

REFUSED: Final = (
    "UTVAG_DEMO=1, men databasen är inte märkt som demo. Demon loggar in vem som helst med ett klick, så webben "
    "startar inte. Ta bort UTVAG_DEMO ur miljön; vill du köra demon: make demo."
)


class UnableToServe(Exception):
    """The web does not start; the text says why, and what to do."""


def set_mark(connection: BaseDatabaseWrapper) -> None:
    """Mark a database as a demo, for as long as it is there. Run as the owner of its tables."""
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into organisation_demomark (id, set_at) values (1, statement_timestamp()) on conflict do nothing"
        )


def require_mark(*, is_demo: bool) -> None:
    """Let a process that calls itself a demo go on only where the database says the same.

    :raises UnableToServe: where it does not.
    """
    from utvag.organisation.queries import is_demo as is_marked  # noqa: PLC0415 (Django must be set up first)

    if is_demo and not is_marked():
        raise UnableToServe(REFUSED)
