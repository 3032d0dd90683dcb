"""A log that is kept as in production: by the role that sees nothing else, with witnesses that really answer."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connection

from tests.database import TestServer
from utvag.audit.operations import Subject, Witness, add_leaves, ask_witness, log_key, record, sign_checkpoint
from utvag.audit.queries import log_lines
from utvag.audit.rules.notes import Checkpoint, read_key
from utvag.foundation.actors import OPERATOR
from utvag.gateways.keystore import LogSigner
from utvag.gateways.postgres.roles import LOG_ROLE
from utvag.gateways.witnesses import WitnessClient
from utvag_witness.__main__ import Witness as WitnessServer
from utvag_witness.memory import Memory
from utvag_witness.notes import own_key, read_log_key

ORIGIN = "utvag.example/prov"
QUORUM = 2


@contextmanager
def as_the_log(server: TestServer, role: str = LOG_ROLE) -> Iterator[None]:
    """Connect as the role that keeps the log while the block lasts, or as another."""
    kept = dict(connection.settings_dict)
    connection.close()
    connection.settings_dict.update(server.login(role))
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update(kept)


def given_rows(count: int, now: datetime, *, since: int = 0) -> None:
    """Write rows as the product does."""
    for number in range(since, since + count):
        subject = Subject("CASE", UUID(int=number + 1), UUID(int=number + 1))
        record(actor=OPERATOR, action="READ", subject=subject, purpose="PROV", now=now + timedelta(seconds=number))


@dataclass(frozen=True, slots=True)
class KeptLog:
    """The log's key and its running witnesses."""

    signer: LogSigner
    witnesses: tuple[Witness, ...]

    @property
    def keys(self) -> list[str]:
        """Give the verifier its keys, as arguments."""
        own = ["--log", str(log_key(ORIGIN, self.signer))]
        return own + [word for one in self.witnesses for word in ("--witness", str(one.key))]

    def keep(self, now: datetime) -> Checkpoint:
        """Do what the keeper does each second."""
        while add_leaves():
            pass
        checkpoint = sign_checkpoint(origin=ORIGIN, signer=self.signer, now=now)
        for witness in self.witnesses:
            assert ask_witness(witness=witness, checkpoint=checkpoint)
        return checkpoint

    def export(self) -> list[str]:
        """Give the lines of an export with every checkpoint."""
        return list(log_lines(quorum=QUORUM))


@contextmanager
def kept_log(folder: Path, count: int = 3) -> Iterator[KeptLog]:
    """Run witnesses for as long as the block lasts."""
    signer = LogSigner(folder / "log-keys")
    followed = [read_log_key(str(log_key(ORIGIN, signer)))]
    servers, witnesses = [], []
    for number in range(count):
        name, private = f"vittne.example/{number}", Ed25519PrivateKey.generate()
        server = WitnessServer(Memory(folder / name.replace("/", "-"), followed), name, private, 0)
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        servers.append(server)
        address = f"http://127.0.0.1:{server.server_address[1]}"
        witnesses.append(Witness(WitnessClient(address), read_key(own_key(name, private))))
    try:
        yield KeptLog(signer, tuple(witnesses))
    finally:
        for server in servers:
            with suppress(OSError):
                server.shutdown()
                server.server_close()
