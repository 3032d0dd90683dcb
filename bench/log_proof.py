"""What the proof of the log costs, beside a log without one and beside a chain of hashes.

Real PostgreSQL, the product's own roles, and three real witnesses over HTTP on this machine.
"""

from __future__ import annotations

import hashlib
import json
import statistics
import tempfile
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bench.stage import staged, timed

if TYPE_CHECKING:
    from datetime import datetime

    from tests.audit.given_log import KeptLog
    from tests.database import TestServer

ROWS: Final = 4000
ROUNDS: Final = 3
CHECKPOINTS: Final = 40


def main() -> None:
    """Measure, and say in lines."""
    with staged() as (server, folder):
        from tests.audit.given_log import kept_log  # noqa: PLC0415 (after the stage is set)

        with kept_log(folder) as log:
            measure(server, log)


def measure(server: TestServer, log: KeptLog) -> None:
    """Measure each part; both sides of a ratio turn by turn, so that they meet the same machine."""
    from django.db import connection  # noqa: PLC0415 (after django.setup)

    from tests.audit.given_log import as_the_log, given_rows  # noqa: PLC0415
    from utvag.audit.operations import add_leaves  # noqa: PLC0415
    from utvag.foundation.clock import now  # noqa: PLC0415
    from utvag.gateways.postgres.roles import APP_ROLE  # noqa: PLC0415

    connection.settings_dict.update(server.login(APP_ROLE))
    start, written = now(), 0
    proved, bare = list[float](), list[float]()
    for _ in range(ROUNDS):
        for kept, switch in ((proved, "enable"), (bare, "disable")):
            with server.connect_as_admin("utvag_test") as admin:
                admin.execute(f"alter table audit.audit_logentry {switch} trigger pend_entry")
            kept.append(timed(partial(given_rows, ROWS // 4, start + timedelta(seconds=written))))
            written += ROWS // 4
    with server.connect_as_admin("utvag_test") as admin:
        admin.execute("alter table audit.audit_logentry enable trigger pend_entry")
    say("a row, committed, with the proof's trigger", ROWS // 4 / min(proved), "rows/s")
    say("  beside the same without it", min(proved) / min(bare), "times the time")

    given_rows(ROWS, start + timedelta(days=1))
    with as_the_log(server):
        seconds = timed(lambda: [None for _ in iter(add_leaves, 0)])
        say("leaves", (ROWS + ROUNDS * ROWS // 4) / seconds, "rows/s")
        asked = []
        for number in range(CHECKPOINTS):
            given_one(server, start + timedelta(days=2, seconds=number))
            asked.append(timed(lambda: log.keep(start)))
        asked.sort()
        say("leaf, checkpoint and three witnesses, one after another: median", 1000 * statistics.median(asked), "ms")
        say("  p95", 1000 * asked[int(len(asked) * 0.95) - 1], "ms")
        lines = log.export()
    verify(lines, log.keys)


def given_one(server: TestServer, at: datetime) -> None:
    """Write one row past Django: the log's role may not."""
    with server.connect_as_admin("utvag_test") as admin:
        admin.execute(
            "insert into audit.audit_logentry (id, at, actor_role, action, outcome, subject_kind, verdict, purpose)"
            " values (gen_random_uuid(), %s, 'OPERATOR', 'READ', 'DONE', 'CASE', '', 'BENCH')",
            [at],
        )


def verify(lines: list[str], keys: list[str]) -> None:
    """Verify an export with one checkpoint, beside a chain of hashes over the same rows."""
    import utvag_verify  # noqa: PLC0415

    rows = [line for line in lines if line.startswith('{"row"')]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "export.jsonl"
        file.write_text("\n".join([lines[0], *rows, lines[-1]]) + "\n", encoding="utf-8")
        ours = min(timed(lambda: utvag_verify.main([str(file), *keys])) for _ in range(ROUNDS))
        chain = min(timed(lambda: chained(file)) for _ in range(ROUNDS))
    say("an export verified, tree and signatures", len(rows) / ours, "rows/s")
    say("  beside a chain of hashes, which proves nothing to an outsider", ours / chain, "times the time")


def chained(file: Path) -> bytes:
    """Read the same rows and chain their hashes."""
    value = bytes(32)
    for line in file.read_text(encoding="utf-8").splitlines()[1:-1]:
        row = json.dumps(json.loads(line)["row"], sort_keys=True, separators=(",", ":")).encode()
        value = hashlib.sha256(value + row).digest()
    return value


def say(what: str, figure: float, unit: str) -> None:
    """Write one line."""
    print(f"{what:<70} {figure:>10,.1f} {unit}")


if __name__ == "__main__":
    main()
