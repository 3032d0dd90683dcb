"""Look at the log, which the product itself cannot read, and take it away, to see that nothing works without it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from tests.database import TEST_DATABASE, TestServer

ROWS = """
    select actor, actor_role, outcome, "case", register_version, verdict, purpose
    from audit.audit_logentry where action = %s or %s = '' order by at, id
"""


def log_rows(server: TestServer, action: str = "") -> list[tuple[object, ...]]:
    """Give the rows of an action, or all: actor, role, outcome, case, version, verdict, purpose."""
    with server.connect_as_admin(TEST_DATABASE) as admin:
        return list(admin.execute(ROWS, [action, action]).fetchall())


@contextmanager
def without_the_log(server: TestServer) -> Iterator[None]:
    """Forbid the product to write its log while the block lasts."""
    with server.connect_as_admin(TEST_DATABASE) as admin:
        admin.execute("revoke insert on audit.audit_logentry from utvag_app")
        try:
            yield
        finally:
            admin.execute("grant insert on audit.audit_logentry to utvag_app")


TRAIL = """
    select at, actor, actor_role, action, outcome, subject_kind, subject, purpose
    from audit.audit_logentry order by ctid
"""


def trail(server: TestServer) -> list[tuple[object, ...]]:
    """Give every row as it was written, the first one first: the log only grows."""
    with server.connect_as_admin(TEST_DATABASE) as admin:
        return list(admin.execute(TRAIL).fetchall())
